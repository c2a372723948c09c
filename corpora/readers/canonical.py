"""Canonical JSON Lines: one record a line, keys as in docs/formats.md; the same records in an array or written
over several lines are read too.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from rapidfuzz import fuzz, process

from corpora.files.lines import read_lines
from corpora.parsing.cells import Tell
from corpora.parsing.marks import KEYS, mark_from
from corpora.parsing.patents import patent_from
from corpora.readers.json_values import json_values
from corpora.readers.options import NOTHING_SAID, ReadOptions, record_of
from corpora.records.mark import Mark
from corpora.records.patent import Patent
from corpora.records.rejected import Rejected, excerpt

_MISSPELT = tuple(
    sorted({"text", "nice_classes", "status", "holders", "goods", "territories", "filing_date", "office"})
)
_ALIKE = 80  # of 100; a key that is nearer to one of ours is most likely a slip
Made = TypeVar("Made", Mark, Patent)


def looks_like(head: str) -> bool:
    """Return whether the file's head opens a JSON object, or an array of them."""
    return head.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}


def read(stream: io.BufferedReader, source: str, options: ReadOptions = NOTHING_SAID) -> Iterator[Mark | Rejected]:
    """Yield a `Mark` or a `Rejected` for every record."""
    yield from _records(stream, source, options, partial(_mark, options.needs_id))


def read_patents(
    stream: io.BufferedReader, source: str, options: ReadOptions = NOTHING_SAID
) -> Iterator[Patent | Rejected]:
    """Yield a `Patent` or a `Rejected` for every record."""
    yield from _records(stream, source, options, _patent)


def _records(
    stream: io.BufferedReader,
    source: str,
    options: ReadOptions,
    make: Callable[[Mapping[str, Any], Tell | None], Made],
) -> Iterator[Made | Rejected]:
    lines = read_lines(stream, source, options.encoding)
    unknown: set[str] = set()
    for entry in json_values(lines, source):
        if isinstance(entry, Rejected):
            yield entry
            continue
        for key in entry.value.keys() - KEYS - unknown:
            unknown.add(key)
            if nearest := process.extractOne(key.lower(), _MISSPELT, scorer=fuzz.ratio, score_cutoff=_ALIKE):
                options.say(source, f'key "{excerpt(key)}" is kept without being read; did you mean "{nearest[0]}"?')
        identifier = entry.value.get("id") or entry.value.get("publication_number") or entry.value
        yield record_of(make, entry.value, (source, entry.position, excerpt(identifier)), options)


def _mark(needs_id: bool, raw: Mapping[str, Any], tell: Tell | None) -> Mark:
    return mark_from(raw, needs_id=needs_id, tell=tell)


def _patent(raw: Mapping[str, Any], tell: Tell | None) -> Patent:
    return patent_from(raw, tell=tell)
