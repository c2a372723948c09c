"""What could not be read, as a value: counted, written to a rejects file, never dropped silently."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

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
    text = text[:120]
    return "".join(c if c.isprintable() else "·" for c in text)[:120]


def _json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):  # nested deeper than the encoder goes
        return "a value that is nested too deep"
