"""The level table: what share of the known conflicts each level holds, and what share of the register one must read
for it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.relevance.marks.baselines import MarkBaselines
from benchmarks.relevance.marks.pairs import MarkPair
from benchmarks.relevance.marks.register import PairResult
from benchmarks.tables import markdown, mean_with_interval

if TYPE_CHECKING:
    from benchmarks.relevance.marks.results import Results

SAME_LOAD = "token_set_ratio"


def tables(
    results: "Results", baselines: MarkBaselines, count: int, title: str, kept: Callable[[MarkPair], bool]
) -> Iterator[str]:
    """Yield the level table, signs alone and with goods, for decided conflicts and for pairs held no conflict on the
    marks.
    """
    for name, answers in (("signs alone", results.signs), ("with goods", results.goods)):
        conflicts = [f for f in answers if f.pair.source == "decided" and f.pair.conflict and kept(f.pair)]
        rejected = [
            f
            for f in answers
            if f.pair.source == "decided" and f.pair.conflict is False and f.pair.on_marks and kept(f.pair)
        ]
        if not conflicts:
            continue
        yield (
            f"## Levels, {name} ({title}: {len(conflicts)} decided conflicts, {len(rejected)} held no conflict on "
            "the marks)\n"
        )
        load = [np.cumsum(f.per_level) for f in answers if kept(f.pair)]
        rows = []
        for level in (1, 2, 3, 4):
            read = [float(row[level - 1]) for row in load]
            rows.append(
                [
                    f"1 to {level}" if level > 1 else "1",
                    _share(conflicts, level),
                    _share(rejected, level),
                    f"{np.mean(read) / count:.4%}",
                    f"{np.median(read):.0f}",
                    _at_load(conflicts, baselines, float(np.mean(read))),
                ]
            )
        head = ["levels", "of the conflicts", "of the no-conflicts", "of the register (mean)", "rows a query (median)"]
        yield markdown([*head, f"{SAME_LOAD} at the same rows: conflicts"], rows)


def _share(answers: list[PairResult], level: int) -> str:
    inside = [float(f.level is not None and f.level <= level) for f in answers]
    return mean_with_interval(inside, [f.pair.group for f in answers])


def _at_load(conflicts: list[PairResult], baselines: MarkBaselines, rows: float) -> str:
    ranks = [baselines.rank(SAME_LOAD, f.pair.proposed.text, f.pair.earlier.text) for f in conflicts]
    return mean_with_interval([float(rank <= max(1.0, rows)) for rank in ranks], [f.pair.group for f in conflicts])
