"""The fit itself of `anteriority bench fit-marks`: likeness of the signs and of the goods → log-odds → levels.

An ordered logistic regression (McCullagh 1980, "Regression models for ordinal data") on truth of three kinds, each
with a stated weight: expected levels of our own, decided pairs, and what invented names meet in the register (nobody
would dispute it); beside it a listwise softmax (Plackett–Luce, top one), so that an earlier mark that must be found
stands in front. Weights of the signs may not fall below zero and points may only rise, so that more similar never
lowers the risk.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from models.marks.assessment import IDENTICAL, NOT_IDENTICAL, between
from models.signs.alike import MEANING_ALONE, WEAKNESS
from models.signs.weights import MarkWeights, Points, SignWeights

Floats = NDArray[np.float64]
NAMES = ("visual", "aural", "contained", "trigrams", "meaning")
# What each kind of truth weighs in the fit, its rows together. A decided pair was disputed, so it stands near the line
# between levels 2 and 3; what no one would dispute says where that line is.
WEIGHTS = {"expected": 1.0, "surely close": 0.4, "conflicts": 1.15, "no conflicts": 0.15, "invented": 1.1}
RANKING = 0.05  # of the softmax
SIGN_KNOTS = (0.0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.85, IDENTICAL)
GOODS_KNOTS = (0.0, 0.2, 0.4, 0.7, 1.0)
UNKNOWN_AS = 0.8  # likeness of goods that weighs what unknown goods do: nothing
RIDGE = 0.001  # on the steps between neighbouring points, so that few rows do not make a cliff
LEAST_STEP = 0.02  # log-odds between two points: signs that differ never tie
LEAST_LEVEL = 0.6  # log-odds that levels 2 and 3 span at least
SEEN = 0.4  # log-odds below level 2 at which the same sign for goods of no common field stands
FAR = 30.0  # log-odds; beyond the outermost level
# Where the search for the weights of the signs begins, since the objective has several valleys: all alike, by letters.
STARTS = (SignWeights(2.0, 2.0, 2.0, 2.0, 0.0), SignWeights(0.5, 3.0, 2.0, 4.5, 0.0))
TOTAL = 10.0  # of the weights of the signs; only their proportions count


@dataclass(frozen=True, slots=True)
class Banded:
    """A pair with the levels that are right for it: the terms of its signs (None: cannot be compared), likeness of the
    goods (nan: not known), the band, the kind of truth.

    `same`: the signs are the same throughout; `strength`: what the weaker sign says by itself; `meaning`: how alike
    they are in meaning alone; `differ`: they mean different things.
    """

    terms: tuple[float, ...] | None
    goods: float
    best: int
    worst: int
    kind: str
    same: bool = False
    strength: float = 1.0
    meaning: float = 0.0
    differ: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of one search: their terms, (n, terms); which are the answer, (n,); what the search weighs."""

    terms: Floats
    answer: NDArray[np.bool_]
    share: float


class _Rows:
    """The rows as arrays, and the likeness and log-odds that parameters give them."""

    def __init__(self, rows: Sequence[Banded]) -> None:
        none = (0.0,) * len(NAMES)
        self.terms = np.array([row.terms or none for row in rows])
        self.floor = MEANING_ALONE * np.array([row.meaning for row in rows])
        self.same = np.array([row.same for row in rows])
        self.strength = np.array([row.strength for row in rows])
        goods = np.array([row.goods for row in rows])
        self.goods = _ramp(np.where(np.isnan(goods), UNKNOWN_AS, goods), GOODS_KNOTS)
        self.differ = np.array([float(row.differ) for row in rows])
        self.best, self.worst = np.array([row.best for row in rows]), np.array([row.worst for row in rows])
        sizes = Counter(row.kind for row in rows)
        self.share = np.array([WEIGHTS[row.kind] / sizes[row.kind] for row in rows])

    def likeness(self, w: Floats) -> Floats:
        alike = np.minimum(np.maximum(self.terms @ w / _total(w), self.floor), NOT_IDENTICAL)
        power = 1 + WEAKNESS * (1 - self.strength) * (1 - np.minimum(alike, 1)) ** 2
        alike = np.where(alike < 1, alike**power, alike)
        likeness: Floats = np.where(self.same, IDENTICAL, alike)
        return likeness


def _total(w: Floats) -> float:
    return float(w[: NAMES.index("meaning")].sum())


class _Parameters:
    """Where the parameters stand in one array."""

    def __init__(self) -> None:
        sizes = (len(NAMES), len(SIGN_KNOTS) - 1, len(GOODS_KNOTS) - 1, 1, 3, 1)
        ends = np.cumsum(sizes)
        self.signs, self.steps, self.goods, self.differ, self.cuts, self.scale = (
            slice(end - size, end) for size, end in zip(sizes, ends, strict=True)
        )
        self.count = int(ends[-1])

    def start(self, signs: SignWeights) -> Floats:
        p = np.full(self.count, 0.5)
        w = np.array([getattr(signs, name) for name in NAMES])
        p[self.signs] = w / _total(w) * TOTAL
        p[self.cuts], p[self.scale] = (3.0, 2.0, 1.0), 10.0
        return p

    def bounds(self) -> list[tuple[float | None, float | None]]:
        bounds: list[tuple[float | None, float | None]] = [(0.0, None)] * self.count
        for at in range(self.steps.start, self.goods.stop):
            bounds[at] = LEAST_STEP, None
        first, second, third = range(self.cuts.start, self.cuts.stop)
        bounds[first], bounds[second], bounds[third] = (None, None), (LEAST_LEVEL, None), (LEAST_LEVEL, None)
        return bounds


def fit_levels(
    rows: Sequence[Banded], weights: MarkWeights, ranked: Sequence[Ranked] = (), *, signs_too: bool = False
) -> MarkWeights:
    """Return the weights with points, prior and levels fitted on the rows; `signs_too`: also the weights of the signs,
    on the rows and on the ranking.

    Level 2 begins at a probability of one half: an examiner would rather hold the pair in conflict than not.
    """
    at, data, bounds = _Parameters(), _Rows(rows), _Parameters().bounds()
    starts = [at.start(w) for w in STARTS] if signs_too else [at.start(weights.signs)]
    if not signs_too:
        bounds[at.signs] = [(value, value) for value in starts[0][at.signs]]
    objective = _objective(at, data, ranked if signs_too else ())
    options = {"maxiter": 400, "maxfun": 20_000}
    fits = [minimize(objective, start, method="L-BFGS-B", bounds=bounds, options=options) for start in starts]
    p = min(fits, key=lambda fitted: float(fitted.fun)).x
    signs = SignWeights(**{name: round(float(v), 3) for name, v in zip(NAMES, p[at.signs], strict=True)})
    first, second, third = _cuts(p[at.cuts])
    goods_points = _points(GOODS_KNOTS, p[at.goods])
    nothing = between(goods_points, UNKNOWN_AS)
    # The same sign for goods that have nothing in common is level 3, not 4: whoever asks wants to see it.
    least = float(second) - SEEN - float(p[at.steps].sum())
    goods_points = tuple((value, max(odds, least)) for value, odds in goods_points)
    levels = tuple(round(1 / (1 + exp(-(cut - second))), 4) for cut in (first, second, third))
    return replace(
        weights,
        signs=signs,
        sign_points=_rounded(_points(SIGN_KNOTS, p[at.steps])),
        goods_points=_rounded((v, odds - nothing) for v, odds in goods_points),
        meanings_differ=-round(float(p[at.differ][0]), 3),
        prior=round(nothing - second, 3),
        levels=(levels[0], levels[1], levels[2]),
    )


def _objective(at: _Parameters, data: _Rows, ranked: Sequence[Ranked]) -> Callable[[Floats], float]:
    def objective(p: Floats) -> float:
        w = p[at.signs]
        z = _ramp(data.likeness(w), SIGN_KNOTS) @ p[at.steps] + data.goods @ p[at.goods] - data.differ * p[at.differ]
        cuts = np.concatenate([[FAR], _cuts(p[at.cuts]), [-FAR]])  # between levels 0|1, 1|2, 2|3, 3|4, 4|5
        chance = _sigmoid(cuts[data.best - 1] - z) - _sigmoid(cuts[data.worst] - z)  # a level is worst where z is low
        value = -float(data.share @ np.log(np.maximum(chance, 1e-9)))
        value += RIDGE * float(p[at.steps] @ p[at.steps] + p[at.goods] @ p[at.goods])
        value += RIDGE * (_total(w) - TOTAL) ** 2
        scale = float(p[at.scale][0]) / max(_total(w), 1e-9)
        return value + RANKING * sum(item.share * _top_one(item, w * scale) for item in ranked)

    return objective


def _top_one(item: Ranked, w: Floats) -> float:
    """Return the softmax loss of one search's answer among its candidates."""
    score = item.terms @ w
    odds = np.exp(score - score.max())
    return -float(np.log(odds[item.answer].sum() / odds.sum() + 1e-12))


def _ramp(values: Floats, knots: Sequence[float]) -> Floats:
    """Return how much of each step between knots a value has climbed, shape (n, steps), in [0, 1]."""
    steps = [(values - low) / (high - low) for low, high in pairwise(knots)]
    climbed: Floats = np.clip(np.stack(steps, axis=1), 0.0, 1.0)
    return climbed


def _cuts(p: Floats) -> Floats:
    """Return the three cuts between the levels from the first one and the steps down to the others."""
    return np.array([p[0], p[0] - p[1], p[0] - p[1] - p[2]])


def _sigmoid(z: Floats) -> Floats:
    values: Floats = 1 / (1 + np.exp(-np.clip(z, -FAR, FAR)))
    return values


def _points(knots: Sequence[float], steps: Floats) -> Points:
    heights = np.concatenate([[0.0], np.cumsum(steps)])
    return tuple((knot, float(height)) for knot, height in zip(knots, heights, strict=True))


def _rounded(points: Iterable[tuple[float, float]]) -> Points:
    return tuple((round(x, 3), round(y, 3)) for x, y in points)
