"""What anybody would build first: text brought to Latin letters by `anyascii`, then a RapidFuzz measure over every
mark.
"""

from collections.abc import Callable, Sequence

import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

MEASURES: dict[str, Callable[..., float]] = {
    "ratio": fuzz.ratio,
    "token_set_ratio": fuzz.token_set_ratio,
    "Jaro-Winkler": JaroWinkler.similarity,
    "WRatio": fuzz.WRatio,
}


def latin(text: str) -> str:
    """Return a text in lower-case Latin letters."""
    return " ".join(anyascii(text).lower().split())


class Baseline:
    """Ranks every distinct text of a register by one measure."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = list(dict.fromkeys(map(latin, texts)))
        self._at = {text: i for i, text in enumerate(self._texts)}

    def rank(self, measure: str, query: str, answer: str) -> float:
        """Return the answer's rank among the distinct texts, from 1; equal scores share the middle of their places."""
        scores = process.cdist([latin(query)], self._texts, scorer=MEASURES[measure], workers=2, dtype=np.float32)[0]
        score = scores[self._at[latin(answer)]]
        return 1 + int((scores > score).sum()) + (int((scores == score).sum()) - 1) / 2
