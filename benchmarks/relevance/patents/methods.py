"""The methods that are compared: ours, the lexical and the vector channel alone, rank fusion untuned, and BM25 by
another library.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.relevance.patents.measures import DEEP, Rows
from benchmarks.relevance.patents.topics import Topic, candidate_query, collection_at
from indexer.patents.analysis import texts
from indexer.patents.embedded import PatentsReader
from indexer.patents.engine import PatentsReading
from indexer.vector_cache import VectorCache
from models.arrays import Floats
from models.encoders import Encoder, load_encoder
from models.patents.encoded_texts import encoded_texts, shortened
from models.patents.fusion import Channels, Weights, fuse, weights_for
from models.patents.languages import group_of, pieces
from models.patents.reranking import reranked
from search_api.patents.passages import finder_for
from search_api.patents.word_book import scored_anew

OURS = "**fused**"
Method = Callable[[Topic], Rows]


def first_rows(scores: NDArray[np.floating], admitted: NDArray[np.bool_], most: int = DEEP) -> Rows:
    """Return the first `most` admitted rows, best first."""
    masked = np.where(admitted, scores, -np.inf)
    deep = min(most, len(masked) - 1)
    top = np.argpartition(-masked, deep)[:deep]
    return np.asarray(top[np.argsort(-masked[top], kind="stable")], np.intp)


def wide(by_channel: Channels) -> Channels:
    """Return channels in float32 again."""
    parts = (by_channel.words, by_channel.translated, by_channel.vectors, by_channel.classes, by_channel.citations)
    return Channels(*(np.asarray(x, np.float32) for x in parts))


def fused(topic: Topic, *, classes: bool) -> Rows:
    """Return our ranking, with the query's classes or without."""
    first = topic.first[classes]
    order = np.argsort(
        -reranked(np.zeros(len(topic.admitted), np.float32), first.rows, first.table)[first.rows], kind="stable"
    )
    rest = fused_only(topic, classes=classes)
    return np.concatenate([first.rows[order], rest[~np.isin(rest, first.rows)]])[:DEEP]


def fused_only(topic: Topic, *, classes: bool) -> Rows:
    """Return our ranking before its first rows are put in a new order."""
    group_weights = weights_for(group_of(topic.invention.language))
    weights = group_weights if classes else replace(group_weights, classes=0.0)
    return alone(
        topic, weights, replace(wide(topic.channels), citations=np.asarray(topic.coupled[classes], np.float32))
    )


def alone(topic: Topic, weights: Weights, by_channel: Channels | None = None) -> Rows:
    """Return the ranking by given weights: a channel alone."""
    return first_rows(fuse(by_channel or wide(topic.channels), weights), topic.admitted)


def reciprocal(topic: Topic, *, classes: bool) -> Rows:
    """Return the ranking by reciprocal rank fusion of the channels, untuned (Cormack et al. 2009, k = 60)."""
    by_channel = wide(topic.channels)
    total = np.zeros(len(topic.admitted))
    for channel in (by_channel.words, by_channel.vectors, by_channel.classes)[: 3 if classes else 2]:
        order = np.argsort(np.where(topic.admitted, -channel, np.inf), kind="stable")
        total[order] += 1 / (60 + np.arange(1, len(order) + 1))
    return first_rows(total, topic.admitted)


@dataclass(frozen=True, slots=True)
class Bm25s:
    """BM25 of the library bm25s (Lù 2024) over title, abstract and claims, our tokens of every language in one
    field.
    """

    reader: PatentsReader
    index: object

    @classmethod
    def over(cls, reader: PatentsReader) -> "Bm25s":
        """Index the whole collection in memory."""
        import bm25s

        rows: list[list[str]] = []
        for patent in reader.fetch(reader.ids):
            terms: list[str] = []
            for name, text in texts(patent):
                part, group = name.rsplit("_", 1)
                if part == "text":
                    terms += reader.terms_in_order(text, group)
            rows.append(terms)
        index = bm25s.BM25()
        index.index(rows, show_progress=False)
        return cls(reader, index)

    def __call__(self, topic: Topic) -> Rows:
        """Return the ranking of a topic."""
        words: list[str] = []
        for language, text in pieces(topic.invention.text, topic.invention.language):
            words += self.reader.terms_in_order(text, group_of(language))
        scores: Floats = self.index.get_scores(words)  # type: ignore[attr-defined]
        return first_rows(scores, topic.admitted)


@dataclass(frozen=True, slots=True)
class PlainEncoder:
    """The encoder as it comes: cosine of a query's first words with every text of every document, on one scale, the
    nearest text counts.
    """

    encoder: Encoder
    vectors: Floats
    rows: NDArray[np.intp]

    @classmethod
    def over(cls, reader: PatentsReader, encoder: Encoder, folder: Path) -> "PlainEncoder":
        """Take the vectors of all texts from the cache of the collection in `folder`."""
        row_texts = [(row, text) for row, p in enumerate(reader.fetch(reader.ids)) for _, text in encoded_texts(p)]
        vectors = VectorCache(folder / "patents" / "vectors.sqlite", encoder).vectors([text for _, text in row_texts])
        return cls(encoder, vectors.astype(np.float32), np.array([row for row, _ in row_texts], np.intp))

    def __call__(self, topic: Topic) -> Rows:
        """Return the ranking of a topic."""
        near = self.vectors @ self.encoder.encode([shortened(topic.invention.text)])[0]
        best = np.full(len(topic.admitted), -1.0, np.float32)
        np.maximum.at(best, self.rows, near)
        return first_rows(best, topic.admitted)


@dataclass(frozen=True, slots=True)
class Clustered:
    """Our ranking by a cluster that holds the same collection; `row_of` are the rows of the embedded one."""

    reader: PatentsReading
    encoder: Encoder
    row_of: Mapping[str, int]
    classes: bool = False

    @classmethod
    def at(cls, folder: Path, url: str, here: PatentsReader) -> "Clustered":
        """Open the cluster's collection, filled where it is not yet."""
        with collection_at(folder, url).read() as reader:
            rows = {number: row for row, number in enumerate(here.ids)}
            return cls(reader, load_encoder(), rows)

    def __call__(self, topic: Topic) -> Rows:
        """Return the ranking of a topic."""
        invention = topic.invention if self.classes else replace(topic.invention, cpc=())
        candidates = self.reader.candidates(candidate_query(self.reader, invention, self.encoder), DEEP)
        book = finder_for(self.reader, self.encoder).book  # type: ignore[arg-type]  # an encoder is hashed by identity
        scores = scored_anew(self.reader, book, book.query_words(invention.text, invention.language), candidates)
        order = np.argsort(-scores, kind="stable")
        return np.array([self.row_of[candidates.ids[at]] for at in order], np.intp)


def methods(others: Mapping[str, Method], *, classes: bool) -> Mapping[str, Method]:
    """Return the methods by name, ours first and `others` last."""
    ours: dict[str, Method] = {
        OURS: lambda t: fused(t, classes=classes),
        "fused, not re-ranked": lambda t: fused_only(t, classes=classes),
        "words alone (BM25, ours)": lambda t: alone(t, Weights(1, 0, 0, 0)),
        "vectors alone (ours)": lambda t: alone(t, Weights(0, 0, 1, 0)),
        "reciprocal rank fusion": lambda t: reciprocal(t, classes=classes),
    }
    return {**ours, **others}
