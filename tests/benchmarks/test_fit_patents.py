"""The fit of the re-ranking: what it writes scores as LightGBM does, and it learns what it is shown."""

import numpy as np
import pytest

from benchmarks.relevance.patents import fit as fit_patents
from benchmarks.relevance.patents.fit import fit
from benchmarks.relevance.patents.topics import First, Topic
from models.patents.fusion import Channels
from models.patents.reranking import NAMES
from models.patents.trees import trees_from
from search_api.patents.invention import Invention


def topic(seed: int) -> Topic:
    """A query whose cited documents are those that its words cover best."""
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(60, len(NAMES))).astype(np.float32)
    best = np.argsort(-table[:, NAMES.index("held_covered")])[:4]
    rows = np.arange(60)
    empty = np.zeros(60, np.float32)
    first = First(rows, table)
    tied = (empty.astype(np.float16),) * 2
    return Topic(
        f"EP{seed}A1",
        Invention("a text", "en"),
        best,
        np.array([True, True, False, False]),
        Channels(*[empty] * 5),
        tied,
        (first, first),
        np.ones(60, bool),
    )


def test_the_written_trees_score_as_lightgbm_does(monkeypatch: pytest.MonkeyPatch) -> None:
    lightgbm = pytest.importorskip("lightgbm", exc_type=(ImportError, OSError))
    kept = []
    train = lightgbm.train

    def keep(*given: object) -> object:
        kept.append(train(*given))
        return kept[0]

    monkeypatch.setattr(lightgbm, "train", keep)
    raw = fit([topic(seed) for seed in range(30)], rounds=20)
    table = topic(99).first[0].table
    ours = trees_from(raw).scores(table.astype(np.float64))
    assert ours == pytest.approx(kept[0].predict(table), abs=1e-9)
    assert np.corrcoef(ours, table[:, NAMES.index("held_covered")])[0, 1] > 0.5


def test_cited_documents_are_labelled_by_language() -> None:
    found = topic(1)
    labels = fit_patents._labels(found, found.first[0])
    assert sorted(labels[labels > 0].tolist()) == [1, 1, 2, 2]
    assert labels.sum() == 6
