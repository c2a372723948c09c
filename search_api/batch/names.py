"""`batch names`: an office's table of requests, or query lines, to one answer a request, in input order."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from corpora.errors import AnteriorityError
from corpora.files.lines import read_lines
from corpora.files.opening import opened
from corpora.parsing.requests import NameRequest
from corpora.readers.detect import head_of, requests_in, source_name
from corpora.readers.options import NOTHING_SAID, ReadOptions
from corpora.records.rejected import Rejected
from indexer.marks.engine import Reader
from models.encoders import DEFAULT, Encoder
from search_api.answer import plain
from search_api.batch.lines import Item, query_lines, to_its_end, unreadable
from search_api.batch.output import Table
from search_api.names.query import NamesQuery, names_query
from search_api.names_and_marks import answer_names

COLUMNS = (
    *(
        "id",
        "order",
        "name",
        "key_element",
        "level",
        "decision",
        "best",
        "best_text",
        "best_activity",
        "kind",
        "relation",
    ),
    *("standing", "rules", "risks", "warnings", "barred", "place", "best_placed", "as_mark", "exhaustive", "error"),
)


def requests(path: str, limit: int, locale: str, options: ReadOptions = NOTHING_SAID) -> Iterator[Item[NamesQuery]]:
    """Yield (id, query or error) for every request of a file."""
    # Marks are searched too only where a line asks for it: a run over an office's requests measures names.
    common, source = {"limit": limit, "lang": locale, "as_mark": False}, source_name(path)
    with opened(path) as stream:
        if head_of(stream, source, options.encoding).lstrip("\ufeff \t\r\n").startswith("{"):
            lines = read_lines(stream, source, options.encoding)
            yield from to_its_end(query_lines(lines, lambda raw: names_query({**common, **raw})))
        else:
            yield from to_its_end(_rows_of(requests_in(stream, source, options), common))


def _rows_of(items: Iterator[NameRequest | Rejected], common: dict[str, Any]) -> Iterator[Item[NamesQuery]]:
    for item in items:
        if isinstance(item, Rejected):
            yield item.id or None, unreadable(item)
            continue
        try:
            yield item.id, names_query({**common, **asdict(item), "names": list(item.names)})
        except AnteriorityError as error:
            yield item.id, error


def answer(reader: Reader, encoder: Encoder | None, query: NamesQuery) -> dict[str, Any]:
    """Return the output object of a request: an answer per name."""
    report: dict[str, Any] = plain(answer_names(query, reader, encoder.name if encoder else DEFAULT))
    return report


def _row(request_id: str | None, answer: dict[str, Any], best_placed: int | None) -> list[object]:
    decision, best = answer["decision"], next(iter(answer["results"]), None)
    if decision["best"] is None:
        best = None
    cells: list[object] = [""] * 7
    if best:
        record = best["record"]
        activity = (record.get("activity") or {}).get("text", "")
        rules = " ".join(rule["text"] for rule in best["rules"])
        cells = [
            record["id"],
            record["text"],
            activity,
            best["key"]["kind"],
            best["activity"],
            record["standing"]["state"],
            rules,
        ]
    risks = "; ".join(f"{r['record']['text']} ({r['record']['id']}, {r['level']})" for r in answer["risks"][:3])
    warnings = " ".join(warning["text"] for warning in answer["warnings"])
    as_mark = answer["as_mark"]["text"] if answer["as_mark"] else ""
    head = [
        request_id,
        answer["order"],
        answer["text"],
        answer["anatomy"][0]["key"],
        decision["level"],
        decision["text"],
    ]
    tail = [decision["bars"], answer["place"], best_placed == answer["order"], as_mark]
    return [*head, *cells, risks, warnings, *tail, answer["completeness"]["exhaustive"], ""]


def _rows(line: dict[str, Any]) -> Iterator[list[object]]:
    """Yield one row a name, ready to decide."""
    return (_row(line["id"], answer, line["best_placed"]) for answer in line["results"])


TABLE = Table(COLUMNS, _rows)
