"""`batch marks`: query lines, or an office's file of the day's applications, to one answer a line, in input order."""

import re
from collections.abc import Iterator
from typing import Any

from corpora.errors import AnteriorityError
from corpora.files.lines import read_lines
from corpora.files.opening import opened
from corpora.readers.detect import head_of, marks_in, source_name
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected
from indexer.marks.engine import Reader
from models.encoders import Encoder
from search_api.answer import Report, plain
from search_api.batch.lines import Item, query_lines, run_batch, table_writer, to_its_end, unreadable
from search_api.marks.clear import clear_mark
from search_api.marks.query import Question, line_to_query, of_record, question


def questions(path: str, limit: int, locale: str) -> Iterator[Item[Question]]:
    """Yield (id, question or error) for every line of a query file, or every record of a file that `index` reads."""
    source = source_name(path)
    with opened(path) as stream:
        if holds_queries(head_of(stream, source)):
            lines = read_lines(stream, source)
            yield from to_its_end(query_lines(lines, lambda raw: question(line_to_query(raw, limit, locale))))
        else:
            yield from to_its_end(_applications(marks_in(stream, source), limit, locale))


def _applications(items: Iterator[Mark | Rejected], limit: int, locale: str) -> Iterator[Item[Question]]:
    for item in items:
        match item:
            case Rejected():
                yield None, unreadable(item)
            case Mark():
                try:
                    yield item.id, of_record(item, limit, locale)
                except AnteriorityError as error:
                    yield item.id, error


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


def answers(path: str, reader: Reader, limit: int, locale: str, encoder: Encoder | None) -> Iterator[dict[str, Any]]:
    """Yield one output object per input line: the results, or the error of that line; the run always goes on."""

    def answer(ready: Question) -> dict[str, Any]:
        report = clear_mark(ready.proposed, ready.filters, reader, ready.options, encoder)
        shown = plain(report)
        return {"results": shown["results"], "triage": triage(report), "completeness": shown["completeness"]}

    return run_batch(questions(path, limit, locale), answer)


def triage(report: Report) -> dict[str, Any]:
    """Return the one-line summary of a report: highest level, count per level, best earlier right, what was not
    compared.
    """
    against = [c for c in report.results if c.record.standing.state != "dead" and c.earlier != "later"]
    best = min(against, key=lambda c: (c.level, -c.probability), default=None)
    return {
        "highest_level": best.level if best else None,
        "levels": {str(level): sum(c.level == level for c in against) for level in (1, 2, 3, 4)},
        "best": best.record.id if best else None,
        "best_text": best.record.text if best else None,
        "not_compared": sorted({n for c in against[:1] for n, f in c.factors.items() if f.value is None}),
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
    "error",
)


def _triage_row(line: dict[str, Any]) -> Iterator[list[object]]:
    answer = line["triage"]
    levels = [answer["levels"][level] for level in "1234"]
    best = [answer["best"], answer["best_text"], " ".join(answer["not_compared"]), answer["exhaustive"]]
    yield [line["id"], answer["highest_level"], *levels, *best, ""]


write_csv = table_writer(COLUMNS, _triage_row)
