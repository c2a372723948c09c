"""The benchmark of marks: pairs are read and split by group, measures rank as they say, fitted weights keep their
promises.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.relevance.marks.judgement import auc
from benchmarks.relevance.marks.pairs import MarkPair, pairs_of
from benchmarks.relevance.marks.register import hidden_register, search
from benchmarks.tables import clustered
from corpora.errors import UnreadableFile
from models.signs.weights import mark_weights
from tests.conftest import sample_files

ROWS = [
    {"id": "1", "a": "ZELIGE", "b": "ZELLIGE", "verdict": "conflict", "kind": ["doubled-letter"], "group": "g"},
    {"id": "2", "a": "TRIPOLI", "b": "ZELLIGE", "verdict": "no_conflict", "basis": "marks", "verified": False, "group": "g"},
    {"id": "3", "a": "ONI", "b": "UVI", "verdict": "conflict", "b_classes": [3]},
]  # fmt: skip


def written(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def pairs(tmp_path: Path) -> list[MarkPair]:
    return pairs_of(written(tmp_path, ROWS))


def test_an_offices_pairs_are_read(pairs: list[MarkPair]) -> None:
    assert [pair.conflict for pair in pairs] == [True, False, True]
    assert [pair.verified for pair in pairs] == [True, False, True]
    assert pairs[0].kinds == ("respelling",)
    assert pairs[2].kinds == ("short mark",)
    assert pairs[0].half == pairs[1].half, "one group, one half"


@pytest.mark.parametrize("line", ['{"a": "X"}', "not JSON", '{"a": "", "b": "Y", "verdict": "conflict"}', "[]"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n" + line + "\n", "utf-8")
    with pytest.raises(UnreadableFile, match="line 2"):
        pairs_of(path)


def test_hidden_marks_are_found_in_an_offices_register(tmp_path: Path, pairs: list[MarkPair]) -> None:
    with hidden_register(tmp_path, pairs, sample_files()[:1]) as hidden:
        found = search(pairs, hidden, goods=False)
        assert found[0].rank is not None
        assert found[0].rank <= 10
        assert found[0].level is not None
        assert sum(found[0].per_level) >= found[0].rank


def test_baselines_rank_equal_scores_in_the_middle(tmp_path: Path) -> None:
    from benchmarks.relevance.marks.baselines import MEASURES, MarkBaselines

    baselines = MarkBaselines(["ATLAS", "ATLAX", "ATLAZ", "RABAT"], tmp_path)
    assert baselines.rank("ratio", "ATLAY", "ATLAS") == 2  # three share the first place
    assert baselines.rank("ratio", "ATLAX", "ATLAS") == 1.5  # the query's own text is left out
    assert baselines.rank("ratio", "ATLAS", "ATLAS") == 1
    for measure in MEASURES:
        assert baselines.pair(measure, "ATLAS", "ATLAS") == pytest.approx(1.0, abs=1e-3), measure


def test_auc_counts_ties_half() -> None:
    outcome = np.array([True, True, False, False])
    assert auc(outcome, np.array([0.9, 0.8, 0.2, 0.1])) == 1.0
    assert auc(outcome, np.array([0.5, 0.5, 0.5, 0.5])) == 0.5


def test_the_bootstrap_draws_whole_groups() -> None:
    spread = clustered([1.0, 1.0, 0.0, 0.0], ["a", "a", "b", "b"])
    assert spread[0] == 0.5
    assert spread[1:] == (0.0, 1.0)
    assert clustered([1.0, 0.0, 1.0, 0.0], ["a", "a", "b", "b"]) == (0.5, 0.5, 0.5)


def test_shipped_weights_never_let_more_similar_lower_the_risk() -> None:
    weights = mark_weights()
    signs = weights.signs
    assert (
        min(
            signs.visual,
            signs.aural,
            signs.contained,
            signs.trigrams,
            signs.meaning,
            -weights.meanings_differ,
        )
        >= 0
    )
    for points in (weights.sign_points, weights.goods_points):
        assert list(points) == sorted(points)
        assert [y for _, y in points] == sorted(y for _, y in points)
    assert list(weights.levels) == sorted(weights.levels, reverse=True)
