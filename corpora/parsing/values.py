"""Field values as offices write them, brought to one form: classes, Vienna codes, rights, countries.

Every function takes what stood in the file and returns our value, or raises `FieldError` with a reason that a
person can act on. The forms accepted are those seen in office files: `NCL(11) 09`, `009`, `3 & 5`; `260418`, `26.4.18`.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from unicodedata import combining, normalize

from corpora.parsing.texts import FieldError, clean_text, is_blank
from corpora.records.mark import RIGHTS, Right
from corpora.tables.countries import codes, countries
from corpora.tables.statuses import key_of

# What stands around the numbers: the word for a class in several languages and offices, the edition, brackets, "and".
_CLASS_WORDS = re.compile(
    r"(?:\b(?:NCL|NICE|INT(?:ERNATIONAL)?|IC|CLASSES|CLASSE|CLASS|CLASES|CLASE|KLASSEN?|CL)(?=\d|\b)"
    r"|فئات|الفئات|الفئة|فئة|صنف|الصنف|أصناف)\.?"
    r"(?:\s*\((?:\d{1,2}|\d{4})(?:-\d{4})?\))?",
    re.IGNORECASE,
)
# The edition in brackets, USPTO's national classes behind "US", ordinals and "n°".
_NO_CLASSES = re.compile(r"\([^)]*(?:NCL|NICE)[^)]*\)|\bUS\b.*|(?<=\d)(?:ème|eme|e|th)\b|\bn°", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\d\s*\(\s*\d")  # 16(1): a count, an edition, another class?
_BETWEEN_CLASSES = re.compile(r"\.(?=\s|$)|[\s,;|/&+\[\]()'\"،؛:]+|\b(?:et|and|y|und|e)\b|\bو(?=\s*\d)", re.IGNORECASE)
_CLASS = re.compile(r"0{0,2}(\d{1,2})(?:\.0)?")
_BETWEEN_COUNTRIES = re.compile(r"[;,/|،؛&]|\s+(?:et|and|y|و)\s*(?=\w)|\s+(?=[A-Z]{2}\b)")
_NAMED_CODE = re.compile(r"([^()]+?)(?:\s+[-–]\s+|\s*\()([^()]+?)\s*\)?")  # MA - Maroc, Maroc (MA)
_US_ONLY = frozenset({"A", "B", "200"})
_VIENNA_CATEGORIES = 29
_VIENNA = re.compile(
    r"(?:VCL|CFE|VIENNA|A)?\s*(?:\([0-9]+\))?\s*([0-9]{4}|[0-9]{6}|[0-9]{1,2}(?:[.\-/ ][0-9]{1,2}){0,2})\*?",
    re.IGNORECASE,
)


def read_class(value: object) -> int | None:
    """Return a Nice class 1–45, or None for "00" (unclassified) and the US-only classes A, B and 200.

    Raises:
        FieldError: the value names no class, or several.

    """
    numbers = list(_numbers(value))
    if len(numbers) > 1:
        raise FieldError(
            "nice_classes", "names several classes where one is expected", clean_text(value, "nice_classes")
        )
    return numbers[0] if numbers else None


def read_classes(values: object) -> tuple[int, ...]:
    """Return the distinct classes in rising order, from a text ("Cl. 3 & 5", "IC 009, 042", "[9, 35]") or a list.

    Raises:
        FieldError: a part names no class.

    """
    if values is None:
        return ()
    if isinstance(values, Mapping):
        raise FieldError("nice_classes", "must be a list of numbers")
    items = [values] if isinstance(values, str) or not isinstance(values, Iterable) else values
    numbers = {number for item in items if item is not None for number in _numbers(item)}
    return tuple(sorted(number for number in numbers if number is not None))


def _numbers(value: object) -> Iterable[int | None]:
    class_value = int(value) if isinstance(value, float) and value.is_integer() else value
    text = clean_text(class_value, "nice_classes")
    if is_blank(text):
        return
    text = _NO_CLASSES.sub(" ", text)
    text = _CLASS_WORDS.sub(" ", text)
    if _IN_BRACKETS.search(text):
        raise FieldError("nice_classes", "is a Nice class and something else in brackets", text)
    for part in _BETWEEN_CLASSES.split(text):
        if not part:
            continue
        match = _CLASS.fullmatch(part)
        number = int(match[1]) if match else None
        if part.upper() in _US_ONLY or number == 0:
            yield None
        elif number is None or number > 45:
            raise FieldError("nice_classes", "is not a Nice class (1 to 45)", text)
        else:
            yield number


def read_vienna(value: object) -> str:
    """Return a Vienna code as `26.04.18` (two to three pairs of digits); raises FieldError otherwise."""
    text = clean_text(value, "vienna_codes")
    match = _VIENNA.fullmatch(text)
    digits = re.findall(r"[0-9]{1,2}", match[1]) if match else []
    if match and match[1].isdigit() and len(match[1]) in (4, 6):
        digits = re.findall("..", match[1])
    if not digits or not 0 < int(digits[0]) <= _VIENNA_CATEGORIES:
        raise FieldError("vienna_codes", "is not a Vienna code; write 26.04.18", text)
    return ".".join(f"{int(d):02d}" for d in digits)


def bare(value: object) -> str:
    """Return an office's words in lower case, without blanks around them, accents and vowel signs; "" for nothing."""
    text = "" if value is None else str(value).strip().lower()
    return "".join(c for c in normalize("NFD", text) if not combining(c))


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
    """Return a country, region or office code of WIPO ST.3 (or a UN M49 region of three digits) in capitals; a
    country's name in French, Arabic, English or Spanish is read as its code.

    Raises:
        FieldError: it is neither.

    """
    text = clean_text(value, field)
    if re.fullmatch(r"[A-Za-z]{2}|\d{3}", text) and not (text.upper() not in codes() and key_of(text) in countries()):
        return text.upper()
    key = key_of(text)
    for name in (key, re.sub(r"\b(?:and|et|y)\b ?", "", key)):  # Trinidad & Tobago
        if code := countries().get(name):
            return code
    raise FieldError(field, "is neither a two-letter code of WIPO ST.3 nor a country's name", text)


def read_countries(value: str, field: str = "territories") -> tuple[str, ...]:
    """Return the codes in one cell ("MA; FR", "Maroc, Algérie"); raises FieldError as `read_country` does."""
    if is_blank(value) and value.strip().upper() != "NA":
        return ()
    if named := _NAMED_CODE.fullmatch(value.strip()):
        with suppress(FieldError):
            if len(twice := {read_country(part, field) for part in named.groups()}) == 1:
                return tuple(twice)
    try:
        return (read_country(value, field),)
    except FieldError:
        parts = [part for part in _BETWEEN_COUNTRIES.split(value) if part.strip()]
        if len(parts) < 2:
            raise
        return tuple(dict.fromkeys(read_country(part, field) for part in parts))
