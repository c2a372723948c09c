"""Tables (CSV, spreadsheets) with a header line: columns are recognised by their names (`aliases`), or by an
explicit map.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from corpora.files.lines import Line, read_lines
from corpora.parsing.cells import Tell
from corpora.parsing.marks import mark_from
from corpora.parsing.patents import patent_from
from corpora.parsing.requests import NameRequest, request_from
from corpora.parsing.values import read_country
from corpora.readers.columns import MOST_LETTERS, MOST_ROWS, Content, joined, keys_of, letters, one_record, raw_of
from corpora.readers.date_order import with_days_first
from corpora.readers.header_line import read_header
from corpora.readers.headers import MARKS, PATENTS, REQUESTS, header_key
from corpora.readers.options import NOTHING_SAID, ReadOptions, record_of
from corpora.readers.rows import Ahead, Shape, read_rows
from corpora.records.mark import NAMES, Mark
from corpora.records.patent import Patent
from corpora.records.rejected import Rejected, excerpt

Made = TypeVar("Made", Mark, Patent, NameRequest)
# Columns that tell a row's number: their cells look alike from row to row.
_NUMBERS = ("id", "publication_number", "application_number", "registration_number")
# Columns that registers of trade names alone have.
_OF_NAMES = frozenset({"legal_form", "acronym", "activity", "activity_code", "court"})


def looks_like(head: str) -> bool:
    """Return whether the first line has cells, or one of the first lines names the mark's text: what else a header must
    name, `read` says.
    """
    lines = (
        Line(number, text) for number, text in enumerate(head.lstrip("\ufeff").splitlines(), start=1) if text.strip()
    )
    header, _, _ = read_header(Ahead(lines), _MARK.content.known)
    return len(header) > 1 or any(MARKS.get(header_key(cell)) == "text" for cell in header)


def read(stream: io.BufferedReader, source: str, options: ReadOptions = NOTHING_SAID) -> Iterator[Mark | Rejected]:
    """Yield a `Mark` or a `Rejected` for every row; rows that are the classes of one record are one.

    `options.columns` maps our keys to header names and overrides the aliases.

    Raises:
        UnknownFormat: no column holds the mark's text, or a mapped column does not exist.

    """
    yield from _records(stream, source, options, _MARK if options.needs_id else _ASKED_MARK)


def read_patents(
    stream: io.BufferedReader, source: str, options: ReadOptions = NOTHING_SAID
) -> Iterator[Patent | Rejected]:
    """Yield a `Patent` or a `Rejected` for every row; lists in a cell are separated by `;`, claims each begin a line
    with their number.
    """
    yield from _records(stream, source, options, _PATENT)


def read_requests(
    stream: io.BufferedReader, source: str, options: ReadOptions = NOTHING_SAID
) -> Iterator[NameRequest | Rejected]:
    """Yield a `NameRequest` or a `Rejected` for every row of an office's file of requests for trade names."""
    yield from _records(stream, source, options, _REQUEST)


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Made]):
    """What a table holds, and what its rows become."""

    content: Content
    make: Callable[[Mapping[str, Any], Tell | None], Made]


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a row or of several that are one record, where they stand and how the first begins; of rows past
    `MOST_ROWS` or `MOST_LETTERS` none is kept.
    """

    raw: dict[str, Any]
    position: str
    beginning: str
    rows: int = 1
    letters: int = 0

    def too_many(self) -> bool:
        """Return whether the rows are more than one record can have."""
        return self.rows > 1 and (self.rows > MOST_ROWS or self.letters > MOST_LETTERS)


def _records(
    stream: io.BufferedReader, source: str, options: ReadOptions, kind: "_Kind[Made]"
) -> Iterator[Made | Rejected]:
    waiting: _Values | None = None
    for item in _rows(stream, source, options, kind.content):
        if waiting and isinstance(item, _Values) and one_record(waiting.raw, item.raw):
            waiting = _with(waiting, item, source, options)
            continue
        if waiting:
            yield _made(waiting, source, options, kind)
        waiting = item if isinstance(item, _Values) else None
        if isinstance(item, Rejected):
            yield item
    if waiting:
        yield _made(waiting, source, options, kind)


def _with(values: _Values, following: _Values, source: str, options: ReadOptions) -> _Values:
    """Return what two rows of one record are together."""
    position = f"lines {_first(values.position)}-{_last(following.position)}"
    size = (values.letters or letters(values.raw)) + letters(following.raw)
    together = replace(values, position=position, rows=values.rows + 1, letters=size)
    if together.too_many():
        return together
    raw, differing = joined(values.raw, following.raw)
    for key in differing:
        options.say(source, "differs between the rows of one record; the first counts", following.position, key)
    return replace(together, raw=raw)


def _made(values: _Values, source: str, options: ReadOptions, kind: "_Kind[Made]") -> Made | Rejected:
    if values.too_many():
        reason = f"{values.rows:,} rows have the same number and text; one record has one row a class"
        return Rejected(source, values.position, "", reason, values.beginning)
    fixed = {"office": options.office} if options.office else {}
    raw = {"source": source, **fixed, **values.raw}
    return record_of(kind.make, raw, (source, values.position, values.beginning), options)


def _first(position: str) -> str:
    return str(re.findall(r"\d+", position)[0])


def _last(position: str) -> str:
    return str(re.findall(r"\d+", position)[-1])


def _rows(
    stream: io.BufferedReader, source: str, options: ReadOptions, content: Content
) -> Iterator[_Values | Rejected]:
    lines = read_lines(stream, source, options.encoding, blanks=True, say=lambda what: options.say(source, what))
    ahead = Ahead(lines)
    by_hand = {header_key(column) for column in (options.columns or {}).values()}

    def known(cells: list[str]) -> int:
        return content.known(cells) + sum(header_key(cell) in by_hand for cell in cells)

    header, delimiter, above = read_header(ahead, known)
    if above:
        options.say(source, f"{above} line{'s' * (above > 1)} above the header passed over")
    keys = keys_of(header, options.columns or {}, source, content)
    known_keys = frozenset(content.aliases.values())
    if unread := [name for name, ours in zip(header, keys, strict=True) if ours not in known_keys and name]:
        options.say(source, f"columns kept without being read: {excerpt(', '.join(unread))} (--columns ours=HEADER)")
    key = next((keys.index(name) for name in _NUMBERS if name in keys), keys.index(content.needed[0]))
    days = [at for at, name in enumerate(keys) if name.endswith("_date") or name in {"reserved_until", "as_of"}]
    rows = read_rows(ahead, Shape(delimiter, len(keys), key), source)
    for row in with_days_first(rows, days, options, source):
        if isinstance(row, Rejected):
            yield row
            continue
        beginning = excerpt(" | ".join(row.cells))
        if len(row.cells) != len(keys):
            reason = f"has {len(row.cells)} columns, the header {len(keys)}; the row may be cut"
            yield Rejected(source, row.position, "", reason, beginning)
        else:
            yield _Values(raw_of(row.cells, keys, header), row.position, beginning)


def _mark(values: Mapping[str, Any], tell: Tell | None, *, needs_id: bool = True) -> Mark:
    raw = dict(values)
    if "right" not in raw and raw.keys() & _OF_NAMES and not raw.get("nice_classes"):
        raw["right"] = "trade_name"
    if raw.get("right") in NAMES and raw.get("office") and "territories" in raw:
        raw["country"] = raw.pop("territories")  # of the seat: a name has effect where its register is
    number = raw.get("application_number") or raw.get("registration_number")
    if number and "id" not in raw:  # a number of a trade register is unique within its court only
        raw["office"] = office = read_country(raw.get("office") or "XX", "office")
        court = "-".join(str(raw.get("court") or "").split())
        raw["id"] = "-".join(filter(None, (office, court, str(number).strip())))
    country = raw.pop("holder_country", None)
    if country and raw.get("holders"):
        raw["holders"] = [
            {"name": name.strip(), "country": country} for name in raw["holders"].split(";") if name.strip()
        ]
    if isinstance(raw.get("goods"), str):
        raw["goods"] = [raw["goods"]]
    if code := raw.pop("activity_code", None):
        raw["activity"] = {"text": raw.get("activity") or "", "code": code}
    return mark_from(raw, needs_id=needs_id, tell=tell)


def _request(raw: Mapping[str, Any], _tell: Tell | None) -> NameRequest:
    return request_from(raw)


def _patent(raw: Mapping[str, Any], tell: Tell | None) -> Patent:
    return patent_from(raw, tell=tell)


_MARK = _Kind(
    Content(
        MARKS,
        ("text",),
        "the mark's text",
        '"Marque" and "Numéro", or "text" and "id"',
        ("application_number", "registration_number", "id"),
    ),
    _mark,
)
_ASKED_MARK = _Kind(Content(MARKS, ("text",), "the mark's text", '"Marque"'), partial(_mark, needs_id=False))
_PATENT = _Kind(
    Content(PATENTS, ("publication_number",), "the publication number", '"Numéro de publication", "Titre"'), _patent
)
_REQUEST = _Kind(Content(REQUESTS, ("name_1",), "the first name", '"N° demande", "Nom 1"'), _request)
