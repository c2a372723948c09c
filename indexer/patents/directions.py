"""Vectors without what all of them share: the mean of their language, and the directions that hold "a patent text"."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.arrays import Floats

MEANT = 50  # texts at which a language's mean counts half
MEANT_COLLECTION = 2_000  # texts; a smaller collection's common directions are its subject
COMPONENTS = 2  # common directions that are taken out of the vectors: they hold "a patent text", not what it is about


def common(vectors: Floats, language: NDArray[np.int16], count: int) -> tuple[Floats, Floats]:
    """Return the mean vector of each language and the directions that all vectors share (Mu and Viswanath 2018,
    "All-but-the-top").
    """
    if not len(vectors):
        return np.zeros((count, vectors.shape[1]), np.float32), np.zeros((0, vectors.shape[1]), np.float32)
    means = np.zeros((count, vectors.shape[1]), np.float32)
    for code in range(count):
        subset = vectors[language == code]
        means[code] = subset.sum(axis=0) / (len(subset) + MEANT)  # few texts say little about a language's mean
    if len(vectors) < MEANT_COLLECTION:
        return means, np.zeros((0, vectors.shape[1]), np.float32)
    centred = vectors - means[language]
    sample = centred[:: max(1, len(centred) // 20_000)]
    _, directions = np.linalg.eigh(sample.T @ sample)
    return means, directions[:, ::-1][:, :COMPONENTS].T.astype(np.float32).copy()


def without(vectors: Floats, means: Floats, components: Floats) -> Floats:
    """Return vectors without their mean and the common directions, rows of unit length again."""
    centred = vectors - means
    centred -= (centred @ components.T) @ components
    return np.asarray(centred / np.maximum(np.linalg.norm(centred, axis=-1, keepdims=True), 1e-9), np.float32)


def query_vector(
    query: Sequence[tuple[str, Floats]], languages: Sequence[str], means: Floats, components: Floats
) -> Floats:
    """Return the one vector that a query's stretches (language, vector) make, without what all texts share.

    The first stretch counts most: 1, 1/4, 1/9 … (measured better than their mean or the nearest of them).
    """
    at = {code: i for i, code in enumerate(languages)}
    language_means = np.array([means[at[code]] if code in at else 0 * vector for code, vector in query])
    stretches = without(np.array([vector for _, vector in query]), language_means, components)
    counts = (1.0 + np.arange(len(query))) ** -2.0  # a text begins with what the invention is
    return np.asarray(stretches.T @ (counts / counts.sum()), np.float32)
