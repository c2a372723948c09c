"""Markdown tables, and shares with their bootstrap intervals."""

from collections.abc import Iterable, Sequence

import numpy as np

RESAMPLES = 2_000


def markdown(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def recall(ranks: Sequence[float | None], within: int) -> str:
    """Return the share of ranks up to `within`, with its 95 % bootstrap interval; a query without the answer is a miss."""
    found = np.array([rank is not None and rank <= within for rank in ranks], float)
    if not len(found):
        return "–"
    draws = np.random.default_rng(1797).integers(0, len(found), (RESAMPLES, len(found)))
    low, high = np.percentile(found[draws].mean(axis=1), [2.5, 97.5])
    return f"{found.mean():.2f} ({low:.2f}–{high:.2f})"
