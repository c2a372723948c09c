"""The first documents of the fused list in a new order, by what they and the invention say to each other.

LambdaMART (Burges 2010): an ensemble of small trees fitted on the development half of known citations by
`anteriority bench fit-patents`, constrained so that more agreement never lowers a document. Fusion chooses the
documents, so what is found among the first `FIRST` does not change; docs/decisions/0005 says what it gains.
"""

import numpy as np
from numpy.typing import NDArray

from models.arrays import Floats
from models.patents.fusion import Channels, rooted
from models.patents.openings import WORD_SCORES
from models.patents.trees import Trees, trees_of

FILE = "patent_trees.json"
FIRST = 100  # documents that are put in a new order
CHANNELS = ("place", "words", "translated", "vectors", "citations", "classes", "same_language")
NAMES = (*CHANNELS, *WORD_SCORES)
FREE = ("same_language", "length")  # features that no agreement lies in: they may speak either way


def features(by_channel: Channels, same: NDArray[np.bool_], word_scores: Floats) -> Floats:
    """Return what `NAMES` names for the first rows of the fused list, in its order, shape (n, len(NAMES)).

    `by_channel` holds the channels of these rows, `same` says which are in the invention's language, `word_scores` is
    `models.patents.openings.scores_of_openings` of them.
    """
    columns = (
        -np.log1p(np.arange(len(word_scores))),
        rooted(by_channel.words),
        rooted(by_channel.translated),
        by_channel.vectors,
        by_channel.citations,
        by_channel.classes,
        same,
    )
    return np.column_stack([*columns, word_scores]).astype(np.float32)


def reranked(scores: Floats, rows: NDArray[np.intp], table: Floats, trees: Trees | None = None) -> Floats:
    """Return the scores of all documents with those of the first `rows` put anew, at or above the lowest of them.

    `table` is `features` of these rows. Documents further down keep their scores and stay below.
    """
    if not rows.size:
        return scores
    tree_scores = (trees or trees_of(FILE)).scores(table.astype(np.float64))
    new_scores = scores.copy()
    new_scores[rows] = scores[rows].min() + (tree_scores - tree_scores.min())
    return new_scores
