"""`batch marks`: query lines, or an office's file of the day's applications, to one answer a line, in input order."""

import csv
import re
from collections.abc import Iterator
from functools import partial
from time import perf_counter
from typing import Any, TextIO

from corpora.errors import AnteriorityError
from corpora.files.lines import read_lines
from corpora.files.opening import opened
from corpora.readers.detect import head_of, marks_in, source_name
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected
from indexer.marks.engine import Reader
from models.encoders import Encoder
from search_api.answer import Report, plain
from search_api.batch.cells import safe_row
from search_api.batch.lines import answer_line, query_lines, to_its_end, unreadable
from search_api.marks.clear import clear_mark
from search_api.marks.query import Question, line_to_query, of_record, question

Item = tuple[str | None, Question | AnteriorityError]


def questions(path: str, limit: int, locale: str) -> Iterator[Item]:
    """Yield (id, question or error) for every line of a query file, or every record of a file that `index` reads."""
    source = source_name(path)
    with opened(path) as stream:
        if holds_queries(head_of(stream, source)):
            lines = read_lines(stream, source)
            yield from to_its_end(query_lines(lines, lambda raw: question(line_to_query(raw, limit, locale))))
        else:
            yield from to_its_end(_applications(marks_in(stream, source), limit, locale))


def _applications(items: Iterator[Mark | Rejected], limit: int, locale: str) -> Iterator[Item]:
    for item in items:
        match item:
            case Rejected():
                yield None, unreadable(item)
            case Mark():
                try:
                    yield item.id, of_record(item, limit, locale)
                except AnteriorityError as error:
                    yield item.id, error


_OF_RECORDS = re.compile(r'"(?:office|nice_classes|filing_date|status)"\s*:')


def holds_queries(head: str) -> bool:
    """Return whether a file's head is JSON whose first object has none of the keys that only records have."""
    text = head.lstrip("\ufeff \t\r\n")
    first = text.split("\n", 1)[0]
    whole = first if first.rstrip().endswith("}") else text
    return text.startswith("{") and not _OF_RECORDS.search(whole)


def answers(path: str, reader: Reader, limit: int, locale: str, encoder: Encoder | None) -> Iterator[dict[str, Any]]:
    """Yield one output object per input line: the results, or the error of that line; the run always goes on."""
    for given, item in questions(path, limit, locale):
        yield answer_line(given, partial(_answered, given, item, reader, encoder))


def _answered(
    given: str | None, item: Question | AnteriorityError, reader: Reader, encoder: Encoder | None
) -> dict[str, Any]:
    began = perf_counter()
    if isinstance(item, AnteriorityError):
        raise item
    report = clear_mark(item.proposed, item.filters, reader, item.asked, encoder)
    shown = plain(report)
    return {
        "id": given,
        "results": shown["results"],
        "triage": triage(report),
        "completeness": shown["completeness"],
        "took_ms": round(1000 * (perf_counter() - began), 1),
    }


def triage(report: Report) -> dict[str, Any]:
    """Return the one-line summary of a report: highest level, count per level, best earlier right, what was not
    compared.
    """
    against = [c for c in report.results if c.record["standing"]["state"] != "dead" and c.earlier != "later"]
    best = min(against, key=lambda c: (c.level, -c.probability), default=None)
    return {
        "highest_level": best.level if best else None,
        "levels": {str(level): sum(c.level == level for c in against) for level in (1, 2, 3, 4)},
        "best": best.record["id"] if best else None,
        "best_text": best.record["text"] if best else None,
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


def write_csv(lines: Iterator[dict[str, Any]], out: TextIO) -> int:
    """Write one triage row per line; return how many."""
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    count = 0
    for line in lines:
        count += 1
        if "error" in line:
            rows.writerow(safe_row([line["id"], *[""] * (len(COLUMNS) - 2), line["error"]["message"]]))
            continue
        found = line["triage"]
        levels = [found["levels"][level] for level in "1234"]
        best = [found["best"], found["best_text"], " ".join(found["not_compared"]), found["exhaustive"]]
        rows.writerow(safe_row([line["id"], found["highest_level"], *levels, *best, ""]))
    return count
