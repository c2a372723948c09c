"""Vectors without what all of them share: the mean of their language, and the directions that hold "a patent text"."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MEANT = 50  # texts at which a language's mean counts half
MEANT_COLLECTION = 2_000  # texts; a smaller collection's common directions are its subject
COMPONENTS = 2  # common directions that are taken out of the vectors: they hold "a patent text", not what it is about


def common(vectors: Floats, language: NDArray[np.int16], count: int) -> tuple[Floats, Floats]:
    """Return the mean vector of each language and the directions that all vectors share (Mu and Viswanath 2018, "All-but-the-top")."""
    if not len(vectors):
        return np.zeros((count, 1), np.float32), np.zeros((0, 1), np.float32)
    means = np.zeros((count, vectors.shape[1]), np.float32)
    for code in range(count):
        own = vectors[language == code]
        means[code] = own.sum(axis=0) / (len(own) + MEANT)  # few texts say little about a language's mean
    if len(vectors) < MEANT_COLLECTION:
        return means, np.zeros((0, vectors.shape[1]), np.float32)
    centred = vectors - means[language]
    sample = centred[:: max(1, len(centred) // 20_000)]
    _, directions = np.linalg.eigh(sample.T @ sample)
    return means, directions[:, ::-1][:, :COMPONENTS].T.astype(np.float32).copy()


def without(vectors: Floats, means: Floats, components: Floats) -> Floats:
    """Return vectors without their mean and the common directions, rows of unit length again."""
    found = vectors - means
    found -= (found @ components.T) @ components
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=-1, keepdims=True), 1e-9), np.float32)
