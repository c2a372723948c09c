"""Canonical JSON Lines: one record a line, keys as in docs/formats.md."""

import io
import json
from collections.abc import Iterator

from corpora.lines import read_lines
from corpora.marks import mark_from
from corpora.normalise import FieldError
from corpora.records import Mark
from corpora.rejected import Rejected, excerpt


def looks_like(head: str) -> bool:
    """Return whether the file's head is a JSON object on a line of its own."""
    return head.lstrip("\ufeff \t\r\n").startswith("{")


def read(stream: io.BufferedReader, source: str, options: "object | None" = None) -> Iterator[Mark | Rejected]:
    """Yield a `Mark` or a `Rejected` for every line that is not blank."""
    for line in read_lines(stream, source, getattr(options, "encoding", None)):
        if isinstance(line, Rejected):
            yield line
            continue
        yield read_record(line.text, source, f"line {line.number}")


def read_record(text: str, source: str, position: str) -> Mark | Rejected:
    """Return the record of one JSON line, or what is wrong with it."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Rejected(source, position, "", f"is not JSON ({error}); the line may be cut", excerpt(text))
    if not isinstance(raw, dict):
        return Rejected(source, position, "", "is not a JSON object", excerpt(text))
    try:
        return mark_from(raw)
    except FieldError as error:
        return Rejected(source, position, error.field, error.reason, excerpt(raw.get("id") or text))
