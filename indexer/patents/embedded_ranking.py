"""Which rows of an embedded collection are searched for an invention, what every channel says of them, and their
order.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpora.records.patent import Patent
from indexer.patents.embedded_rows import StoredRows
from indexer.patents.engine import FIRST_HITS, WORDS_LIMIT, Candidates, Wanted, WeightedStems, own_families
from models.arrays import Floats
from models.patents.fusion import Channels, Weights, best_of, fuse, standard, standard_words


def candidates(reader: StoredRows, wanted: Wanted, most: int) -> Candidates:
    """Return the rows that come closest by all channels."""
    admitted = admitted_rows(reader, wanted)
    by_channel = with_citations(reader, channels(reader, wanted, admitted), wanted.weights, admitted)
    scores = fuse(by_channel, wanted.weights)
    return picked(reader, wanted.language, by_channel, scores, ordered(scores, admitted)[:most])


def picked(reader: StoredRows, language: str, found: Channels, scores: Floats, rows: NDArray[np.intp]) -> Candidates:
    """Return some rows as candidates for an invention in a language."""
    ids, families = (tuple(column[row] for row in rows.tolist()) for column in (reader.ids, reader.families))
    return Candidates(ids, families, scores[rows], found.at(rows), in_language(reader, language)[rows])


def channels(reader: StoredRows, wanted: Wanted, admitted: NDArray[np.bool_]) -> Channels:
    """Return the standard scores of every row by words, translated words, vectors and classes."""

    def looked_up(words: WeightedStems) -> Floats:
        hits = (
            standard_words(reader.rank_text(stems, group, admitted, WORDS_LIMIT), reader.group_rows == group)
            for group, stems in words.items()
        )
        return best_of(list(hits), len(reader))

    return Channels(
        looked_up(wanted.words),
        looked_up(wanted.translated),
        reader.nearest(wanted.vectors, admitted),
        standard(reader.share_classes(wanted.cpc), admitted),
        np.zeros(len(reader), np.float32),
    )


def with_citations(reader: StoredRows, found: Channels, weights: Weights, admitted: NDArray[np.bool_]) -> Channels:
    """Return the channels with citations: what is tied to the first hits of the others. The invention's own are not
    read.
    """
    first = ordered(fuse(found, weights), admitted)[:FIRST_HITS]
    return replace(found, citations=reader.coupled(first.tolist()))


def admitted_rows(reader: StoredRows, wanted: Wanted) -> NDArray[np.bool_]:
    """Return which rows are searched: those that the filters admit, without the invention's own family."""
    admitted = reader.mask(wanted.filters)
    return admitted & ~own_rows(reader, wanted.own) if wanted.own else admitted


def in_language(reader: StoredRows, language: str) -> NDArray[np.bool_]:
    """Return which rows are in a language."""
    codes = np.array([code == language for code in reader.languages], bool)
    mask: NDArray[np.bool_] = codes[reader.language_rows]
    return mask


def ordered(scores: Floats, admitted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the admitted rows from best to worst."""
    order = np.argsort(-scores, kind="stable")
    return order[admitted[order]]


def own_rows(reader: StoredRows, own: Patent) -> NDArray[np.bool_]:
    """Return the rows of a document and its family."""
    same = np.zeros(len(reader), bool)
    for family in own_families(own):
        same[reader.rows_of(family)] = True
    return same
