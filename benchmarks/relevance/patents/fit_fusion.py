"""Fusion weights fitted on the development half: a seeded random search over the sum of six measures.

The measures are recall@100 and nDCG@10 over all cited documents, over those in the query's language and over those in
another, each with the query's classes and without, all counting equally.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.relevance.patents.measures import SEED, ndcg, recall
from benchmarks.relevance.patents.methods import first_rows, wide
from benchmarks.relevance.patents.topics import Topic
from models.patents.fusion import Channels, Weights, fuse

DRAWS = 100
BEST = 5
NARROWED = (
    2_000  # rows of every channel and mixture that are looked at: with fewer, rivals of the relevant ones are missed
)
_MIXTURES = [
    Weights(1, 0, 0, 0),
    Weights(0, 1, 0, 0),
    Weights(0, 0, 1, 0),
    Weights(0, 0, 0, 1),
    Weights(0, 0, 0, 0, 1),
    Weights(4, 1, 1, 0),
    Weights(4, 1, 1, 1),
    Weights(1, 1, 1, 0.5, 1),
    Weights(3, 0.5, 1, 1, 2),
]


@dataclass(frozen=True, slots=True)
class _Narrow:
    """A topic with only the rows that any mixture of weights could bring into the first hundred."""

    plain: Channels
    classed: Channels
    relevant: tuple[NDArray[np.intp], ...]


def fit(topics: Sequence[Topic]) -> list[Weights]:
    """Return the `BEST` of `DRAWS` weights on the topics, the best first; vectors count 1."""
    narrow = [_narrowed(topic) for topic in topics]
    rng = np.random.default_rng(SEED)
    drawn = [
        Weights(
            10 ** rng.uniform(-0.3, 0.9), 10 ** rng.uniform(-1.5, 0.3), 1.0, rng.uniform(0.2, 1.6), rng.uniform(0, 3)
        )
        for _ in range(DRAWS)
    ]
    values = [_value(narrow, weights) for weights in drawn]
    first = np.argsort([-value for value in values], kind="stable")[:BEST]
    return [
        Weights(*(round(value, 2) for value in (w.words, w.translated, w.vectors, w.classes, w.citations)))
        for w in (drawn[i] for i in first)
    ]


def _narrowed(topic: Topic) -> _Narrow:
    plain = replace(wide(topic.channels), citations=np.asarray(topic.coupled[False], np.float32))
    classed = replace(plain, citations=np.asarray(topic.coupled[True], np.float32))
    chosen = [first_rows(fuse(c, w), topic.admitted, NARROWED) for w in _MIXTURES for c in (plain, classed)]
    rows = np.unique(np.concatenate([topic.relevant, *chosen]))
    kinds = (topic.relevant, topic.relevant[topic.same_language], topic.relevant[~topic.same_language])
    return _Narrow(_at(plain, rows), _at(classed, rows), tuple(np.searchsorted(rows, kind) for kind in kinds))


def _at(by_channel: Channels, rows: NDArray[np.intp]) -> Channels:
    return Channels(
        by_channel.words[rows],
        by_channel.translated[rows],
        by_channel.vectors[rows],
        by_channel.classes[rows],
        by_channel.citations[rows],
    )


def _value(narrow: Sequence[_Narrow], weights: Weights) -> float:
    sums: dict[str, list[float]] = {}
    for topic in narrow:
        for with_classes, channels in ((False, topic.plain), (True, topic.classed)):
            scores = fuse(channels, weights if with_classes else replace(weights, classes=0.0))
            first = np.argpartition(-scores, 100)[:100]
            rows = first[np.argsort(-scores[first], kind="stable")]
            for kind, relevant in enumerate(topic.relevant):
                if relevant.size:
                    sums.setdefault(f"recall {kind} {with_classes}", []).append(recall(rows, relevant, 100))
                    sums.setdefault(f"ndcg {kind} {with_classes}", []).append(ndcg(rows, relevant))
    return float(sum(np.mean(values) for values in sums.values()))
