"""Kinds of values that every query has: days as ISO texts, whole numbers that are numbers."""

import re
from datetime import date, datetime
from typing import Annotated, Any

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


Day = Annotated[date, BeforeValidator(_iso_day)]
Whole = Annotated[int, BeforeValidator(_no_truth)]
