"""Dates as offices write them: ISO, DDMMYYYY, YYYYMMDD, DD/MM/YYYY, months in words, an hour behind, the Hijri
calendar.
"""

import re
from collections.abc import Callable
from datetime import date

from hijridate import Hijri

from corpora.parsing.texts import FieldError, clean_text, is_blank

_HOUR = r"(?:\s*م|[T ]+(?:à\s*)?\d{1,2}[:.h]\d\d.*|[T ]+00[:.]?00.*|[+-]\d\d:?\d\d|Z)?$"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _HOUR)
SLASHED = re.compile(r"\s*(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})" + _HOUR)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier enero يناير جانفي", "feb february fev fevr fevrier febrero فبراير فيفري شباط", "mar march mars marzo مارس آذار",
            "apr april avr avril abril أبريل ابريل إبريل أفريل نيسان", "may mai mayo مايو ماي أيار", "jun june juin junio يونيو جوان حزيران",
            "jul july juil juillet julio يوليو يوليوز جويلية تموز", "aug august aou aout agosto أغسطس غشت أوت آب", "sep sept september septembre septiembre سبتمبر شتنبر أيلول",
            "oct october octobre octubre أكتوبر اكتوبر", "nov november novembre noviembre نوفمبر نونبر", "dec december decembre diciembre ديسمبر دجنبر",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAY_IN_WORDS = re.compile(
    r"(?:le\s+)?(\d{1,2})(?:st|nd|rd|th|er)?[\s\-./]+(?:of\s+|de\s+)?([^\W\d_]{3,10})\.?[\s\-./,]+(?:de\s+)?(\d{4})"
    + _HOUR
)
_MONTH_IN_WORDS = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _HOUR)
_YEARS = range(1850, 2101)  # outside, eight digits are read the other way round
_HIJRI = range(1343, 1501)  # years of the Umm al-Qura calendar that are tabulated; 1343 began in 1924
_ADVICE = "write YYYY-MM-DD"

Note = Callable[[FieldError], None]
"""Told of a value that was read otherwise than it stands."""


def read_date(value: object, field: str, note: Note | None = None) -> date | None:
    """Return the date, or None when the office left it blank, wrote zeros or "N/A".

    A day stands before its month (`MM/DD/YYYY` is turned by the reader of a table, which sees the whole column). A
    year of the Hijri calendar is converted by the Umm al-Qura tables and `note` is told; where nobody is told it is
    refused.

    Raises:
        FieldError: the value is neither a known way to write a date nor a day of the calendar.

    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = clean_text(value, field)
    if is_blank(text) or not text.strip("0-/. :"):
        return None
    year, month, day = _parts(text, field)
    if year == 1:  # what databases write for no date
        return None
    if year < 1500:
        return _from_hijri(text, (year, month, day), field, note)
    try:
        return date(year, month, day)
    except ValueError:
        raise FieldError(field, f"is not a day of the calendar; {_ADVICE}", text) from None


def _parts(text: str, field: str) -> tuple[int, int, int]:
    if match := _ISO.match(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := SLASHED.match(text):
        return int(match[4]), int(match[3]), int(match[1])
    if re.fullmatch(r"\d{8}", text):
        year_first = int(text[:4]) in _YEARS and int(text[4:6]) <= 12
        parts = (text[:4], text[4:6], text[6:]) if year_first else (text[4:], text[2:4], text[:2])
        return int(parts[0]), int(parts[1]), int(parts[2])
    folded = text.lower().translate(str.maketrans("éèûôà", "eeuoa"))
    if (match := _DAY_IN_WORDS.match(folded)) and match[2] in _MONTHS:
        return int(match[3]), _MONTHS[match[2]], int(match[1])
    if (match := _MONTH_IN_WORDS.match(folded)) and match[1] in _MONTHS:
        return int(match[3]), _MONTHS[match[1]], int(match[2])
    raise FieldError(field, f"is not a date; {_ADVICE}", text)


def _from_hijri(text: str, parts: tuple[int, int, int], field: str, note: Note | None) -> date:
    if parts[0] not in _HIJRI:
        raise FieldError(field, f"is in no year that a register can hold; {_ADVICE}", text)
    if note is None:
        raise FieldError(field, "is in a year of the Hijri calendar; write the Gregorian date, YYYY-MM-DD", text)
    try:
        hijri = Hijri(*parts).to_gregorian()
    except (ValueError, OverflowError):
        raise FieldError(field, f"is not a day of the Hijri calendar; {_ADVICE}", text) from None
    gregorian = date(hijri.year, hijri.month, hijri.day)
    note(FieldError(field, f"was read as a day of the Hijri calendar: {gregorian}", text))
    return gregorian
