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
WORD_SCORES = (
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


def scores_of_openings(query: Words, openings: Openings) -> Floats:
    """Return for every document what `WORD_SCORES` names, shape (documents, len(WORD_SCORES))."""
    table = likenesses(query, openings.words) if openings.words.texts else np.zeros((len(query.texts), 0), np.float32)
    stems = {stem: i for i, stem in enumerate(dict.fromkeys((*query.stems, *openings.words.stems)))}
    stem_weights = np.bincount([stems[stem] for stem in query.stems], query.weights, len(stems)).astype(np.float64)
    stem_of = np.array([stems[stem] for stem in openings.words.stems], np.intp)
    rows = []
    for columns, title in zip(openings.columns, openings.titles, strict=True):
        weights = openings.words.weights[columns]
        shares = _shares_covered(query.weights, table[:, columns], weights, title)
        rows.append([*shares, _shared(stem_weights, stem_of[columns], weights), np.log1p(len(columns))])
    return np.array(rows, np.float32).reshape(len(rows), len(WORD_SCORES))


def _shares_covered(query_weights: Floats, likeness: Floats, weights: Floats, title: int) -> list[float]:
    """Return the shares covered, from the likenesses of the query's words with a document's words in order."""
    if not likeness.size:
        return [0.0] * 7
    query_best, document_best = likeness.max(axis=1), likeness.max(axis=0)
    lead_likeness, title_weights = likeness[:LEAD, :title], weights[:title]
    return [
        _share(query_weights, query_best),
        float(query_weights @ query_best),
        _share(weights, document_best),
        _share(title_weights, document_best[:title]),
        _share(title_weights, lead_likeness.max(axis=0)) if title else 0.0,
        _share(query_weights[:LEAD], lead_likeness.max(axis=1)) if title else 0.0,
        _share(query_weights[:LEAD], likeness[:LEAD].max(axis=1)),
    ]


def _share(weights: Floats, met: Floats) -> float:
    return float(weights @ met) / max(float(weights.sum()), 1e-6)


def _shared(query_weights: NDArray[np.float64], stems: Ints, weights: Floats) -> float:
    document_weights = np.bincount(stems, weights, len(query_weights))
    return float(np.sqrt(query_weights * document_weights).sum()) / max(
        float(np.sqrt(query_weights.sum() * document_weights.sum())), 1e-6
    )
