"""Tables (CSV) with a header line: columns are recognised by their names (`aliases`), or by an explicit map."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from corpora.errors import UnknownFormat
from corpora.files.lines import Line, read_lines
from corpora.parsing.marks import mark_from
from corpora.parsing.patents import patent_from
from corpora.parsing.requests import NameRequest, request_from
from corpora.parsing.texts import FieldError
from corpora.readers.headers import MARKS, PATENTS, REQUESTS, header_key
from corpora.readers.rows import Ahead, Row, Shape, read_header, read_rows
from corpora.records.mark import Mark
from corpora.records.patent import Patent
from corpora.records.rejected import Accept, Rejected, excerpt

Made = TypeVar("Made", Mark, Patent, NameRequest)
# Columns that tell a row's number: their cells look alike from row to row.
_NUMBERS = ("id", "publication_number", "application_number", "registration_number")
# Columns that registers of trade names alone have.
_OF_NAMES = frozenset({"legal_form", "acronym", "activity", "activity_code", "court"})


def looks_like(head: str) -> bool:
    """Return whether the first line has cells, or names the mark's text: what else its header must name, `read`
    says.
    """
    lines = (
        Line(number, text) for number, text in enumerate(head.lstrip("\ufeff").splitlines(), start=1) if text.strip()
    )
    header, _ = read_header(Ahead(lines))
    return len(header) > 1 or any(MARKS.get(header_key(cell)) == "text" for cell in header)


def read(stream: io.BufferedReader, source: str, options: "object | None" = None) -> Iterator[Mark | Rejected]:
    """Yield a `Mark` or a `Rejected` for every row.

    `options.columns` maps our keys to header names and overrides the aliases.

    Raises:
        UnknownFormat: no column holds the mark's text, or a mapped column does not exist.

    """
    yield from _rows(stream, source, options, _MARK)


def read_patents(
    stream: io.BufferedReader, source: str, options: "object | None" = None
) -> Iterator[Patent | Rejected]:
    """Yield a `Patent` or a `Rejected` for every row; lists in a cell are separated by `;`, claims each begin a line
    with their number.
    """
    yield from _rows(stream, source, options, _PATENT)


def read_requests(
    stream: io.BufferedReader, source: str, options: "object | None" = None
) -> Iterator[NameRequest | Rejected]:
    """Yield a `NameRequest` or a `Rejected` for every row of an office's file of requests for trade names."""
    yield from _rows(stream, source, options, _REQUEST)


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Made]):
    """What a table holds: how its headers are recognised, one of the columns that must be there, what a row becomes.

    `header` shows a person what a header may look like; where a record has no identity without it, one of `numbers`
    must be there too.
    """

    aliases: dict[str, str]
    needed: tuple[str, ...]
    what: str
    header: str
    make: Callable[[dict[str, Any], str], Made]
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table hold, what holds for all its rows, and who may reject a row."""

    keys: list[str]
    fixed: dict[str, str]
    accept: Accept | None


def _rows(
    stream: io.BufferedReader, source: str, options: "object | None", kind: "_Kind[Made]"
) -> Iterator[Made | Rejected]:
    ahead = Ahead(read_lines(stream, source, getattr(options, "encoding", None)))
    header, delimiter = read_header(ahead)
    fixed = {"office": office} if (office := getattr(options, "office", None)) else {}
    keys = _keys(header, getattr(options, "columns", None) or {}, source, kind)
    columns = _Columns(keys, fixed, getattr(options, "accept", None))
    key = next((keys.index(name) for name in _NUMBERS if name in keys), keys.index(kind.needed[0]))
    for row in read_rows(ahead, Shape(delimiter, len(keys), key), source):
        yield row if isinstance(row, Rejected) else _record(row, columns, source, kind)


def _keys(header: list[str], columns: dict[str, str], source: str, kind: "_Kind[Made]") -> list[str]:
    keys = [kind.aliases.get(header_key(cell)) or header_key(cell) for cell in header]
    names = [header_key(cell) for cell in header]
    known_keys = {*kind.aliases.values(), *kind.needed, *kind.numbers}
    for ours, column in columns.items():
        if ours not in known_keys:
            raise UnknownFormat(
                f"--columns {excerpt(ours)}=…: is none of our columns; they are {', '.join(sorted(known_keys))}"
            )
        if header_key(column) not in names:
            raise UnknownFormat(f'{source}: no column "{column}"; the columns are {", ".join(header)}')
        keys[names.index(header_key(column))] = ours
    for needed, content in ((kind.needed, kind.what), (kind.numbers, "the number")):
        if needed and not set(needed) & set(keys):
            raise UnknownFormat(
                f"{source}: no column holds {content}: either the header line is missing (it must name "
                f"{kind.header}), or name the "
                f"column with --columns {needed[0]}=HEADER (first line: {excerpt(', '.join(header))})"
            )
    return keys


def _record(row: Row, columns: _Columns, source: str, kind: "_Kind[Made]") -> Made | Rejected:
    keys, fixed = columns.keys, columns.fixed
    row_text = excerpt(" | ".join(row.cells))
    if len(row.cells) != len(keys):
        reason = f"has {len(row.cells)} columns, the header {len(keys)}; the row may be cut"
        return Rejected(source, row.position, "", reason, row_text)
    raw: dict[str, Any] = dict(fixed)
    for key, value in zip(keys, row.cells, strict=True):
        if value.strip():
            raw[key] = f"{raw[key]} {value}" if key in raw and key not in fixed else value
    try:
        record = kind.make(raw, source)
        if columns.accept:
            columns.accept(record, raw)
        return record
    except FieldError as error:
        return Rejected(source, row.position, error.field, error.reason, row_text)


def _mark(raw: dict[str, Any], source: str) -> Mark:
    if "right" not in raw and raw.keys() & _OF_NAMES and not raw.get("nice_classes"):
        raw["right"] = "trade_name"
    number = raw.get("application_number") or raw.get("registration_number")
    if number and "id" not in raw:  # a number of a trade register is unique within its court only
        raw["office"] = office = str(raw.get("office") or "XX").strip().upper()
        court = "-".join(str(raw.get("court") or "").split())
        raw["id"] = "-".join(filter(None, (office, court, str(number).strip())))
    if raw.get("goods"):
        raw["goods"] = [raw["goods"]]
    if code := raw.pop("activity_code", None):
        raw["activity"] = {"text": raw.get("activity") or "", "code": code}
    raw.setdefault("source", source)
    return mark_from(raw)


def _request(raw: dict[str, Any], _source: str) -> NameRequest:
    return request_from(raw)


def _patent(raw: dict[str, Any], source: str) -> Patent:
    raw.setdefault("source", source)
    return patent_from(raw)


_MARK = _Kind(
    MARKS,
    ("text",),
    "the mark's text",
    '"Marque" and "Numéro", or "text" and "id"',
    _mark,
    ("application_number", "registration_number", "id"),
)
_PATENT = _Kind(PATENTS, ("publication_number",), "the publication number", '"Numéro de publication", "Titre"', _patent)
_REQUEST = _Kind(REQUESTS, ("name_1",), "the first name", '"N° demande", "Nom 1"', _request)
