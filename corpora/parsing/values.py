"""Field values as offices write them, brought to one form: dates, classes, Vienna codes, status words.

Every function takes what stood in the file and returns our value, or raises `FieldError` with a reason that a
person can act on. The forms accepted are those seen in office files: DDMMYYYY, YYYYMMDD, ISO with a time zone,
DD/MM/YYYY, zeros for unknown; `NCL(11) 09`, `009`; `260418`, `26.4.18`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from unicodedata import combining, normalize

from corpora.parsing.texts import FieldError, clean_text
from corpora.records.mark import RIGHTS, STATUSES, Right, Status

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*|[+-]\d\d:?\d\d|Z)?$")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_CLASS = re.compile(r"(?:NCL|NICE|CL(?:ASSE|ASS)?)?\.?\s*(?:\(\d+\))?\s*(\d{1,3})$", re.IGNORECASE)
_VIENNA = re.compile(
    r"(?:VCL|CFE|VIENNA)?\s*(?:\([0-9]+\))?\s*([0-9]{4}|[0-9]{6}|[0-9]{1,2}(?:[.\-/ ][0-9]{1,2}){0,2})\*?",
    re.IGNORECASE,
)
_YEARS = range(1850, 2101)  # outside, eight digits are read the other way round


def read_date(value: object, field: str) -> date | None:
    """Return the date, or None when the office left it blank or wrote zeros.

    Raises:
        FieldError: the value is neither a known way to write a date nor a day of the calendar.

    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = clean_text(value, field)
    if not text or not text.strip("0-/. "):
        return None
    if match := _ISO.match(text):
        date_parts = match.groups()
    elif match := _DAY_FIRST.match(text):
        date_parts = match.groups()[::-1]
    elif re.fullmatch(r"\d{8}", text):
        year_first = int(text[:4]) in _YEARS and int(text[4:6]) <= 12
        date_parts = (text[:4], text[4:6], text[6:]) if year_first else (text[4:], text[2:4], text[:2])
    else:
        raise FieldError(field, "is not a date; write YYYY-MM-DD", text)
    try:
        return date(*(int(part) for part in date_parts))
    except ValueError:
        raise FieldError(field, "is not a day of the calendar; write YYYY-MM-DD", text) from None


def read_class(value: object) -> int | None:
    """Return a Nice class 1–45, or None for "00" (unclassified) and the US-only classes A, B and 200.

    Raises:
        FieldError: the value names no class.

    """
    class_value = int(value) if isinstance(value, float) and value.is_integer() else value
    text = clean_text(class_value, "nice_classes")
    if text.upper() in {"A", "B", "200"}:
        return None
    match = _CLASS.match(text)
    if not match:
        raise FieldError("nice_classes", "is not a Nice class (1 to 45)", text)
    number = int(match[1])
    if number == 0:
        return None
    if number > 45:
        raise FieldError("nice_classes", "is not a Nice class (1 to 45)", text)
    return number


def read_classes(values: object) -> tuple[int, ...]:
    """Return the distinct classes in rising order; a text is split at blanks, commas and semicolons."""
    if values is None:
        return ()
    if isinstance(values, str):
        class_numbers = re.sub(r"(?i)\b(?:NCL|NICE|CLASSES|CLASSE|CLASS|CL)\b\.?\s*(?:\(\d+\))?", " ", values)
        items: Iterable[object] = re.split(r"[\s,;|/]+", class_numbers.strip())
    elif isinstance(values, Mapping):
        raise FieldError("nice_classes", "must be a list of numbers")
    elif isinstance(values, Iterable):
        items = values
    else:
        items = [values]
    numbers = {read_class(item) for item in items if item is not None and item != "" and str(item).strip()}
    return tuple(sorted(number for number in numbers if number is not None))


def read_vienna(value: object) -> str:
    """Return a Vienna code as `26.04.18` (two to three pairs of digits); raises FieldError otherwise."""
    text = clean_text(value, "vienna_codes")
    match = _VIENNA.fullmatch(text)
    digits = re.findall(r"[0-9]{1,2}", match[1]) if match else []
    if match and match[1].isdigit() and len(match[1]) in (4, 6):
        digits = re.findall("..", match[1])
    if not digits or int(digits[0]) == 0:
        raise FieldError("vienna_codes", "is not a Vienna code; write 26.04.18", text)
    return ".".join(f"{int(d):02d}" for d in digits)


# Office words (folded: lower case, no accents) → our status. First match wins, so the special comes first.
_STATUS_WORDS: tuple[tuple[str, Status], ...] = (
    (r"oppos|opposition", "opposed"),
    (r"struck|radi(e|ation)|dissou|مشطب", "struck_off"),
    (r"reserv|certificat negatif|محجوز", "reserved"),
    (r"expir|echu|lapsed|non renouvel|منته", "expired"),
    (r"refus|reject|rejet|مرفوض", "refused"),
    (r"withdraw|retir|retrait|abandon|desist", "withdrawn"),
    (r"cancel|annul|surrender|renonc|dech|nullity|nullite|revoked|ended|dead|invalid", "cancelled"),
    (r"publi|pending|filed|examin|en cours|depos|demande|appl|formal|accepted", "pending"),
    (
        r"enregistr|regist|renouvel|renew|live|granted|en vigueur|protected|immatricul|\bactif|\bactive?\b|مسجل|مقيد",
        "registered",
    ),
)


def bare(value: object) -> str:
    """Return an office's words in lower case, without blanks around them, accents and vowel signs; "" for nothing."""
    text = "" if value is None else str(value).strip().lower()
    return "".join(c for c in normalize("NFD", text) if not combining(c))


def read_status(value: object) -> Status:
    """Return our status for an office's own words, in French, English or Arabic; "unknown" when none fits."""
    text = bare(value)
    if text in STATUSES:
        return text  # type: ignore[return-value]
    for pattern, status in _STATUS_WORDS:
        if re.search(pattern, text):
            return status
    return "unknown"


_RIGHT_WORDS: tuple[tuple[str, Right], ...] = (
    (r"nom commercial|denomination|trade.?name|raison sociale|company|اسم تجاري|الاسم التجاري|تسمية", "trade_name"),
    (r"enseigne|shop.?sign|لافتة|شعار", "shop_sign"),
    (r"geograph|appellation|بيان جغرافي", "geographical_indication"),
    (r"notoire|well.?known|مشهورة", "well_known"),
    (r"internation|madrid|دولية", "international"),
    (r"marque|mark|علامة", "trademark"),
)


def read_right(value: object) -> Right:
    """Return the right that an office's own words name, in French, English or Arabic; a mark when nothing is said.

    Raises:
        FieldError: the words name none that is known.

    """
    text = bare(clean_text(value, "right") or "trademark")
    if text in RIGHTS:
        return text  # type: ignore[return-value]
    for pattern, right in _RIGHT_WORDS:
        if re.search(pattern, text):
            return right
    raise FieldError("right", f"is not one of {', '.join(sorted(RIGHTS))}", text)


def read_country(value: object, field: str = "territories") -> str:
    """Return a country, region or office code of WIPO ST.3 (or a UN M49 region of three digits) in capitals."""
    text = clean_text(value, field).upper()
    if not re.fullmatch(r"[A-Z]{2}|\d{3}", text):
        raise FieldError(field, "is not a two-letter code of WIPO ST.3", text)
    return text
