"""Words of many pairs of signs paired off at once: `models.signs.pairing` in arrays.

A table has the shape (n, a, b): n candidates, the proposed sign's words, theirs padded to the longest. Padded cells
are -1, padded weights 0.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.columns.layout import Doubles

Places = NDArray[np.intp]


class Pairs(NamedTuple):
    """The pairs of every candidate, best first, shape (n, rounds): places and values, 0 where nothing is left."""

    proposed: Places
    earlier: Places
    value: Doubles


@lru_cache(maxsize=256)
def _order(a: int, b: int) -> tuple[Places, Places]:
    """Return the cells in the order in which equal ones are chosen: nearest places first, then the first."""
    cells = sorted((abs(i - j), i, j) for i in range(a) for j in range(b))
    return np.array([i for _, i, _ in cells], np.intp), np.array([j for _, _, j in cells], np.intp)


def paired(table: Doubles, chance: float) -> Pairs:
    """Return the words paired off greedily, most alike first (`models.signs.pairing.paired`)."""
    count, a, b = table.shape
    rows, columns = _order(a, b)
    left = table[:, rows, columns]
    each, rounds = np.arange(count), min(a, b)
    chosen = np.zeros((2, count, rounds), np.intp)
    values = np.zeros((count, rounds))
    for turn in range(rounds):
        best = left.argmax(axis=1)
        value = left[each, best]
        i, j = rows[best], columns[best]
        chosen[0, :, turn], chosen[1, :, turn] = i, j
        values[:, turn] = np.where(value > chance, value, 0.0)
        if turn + 1 < rounds:
            left[(rows == i[:, None]) | (columns == j[:, None])] = -1.0
    return Pairs(chosen[0], chosen[1], values)


def covered(pairs: Pairs, a: Doubles, b: Doubles) -> Doubles:
    """Return the share of both signs' weight that the pairs cover, in [0, 1]; `a` (words,), `b` (n, words)."""
    total: Doubles = _weighed(pairs, a, b).sum(axis=1) / (a.sum() + b.sum(axis=1))
    return total


def as_whole(core: Doubles, pairs: Pairs, a: tuple[Doubles, Doubles], b: tuple[Doubles, Doubles]) -> Doubles:
    """Return how alike signs are whose cores are taken as one word (`models.signs.pairing.as_whole`).

    `a` and `b`: what the words weigh, and what those beside the core do, 0 for the others.
    """
    (all_a, beside_a), (all_b, beside_b) = a, b
    total = all_a.sum() + all_b.sum(axis=1)
    beside = beside_a.sum() + beside_b.sum(axis=1)
    each = np.arange(len(core))[:, None]
    both = (beside_a[pairs.proposed] > 0) & (beside_b[each, pairs.earlier] > 0)
    met = np.where(both, _weighed(pairs, beside_a, beside_b), 0.0).sum(axis=1)
    result: Doubles = ((total - beside) * core + met) / total
    return result


def _weighed(pairs: Pairs, a: Doubles, b: Doubles) -> Doubles:
    each = np.arange(len(b))[:, None]
    weighed: Doubles = (a[pairs.proposed] + b[each, pairs.earlier]) * pairs.value
    return weighed
