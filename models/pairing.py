"""Words of two signs paired off: shared by the visual, aural and conceptual comparison.

Each word meets at most one of the other sign, best pairs first. A sign's likeness is what the paired words weigh, over
what all words weigh: a weak word left over costs little, a strong one much.
"""

from collections.abc import Sequence
from typing import NamedTuple

from models.entry import Sign


class Pair(NamedTuple):
    """Two words that met: their indices and how alike they are, in [0, 1]."""

    proposed: int
    earlier: int
    value: float


def paired(table: Sequence[Sequence[float]], chance: float = 0.0) -> list[Pair]:
    """Return the words paired off greedily, most alike first.

    `table[i][j]` tells how alike the i-th proposed and the j-th earlier word are; at or below `chance` two words do not meet.
    """
    every = [Pair(i, j, value) for i, row in enumerate(table) for j, value in enumerate(row) if value > chance]
    if len(every) < 2:
        return every
    every.sort(key=lambda pair: (-pair.value, abs(pair.proposed - pair.earlier), pair.proposed))
    used_a: set[int] = set()
    used_b: set[int] = set()
    kept = []
    for pair in every:
        if pair.proposed not in used_a and pair.earlier not in used_b:
            used_a.add(pair.proposed)
            used_b.add(pair.earlier)
            kept.append(pair)
    return kept


def covered(a: Sign, b: Sign, pairs: Sequence[Pair]) -> float:
    """Return the share of both signs' weight that the pairs cover, each by how alike it is, in [0, 1]."""
    met = sum((a.weights[p.proposed] + b.weights[p.earlier]) * p.value for p in pairs)
    return met / (sum(a.weights) + sum(b.weights))
