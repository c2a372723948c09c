"""Channels of different kinds made one score: each in standard scores within a document language, then a weighted sum.

A fused score over all languages buries the documents of the others: words speak for the query's language only, and
how near vectors are depends on the pair of languages. So words and nearness are standardised within each document
language, and the words of another language are those that the query's words translate into.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.arrays import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """What each channel counts in the fused score, fitted per query language on the development half of known
    citations.
    """

    words: float
    translated: float
    vectors: float
    classes: float
    citations: float = 0.0


@dataclass(frozen=True, slots=True)
class Channels:
    """The standard scores of every row: words in the query's languages, translated words, vectors, classes; each of
    shape (n,).

    `citations` is how strongly a row is tied to the first hits of the others by what both cite (bibliographic
    coupling, Kessler 1963), on a logarithmic scale; zeros until it is known.
    """

    words: Floats
    translated: Floats
    vectors: Floats
    classes: Floats
    citations: Floats

    def at(self, rows: NDArray[np.intp]) -> "Channels":
        """Return the channels of some rows."""
        channels = (self.words, self.translated, self.vectors, self.classes, self.citations)
        return Channels(*(channel[rows] for channel in channels))


# Fitted on the development half by random draws with the measure of `anteriority bench relevance patents --fit` (its
# seed draws others than this run's), per language group of the query: of the draws that came first, the one that
# trusts words most (the closest to plain BM25); the other languages share one row.
FITTED: dict[str, Weights] = {
    "en": Weights(words=4.1, translated=0.67, vectors=1.0, classes=1.0, citations=2.07),
    "cjk": Weights(words=4.35, translated=0.09, vectors=1.0, classes=1.08, citations=2.02),
}
DEFAULT = Weights(words=2.24, translated=0.59, vectors=1.0, classes=0.75, citations=2.47)
FEW_BEST = 1.5  # standard score of the best of a language that has fewer than `MEANT` rows
MEANT = 100  # rows of a language below which their mean and deviation say little


def weights_for(group: str) -> Weights:
    """Return the weights of a query's language group."""
    return FITTED.get(group, DEFAULT)


def standard(scores: Floats, admitted: NDArray[np.bool_]) -> Floats:
    """Return standard scores over the admitted rows: mean 0, deviation 1; 0 everywhere when all are equal."""
    admitted_scores = scores[admitted]
    spread = float(admitted_scores.std()) if admitted_scores.size else 0.0
    if spread < 1e-9:
        return np.zeros_like(scores)
    return np.asarray((scores - admitted_scores.mean()) / spread, np.float32)


def standard_by_language(scores: Floats, language: NDArray[np.int16], admitted: NDArray[np.bool_]) -> Floats:
    """Return standard scores within each document language; languages of fewer than `MEANT` rows are taken together
    with all.
    """
    standard_scores = standard(scores, admitted)
    for code in np.unique(language):
        in_language = language == code
        if (admitted & in_language).sum() >= MEANT:
            standard_scores[in_language] = standard(scores[in_language], admitted[in_language])
    return standard_scores


def standard_words(hits: tuple[NDArray[np.intp], Floats], within: NDArray[np.bool_]) -> Floats:
    """Return the scores of word hits in deviations of the documents `within` a language, shape (n,).

    Rows of other languages that hold the words too (an English title of a Chinese patent) are measured by the same
    scale; rows without a hit there have 0.
    """
    rows, scores = hits
    word_scores = np.zeros(len(within), np.float32)
    word_scores[rows] = scores
    language_scores = word_scores[within]
    if language_scores.size < MEANT:  # too few documents in that language to say what is usual
        return np.asarray(FEW_BEST * word_scores / max(float(word_scores.max()), 1e-9), np.float32)
    mean, spread = float(language_scores.mean()), float(language_scores.std())
    if spread < 1e-9:
        return np.zeros_like(word_scores)
    return np.where(within | (word_scores > 0), (word_scores - mean) / spread, 0).astype(np.float32)


def best_of(scores: Sequence[Floats], count: int) -> Floats:
    """Return the best of several standard scores for every row; zeros of shape (count,) when there are none."""
    return np.maximum.reduce(list(scores)) if scores else np.zeros(count, np.float32)


def fuse(channels: Channels, weights: Weights) -> Floats:
    """Return the weighted sum of the channels, shape (n,).

    Of the word channels the signed square root is taken: their scores have a long tail (few rows hold the words at
    all), which would leave the other channels no say about the first hundred.
    """
    fused_scores = weights.words * rooted(channels.words) + weights.translated * rooted(channels.translated)
    fused_scores = fused_scores + weights.vectors * channels.vectors + weights.classes * channels.classes
    return np.asarray(fused_scores + weights.citations * channels.citations, np.float32)


def rooted(scores: Floats) -> Floats:
    """Return the signed square roots of scores."""
    return np.asarray(np.sign(scores) * np.sqrt(np.abs(scores)), np.float32)
