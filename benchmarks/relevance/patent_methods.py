"""The methods that are compared: ours, the lexical and the vector channel alone, rank fusion untuned, and BM25 by another library."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.relevance.patent_measures import DEEP, Rows
from benchmarks.relevance.patent_topics import Topic
from indexer.patent_fields import texts
from indexer.patents import PatentsReader
from models.fusion import Channels, Floats, Weights, fuse, weights_for
from models.languages import group_of, pieces

OURS = "**fused**"
Method = Callable[[Topic], Rows]


def first_rows(scores: NDArray[np.floating], admitted: NDArray[np.bool_], most: int = DEEP) -> Rows:
    """Return the first `most` admitted rows, best first."""
    held = np.where(admitted, scores, -np.inf)
    deep = min(most, len(held) - 1)
    top = np.argpartition(-held, deep)[:deep]
    return np.asarray(top[np.argsort(-held[top], kind="stable")], np.intp)


def wide(found: Channels) -> Channels:
    """Return channels in float32 again."""
    parts = (found.words, found.translated, found.vectors, found.classes, found.citations)
    return Channels(*(np.asarray(x, np.float32) for x in parts))


def fused(topic: Topic, *, classes: bool) -> Rows:
    """Return our ranking, with the query's classes or without."""
    own = weights_for(group_of(topic.asked.language))
    weights = own if classes else replace(own, classes=0.0)
    coupled = topic.coupled_by_classes if classes else topic.coupled
    return alone(topic, weights, replace(wide(topic.channels), citations=np.asarray(coupled, np.float32)))


def alone(topic: Topic, weights: Weights, found: Channels | None = None) -> Rows:
    """Return the ranking by given weights: a channel alone."""
    return first_rows(fuse(found or wide(topic.channels), weights), topic.admitted)


def reciprocal(topic: Topic, *, classes: bool) -> Rows:
    """Return the ranking by reciprocal rank fusion of the channels, untuned (Cormack et al. 2009, k = 60)."""
    found = wide(topic.channels)
    total = np.zeros(len(topic.admitted))
    for channel in (found.words, found.vectors, found.classes)[: 3 if classes else 2]:
        order = np.argsort(np.where(topic.admitted, -channel, np.inf), kind="stable")
        total[order] += 1 / (60 + np.arange(1, len(order) + 1))
    return first_rows(total, topic.admitted)


@dataclass(frozen=True, slots=True)
class Bm25s:
    """BM25 of the library bm25s (Lù 2024) over title, abstract and claims, our tokens of every language in one field."""

    reader: PatentsReader
    index: object

    @classmethod
    def over(cls, reader: PatentsReader) -> "Bm25s":
        """Index the whole collection in memory."""
        import bm25s

        rows: list[list[str]] = []
        for patent in reader.fetch(reader.ids):
            held: list[str] = []
            for name, text in texts(patent):
                part, group = name.rsplit("_", 1)
                if part == "text":
                    held += reader.terms_in_order(text, group)
            rows.append(held)
        index = bm25s.BM25()
        index.index(rows, show_progress=False)
        return cls(reader, index)

    def __call__(self, topic: Topic) -> Rows:
        """Return the ranking of a topic."""
        words: list[str] = []
        for language, text in pieces(topic.asked.text, topic.asked.language):
            words += self.reader.terms_in_order(text, group_of(language))
        scores: Floats = self.index.get_scores(words)  # type: ignore[attr-defined]
        return first_rows(scores, topic.admitted)


def methods(bm25: Bm25s | None, *, classes: bool) -> Mapping[str, Method]:
    """Return the methods by name, ours first."""
    found: dict[str, Method] = {
        OURS: lambda t: fused(t, classes=classes),
        "words alone (BM25, ours)": lambda t: alone(t, Weights(1, 0, 0, 0)),
        "encoder alone": lambda t: alone(t, Weights(0, 0, 1, 0)),
        "reciprocal rank fusion": lambda t: reciprocal(t, classes=classes),
    }
    if bm25:
        found["BM25 (bm25s)"] = bm25
    return found
