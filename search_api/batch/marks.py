"""`batch marks`: query lines, or an office's file of the day's applications, to one answer a line, in input order."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpora.errors import AnteriorityError
from corpora.files.lines import read_lines
from corpora.files.opening import opened
from corpora.readers.detect import head_of, marks_in, source_name
from corpora.readers.options import NOTHING_SAID, ReadOptions
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected, Remark
from indexer.marks.engine import Reader
from models.encoders import Encoder
from search_api.answer import Report, plain
from search_api.batch.lines import Item, query_lines, to_its_end, unreadable
from search_api.batch.output import Table
from search_api.marks.clear import clear_mark
from search_api.marks.query import Question, line_to_query, of_record, question

Remarks = tuple[str, ...]


def questions(
    path: str, limit: int, locale: str, options: ReadOptions = NOTHING_SAID
) -> Iterator[Item[tuple[Question, Remarks]]]:
    """Yield (id, question and what was left empty of its record, or error) for every line of a query file, or every
    record of a file that `index` reads.
    """
    source = source_name(path)
    with opened(path) as stream:
        if holds_queries(head_of(stream, source, options.encoding)):
            lines = read_lines(stream, source, options.encoding)
            yield from to_its_end(query_lines(lines, lambda raw: (question(line_to_query(raw, limit, locale)), ())))
        else:
            remarks: list[Remark] = []

            def remark(said: Remark) -> None:
                if said.position:
                    remarks.append(said)
                elif options.remark:
                    options.remark(said)

            records = marks_in(stream, source, options=replace(options, remark=remark, needs_id=False))
            yield from to_its_end(_applications(records, remarks, limit, locale))


def _applications(
    items: Iterator[Mark | Rejected], remarks: list[Remark], limit: int, locale: str
) -> Iterator[Item[tuple[Question, Remarks]]]:
    for item in items:
        said = tuple(f"{remark.field}: {remark.reason}" for remark in remarks)
        remarks.clear()
        match item:
            case Rejected():
                yield item.id or None, unreadable(item)
            case Mark():
                try:
                    yield item.id or None, (of_record(item, limit, locale), said)
                except AnteriorityError as error:
                    yield item.id or None, error


_OF_RECORDS = re.compile(
    r'"(?:office|filing_date|status)"\s*:|"id"\s*:.*"nice_classes"\s*:|"nice_classes"\s*:.*"id"\s*:'
)
_OF_QUERIES = re.compile(r'"(?:as_of|territory|limit|filters)"\s*:')


def holds_queries(head: str) -> bool:
    """Return whether a file's head is JSON whose first object has a key that only queries have, or none that only
    records have.
    """
    text = head.lstrip("\ufeff \t\r\n")
    first = text.split("\n", 1)[0]
    whole = first if first.rstrip().endswith("}") else text
    return text.startswith("{") and (_OF_QUERIES.search(whole) is not None or not _OF_RECORDS.search(whole))


def answer(reader: Reader, encoder: Encoder | None, asked: tuple[Question, Remarks]) -> dict[str, Any]:
    """Return the output object of a line, with what was left empty of an application (`remarks`) where it was."""
    query, remarks = asked
    report = clear_mark(query.proposed, query.filters, reader, query.options, encoder)
    shown = plain(report)
    more = {"remarks": list(remarks)} if remarks else {}
    kept = {name: shown[name] for name in ("results", "conclusion", "completeness")}
    return {**kept, "triage": triage(report), **more}


def triage(report: Report) -> dict[str, Any]:
    """Return the one-line summary of a report: highest level, count per level, best earlier right, what was not
    compared.
    """
    levels = report.conclusion.levels
    against = [c for c in report.results if c.earlier != "later" and c.record.standing.state != "dead"]
    best = against[0] if against else None
    return {
        "highest_level": min((int(level) for level, count in levels.items() if count), default=None),
        "levels": dict(levels),
        "best": best.record.id if best else None,
        "best_text": best.record.text if best else None,
        "not_compared": sorted(n for n, f in best.factors.items() if f.value is None) if best else [],
        "exhaustive": report.completeness.exhaustive,
    }


COLUMNS = (
    "id",
    "highest_level",
    "level_1",
    "level_2",
    "level_3",
    "level_4",
    "best",
    "best_text",
    "not_compared",
    "exhaustive",
    "remarks",
    "conclusion",
    "verdict",
    "error",
)


def _triage_row(line: dict[str, Any]) -> Iterator[list[object]]:
    answer = line["triage"]
    levels = [answer["levels"][level] for level in "1234"]
    best = [answer["best"], answer["best_text"], " ".join(answer["not_compared"]), answer["exhaustive"]]
    remarks, conclusion = "; ".join(line.get("remarks", ())), line["conclusion"]
    yield [line["id"], answer["highest_level"], *levels, *best, remarks, conclusion["key"], conclusion["verdict"], ""]


TABLE = Table(COLUMNS, _triage_row)
