"""What a method found of the hidden pairs, and the names of our own methods."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.relevance.marks.pairs import MarkPair
from benchmarks.relevance.marks.register import PairResult

OURS, OURS_GOODS = "**Anteriority**, signs alone", "**Anteriority**, with goods where the pair has them"


@dataclass(frozen=True, slots=True)
class Results:
    """Per pair that must be found: ranks by method, in one order; what our search found of all pairs."""

    pairs: list[MarkPair]
    ranks: dict[str, list[float | None]]
    signs: list[PairResult]
    goods: list[PairResult]

    def hits(self, method: str, within: int, chosen: Callable[[MarkPair], bool]) -> tuple[list[float], list[str]]:
        """Return 1 or 0 for every chosen pair, and the pairs' groups."""
        rows = [(rank, pair.group) for rank, pair in zip(self.ranks[method], self.pairs, strict=True) if chosen(pair)]
        return [float(rank is not None and rank <= within) for rank, _ in rows], [group for _, group in rows]
