"""What could not be read, as a value: counted, written to a rejects file, never dropped silently."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

_SHOWN = 120  # characters of an excerpt
Accept = Callable[[Any, Mapping[str, Any]], None]
"""Called with a record and the raw values that it was made of; raises FieldError to have it rejected where it
stands.
"""


@dataclass(frozen=True, slots=True)
class Rejected:
    """One record, row or line that could not be read.

    `source` is the file's name, `position` a place a person can go to ("line 12"), `field` our field name or
    "" when the whole record is unreadable, `excerpt` at most 120 characters of the input, `id` the record's own where
    it could be read.
    """

    source: str
    position: str
    field: str
    reason: str
    excerpt: str = ""
    id: str = ""

    def __str__(self) -> str:
        """Return the one-line message shown to a person."""
        where = f"{self.source}, {self.position}"
        field_prefix = f"{self.field}: " if self.field else ""
        return f"{where}: {field_prefix}{self.reason}; record skipped"


@dataclass(frozen=True, slots=True)
class Remark:
    """What was guessed, left empty or read otherwise than it stands, while the record was kept.

    `position` and `field` are "" where it holds for a whole file.
    """

    source: str
    position: str
    field: str
    reason: str

    def __str__(self) -> str:
        """Return the one-line message shown to a person."""
        where = ", ".join(filter(None, (self.source, self.position)))
        return f"{where}: {f'{self.field}: ' if self.field else ''}{self.reason}"


def excerpt(raw: object) -> str:
    """Return at most 120 printable characters of `raw`, to recognise a rejected record by; a value that is no
    text is shown as JSON.
    """
    text = (
        raw[:480].decode("utf-8", "replace") if isinstance(raw, bytes) else raw if isinstance(raw, str) else _json(raw)
    )
    return "".join(c if c.isprintable() else "·" for c in text[:_SHOWN])


def _json(value: object) -> str:
    try:
        return json.dumps(_beginning(value, [_SHOWN]), ensure_ascii=False, default=str)
    except (ValueError, RecursionError):  # nested deeper than the encoder goes
        return "a value that is nested too deep"


def _beginning(value: object, left: list[int]) -> object:
    """Return as much of a value as an excerpt can show, however large it is: each value inside takes a character."""
    left[0] -= 1
    if isinstance(value, str):
        return value[:_SHOWN]
    if isinstance(value, Mapping):
        return {
            key[:_SHOWN] if isinstance(key, str) else key: _beginning(inner, left)
            for key, inner in islice(value.items(), max(left[0], 0))
        }
    if isinstance(value, list | tuple):
        return [_beginning(inner, left) for inner in islice(value, max(left[0], 0))]
    return value
