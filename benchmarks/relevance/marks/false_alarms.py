"""False alarms: registered EUIPO marks searched as filed, as if they were new; nobody stopped them, so a level 1 row
is an alarm too many.

Counted: an earlier, live right of another holder at level 1. Some of them coexist by consent, so none would be the
wrong answer too. Baselines get the threshold that lets as many rows through.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from benchmarks.relevance.marks.baselines import MarkBaselines
from benchmarks.relevance.marks.register import Hidden
from benchmarks.tables import markdown, mean_with_interval
from corpora.records.mark import Mark
from models.encoders import DEFAULT, load_encoder
from models.words.text import words_of
from search_api.marks.clear import clear_mark
from search_api.marks.query import of_record

LOAD = ("token_set_ratio", "ratio", "WRatio", "Jaro-Winkler", "trigram cosine", "mean of letters and sound (as POCA)")
ROWS = 200


def tables(hidden: Hidden, baselines: MarkBaselines) -> Iterator[str]:
    """Yield the share of registered marks that meet a level 1 (and a level 1 or 2), beside baselines at the same
    number of rows.
    """
    marks = sorted((m for m in hidden.reader.records() if _registered(m)), key=lambda m: m.id)
    encoder = load_encoder(DEFAULT)
    alarms: dict[int, list[int]] = {1: [], 2: []}
    for mark in marks:
        question = of_record(mark, ROWS, "en")
        rows = clear_mark(question.proposed, question.filters, hidden.reader, question.options, encoder).results
        live = [r.level for r in rows if r.earlier == "earlier" and r.record.standing.state != "dead"]
        for level, counts in alarms.items():
            counts.append(sum(row <= level for row in live))
    if not marks:
        return
    yield f"## False alarms ({len(marks)} registered EUIPO marks with date and goods, searched as filed)\n"
    groups = [mark.id for mark in marks]
    shown = [
        [f"**Anteriority**, level {'1' if level == 1 else '1 or 2'}", *_cells(counts, groups)]
        for level, counts in alarms.items()
    ]
    load = float(np.mean(alarms[1]))
    best = {
        m: [baselines.best(m, mark.text, ROWS + 1)[1:] for mark in marks] for m in LOAD
    }  # the first is the mark itself
    for measure, scores in best.items():
        shown.append([f"{measure}, as many rows as level 1", *_cells(_at_load(scores, load), groups)])
    yield markdown(["method", "marks that meet one", "rows a mark (mean)"], shown)


def _registered(mark: Mark) -> bool:
    known = mark.filing_date is not None and isinstance(mark.filing_date, date)
    return (
        mark.office == "EM" and mark.status == "registered" and known and bool(mark.goods) and bool(words_of(mark.text))
    )


def _cells(counts: list[int], groups: list[str]) -> list[str]:
    return [mean_with_interval([float(count > 0) for count in counts], groups), f"{np.mean(counts):.2f}"]


def _at_load(scores: list[list[float]], load: float) -> list[int]:
    """Return how many other texts of each mark reach the threshold that lets `load` rows a mark through."""
    all_scores = np.sort(np.concatenate(scores))[::-1]
    least = float(all_scores[min(len(all_scores) - 1, round(load * len(scores)))])
    return [sum(score > least for score in row) for row in scores]
