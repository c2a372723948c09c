"""Which rows of a collection are searched for an invention, what every channel says of them, and their order."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpora.patent_records import Patent
from corpora.publication import publication_key
from indexer.patents import Floats, PatentFilters, PatentsReader
from models.fusion import Channels, Weights, best_of, fuse, standard, standard_words
from models.openings import said_alike
from models.reranking import features
from search_api.invention import Invention, Terms
from search_api.word_book import WordBook

FIRST_HITS = 30  # hits whose citations are followed
WORDS_LIMIT = 2_000  # rows whose words are scored; below them a document shares only common words


def channels(
    reader: PatentsReader, asked: Invention, terms: Terms, query: list[tuple[str, Floats]], admitted: NDArray[np.bool_]
) -> Channels:
    """Return the standard scores of every row by words, translated words, vectors and classes."""

    def looked_up(words: dict[str, dict[str, float]]) -> Floats:
        hits = (
            standard_words(reader.rank_text(found, group, admitted, WORDS_LIMIT), reader.group_rows == group)
            for group, found in words.items()
        )
        return best_of(list(hits), len(reader))

    return Channels(
        looked_up(terms.words),
        looked_up(terms.translated),
        reader.nearest(query, admitted),
        standard(reader.share_classes(asked.cpc), admitted),
        np.zeros(len(reader), np.float32),
    )


def with_citations(
    reader: PatentsReader, found: Channels, weights: Weights, admitted: NDArray[np.bool_], hits: int = FIRST_HITS
) -> Channels:
    """Return the channels with citations: what is tied to the first hits of the others. The invention's own are not read."""
    scores = np.where(admitted, fuse(found, weights), -np.inf)
    first = np.argsort(-scores, kind="stable")[: min(hits, int(admitted.sum()))]
    return replace(found, citations=reader.coupled(first.tolist()))


def first_features(
    reader: PatentsReader, book: WordBook, asked: Invention, found: Channels, rows: NDArray[np.intp]
) -> Floats:
    """Return what tells the first rows apart, see `models.reranking.features`; the classes in `found` count as they are."""
    words = book.asked(" ".join(asked.words) or asked.text, asked.language)
    said = said_alike(words, book.openings(list(reader.openings(rows.tolist()))))
    language = np.array([code == asked.language for code in reader.languages], bool)
    return features(found, rows, language[reader.language_rows[rows]], said)


def admitted_rows(reader: PatentsReader, asked: Invention, filters: PatentFilters) -> NDArray[np.bool_]:
    """Return which rows are searched: those that the filters admit, without the invention's own family."""
    admitted = reader.mask(filters)
    return admitted & ~own_rows(reader, asked.own) if asked.own else admitted


def ordered(scores: Floats, admitted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the admitted rows from best to worst."""
    order = np.argsort(-scores, kind="stable")
    return order[admitted[order]]


def own_rows(reader: PatentsReader, own: Patent) -> NDArray[np.bool_]:
    """Return the rows of a document and its family."""
    same = np.zeros(len(reader), bool)
    for family in filter(None, (own.family_id, publication_key(own.publication_number), own.publication_number)):
        same[reader.members(family)] = True
    return same
