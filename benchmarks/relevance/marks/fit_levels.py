"""The second half of `anteriority bench fit-marks`: likeness of the signs and of the goods → log-odds → levels.

An ordered logistic regression (McCullagh 1980, "Regression models for ordinal data") on truth of four kinds, each with
a stated weight: expected levels of our own, decided pairs, invented names among the register (nobody would dispute
what they meet), all of the development half. Points may only rise, so that more similar never lowers the risk.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from models.marks.assessment import IDENTICAL, between
from models.signs.weights import MarkWeights, Points

Floats = NDArray[np.float64]
# What each kind of truth weighs in the fit, its rows together. A decided pair was disputed, so it stands near the line
# between levels 2 and 3; what no one would dispute says where that line is.
WEIGHTS = {"expected": 1.0, "conflicts": 1.2, "no conflicts": 0.15, "invented": 1.0}
SIGN_KNOTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, IDENTICAL)
GOODS_KNOTS = (0.0, 0.1, 0.35, 0.6, 0.8, 1.0)
UNKNOWN_AS = 0.6  # likeness of goods that weighs what unknown goods do: nothing
RIDGE = 0.001  # on the steps between neighbouring points, so that few rows do not make a cliff
LEAST_STEP = 0.02  # log-odds between two points: signs that differ never tie
LEAST_LEVEL = 0.6  # log-odds that levels 2 and 3 span at least
FAR = 30.0  # log-odds; beyond the outermost level


@dataclass(frozen=True, slots=True)
class Banded:
    """A pair with the levels that are right for it: likeness of signs and of goods (nan: not known), band, whether the signs mean different things."""

    signs: float
    goods: float
    best: int
    worst: int
    kind: str
    differ: bool = False


def fit_levels(rows: Sequence[Banded], weights: MarkWeights) -> MarkWeights:
    """Return the weights with points, prior and levels fitted on the rows.

    Level 2 begins at a probability of one half: an examiner would rather hold the pair in conflict than not.
    """
    signs, goods = np.array([r.signs for r in rows]), np.array([r.goods for r in rows])
    best, worst = np.array([r.best for r in rows]), np.array([r.worst for r in rows])
    share = _shares(rows)
    differ = -np.array([[float(r.differ)] for r in rows])
    x = np.hstack([_ramp(signs, SIGN_KNOTS), _goods_ramp(goods), differ])
    free = x.shape[1]

    def loss(p: Floats) -> tuple[float, Floats]:
        z = x @ p[:free]
        cuts = np.concatenate([[FAR], _cuts(p[free:]), [-FAR]])  # between levels 0|1, 1|2, 2|3, 3|4, 4|5
        upper, lower = cuts[best - 1], cuts[worst]  # a level is worst where z is low
        inside_upper, inside_lower = _sigmoid(upper - z), _sigmoid(lower - z)
        chance = np.maximum(inside_upper - inside_lower, 1e-9)
        slope_upper, slope_lower = (s * (1 - s) for s in (inside_upper, inside_lower))
        value = -float(share @ np.log(chance)) + RIDGE * float(p[:free] @ p[:free])
        by_z = share * (slope_upper - slope_lower) / chance
        by_cut = np.zeros(5)
        np.add.at(by_cut, best - 1, -share * slope_upper / chance)
        np.add.at(by_cut, worst, share * slope_lower / chance)
        first, second, third = by_cut[1:4]
        return value, np.concatenate(
            [x.T @ by_z + 2 * RIDGE * p[:free], [first + second + third, -(second + third), -third]]
        )

    bounds = (
        [(LEAST_STEP, None)] * (free - 1) + [(0.0, None)] + [(None, None), (LEAST_LEVEL, None), (LEAST_LEVEL, None)]
    )
    start = np.concatenate([np.full(free, 0.5), [2.0, 1.5, 1.5]])
    p = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2_000}).x
    first, second, third = _cuts(p[free:])
    sign_points = _points(SIGN_KNOTS, p[: len(SIGN_KNOTS) - 1])
    goods_points = _points(GOODS_KNOTS, p[len(SIGN_KNOTS) - 1 : free - 1])
    nothing = between(goods_points, UNKNOWN_AS)
    levels = tuple(round(1 / (1 + exp(-(cut - second))), 4) for cut in (first, second, third))
    return replace(
        weights,
        sign_points=_rounded(sign_points),
        goods_points=_rounded((v, odds - nothing) for v, odds in goods_points),
        meanings_differ=-round(float(p[free - 1]), 3),
        prior=round(nothing - second, 3),
        levels=(levels[0], levels[1], levels[2]),
    )


def _shares(rows: Sequence[Banded]) -> Floats:
    sizes = Counter(row.kind for row in rows)
    return np.array([WEIGHTS[row.kind] / sizes[row.kind] for row in rows])


def _ramp(values: Floats, knots: Sequence[float]) -> Floats:
    """Return how much of each step between knots a value has climbed, shape (n, steps), in [0, 1]."""
    steps = [(values - low) / (high - low) for low, high in pairwise(knots)]
    climbed: Floats = np.clip(np.stack(steps, axis=1), 0.0, 1.0)
    return climbed


def _goods_ramp(values: Floats) -> Floats:
    return _ramp(np.where(np.isnan(values), UNKNOWN_AS, values), GOODS_KNOTS)


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
