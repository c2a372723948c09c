"""The arrays of `models.words.alignment` against the textbook recurrence, slow on purpose."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.words.alignment import phone_similarities
from models.words.phones import PHONES, gap_cost, substitution_cost

SAID = st.text(alphabet=sorted(PHONES), min_size=1, max_size=9)


def similarity_by_definition(a: str, b: str, written_a: bool, written_b: bool) -> float:
    """Weighted edit distance over the heavier string's weight, by the plain recurrence."""

    def gap_a(phone: str) -> float:
        return gap_cost(phone, written=written_a, other_written=written_b)

    def gap_b(phone: str) -> float:
        return gap_cost(phone, written=written_b, other_written=written_a)

    table = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        table[i][0] = table[i - 1][0] + gap_a(x)
    for j, y in enumerate(b, 1):
        table[0][j] = table[0][j - 1] + gap_b(y)
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            said_for = table[i - 1][j - 1] + substitution_cost(x, y, written=written_a and written_b)
            table[i][j] = min(said_for, table[i - 1][j] + gap_a(x), table[i][j - 1] + gap_b(y))
    return max(0.0, 1 - table[-1][-1] / max(sum(map(gap_a, a)), sum(map(gap_b, b))))


@given(st.lists(st.tuples(SAID, SAID, st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_many_pairs_at_once_equal_the_definition(pairs: list[tuple[str, str, bool, bool]]) -> None:
    a, b, written_a, written_b = zip(*pairs, strict=True)
    similarities = phone_similarities(a, b, np.array(written_a), np.array(written_b))
    assert np.allclose(similarities, [similarity_by_definition(*pair) for pair in pairs], atol=1e-6)


@given(SAID, SAID, st.booleans(), st.booleans())
def test_symmetric_and_one_for_the_same(a: str, b: str, written_a: bool, written_b: bool) -> None:
    flag_a, flag_b = np.array([written_a]), np.array([written_b])
    there = phone_similarities([a], [b], flag_a, flag_b)[0]
    back = phone_similarities([b], [a], flag_b, flag_a)[0]
    assert abs(there - back) < 2e-6  # rounded to six places
    assert phone_similarities([a], [a], flag_a, flag_b)[0] == 1.0


def test_a_long_vowel_must_be_heard() -> None:
    unwritten, written = np.array([False]), np.array([True])
    jid, gd = (phone_similarities(["ʒid"], [said], unwritten, written)[0] for said in ("ʒajid", "ʒd"))
    assert jid > 0.9 > gd  # الجيد is jayid, not GD
    assert phone_similarities(["inuk"], ["enok"], unwritten, written)[0] > 0.95  # اينوك is ENOC
