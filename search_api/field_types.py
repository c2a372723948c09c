"""Kinds of values that every query has: days as ISO texts, whole numbers that are numbers, texts that are as long as
they look.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import BeforeValidator

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
