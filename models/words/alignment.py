"""Phone strings laid side by side, many pairs at once: the weighted edit distance of `models.words.phones` in arrays.

The textbook recurrence runs over the phones of one side; along the other side a running minimum takes the place of the
inner loop (subtract the summed gap costs, take the running minimum, add them again), so that a few thousand pairs cost
as much as a few. The tests hold the textbook version beside it.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.words.phones import PHONES, gap_cost, substitution_cost

_ORDER = sorted(PHONES)
_CODES = np.zeros(0x2000, np.uint8)  # code point → number of the phone, from 1; 0 pads
_CODES[[ord(phone) for phone in _ORDER]] = np.arange(1, len(_ORDER) + 1)
_WRITTEN = (False, True)
_SUBSTITUTION = np.zeros((2, len(_ORDER) + 1, len(_ORDER) + 1))  # by whether both sides write their vowels
for _written in _WRITTEN:
    _SUBSTITUTION[int(_written), 1:, 1:] = [[substitution_cost(a, b, written=_written) for b in _ORDER] for a in _ORDER]
_GAP = np.array(
    [  # by whether the own side writes its vowels, and whether the other does
        [[0.0, *(gap_cost(p, written=own, other_written=other) for p in _ORDER)] for other in _WRITTEN]
        for own in _WRITTEN
    ]
)
WORTH_SORTING = 200  # pairs; from here they are sorted by length, and remembered
WIDTHS = (-1, 4, 6, 8, 11, 16, 10_000)
DECIMALS = 6  # so that the order of two signs never shows in the last digits

_Bools = NDArray[np.bool_]
_Floats = NDArray[np.float64]
_Ints = NDArray[np.intp]


def phone_similarities(a: Sequence[str], b: Sequence[str], written_a: _Bools, written_b: _Bools) -> _Floats:
    """Return for every pair (a[i], b[i]) 1 minus the cheapest way to turn one into the other, over what the costlier
    one weighs.

    Values in [0, 1], shape (n,); what a string weighs is what it costs to leave it out. `written_a[i]`: a[i] writes
    all its vowels; one that does not has long ones only, and the other's short ones cost little. Substitutions cost
    by articulation (`models.words.phones`).
    """
    if len(a) < WORTH_SORTING:
        return _similarities(a, b, (written_a, written_b))
    tables = [_aligned(x, *how) for x, *how in zip(a, written_a.tolist(), written_b.tolist(), strict=True)]
    known = [table.get(y) for table, y in zip(tables, b, strict=True)]
    new = [i for i, value in enumerate(known) if value is None]
    if new:
        some_a, some_b = ([side[i] for i in new] for side in (a, b))
        values = _by_width(some_a, some_b, written_a[new], written_b[new]).tolist()
        for i, value in zip(new, values, strict=True):
            known[i] = tables[i][b[i]] = value
    return np.array(known, np.float64)


@lru_cache(maxsize=64)
def _aligned(_a: str, _written_a: bool, _written_b: bool) -> dict[str, float]:
    """Return what is known of phones beside others: a search asks twice, for close forms and for their records."""
    return {}


def _by_width(a: Sequence[str], b: Sequence[str], written_a: _Bools, written_b: _Bools) -> _Floats:
    """Return the similarities, those of about one length laid side by side together, so that little is padded."""
    length_b = _lengths(b)
    similarities = np.zeros(len(a))
    for least, most in pairwise(WIDTHS):
        at = np.flatnonzero((length_b > least) & (length_b <= most))
        some_a, some_b = ([side[i] for i in at.tolist()] for side in (a, b))
        similarities[at] = _similarities(some_a, some_b, (written_a[at], written_b[at]))
    return similarities


def _similarities(a: Sequence[str], b: Sequence[str], written_sides: tuple[_Bools, _Bools]) -> _Floats:
    if not len(a):
        return np.zeros(0)
    written_a, written_b = written_sides
    length_a, length_b = _lengths(a), _lengths(b)
    longest_first = np.argsort(-length_a, kind="stable")
    codes = _coded(a)[longest_first], _coded(b)[longest_first]
    written = written_a[longest_first].astype(np.intp), written_b[longest_first].astype(np.intp)
    sorted_distances = _distances(codes, written, (length_a[longest_first], length_b[longest_first]))
    distances = np.empty(len(a))
    distances[longest_first] = sorted_distances
    return np.asarray(np.round(np.maximum(0.0, 1.0 - distances), DECIMALS), np.float64)


def _lengths(strings: Sequence[str]) -> _Ints:
    return np.fromiter(map(len, strings), np.intp, len(strings))


def _coded(strings: Sequence[str]) -> NDArray[np.uint8]:
    width = max(1, *map(len, strings))
    points = np.array(strings, f"<U{width}").view(np.uint32).reshape(len(strings), width)
    return _CODES[points]


def _distances(
    codes: tuple[NDArray[np.uint8], NDArray[np.uint8]], written: tuple[_Ints, _Ints], lengths: tuple[_Ints, _Ints]
) -> _Floats:
    """Return the distances of coded pairs, each over the heavier side's weight; sorted by falling length of the first.

    `written[0][i]`: whether the first side of pair i writes its vowels.
    """
    a, b = codes
    costs_a, costs_b = _GAP[written], _GAP[written[::-1]]
    substitutions = (written[0] & written[1]).astype(np.intp)
    pairs = np.arange(len(a))
    gaps = np.zeros((len(b), b.shape[1] + 1))
    np.cumsum(np.take_along_axis(costs_b, b.astype(np.intp), axis=1), axis=1, out=gaps[:, 1:])
    row = gaps.copy()
    for t in range(a.shape[1]):
        n = int(np.searchsorted(-lengths[0], -t))  # pairs whose first side is longer than t
        if not n:
            break
        phone = a[:n, t]
        own_gap = costs_a[pairs[:n], phone][:, None]
        best = row[:n] + own_gap
        said_for = _SUBSTITUTION[substitutions[:n, None], phone[:, None], b[:n]]
        np.minimum(best[:, 1:], row[:n, :-1] + said_for, out=best[:, 1:])
        row[:n] = np.minimum.accumulate(best - gaps[:n], axis=1) + gaps[:n]
    weight_a = np.take_along_axis(costs_a, a.astype(np.intp), axis=1).sum(axis=1)
    distances: _Floats = row[pairs, lengths[1]] / np.maximum(np.maximum(weight_a, gaps[:, -1]), 1e-9)
    return distances
