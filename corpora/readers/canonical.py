"""Canonical JSON Lines: one record a line, keys as in docs/formats.md; the same records in an array or written
over several lines are read too.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from corpora.files.lines import read_lines
from corpora.parsing.marks import mark_from
from corpora.parsing.patents import patent_from
from corpora.parsing.texts import FieldError
from corpora.readers.json_values import json_values
from corpora.records.mark import Mark
from corpora.records.patent import Patent
from corpora.records.rejected import Rejected, excerpt

Made = TypeVar("Made", Mark, Patent)


def looks_like(head: str) -> bool:
    """Return whether the file's head opens a JSON object, or an array of them."""
    return head.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}


def read(stream: io.BufferedReader, source: str, options: "object | None" = None) -> Iterator[Mark | Rejected]:
    """Yield a `Mark` or a `Rejected` for every record."""
    yield from _records(stream, source, options, mark_from)


def read_patents(
    stream: io.BufferedReader, source: str, options: "object | None" = None
) -> Iterator[Patent | Rejected]:
    """Yield a `Patent` or a `Rejected` for every record."""
    yield from _records(stream, source, options, patent_from)


def _records(
    stream: io.BufferedReader, source: str, options: "object | None", make: Callable[[dict[str, Any]], Made]
) -> Iterator[Made | Rejected]:
    lines = read_lines(stream, source, getattr(options, "encoding", None))
    accept = getattr(options, "accept", None)
    for entry in json_values(lines, source):
        if isinstance(entry, Rejected):
            yield entry
            continue
        try:
            record = make(entry.value)
            if accept:
                accept(record, entry.value)
        except FieldError as error:
            identifier = entry.value.get("id") or entry.value.get("publication_number") or entry.value
            yield Rejected(source, entry.position, error.field, error.reason, excerpt(identifier))
        else:
            yield record
