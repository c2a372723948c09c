"""The arrays of `models.words.alignment` against the textbook recurrence, slow on purpose."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.words.alignment import phone_similarities
from models.words.phones import DISTANCE, PHONES, gap_cost

SAID = st.text(alphabet=sorted(PHONES), min_size=1, max_size=9)


def similarity_by_definition(a: str, b: str, unwritten: bool) -> float:
    """Weighted edit distance over the heavier string's weight, by the plain recurrence."""

    def gap(phone: str) -> float:
        return gap_cost(phone, unwritten=unwritten)

    table = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        table[i][0] = table[i - 1][0] + gap(x)
    for j, y in enumerate(b, 1):
        table[0][j] = table[0][j - 1] + gap(y)
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i][j] = min(table[i - 1][j - 1] + DISTANCE[x][y], table[i - 1][j] + gap(x), table[i][j - 1] + gap(y))
    return max(0.0, 1 - table[-1][-1] / max(sum(map(gap, a)), sum(map(gap, b))))


@given(st.lists(st.tuples(SAID, SAID, st.booleans()), min_size=1, max_size=8))
def test_many_pairs_at_once_equal_the_definition(pairs: list[tuple[str, str, bool]]) -> None:
    a, b, unwritten = zip(*pairs, strict=True)
    found = phone_similarities(a, b, np.array(unwritten))
    assert np.allclose(found, [similarity_by_definition(*pair) for pair in pairs], atol=1e-6)


@given(SAID, SAID, st.booleans())
def test_symmetric_and_one_for_the_same(a: str, b: str, unwritten: bool) -> None:
    flag = np.array([unwritten])
    there, back = phone_similarities([a], [b], flag)[0], phone_similarities([b], [a], flag)[0]
    assert abs(there - back) < 2e-6  # rounded to six places
    assert phone_similarities([a], [a], flag)[0] == 1.0
