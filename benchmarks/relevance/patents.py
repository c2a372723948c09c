"""Recall of citations: the abstract of a patent must find the documents that its search reports cite, among 60,000 others.

Citations are noisy truth: incomplete, and partly the applicant's own. The query's own family is left out, its citations are never read, and no date is
filtered. The split goes by the query's family. The first table gives the query no classes, the second its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import KnownPair, work_data
from benchmarks.tables import RESAMPLES, markdown
from corpora.detect import read_patents
from corpora.errors import UnreadableFile
from corpora.patent_records import Patent
from indexer.patents import Floats, PatentFilters, PatentsEngine, PatentsReader
from models.encoders import Encoder, load_encoder
from models.fusion import Weights, fuse, weights_for
from models.languages import group_of
from search_api.patents import channels, invention_of, own_rows, stretches

SEED = 1797
GRID = [Weights(w, v, c) for w in (0.5, 1.0, 1.5, 2.0) for v in (0.5, 1.0, 1.5) for c in (0.0, 0.5, 1.0)]
DEEP = 500


@dataclass(frozen=True, slots=True)
class Topic:
    """A query patent with the rows of the documents that it cites, and every channel's standard scores."""

    number: str
    language: str
    relevant: NDArray[np.intp]
    languages: tuple[str, ...]
    channels: tuple[Floats, Floats, Floats]
    admitted: NDArray[np.bool_]


def collection(folder: Path) -> PatentsEngine:
    """Return the engine over the work data's patents, indexed in `folder` unless they stand there."""
    engine = PatentsEngine(folder / "patents")
    if not (folder / "patents" / "CURRENT").exists():
        root = work_data()
        if root is None:
            raise UnreadableFile("patents.jsonl.gz: is in the work data, which is not here; set ANTERIORITY_WORK_DATA")
        items = read_patents(str(root / "patents" / "patents.jsonl.gz"))
        engine.build((item for item in items if isinstance(item, Patent)), load_encoder())
    return engine


def known_citations(half: str) -> dict[str, list[str]]:
    """Return the cited documents of every query patent of a half of the split; pairs that are later on every date are left out."""
    root = work_data()
    path = root / "patents" / "qrels.tsv" if root else None
    if path is None or not path.exists():
        raise UnreadableFile("qrels.tsv: is in the work data, which is not here; set ANTERIORITY_WORK_DATA")
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines()[1:]:
        query, document, _, _, _, relation = line.split("\t")
        if relation != "after" and KnownPair("", "", "", query).half == half:
            found.setdefault(query, []).append(document)
    return found


def topics(reader: PatentsReader, encoder: Encoder, half: str, most: int) -> Iterator[Topic]:
    """Yield up to `most` topics of a half, the same ones every time."""
    row_of = {identifier: row for row, identifier in enumerate(reader.ids)}
    cited = known_citations(half)
    order = np.random.default_rng(SEED).permutation(sorted(cited))
    count = 0
    for number in order.tolist():
        relevant = [row_of[d] for d in cited[number] if d in row_of]
        if number not in row_of or not relevant or count == most:
            continue
        asked = invention_of(reader, number=number)
        if asked.own is None or len(asked.text) < 50:
            continue
        admitted = reader.mask(PatentFilters()) & ~own_rows(reader, asked.own)
        relevant = [row for row in relevant if admitted[row]]
        if relevant:
            count += 1
            languages = tuple(reader.languages[reader.language_rows[row]] for row in relevant)
            scores = channels(reader, asked, admitted, encoder.encode(stretches(asked.text)))
            yield Topic(number, asked.language, np.array(relevant), languages, scores, admitted)


def ranked(topic: Topic, weights: Weights) -> NDArray[np.intp]:
    """Return the first rows of a topic's ranking."""
    scores = np.where(topic.admitted, fuse(*topic.channels, weights), -np.inf)
    top = np.argpartition(-scores, DEEP)[:DEEP]
    return np.asarray(top[np.argsort(-scores[top], kind="stable")], np.intp)


def reciprocal(topic: Topic, with_classes: bool) -> NDArray[np.intp]:
    """Return the ranking by reciprocal rank fusion, untuned (Cormack et al. 2009, k = 60)."""
    total = np.zeros(len(topic.admitted))
    for channel in topic.channels[: 3 if with_classes else 2]:
        order = np.argsort(np.where(topic.admitted, -channel, np.inf), kind="stable")
        total[order] += 1 / (60 + np.arange(1, len(order) + 1))
    total[~topic.admitted] = -1
    return np.argsort(-total, kind="stable")[:DEEP]


def recall_at(topic: Topic, rows: NDArray[np.intp], k: int, same: bool | None = None) -> float | None:
    """Return the share of cited documents in the first k rows: of all, or of those in the query's own or another language."""
    wanted = [
        row
        for row, code in zip(topic.relevant, topic.languages, strict=True)
        if same is None or (code == topic.language) == same
    ]
    return float(np.isin(wanted, rows[:k]).mean()) if wanted else None


def ndcg_at(topic: Topic, rows: NDArray[np.intp], k: int = 10) -> float:
    """Return nDCG@k with binary relevance (Järvelin and Kekäläinen 2002)."""
    gains = np.isin(rows[:k], topic.relevant) / np.log2(np.arange(2, k + 2))
    ideal = (1 / np.log2(np.arange(2, min(k, len(topic.relevant)) + 2))).sum()
    return float(gains.sum() / ideal)


def fit(found: list[Topic]) -> dict[str, Weights]:
    """Return for every query language group the grid's weights with the best recall@100 on the given topics."""
    best = {}
    for group in sorted({group_of(topic.language) for topic in found}):
        own = [topic for topic in found if group_of(topic.language) == group]
        scored = [(np.mean([recall_at(t, ranked(t, w), 100) for t in own]), -i) for i, w in enumerate(GRID)]
        best[group] = GRID[-max(scored)[1]]
    return best


def _interval(values: list[float]) -> str:
    if not values:
        return "–"
    array = np.array(values)
    draws = np.random.default_rng(SEED).integers(0, len(array), (RESAMPLES, len(array)))
    low, high = np.percentile(array[draws].mean(axis=1), [2.5, 97.5])
    return f"{array.mean():.3f} ({low:.3f}–{high:.3f})"


def run(folder: Path, most: int, refit: bool) -> Iterator[str]:
    """Yield the tables on the test half; with `refit`, the weights fitted on the development half first."""
    encoder = load_encoder()
    with collection(folder).read() as reader:
        if refit:
            yield f"Fitted on the development half: {fit(list(topics(reader, encoder, 'development', most)))}\n"
        found = list(topics(reader, encoder, "test", most))
        yield f"## Recall of citations (test half, {len(found)} queries, {len(reader):,} documents)\n"
        for classes in (False, True):
            yield f"### {'The query with its own classes' if classes else 'No classes given'}\n"
            yield markdown(
                [
                    "method",
                    "recall@10",
                    "recall@100",
                    "recall@500",
                    "nDCG@10",
                    "recall@100, same language",
                    "recall@100, another language",
                ],
                list(_table(found, classes)),
            )


def _table(found: list[Topic], classes: bool) -> Iterator[list[str]]:
    def fused(topic: Topic) -> NDArray[np.intp]:
        own = weights_for(group_of(topic.language))
        return ranked(topic, own if classes else Weights(own.words, own.vectors, 0.0))

    methods: dict[str, Callable[[Topic], NDArray[np.intp]]] = {
        "**fused, weights of models/fusion.py**": fused,
        "BM25 alone": lambda t: ranked(t, Weights(1, 0, 0)),
        "encoder alone": lambda t: ranked(t, Weights(0, 1, 0)),
        "reciprocal rank fusion": lambda t: reciprocal(t, classes),
    }
    for name, method in methods.items():
        rows = [(topic, method(topic)) for topic in found]
        cells = [
            _interval([r for t, order in rows if (r := recall_at(t, order, k)) is not None]) for k in (10, 100, 500)
        ]
        cells.append(_interval([ndcg_at(t, order) for t, order in rows]))
        cells += [
            _interval([r for t, order in rows if (r := recall_at(t, order, 100, same)) is not None])
            for same in (True, False)
        ]
        yield [name, *cells]
