"""Kinds of values that every query has: days as ISO texts, whole numbers that are numbers, texts that are as long as
they look.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import BeforeValidator, WithJsonSchema

from corpora.parsing.symbols import read_office, read_symbol
from corpora.parsing.texts import FieldError
from models.patents.languages import CODES
from search_api.say import LOCALES

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _iso_day(value: Any) -> Any:
    """Let through what is a day or is written as one. A number would be taken for the seconds since 1970."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO.fullmatch(value):
        return value
    raise ValueError("is not a date; write YYYY-MM-DD")


def _no_truth(value: Any) -> Any:
    """Let through anything but true and false, which would count as one and nothing."""
    if isinstance(value, bool):
        raise ValueError("must be a whole number, not true or false")
    return value


def _read_length(value: Any) -> Any:
    """Let through a text that is not longer as it is read than as it is written by more than half: one letter (ﷺ) may
    stand for eighteen.
    """
    if isinstance(value, str) and not value.isascii() and len(normalize("NFKC", value)) > max(40, 1.5 * len(value)):
        raise ValueError("holds letters that stand for many; write them out")
    return value


Text = Annotated[str, BeforeValidator(_read_length)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Whole = Annotated[int, BeforeValidator(_no_truth)]


def _symbol(value: Any) -> Any:
    """Return a symbol in the form that records have; see `corpora.parsing.symbols`."""
    try:
        return read_symbol(value)
    except FieldError as error:
        raise ValueError(error.advice) from None


def _office(value: Any) -> Any:
    """Return the code of a country or office in the form that records have."""
    try:
        return read_office(value)
    except FieldError as error:
        raise ValueError(error.advice) from None


def _language(value: Any) -> Any:
    """Return the code of a language in small letters."""
    code = value.strip().lower() if isinstance(value, str) else ""
    if value is not None and code not in CODES:
        raise ValueError("is not a code of ISO 639-1; write en, fr, de, es, ar, zh, ja, ko")
    return code or None


Symbol = Annotated[str, BeforeValidator(_symbol)]
Office = Annotated[str, BeforeValidator(_office)]
Language = Annotated[str, BeforeValidator(_language)]


def _locale(value: Any) -> Any:
    """Let through a language in which answers are given."""
    if value not in LOCALES:
        raise ValueError(f"is not a language of answers; write {', '.join(LOCALES)}")
    return value


Locale = Annotated[str, BeforeValidator(_locale), WithJsonSchema({"type": "string", "enum": list(LOCALES)})]
