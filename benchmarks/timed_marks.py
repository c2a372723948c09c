"""One question to one engine, timed by stage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter

import numpy as np

from corpora.records.mark import Mark
from indexer.marks.engine import Filters, Hits, Reader
from indexer.marks.expand import FLOOR, expand
from models.signs.entry import analyse
from search_api.marks.clear import AnswerOptions, clear_mark

AS_OF = date(2026, 11, 1)
ROWS_READ = 400  # rows of a search that a measure reads; what stands behind them counts as missed
STAGES = {"expand": "the name's close forms", "match": "match", "fetch": "fetch", "whole": "the whole answer"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one engine said of a question, and what its stages took in milliseconds; `whole` does the others once more
    and ranks.

    `rows` are the (id, text, level, probability) that are shown, `compared` how many rights were compared in full.
    """

    hits: Hits
    rows: tuple[tuple[str, str, int, float], ...]
    compared: int
    expand: float
    match: float
    fetch: float
    whole: float


def answer(reader: Reader, mark: Mark, filters: Filters, limit: int = 50) -> Answer:
    """Search a record's own name with its classes."""
    proposed = Mark("", mark.text, nice_classes=mark.nice_classes)
    times = [perf_counter()]
    slots = expand(analyse(proposed, reader.lexicon.readings), reader.lexicon, reader.counts)
    times.append(perf_counter())
    hits = reader.match(slots, filters, floor=FLOOR, cap=ROWS_READ)
    times.append(perf_counter())
    list(reader.fetch(hits.ids))
    times.append(perf_counter())
    report = clear_mark(proposed, filters, reader, AnswerOptions(AS_OF, limit=limit))
    times.append(perf_counter())
    expanded, match, fetch, whole = (1000 * float(spent) for spent in np.diff(times))
    rows = tuple((row.record.id, row.record.text, row.level, row.probability) for row in report.results)
    return Answer(hits, rows, report.completeness.compared, expanded, match, fetch, whole)


def by_stage(answers: Mapping[str, Sequence[Answer]]) -> Iterator[list[str]]:
    """Yield (engine, stage, p50, p95) in milliseconds."""
    for engine, replies in answers.items():
        for stage, name in STAGES.items():
            p50, p95 = np.percentile([getattr(reply, stage) for reply in replies], [50, 95])
            yield [engine, name, f"{p50:.0f}", f"{p95:.0f}"]
