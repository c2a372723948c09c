"""What a collection of patents keeps besides words and vectors: shared references, vocabularies, the earliest dates
of families.
"""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.patents.references import coupled, reference_arrays
from indexer.patents.rows import _by_family
from indexer.patents.vocabulary import Counted
from models.patents.translation import Vocabulary, centred, translations
from models.patents.words import words_of
from tests.conftest import case_patents

CITED = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=4), min_size=2, max_size=8)


@given(CITED)
def test_documents_are_tied_by_what_both_cite(cited: list[list[str]]) -> None:
    keys = [f"own{i}" for i in range(len(cited))]
    found = coupled(reference_arrays([sorted(set(own)) for own in cited], keys), [0], len(cited))
    assert found[0] == 0
    for row, own in enumerate(cited[1:], start=1):
        assert (found[row] > 0) == bool(set(own) & set(cited[0]))


def test_a_document_is_tied_to_what_it_cites_itself() -> None:
    found = coupled(reference_arrays([["b"], [], ["z"]], ["a", "b", "c"]), [0], 3)
    assert found[1] > 0
    assert found[2] == 0


def test_words_are_translated_into_the_nearest() -> None:
    vectors = np.eye(3, dtype=np.float32)
    target = Vocabulary(("solar", "water", "method"), vectors, np.zeros(3, np.float32), 2)
    found = translations([("solaire", 2), ("procédé", 1)], vectors[[0, 2]], target)
    assert [(t.word, t.source) for t in found] == [("solar", "solaire")]
    assert target.common == {"method"}
    assert np.allclose(np.linalg.norm(centred(vectors, vectors.mean(axis=0)), axis=1), 1)


def test_a_small_collection_translates_into_every_word() -> None:
    counted = Counted()
    for patent in case_patents():
        counted.add(patent)
    kept, _ = counted.chosen()["en"]
    assert {"solar", "battery"} <= set(kept)
    assert list(words_of("能量回收", "cjk")) == ["能量", "量回", "回收"]


def test_families_hold_the_earliest_date_of_any_member(tmp_path: object) -> None:
    from indexer.patents.embedded import PatentsEngine
    from indexer.patents.engine import PatentFilters
    from models.encoders import load_encoder

    engine = PatentsEngine(tmp_path / "patents")  # type: ignore[operator]
    engine.build(case_patents(), load_encoder())
    with engine.read() as reader:
        admitted = {reader.ids[i] for i in np.flatnonzero(reader.mask(PatentFilters(before=date(2011, 1, 1))))}
    assert {"EP1234567B1", "US8123456B2", "US20120123456A1", "WO2013065371A1"} <= admitted
    assert "FR2999999A1" in admitted, "published later, but when it was filed is not known"
    assert _by_family(["F", "F", "G", "H"], [5, 9, 7, 8], [False, True, True, False]).tolist() == [5, 5, 7, 0]


def test_a_vocabulary_keeps_the_same_words_in_any_order_of_reading() -> None:
    patents = case_patents()
    chosen = []
    for order in (patents, patents[::-1]):
        counted = Counted()
        for patent in order:
            counted.add(patent)
        chosen.append(dict(sorted(counted.chosen().items())))
    assert chosen[0] == chosen[1]
