"""Which rows of an embedded collection are searched for an invention, what every channel says of them, and their
order.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpora.records.patent import Patent
from indexer.patents.embedded_rows import StoredRows
from indexer.patents.engine import FIRST_HITS, WORDS_LIMIT, CandidateQuery, Candidates, WeightedStems, own_families
from models.arrays import Floats
from models.patents.fusion import Channels, Weights, best_of, fuse, standard, standard_words


def candidates(reader: StoredRows, query: CandidateQuery, most: int) -> Candidates:
    """Return the rows that come closest by all channels."""
    admitted = admitted_rows(reader, query)
    by_channel = with_citations(reader, channels(reader, query, admitted), query.weights, admitted)
    scores = fuse(by_channel, query.weights)
    return picked(reader, query.language, by_channel, scores, ordered(scores, admitted)[:most])


def picked(
    reader: StoredRows, language: str, by_channel: Channels, scores: Floats, rows: NDArray[np.intp]
) -> Candidates:
    """Return some rows as candidates for an invention in a language."""
    ids, families = (tuple(column[row] for row in rows.tolist()) for column in (reader.ids, reader.families))
    return Candidates(ids, families, scores[rows], by_channel.at(rows), in_language(reader, language)[rows])


def channels(reader: StoredRows, query: CandidateQuery, admitted: NDArray[np.bool_]) -> Channels:
    """Return the standard scores of every row by words, translated words, vectors and classes."""

    def looked_up(words: WeightedStems) -> Floats:
        hits = (
            standard_words(reader.rank_text(stems, group, admitted, WORDS_LIMIT), reader.group_rows == group)
            for group, stems in words.items()
        )
        return best_of(list(hits), len(reader))

    return Channels(
        looked_up(query.words),
        looked_up(query.translated),
        reader.nearest(query.vectors, admitted),
        standard(reader.share_classes(query.cpc), admitted),
        np.zeros(len(reader), np.float32),
    )


def with_citations(reader: StoredRows, by_channel: Channels, weights: Weights, admitted: NDArray[np.bool_]) -> Channels:
    """Return the channels with citations: what is tied to the first hits of the others. The invention's own are not
    read.
    """
    first = ordered(fuse(by_channel, weights), admitted)[:FIRST_HITS]
    return replace(by_channel, citations=reader.coupled(first.tolist()))


def admitted_rows(reader: StoredRows, query: CandidateQuery) -> NDArray[np.bool_]:
    """Return which rows are searched: those that the filters admit, without the invention's own family."""
    admitted = reader.mask(query.filters)
    return admitted & ~own_rows(reader, query.document) if query.document else admitted


def in_language(reader: StoredRows, language: str) -> NDArray[np.bool_]:
    """Return which rows are in a language."""
    codes = np.array([code == language for code in reader.languages], bool)
    mask: NDArray[np.bool_] = codes[reader.language_rows]
    return mask


def ordered(scores: Floats, admitted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the admitted rows from best to worst."""
    order = np.argsort(-scores, kind="stable")
    return order[admitted[order]]


def own_rows(reader: StoredRows, patent: Patent) -> NDArray[np.bool_]:
    """Return the rows of a document and its family."""
    same = np.zeros(len(reader), bool)
    for family in own_families(patent):
        same[reader.rows_of(family)] = True
    return same
