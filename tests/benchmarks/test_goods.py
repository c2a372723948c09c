"""The benchmarks of goods: rank correlation and intervals say what they claim, and tables made for a measure go again."""

import numpy as np
import pytest

from benchmarks.relevance.goods.descriptive import _counted_in, interval, own_words
from benchmarks.relevance.marks.goods_pairs import spearman
from corpora.records.mark import Mark
from models.goods.class_words import class_words
from models.goods.descriptive import descriptive, field_of


def test_rank_correlation_knows_order_alone() -> None:
    assert spearman(np.array([1, 2, 3]), np.array([10, 200, 3000])) == pytest.approx(1.0)
    assert spearman(np.array([1, 2, 3]), np.array([3, 2, 1])) == pytest.approx(-1.0)
    assert spearman(np.array([1, 1, 2, 2]), np.array([0, 1, 0, 1])) == pytest.approx(0.0)


def test_an_interval_holds_the_measure_and_narrows_to_certainty() -> None:
    held = np.array([True] * 20 + [False] * 20)
    assert interval(held, held.astype(float)) == (1.0, 1.0)
    low, high = interval(held, np.tile([0.1, 0.9], 20))
    assert low < 0.5 < high


def test_words_counted_for_a_measure_are_forgotten_again() -> None:
    tea = field_of(Mark("", "x", nice_classes=(30,)))
    with _counted_in([(30, "zibaldone"), (9, "computers")]):
        assert set(class_words()) == {"zibaldon", "computer"}
        assert descriptive("zibaldone", tea) > 0.5
    assert descriptive("zibaldone", tea) == 0.0


def test_our_own_words_hold_both_kinds_in_five_languages() -> None:
    cases = list(own_words())
    assert {case.language for case in cases} == {"fr", "en", "es", "ar", "ary"}
    assert sum(not case.held for case in cases) >= 100
