"""Words of two signs paired off: shared by the visual, aural and conceptual comparison.

Each word meets at most one of the other sign, best pairs first. A sign's likeness is what the paired words weigh, over
what all words weigh: a weak word left over costs little, a strong one much.
"""

from collections.abc import Sequence
from typing import NamedTuple

from models.signs.entry import Sign, in_core


class Pair(NamedTuple):
    """Two words that met: their indices and how alike they are, in [0, 1]."""

    proposed: int
    earlier: int
    value: float


def paired(table: Sequence[Sequence[float]], chance: float = 0.0) -> list[Pair]:
    """Return the words paired off greedily, most alike first.

    `table[i][j]` tells how alike the i-th proposed and the j-th earlier word are; at or below `chance` two words do
    not meet.
    """
    return pairs_off(
        [Pair(i, j, value) for i, row in enumerate(table) for j, value in enumerate(row) if value > chance]
    )


def pairs_off(pairs: list[Pair]) -> list[Pair]:
    """Return those of the pairs that stand when each word meets at most one, most alike first."""
    if len(pairs) < 2:
        return pairs
    pairs.sort(key=lambda pair: (-pair.value, abs(pair.proposed - pair.earlier), pair.proposed))
    used_a: set[int] = set()
    used_b: set[int] = set()
    chosen_pairs = []
    for pair in pairs:
        if pair.proposed not in used_a and pair.earlier not in used_b:
            used_a.add(pair.proposed)
            used_b.add(pair.earlier)
            chosen_pairs.append(pair)
    return chosen_pairs


def covered(a: Sign, b: Sign, pairs: Sequence[Pair]) -> float:
    """Return the share of both signs' weight that the pairs cover, each by how alike it is, in [0, 1]."""
    covered_weight = sum((a.weights[p.proposed] + b.weights[p.earlier]) * p.value for p in pairs)
    return covered_weight / (sum(a.weights) + sum(b.weights))


def as_whole(a: Sign, b: Sign, core: float, pairs: Sequence[Pair]) -> float:
    """Return how alike two signs are when the core of each is taken as one word (ICE SHINE, ISHINE), in [0, 1].

    `core` tells how alike the two cores are; the other words count by their weight, when they meet their like.
    """
    beside_a, beside_b = _beside_core(a), _beside_core(b)
    total_weight = sum(a.weights) + sum(b.weights)
    beside_weight = sum(beside_a) + sum(beside_b)
    covered_weight = sum(
        (beside_a[p.proposed] + beside_b[p.earlier]) * p.value
        for p in pairs
        if beside_a[p.proposed] and beside_b[p.earlier]
    )
    return ((total_weight - beside_weight) * core + covered_weight) / total_weight


def _beside_core(sign: Sign) -> list[float]:
    return [0.0 if in_core(word, weight) else weight for word, weight in zip(sign.words, sign.weights, strict=True)]
