"""The measures by their definitions, on lists small enough to count by hand; TREC files in and out."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.relevance.patents.measures import DEEP, average_precision, difference, ndcg, pres, recall
from benchmarks.relevance.patents.trec import run
from corpora.errors import UnknownFormat, UnreadableFile

ROWS = np.arange(20)


def test_measures_by_hand() -> None:
    wanted = np.array([0, 3])
    assert recall(ROWS, wanted, 1) == 0.5
    assert ndcg(ROWS, wanted) == pytest.approx((1 + 1 / np.log2(5)) / (1 + 1 / np.log2(3)))
    assert average_precision(ROWS, wanted) == pytest.approx((1 + 2 / 4) / 2)
    assert pres(ROWS, np.array([0, 1])) == pytest.approx(1.0)
    assert pres(ROWS, np.array([100, 101])) == pytest.approx(1 - ((2 * DEEP + 3) / 2 - 1.5) / DEEP)


def test_a_difference_says_when_it_is_not_above_zero() -> None:
    assert "not above zero" in difference([0.0, 1.0] * 20, [1.0, 0.0] * 20)
    assert "not above zero" not in difference([1.0] * 20, [0.0] * 20)


def test_trec_runs_are_compared(tmp_path: Path) -> None:
    (tmp_path / "qrels").write_text("1 0 EP1234567B1 1\n1 0 US8123456B2 0\n2 0 FR2999999A1 1\n", "utf-8")
    (tmp_path / "ours.trec").write_text("1 Q0 EP1234567A1 1 2.5 x\n2 Q0 DE10201234A1 1 1.0 x\n", "utf-8")
    (tmp_path / "other.trec").write_text("1 Q0 DE10201234A1 1 2.5 x\n", "utf-8")
    text = "\n".join(run([tmp_path / "ours.trec", tmp_path / "other.trec"], tmp_path / "qrels"))
    assert "2 topics" in text
    assert "| ours.trec | 0.500" in text
    assert "| other.trec | 0.000" in text
    (tmp_path / "bad").write_text("1 Q0 EP1\n", "utf-8")
    with pytest.raises(UnknownFormat, match="line 1"):
        list(run([tmp_path / "bad"], tmp_path / "qrels"))
    with pytest.raises(UnreadableFile, match="cannot be read"):
        list(run([tmp_path / "absent"], tmp_path / "qrels"))
