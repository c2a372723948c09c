"""Re-ranking: the shipped trees keep their promise, only the first rows move, and the numbers say what they are
called.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.patents.coverage import Words
from models.patents.openings import WORD_SCORES, Openings, scores_of_openings
from models.patents.reranking import FILE, FREE, NAMES, reranked
from models.patents.trees import trees_from, trees_of


def words(text: str) -> Words:
    """Words without vectors, their stems themselves, all of weight 1."""
    found = tuple(text.split())
    return Words(found, ((0, 0),) * len(found), found, np.zeros((len(found), 4), np.float32), np.ones(len(found), "f4"))


def openings(*documents: tuple[str, str]) -> Openings:
    """Openings of (title, abstract)."""
    distinct = list(dict.fromkeys(word for document in documents for word in " ".join(document).split()))
    columns = [np.array([distinct.index(w) for w in " ".join(document).split()], np.intp) for document in documents]
    return Openings(words(" ".join(distinct)), tuple(columns), tuple(len(title.split()) for title, _ in documents))


def test_the_shipped_trees_are_those_of_the_features() -> None:
    assert trees_of(FILE).features == NAMES


@given(
    st.lists(st.floats(-5, 5), min_size=len(NAMES), max_size=len(NAMES)),
    st.sampled_from([i for i, name in enumerate(NAMES) if name not in FREE]),
    st.floats(0, 5),
)
@settings(max_examples=300)
def test_more_agreement_never_lowers_a_document(row: list[float], feature: int, more: float) -> None:
    raised = list(row)
    raised[feature] += more
    before, after = trees_of(FILE).scores(np.array([row, raised]))
    assert after >= before - 1e-9


def test_only_the_first_rows_move_and_stay_above_the_others() -> None:
    scores = np.array([9.0, 1.0, 7.0, 8.0, 2.0, 6.0], np.float32)
    rows = np.array([0, 3, 2, 5])
    table = np.zeros((4, len(NAMES)), np.float32)
    table[:, NAMES.index("held_covered")] = [0.1, 0.2, 0.3, 0.9]
    table[:, NAMES.index("shared_stems")] = [0.0, 0.1, 0.2, 0.8]
    found = reranked(scores, rows, table)
    assert found[[1, 4]].tolist() == [1.0, 2.0]
    assert found[rows].min() == 6.0
    assert int(found.argmax()) == 5
    assert scores[0] == 9.0, "what is handed in stays as it was"


def test_nothing_to_rerank_changes_nothing() -> None:
    scores = np.array([1.0, 2.0], np.float32)
    assert reranked(scores, np.zeros(0, np.intp), np.zeros((0, len(NAMES)), np.float32)) is scores


def test_a_tree_is_walked_as_it_is_written() -> None:
    raw = {
        "features": ["a", "b"],
        "trees": [
            {"feature": [0, 1], "threshold": [0.5, 2.0], "left": [-1, -2], "right": [1, -3], "values": [1.0, 10.0, 100.0]},
            {"feature": [], "threshold": [], "left": [], "right": [], "values": [0.25]},
        ],
    }  # fmt: skip
    found = trees_from(raw).scores(np.array([[0.5, 9.0], [0.6, 2.0], [0.6, 2.1]]))
    assert found.tolist() == [1.25, 10.25, 100.25]


def test_what_the_numbers_of_an_opening_say() -> None:
    held = openings(("bicycle lamp", "lamp with dynamo"), ("", "turbine blade"), ("bicycle", ""))
    said = scores_of_openings(words("lamp bicycle dynamo wheel"), held)
    by = {name: said[:, i].tolist() for i, name in enumerate(WORD_SCORES)}
    assert by["asked_covered"] == pytest.approx([0.75, 0, 0.25])
    assert by["asked_met"] == pytest.approx([3, 0, 1])
    assert by["held_covered"] == pytest.approx([0.8, 0, 1])
    assert by["title_covered"] == pytest.approx([1, 0, 1])
    assert by["lead_covered_by_title"] == pytest.approx([0.5, 0, 0.25])
    assert by["length"] == pytest.approx(np.log1p([5, 2, 1]))
    assert by["shared_stems"][1] == 0 < by["shared_stems"][0]


def test_no_words_are_no_likeness() -> None:
    assert scores_of_openings(words(""), openings(("lamp", ""))).tolist()[0][: len(WORD_SCORES) - 1] == [0] * (
        len(WORD_SCORES) - 1
    )
    assert scores_of_openings(words("lamp"), openings(("", ""))).tolist() == [[0.0] * len(WORD_SCORES)]
