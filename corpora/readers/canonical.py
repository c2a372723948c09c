"""Canonical JSON Lines: one record a line, keys as in docs/formats.md."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from corpora.lines import read_lines
from corpora.marks import mark_from
from corpora.normalise import FieldError
from corpora.patent_records import Patent
from corpora.patents import patent_from
from corpora.records import Mark
from corpora.rejected import Rejected, excerpt

Made = TypeVar("Made", Mark, Patent)


def looks_like(head: str) -> bool:
    """Return whether the file's head is a JSON object on a line of its own."""
    return head.lstrip("\ufeff \t\r\n").startswith("{")


def read(stream: io.BufferedReader, source: str, options: "object | None" = None) -> Iterator[Mark | Rejected]:
    """Yield a `Mark` or a `Rejected` for every line that is not blank."""
    for line in read_lines(stream, source, getattr(options, "encoding", None)):
        if isinstance(line, Rejected):
            yield line
            continue
        yield read_record(line.text, (source, f"line {line.number}"), mark_from)


def read_patents(
    stream: io.BufferedReader, source: str, options: "object | None" = None
) -> Iterator[Patent | Rejected]:
    """Yield a `Patent` or a `Rejected` for every line that is not blank."""
    for line in read_lines(stream, source, getattr(options, "encoding", None)):
        yield (
            line if isinstance(line, Rejected) else read_record(line.text, (source, f"line {line.number}"), patent_from)
        )


def read_record(text: str, place: tuple[str, str], make: Callable[[dict[str, Any]], Made]) -> Made | Rejected:
    """Return the record of one JSON line, or what is wrong with it; `place` is the file and the position in it."""
    source, position = place
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Rejected(source, position, "", f"is not JSON ({error}); the line may be cut", excerpt(text))
    if not isinstance(raw, dict):
        return Rejected(source, position, "", "is not a JSON object", excerpt(text))
    try:
        return make(raw)
    except FieldError as error:
        return Rejected(
            source, position, error.field, error.reason, excerpt(raw.get("id") or raw.get("publication_number") or text)
        )
