"""Words of two signs paired off: shared by the visual, aural and conceptual comparison.

Each word meets at most one of the other sign, best pairs first. A sign's likeness is what the paired words weigh, over
what all words weigh: a weak word left over costs little, a strong one much.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from models.distinctiveness import weights
from models.entry import Sign, Word


class Pair(NamedTuple):
    """Two words that met: their indices and how alike they are, in [0, 1]."""

    proposed: int
    earlier: int
    value: float


def paired(a: Sequence[Word], b: Sequence[Word], alike: Callable[[Word, Word], float]) -> list[Pair]:
    """Return the words paired off greedily, most alike first; words that meet nothing above 0 are left out."""
    if len(a) == len(b) == 1:
        value = alike(a[0], b[0])
        return [Pair(0, 0, value)] if value > 0 else []
    every = sorted(
        (Pair(i, j, value) for i, x in enumerate(a) for j, y in enumerate(b) if (value := alike(x, y)) > 0),
        key=lambda pair: (-pair.value, abs(pair.proposed - pair.earlier), pair.proposed),
    )
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
    weight_a, weight_b = weights(a), weights(b)
    met = sum((weight_a[p.proposed] + weight_b[p.earlier]) * p.value for p in pairs)
    return met / (sum(weight_a) + sum(weight_b))
