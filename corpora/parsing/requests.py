"""A request for trade names as an office files it: up to three names in order of preference, and what the company
will do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpora.parsing.dates import read_date
from corpora.parsing.texts import FieldError, clean_id, clean_text

MOST_NAMES = 3  # a request for a certificat négatif names up to three, in order of preference


@dataclass(frozen=True, slots=True)
class NameRequest:
    """A request: `names` in order of preference; `as_of` is its date."""

    id: str | None
    names: tuple[str, ...]
    activity: str = ""
    code: str | None = None
    acronym: str | None = None
    city: str | None = None
    as_of: date | None = None


def request_from(raw: Mapping[str, Any]) -> NameRequest:
    """Return the request that a mapping of raw values describes.

    Raises:
        FieldError: there is no name, or a value cannot be read; it names the field.

    """
    names = tuple(filter(None, (clean_text(raw.get(f"name_{n}"), f"name_{n}") for n in range(1, MOST_NAMES + 1))))
    if not names:
        raise FieldError("name_1", "is missing; give one to three names")
    return NameRequest(
        clean_id(raw.get("id"), "id") or None,
        names,
        clean_text(raw.get("activity"), "activity"),
        clean_text(raw.get("code"), "code") or None,
        clean_text(raw.get("acronym"), "acronym") or None,
        clean_text(raw.get("city"), "city") or None,
        read_date(raw.get("as_of"), "as_of"),
    )
