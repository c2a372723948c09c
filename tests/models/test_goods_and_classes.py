"""Classes proposed from plain words, and terms compared by meaning, with the real default encoder."""

import pytest

from models.encoders import DEFAULT, load_encoder, term_closeness
from models.goods.classes import _class_vectors, propose_classes, terms_digest
from models.goods.similarity import split_terms


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tapis berbères", 27),
        ("restaurant", 43),
        ("زيت الأركان للتجميل", 3),
        ("software", 9),
        ("coffee", 30),
        ("زرابي", 27),
        ("transport de voyageurs", 39),
    ],
)
def test_classes_proposed(words: str, expected: int) -> None:
    assert expected in [number for number, _ in propose_classes(words, load_encoder())]


def test_kept_class_vectors_are_those_of_the_terms() -> None:
    from importlib.resources import files

    import numpy as np

    with files("models.goods").joinpath("class_vectors.npz").open("rb") as file, np.load(file) as kept:
        assert str(kept["digest"]) == terms_digest(), "run: python -m models.goods.classes"
    numbers, vectors = _class_vectors(DEFAULT)
    assert vectors.shape[0] == len(numbers)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-2)


def test_terms_meet_across_languages() -> None:
    near = term_closeness(load_encoder(), ["tapis", "coffee"], ["carpets", "زرابي", "voitures", "café"])
    assert near("tapis", "carpets") > 0.6 > near("tapis", "voitures")
    assert near("coffee", "café") > 0.6
    assert near("unknown", "carpets") == 0.0


def test_terms_are_parted_outside_brackets() -> None:
    assert split_terms("Milk; Cream [dairy; products]; Butter") == ("Milk", "Cream [dairy; products]", "Butter")
    assert split_terms("thé, café (moulu, soluble), cacao") == ("thé", "café (moulu, soluble)", "cacao")
