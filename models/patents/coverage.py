"""How much of what a text says stands in another, word by word: by its stem, or by a word near it in meaning, in any
language.

Every word of the one takes its best counterpart in the other, rare words counting more: the recall of BERTScore
(Zhang et al. 2020) over single-word vectors with inverse document frequencies. Which word met which is the evidence
that is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.arrays import Floats

NEAR, SAME = 0.25, 0.65  # cosine of centred word vectors at which two words begin to say the same, and do
SHOWN = 0.5  # likeness of words from which a counterpart is shown


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: as they stand, where, their stems (with the language group), vectors (zero: none)
    and weights.
    """

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    stems: tuple[str, ...]
    vectors: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Covered:
    """The share of one text's weight that stands in the other, in [0, 1]; the weight met; and (word, counterpart) by
    index.
    """

    share: float
    met: float
    pairs: tuple[tuple[int, int], ...]


def likenesses(query: Words, document: Words) -> Floats:
    """Return how far each word of the one says what each word of the other says, in [0, 1], shape (n, m)."""
    similarities = np.clip((query.vectors @ document.vectors.T - NEAR) / (SAME - NEAR), 0.0, 1.0)
    index = {stem: i for i, stem in enumerate(dict.fromkeys((*query.stems, *document.stems)))}
    query_stems = np.array([index[stem] for stem in query.stems], int)
    document_stems = np.array([index[stem] for stem in document.stems], int)
    return np.where(query_stems[:, None] == document_stems[None, :], 1.0, 0.9 * similarities).astype(np.float32)


def covered(weights: Floats, likeness: Floats) -> Covered:
    """Return how much of a text stands in a stretch, from the likenesses of its words (n) with the stretch's (m)."""
    total = float(weights.sum())
    if not likeness.size or total <= 0:
        return Covered(0.0, 0.0, ())
    best, at = likeness.max(axis=1), likeness.argmax(axis=1)
    covered_weight = float((weights * best).sum())
    shown_rows: Sequence[int] = np.flatnonzero((best >= SHOWN) & (weights > 0)).tolist()
    return Covered(covered_weight / total, covered_weight, tuple((i, int(at[i])) for i in shown_rows))
