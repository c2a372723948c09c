"""Channels of different kinds made one score: each as standard scores, the vectors' per document language, then a weighted sum.

A fused score over all languages buries the documents of the others: words speak for the query's language only, and how near
vectors are depends on the pair of languages. So nearness is standardised within each document language.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each channel counts in the fused score, fitted per query language on the development half of known citations."""

    words: float
    vectors: float
    classes: float


MEANT = 100  # rows of a language below which their mean and deviation say little
DEFAULT = Weights(words=1.0, vectors=1.0, classes=0.5)
FITTED: dict[str, Weights] = {}


def weights_for(language: str) -> Weights:
    """Return the weights of a query language."""
    return FITTED.get(language, DEFAULT)


def standard(scores: Floats, admitted: NDArray[np.bool_]) -> Floats:
    """Return standard scores over the admitted rows: mean 0, deviation 1; 0 everywhere when all are equal."""
    known = scores[admitted]
    spread = float(known.std()) if known.size else 0.0
    if spread < 1e-9:
        return np.zeros_like(scores)
    return np.asarray((scores - known.mean()) / spread, np.float32)


def standard_by_language(scores: Floats, language: NDArray[np.int16], admitted: NDArray[np.bool_]) -> Floats:
    """Return standard scores within each document language; languages of fewer than `MEANT` rows are taken together with all."""
    found = standard(scores, admitted)
    for code in np.unique(language):
        own = language == code
        if (admitted & own).sum() >= MEANT:
            found[own] = standard(scores, admitted & own)[own]
    return found


def fuse(words: Floats, vectors: Floats, classes: Floats, weights: Weights) -> Floats:
    """Return the weighted sum of three channels' standard scores, shape (n,)."""
    return np.asarray(weights.words * words + weights.vectors * vectors + weights.classes * classes, np.float32)
