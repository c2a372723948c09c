"""Measures of a ranked list against the known citations, and whether one method beats another beyond chance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.tables import RESAMPLES

SEED = 1797
DEEP = 500  # ranks that are looked at
Rows = NDArray[np.intp]


def recall(rows: Rows, relevant: Rows, k: int) -> float:
    """Return the share of the relevant documents within the first k."""
    return float(np.isin(relevant, rows[:k]).mean())


def ndcg(rows: Rows, relevant: Rows, k: int = 10) -> float:
    """Return nDCG@k with binary relevance (Järvelin and Kekäläinen 2002)."""
    gains = np.isin(rows[:k], relevant) / np.log2(np.arange(2, len(rows[:k]) + 2))
    ideal = (1 / np.log2(np.arange(2, min(k, len(relevant)) + 2))).sum()
    return float(gains.sum() / ideal)


def average_precision(rows: Rows, relevant: Rows) -> float:
    """Return the average precision over the first `DEEP` ranks; its mean over queries is MAP."""
    hits = np.isin(rows[:DEEP], relevant)
    return float((np.cumsum(hits)[hits] / (np.flatnonzero(hits) + 1)).sum() / len(relevant))


def pres(rows: Rows, relevant: Rows) -> float:
    """Return PRES (Magdy and Jones 2010): recall that also asks how early, for a reader of the first `DEEP` documents.

    A relevant document that is not found counts as found just after the last that was read.
    """
    ranks = np.flatnonzero(np.isin(rows[:DEEP], relevant)) + 1
    count = len(relevant)
    missed = DEEP + np.arange(len(ranks) + 1, count + 1)
    total = ranks.sum() + missed.sum()
    return float(1 - (total / count - (count + 1) / 2) / DEEP)


def interval(values: Sequence[float]) -> str:
    """Return the mean with its 95 % bootstrap interval."""
    if not values:
        return "–"
    array = np.array(values)
    low, high = np.percentile(_resampled(array), [2.5, 97.5])
    return f"{array.mean():.3f} ({low:.3f}–{high:.3f})"


def difference(ours: Sequence[float], other: Sequence[float]) -> str:
    """Return the mean paired difference with its 95 % bootstrap interval, and whether it is above zero."""
    array = np.array(ours) - np.array(other)
    if not array.size:
        return "–"
    low, high = np.percentile(_resampled(array), [2.5, 97.5])
    return f"{array.mean():+.3f} ({low:+.3f} to {high:+.3f}){'' if low > 0 else ' **not above zero**'}"


def _resampled(array: NDArray[np.float64]) -> NDArray[np.float64]:
    draws = np.random.default_rng(SEED).integers(0, len(array), (RESAMPLES, len(array)))
    means: NDArray[np.float64] = array[draws].mean(axis=1)
    return means
