"""Texts against windows at once: the same values as one against one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.patents.coverage import Words, covered, likenesses
from search_api.patents.word_table import Distinct, WordTable

_VOCABULARY = ["still", "basin", "cover", "water", "heat", "solaire", "مقطر"]
_VECTORS = np.linalg.qr(np.random.default_rng(5).normal(size=(8, len(_VOCABULARY))))[0].T.astype(np.float32)


def _words(texts: list[str]) -> Words:
    at = [_VOCABULARY.index(text) for text in texts]
    spans = tuple((i, i + 1) for i in range(len(texts)))
    vectors = _VECTORS[at] + 0.5 * _VECTORS[0] if at else np.zeros((0, 8), np.float32)
    weights = np.array([0.1 * (1 + i) for i in at], np.float32)
    return Words(tuple(texts), spans, tuple(f"en:{text[:4]}" for text in texts), vectors, weights)


_texts = st.lists(st.lists(st.sampled_from(_VOCABULARY), max_size=6).map(_words), max_size=4)


@given(_texts, _texts)
def test_a_table_says_what_one_text_against_one_window_says(asked: list[Words], held: list[Words]) -> None:
    table = WordTable(Distinct(asked), Distinct(held))
    assert table.shares.shape == (len(asked), len(held))
    for i, text in enumerate(asked):
        for j, window in enumerate(held):
            alone = covered(text.weights, likenesses(text, window))
            found = table.covered(i, j)
            assert found.share == pytest.approx(alone.share, abs=1e-5)
            assert found.met == pytest.approx(alone.met, abs=1e-5)
            assert [own for own, _ in found.pairs] == [own for own, _ in alone.pairs]
            assert table.shares[i, j] == pytest.approx(alone.share, abs=1e-5)
