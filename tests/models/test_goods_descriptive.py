"""Descriptive words: plain for these goods, nothing for others; a sign describes only if nothing in it is distinctive."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.records.mark import Activity, Goods, Mark
from models.goods.class_words import class_words, counted
from models.goods.descriptive import Field, descriptive, field_of, sign_descriptive
from models.goods.trade_words import ORIGIN
from models.words.text import words_of

CASES = Path(__file__).parents[2] / "benchmarks" / "cases" / "descriptive_words.csv"


def field(goods: str, *classes: int) -> Field:
    return field_of(Mark("", "x", nice_classes=classes, goods=(Goods(goods, classes[0] if classes else None),)))


@pytest.mark.parametrize(
    ("word", "goods", "nice_class", "other_goods", "other_class"),
    [
        ("VOYAGES", "agence de voyages", 39, "huile d'olive", 29),
        ("CAFÉ", "café", 30, "vêtements", 25),
        ("KIDS", "vêtements", 25, "ciment", 19),
        ("SPA", "soins de beauté", 44, "boissons", 32),
        ("خزف", "carrelage", 19, "assurances", 36),
        ("OLIVE", "huile", 29, "logiciels", 9),
        ("SAVON", "savons", 3, "assurances", 36),
        ("PHARMA", "médicaments", 5, "meubles", 20),
        ("TAXI", "transport", 39, "café", 30),
        ("CLINIQUE", "services médicaux", 44, "chaussures", 25),
        ("BANK", "services financiers", 36, "jouets", 28),
        ("BATI", "construction", 37, "parfums", 3),
        ("ATAY", "thé", 30, "voitures", 12),
        ("ZIT", "huile", 29, "meubles", 20),
        ("KHOBZ", "pain", 30, "vêtements", 25),
        ("TOMOBIL", "voitures", 12, "lait", 29),
        ("APPLE", "fruits frais", 31, "ordinateurs", 9),
    ],
)
def test_a_word_describes_these_goods_and_not_others(
    word: str, goods: str, nice_class: int, other_goods: str, other_class: int
) -> None:
    (form,) = words_of(word)
    assert descriptive(form, field(goods, nice_class)) >= 0.7
    assert descriptive(form, field(other_goods, other_class)) <= 0.3


@pytest.mark.parametrize("word", ["jaguar", "nour", "mamounia", "zelixa", "danone"])
def test_invented_and_arbitrary_words_describe_nothing(word: str) -> None:
    for of in (field("huile d'olive", 29), field("voitures", 12), field("services bancaires", 36)):
        assert descriptive(word, of) == 0.0


def test_colours_say_a_little_of_perfume() -> None:
    assert 0 < descriptive("bleu", field("parfums", 3)) < 0.5 < descriptive("parfum", field("", 3))


@pytest.mark.parametrize("word", ["cafe", "kids", "savon", "bank", "best"])
def test_of_unknown_goods_only_places_say_something(word: str) -> None:
    assert descriptive(word, Field()) == 0.0
    assert descriptive(word, field_of(Mark("", "x"))) == 0.0
    for place in ("tiflet", "agadir", *words_of("طنجة")):
        assert descriptive(place, Field()) == descriptive(place, field("huile", 29)) == ORIGIN


def test_a_field_joins_both_sides_and_activities() -> None:
    shop = Mark("", "x", right="trade_name", activity=Activity("agence de voyages"))
    joined = field_of(shop, Mark("", "y", nice_classes=(30,)))
    assert descriptive("voyage", joined) == 1.0
    assert descriptive("cafe", joined) > 0.5
    assert 39 in field_of(shop).classes, "classes are guessed from the words where none is given"
    assert hash(joined) == hash(field_of(shop, Mark("", "y", nice_classes=(30,))))


@pytest.mark.parametrize(
    ("sign", "goods", "nice_class"),
    [
        ("BABYFOOD", "food for babies", 5),
        ("EcoPerfect", "detergents", 3),
        ("ZIT ZITOUN", "huile d'olive", 29),
        ("LE BON PAIN", "boulangerie", 30),
        ("MIEL DE MONTAGNE", "miel", 30),
    ],
)
def test_a_sign_of_describing_words_describes(sign: str, goods: str, nice_class: int) -> None:
    assert sign_descriptive(sign, field(goods, nice_class)) >= 0.5


@pytest.mark.parametrize("sign", ["KENDIRA PAIN", "BATIMAXOR", "NEW LINE", "CAFÉ", ""])
def test_one_distinctive_word_saves_a_sign(sign: str) -> None:
    assert sign_descriptive(sign, field("vêtements" if sign == "CAFÉ" else "pain", 25 if sign == "CAFÉ" else 30)) < 0.5


def test_our_own_words_are_told_apart() -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = [
        (sign_descriptive(row["word"], field(row["goods"], int(row["class"]))) >= 0.5) == (row["expected"] == "1")
        for row in rows
    ]
    assert len(rows) >= 200
    assert sum(right) / len(rows) > 0.92


@given(st.text(max_size=12), st.sets(st.integers(1, 45), max_size=3))
def test_any_word_has_a_value_in_range(text: str, classes: set[int]) -> None:
    of = Field(frozenset(classes))
    assert 0 <= sign_descriptive(text, of) <= 1
    for form in words_of(text):
        assert 0 <= descriptive(form, of) <= 1


def test_a_word_is_typical_of_the_classes_whose_terms_it_heads() -> None:
    terms = [(3, "soaps"), (3, "soap for hair"), (3, "liquid soap"), (21, "holders for soap"), (7, "machines")]
    table = counted(terms)
    assert table["soap"][3] > table["soap"].get(21, 0.0)
    assert 3 not in table["machin"]
    assert class_words()["soap"][3] == 1.0
