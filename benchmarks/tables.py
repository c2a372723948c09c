"""Markdown tables, and shares with their bootstrap intervals."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000


def markdown(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def recall(ranks: Sequence[float | None], within: int) -> str:
    """Return the share of ranks up to `within`, with its 95 % bootstrap interval; a query without the answer is a
    miss.
    """
    hits = np.array([rank is not None and rank <= within for rank in ranks], float)
    if not len(hits):
        return "–"
    draws = np.random.default_rng(1797).integers(0, len(hits), (RESAMPLES, len(hits)))
    low, high = np.percentile(hits[draws].mean(axis=1), [2.5, 97.5])
    return f"{hits.mean():.2f} ({low:.2f}–{high:.2f})"


def clustered(values: Sequence[float], groups: Sequence[str]) -> tuple[float, float, float]:
    """Return a mean with its 95 % bootstrap interval; whole groups are drawn, as related pairs move together."""
    draws = [drawn.mean() for drawn in _drawn(np.asarray(values, float), groups)]
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(np.mean(values)), float(low), float(high)


def _drawn(values: NDArray[np.float64], groups: Sequence[str]) -> Iterator[NDArray[np.float64]]:
    names, at = np.unique(np.asarray(groups), return_inverse=True)
    members = [values[at == i] for i in range(len(names))]
    rng = np.random.default_rng(1797)
    for _ in range(RESAMPLES):
        yield np.concatenate([members[i] for i in rng.integers(0, len(names), len(names))])


def mean_with_interval(values: Sequence[float], groups: Sequence[str]) -> str:
    """Return a mean with its interval as text."""
    if not len(values):
        return "–"
    mean, low, high = clustered(values, groups)
    return f"{mean:.2f} ({low:.2f}–{high:.2f})"


def signed(values: Sequence[float], groups: Sequence[str]) -> str:
    """Return a mean difference with its interval as text, marked where the interval lies above zero."""
    mean, low, high = clustered(values, groups)
    return f"{mean:+.3f} ({low:+.3f} to {high:+.3f}){' above zero' if low > 0 else ''}"
