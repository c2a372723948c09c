"""Publication numbers in every usual spelling, brought to one: country, number, kind code (WIPO ST.16).

`EP1234567B1`, `EP 1 234 567 (B1)`, `EP-A-0 123 456`, `US2012/0123456A1`, `U.S. Pat. No. 9,234,358`, `WO2008/24045`,
`WO9403095A1`, `JP H05-299702`, `KR 10-2012-0012345`, `CN101234567.8` and `DE-10 2012 001 234-A1` name documents; two
spellings of one document have the same `key`. An application number (`PCT/EP2008/001234`, `US 12/345,678`) names none.
"""

import re
from dataclasses import dataclass
from unicodedata import decimal, normalize

from corpora.tables.offices import OFFICES, SPELLED

_WHOLE = re.compile(r"((?:[A-Z]{0,2}\d[A-Z0-9]*)?\d{2,}|[A-Z]{1,2}\d{2,})([A-Z]\d?)?")
_NOISE = re.compile(r"[^\w]+|_")
_WORDS = re.compile(
    r"\b(?:DEMANDE DE BREVET|UNEXAMINED|UTILITY MODEL|REISSUED?|DESIGN|SPECIFICATION|GRANTED|INT"
    r"|PATENTS?|PATENTSCHRIFT|PAT|APPLICATION|APPLN?|APP|PUBLICATION"
    r"|PUBL?|INTERNATIONALE?|BREVET|DEMANDE|NUMBER|NUM[EÉ]RO|SERIAL|SER)\b\.?|براءة|رقم|طلب|号|號|公報|호"
)
_COUNTRIES = (
    (r"U\. ?S\.(?: ?A\.)?|UNITED STATES|[EÉ]TATS[- ]UNIS", "US"),
    (r"EUROPEAN|EUROP[EÉ]EN(?:NE)?", "EP"),
    (r"GERMAN|ALLEMANDE?|DEUTSCHES?", "DE"),
    (r"FRENCH|FRAN[CÇ]AISE?", "FR"),
    (r"BRITISH|BRITANNIQUE|UNITED KINGDOM", "GB"),
    (r"JAPANESE|JAPONAISE?|特開|特公|特許第?", "JP"),
    (r"KOREAN|COR[EÉ]EN(?:NE)?|공개특허|등록특허", "KR"),
    (r"CHINESE|CHINOISE?|ZL(?=\s*\d)|CN\s*ZL(?=\s*\d)", "CN"),
    (r"MOROCCAN|MAROCAINE?", "MA"),
)
_NUMBER_WORD = re.compile(r"^([A-Z]{2}(?=\W)\s*|(?!N[OR]S?\b\.?\s*\d))N(?:[OR]S?\b\.?|°)\s*(?=[A-Z]{2}|\d)")
_KIND_FIRST = re.compile(r"([A-Z]{2})[\s\-]+(?:([ABCUY]\d?)|(?<=DE.)(?:OS|PS|AS|GM))[\s\-]+(?=\d|[HS]\s*\d)")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication number in parts; `kind` is "" when it was not given."""

    country: str
    number: str
    kind: str = ""

    def __str__(self) -> str:
        """Return the number as records hold it: `EP1234567B1`."""
        return f"{self.country}{self.number}{self.kind}"

    @property
    def key(self) -> str:
        """Country and number without kind and without zeros that only fill: what two spellings share.

        Korean utility models (kinds U and Y) are counted apart from patents.
        """
        if self.country == "US" and re.fullmatch(r"(?:19|20)\d{8}", self.number):  # an application of ten digits
            return f"US{self.number[:4]}0{self.number[4:]}"
        model = "U" if self.country == "KR" and self.kind[:1] in {"U", "Y"} else ""
        return f"{self.country}{model}{self.number.lstrip('0')}"


def parse_publication(text: str) -> Publication | None:
    """Return the publication that a text names, or None when it names none."""
    words, kind_first = _plain(text), ""
    if found := _KIND_FIRST.match(words):
        words, kind_first = found[1] + words[found.end() :], found[2] or ""
    country, rest = words[:2], words[2:]
    if country not in OFFICES or (country == "US" and re.match(r"\s*\d\d\s*/", rest)):  # a US application's number
        return None
    rest = re.sub(r"^([^.]*\d{6}|[\d\s]+\d)\.\d(?=\s*(?:\(?[A-Z]\d?\)?)?$)", r"\1", rest)  # without its check digit
    match = _WHOLE.fullmatch(_NOISE.sub("", _with_year(country, rest, kind_first)))
    if not match:
        return None
    return Publication(country, *_canonical(country, match[1], match[2] or kind_first))


def publication_key(text: str) -> str:
    """Return what the spellings of one document share (`Publication.key`); a text that names none stands for itself."""
    publication = parse_publication(text)
    return publication.key if publication else text


def _plain(text: str) -> str:
    """Return a number in capitals and our digits, the code of its country first, without the words around it."""
    plain = "".join(str(decimal(letter, letter)) for letter in normalize("NFKC", text).upper()).strip()
    plain = re.sub(r"平成?", "H", re.sub(r"昭和?", "S", _WORDS.sub(" ", plain))).strip(" .:;,()")
    for pattern, code in _COUNTRIES:
        plain = re.sub(rf"^(?:{pattern})", f"{code} ", plain, count=1)
    spelled = re.match(r"[A-Z]+(?=[\s\d\-])", plain)
    if spelled and spelled[0] in SPELLED:
        plain = SPELLED[spelled[0]] + plain[spelled.end() :]
    plain = _NUMBER_WORD.sub(r"\1 ", plain).strip()
    plain = re.sub(r"^([A-Z]{2})[\s\-]*\1(?![A-Z])", r"\1", plain)  # WOWO94/03095, U.S. Pat. No. US 9,234,358
    return f"JP {plain}" if re.match(r"[HS]\d\d?-\d", plain) else plain


def _with_year(country: str, rest: str, kind_first: str) -> str:
    """Return the rest of a number whose year and serial number are parted as the office writes them in one piece."""
    if country in {"WO", "US", "AU"} and (parted := re.fullmatch(r"\s*(\d\d|\d{4})\s*/\s*(\d+)\b(.*)", rest)):
        return f"{_year(parted[1])}{int(parted[2]):0{7 if country == 'US' else 6}d}{parted[3]}"
    if country == "JP" and (parted := re.fullmatch(r"\s*([HS]?)\s*(\d{1,2})\s*[\-/]\s*(\d{1,6})\b(.*)", rest)):
        era = parted[1] or (("H" if int(parted[2]) <= 12 else "S") if kind_first else "")
        return f"{era}{int(parted[2]):02d}{int(parted[3])}{parted[4]}" if era else rest
    if country == "JP" and (parted := re.fullmatch(r"\s*((?:19|20)\d\d)\s*[\-/]\s*(\d{1,6})\b(.*)", rest)):
        return f"{parted[1]}{int(parted[2]):06d}{parted[3]}"
    if country == "KR" and (parted := re.fullmatch(r"\s*([12]0)?\W*((?:19|20)\d\d)-(\d{1,7})\b(.*)", rest)):
        return f"{parted[1] or ''}{parted[2]}{int(parted[3]):07d}{parted[4]}"
    return _without_check(country, rest)


def _without_check(country: str, rest: str) -> str:
    """Return the rest of a number without the sign that checks it, where an office writes one without a dot."""
    if country == "SG":  # ten or eleven digits and a check letter, before the kind
        return re.sub(r"^\s*(\d{10,11})\s*[A-Z](?=\s*[A-Z]\d?\s*$)", r"\1", rest)
    if country == "BR":  # PI 0102345-6 and 10 2012 001234-5 end in a check digit
        return re.sub(r"((?:PI|MU)\s*\d{7}|\d\d\s*(?:19|20)\d\d\s*\d{6})\s*-\s*\d\b", r"\1", rest)
    return rest


def _canonical(country: str, number: str, kind: str) -> tuple[str, str]:
    """Return number and kind as most databases write them."""
    if country == "WO" and number.isdecimal():
        number = _international(number)
    elif country == "US":
        letters, digits = re.fullmatch(r"([A-Z]*)(.*)", number).groups()  # type: ignore[union-attr]  # always matches
        number = letters + digits.lstrip("0")
    elif country == "EP":
        number = number.lstrip("0").zfill(7)
    elif country == "JP" and (era := re.fullmatch(r"([HS])(\d+)", number)):
        years = 2 if int(era[2][:2]) <= {"H": 31, "S": 64}[era[1]] else 1
        number = f"{era[1]}{int(era[2][:years]):02d}{era[2][years:].lstrip('0')}"
    elif country == "KR" and (typed := re.fullmatch(r"([12]0)((?:19|20)\d{9})", number)):
        number, kind = typed[2], kind or ("U" if typed[1] == "20" else "")
    return number, kind


def _international(number: str) -> str:
    """Return the number of an international application with four digits of the year and six of its own."""
    year, serial = number[:4], number[4:]
    if not (7 <= len(number) <= 10 and 1978 <= int(year) <= 2100):
        if len(number) not in {7, 8}:
            return number
        year, serial = _year(number[:2]), number[2:]
    return f"{year}{int(serial):06d}"


def _year(digits: str) -> str:
    """Return a year of four digits; of two, the first international application was of 1978."""
    return digits if len(digits) == 4 else f"{'19' if int(digits) > 60 else '20'}{digits}"
