"""Several texts against all windows of a document at once: every distinct word of either side is compared once."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.arrays import Floats
from models.patents.coverage import Covered, Words, covered, likenesses

Places = NDArray[np.intp]


class Distinct:
    """The distinct words of several texts, and each text as places among them."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self.texts = texts
        places: dict[tuple[str, str], int] = {}
        first: list[tuple[Words, int]] = []
        self.at: list[Places] = []
        for words in texts:
            text_places = []
            for i, key in enumerate(zip(words.texts, words.stems, strict=True)):
                if key not in places:
                    places[key] = len(places)
                    first.append((words, i))
                text_places.append(places[key])
            self.at.append(np.array(text_places, np.intp))
        self.words = Words(
            tuple(text for text, _ in places),
            tuple(words.spans[i] for words, i in first),
            tuple(stem for _, stem in places),
            np.array([words.vectors[i] for words, i in first], np.float32),
            np.array([words.weights[i] for words, i in first], np.float32),
        )

    def __len__(self) -> int:
        """Return the number of distinct words."""
        return len(self.words.texts)


class WordTable:
    """How far every word of some texts says what every word of some windows says."""

    def __init__(self, queries: Distinct, windows: Distinct) -> None:
        self._queries, self._windows = queries, windows
        empty = np.zeros((len(queries), len(windows)), np.float32)
        self._likeness = likenesses(queries.words, windows.words) if empty.size else empty

    @cached_property
    def shares(self) -> Floats:
        """How much of every text stands in every window, shape (texts, windows)."""
        best = np.zeros((len(self._queries), len(self._windows.at)), np.float32)
        for at, words in enumerate(self._windows.at):
            if words.size:
                best[:, at] = self._likeness[:, words].max(axis=1)
        rows = [
            words.weights @ best[at] / max(float(words.weights.sum()), 1e-9)
            for words, at in zip(self._queries.texts, self._queries.at, strict=True)
        ]
        return np.array(rows, np.float32).reshape(len(self._queries.at), len(self._windows.at))

    def covered(self, text: int, window: int) -> Covered:
        """Return how much of a text stands in a window, and which words met."""
        likeness = self._likeness[np.ix_(self._queries.at[text], self._windows.at[window])]
        return covered(self._queries.texts[text].weights, likeness)
