"""How far an invention and the openings of documents (title and abstract) say the same, in the numbers that
re-ranking weighs.

Words meet by stem or by nearness in meaning, in any language (see `models.patents.coverage`), and all documents are
compared at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.arrays import Floats
from models.patents.coverage import Words, likenesses

Ints = NDArray[np.intp]

LEAD = 10  # words of an invention that say what it is; the rest says how it works
SAID = (
    "asked_covered",  # share of the asked words' weight that stands in the opening
    "asked_met",  # that weight itself: a long text can meet more
    "held_covered",  # share of the opening's weight that stands in the asked text
    "title_covered",  # share of the title's weight that stands in the asked text
    "title_covered_by_lead",
    "lead_covered_by_title",
    "lead_covered",
    "shared_stems",  # Bhattacharyya coefficient of the weights per stem
    "length",  # logarithm of the opening's number of words
)


@dataclass(frozen=True, slots=True)
class Openings:
    """The openings of several documents over one table of distinct words.

    `columns` are the words of each document in order, its title first, as places in `words`; `titles` is how many the
    title has.
    """

    words: Words
    columns: tuple[Ints, ...]
    titles: tuple[int, ...]


def said_alike(asked: Words, held: Openings) -> Floats:
    """Return for every document what `SAID` names, shape (documents, len(SAID))."""
    table = likenesses(asked, held.words) if held.words.texts else np.zeros((len(asked.texts), 0), np.float32)
    stems = {stem: i for i, stem in enumerate(dict.fromkeys((*asked.stems, *held.words.stems)))}
    stem_weights = np.bincount([stems[stem] for stem in asked.stems], asked.weights, len(stems)).astype(np.float64)
    stem_of = np.array([stems[stem] for stem in held.words.stems], np.intp)
    rows = []
    for columns, title in zip(held.columns, held.titles, strict=True):
        weights = held.words.weights[columns]
        shares = _said(asked.weights, table[:, columns], weights, title)
        rows.append([*shares, _shared(stem_weights, stem_of[columns], weights), np.log1p(len(columns))])
    return np.array(rows, np.float32).reshape(len(rows), len(SAID))


def _said(asked: Floats, likeness: Floats, weights: Floats, title: int) -> list[float]:
    """Return the shares covered, from the likenesses of the asked words with a document's words in order."""
    if not likeness.size:
        return [0.0] * 7
    asked_best, document_best = likeness.max(axis=1), likeness.max(axis=0)
    lead_likeness, title_weights = likeness[:LEAD, :title], weights[:title]
    return [
        _share(asked, asked_best),
        float(asked @ asked_best),
        _share(weights, document_best),
        _share(title_weights, document_best[:title]),
        _share(title_weights, lead_likeness.max(axis=0)) if title else 0.0,
        _share(asked[:LEAD], lead_likeness.max(axis=1)) if title else 0.0,
        _share(asked[:LEAD], likeness[:LEAD].max(axis=1)),
    ]


def _share(weights: Floats, met: Floats) -> float:
    return float(weights @ met) / max(float(weights.sum()), 1e-6)


def _shared(own: NDArray[np.float64], stems: Ints, weights: Floats) -> float:
    document_weights = np.bincount(stems, weights, len(own))
    return float(np.sqrt(own * document_weights).sum()) / max(float(np.sqrt(own.sum() * document_weights.sum())), 1e-6)
