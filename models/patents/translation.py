"""Words of one language to words of another by nearest vectors: a query in French or Arabic reaches the words of
English documents.

The vocabulary is the collection's own, so no dictionary is shipped and every term that comes out stands in some
document. Vectors of single words are centred on their language's mean: else words of one language are nearer to each
other than to their translations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.arrays import Floats

NEIGHBOURS = 3  # words that a word is translated by
LEAST = 0.35  # cosine of centred vectors below which two words are not translations
MOST_WORDS = 60  # distinct words of a query that are translated
MOST_TERMS = 60  # translated words that are looked up


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one language group with their centred vectors of unit length, shape (n, d), and the mean that was
    taken off.

    The first `targets` words tell documents apart; the rest stand in so many that nothing is translated into them.
    """

    words: tuple[str, ...]
    vectors: Floats
    mean: Floats
    targets: int

    @property
    def common(self) -> frozenset[str]:
        """The words that stand in so many documents that they tell none apart."""
        return frozenset(self.words[self.targets :])


@dataclass(frozen=True, slots=True)
class Translation:
    """A word of the vocabulary, the query's word that it stands for, and what it counts (occurrences × cosine /
    NEIGHBOURS).
    """

    word: str
    source: str
    weight: float


def centred(vectors: Floats, mean: Floats) -> Floats:
    """Return vectors without a mean, rows of unit length."""
    shifted = vectors - mean
    return np.asarray(shifted / np.maximum(np.linalg.norm(shifted, axis=-1, keepdims=True), 1e-9), np.float32)


def translations(counts: Sequence[tuple[str, int]], vectors: Floats, target: Vocabulary) -> list[Translation]:
    """Return the words of a vocabulary that stand for a query's words, heaviest first.

    `counts` holds (word, occurrences) of the query, `vectors` their centred vectors in the same order, shape (n, d).
    """
    if not counts or not target.targets:
        return []
    similarities = vectors @ target.vectors[: target.targets].T
    neighbours = min(NEIGHBOURS, target.targets)
    best = np.argpartition(-similarities, neighbours - 1, axis=1)[:, :neighbours]
    by_word: dict[str, Translation] = {}
    for row, (word, count) in enumerate(counts):
        for column in best[row].tolist():
            if similarities[row, column] > LEAST:
                target_word, weight = target.words[column], count * float(similarities[row, column]) / NEIGHBOURS
                previous = by_word.get(target_word)
                source = previous.source if previous and previous.weight >= weight else word
                by_word[target_word] = Translation(target_word, source, weight + (previous.weight if previous else 0.0))
    return sorted(by_word.values(), key=lambda t: (-t.weight, t.word))[:MOST_TERMS]
