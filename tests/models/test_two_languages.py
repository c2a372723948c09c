"""The dictionary, particles, letters spelled out and initials; what a translated word adds to a comparison."""

import csv
from collections.abc import Iterator
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.records.mark import Mark
from models.marks.comparison import compare
from models.signs.entry import analyse
from models.words.concepts import concepts_of, equivalents, senses_of, use_table
from models.words.initials import acronyms, own_initials
from models.words.letter_names import spelled
from models.words.particles import units
from models.words.text import fold, word_script, words_of
from models.words.weak import is_weak_word

LINES = files("models.words").joinpath("concepts.tsv").read_text("utf-8").splitlines()


def rows() -> Iterator[list[str]]:
    yield from (line.split("\t") for line in LINES[1:])


def test_the_table_is_well_made() -> None:
    heads = [tuple(cell.split(",")[0] for cell in row[:2]) for row in rows()]
    assert len(heads) >= 5_000
    assert len(set(heads)) == len(heads)
    for row in rows():
        assert len(row) == 5, row
        words = [word for cell in row for word in cell.split(",") if word]
        assert len(words) >= 2, row
        assert all(word == word.strip() and words_of(word.lstrip("~")) for word in words), row
        scripts = [{word_script(w) for word in cell.split(",") for w in words_of(word)} for cell in row[:4]]
        assert all("Arab" not in script for script in scripts[:3]), row
        assert "Latn" not in scripts[3], row


def test_darija_is_spelled_in_latin_letters() -> None:
    assert sum(any(word_script(w) == "Latn" for w in words_of(row[4])) for row in rows()) >= 800


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("soleil", "شمس"), ("lbhar", "mer"), ("البحار", "seas"), ("والاسكان", "housing"), ("للتجاره", "commerce"),
        ("chevaux", "horse"), ("hanout", "boutique"), ("الصحراء", "desert"), ("pommedeterre", "بطاطس"),
        ("annour", "lumiere"), ("assalam", "paix"), ("achams", "soleil"), ("eddar", "maison"), ("charikat", "شركة"), ("labhar", "mer"),
    ],
)  # fmt: skip
def test_words_that_mean_the_same(a: str, b: str) -> None:
    assert concepts_of(fold(a)) & concepts_of(fold(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [("comptable", "able"), ("librairie", "library"), ("poisson", "poison"), ("là", "there"), ("mais", "but")],
)
def test_false_friends_do_not(a: str, b: str) -> None:
    assert not concepts_of(fold(a)) & concepts_of(fold(b))


def test_a_lesser_sense_weighs_less() -> None:
    assert max(senses_of("spring").values()) == 1.0 > min(senses_of("spring").values())
    assert all(0 < sure <= 1 for sure in equivalents("spring").values())


def test_what_is_weak_is_weak_in_every_language() -> None:
    for word in (
        "bank",
        "banque",
        "banco",
        fold("بنك"),
        fold("مصرف"),
        "pharmacy",
        fold("صيدلية"),
        fold("محطة"),
        fold("وكالة"),
    ):
        assert is_weak_word(word), word
    for word in ("stork", "cigogne", fold("اللقلق"), "zellij", "atlas"):
        assert not is_weak_word(word), word


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("AL BARID BANK", ((0, 1), (2,))), ("DE LA TOUR", ((0, 1, 2),)), ("AD DAWAA", ((0, 1),)), ("AD NOVA", ((0,), (1,))),
        ("BEN ALI", ((0, 1),)), ("عبد الله العثيم", ((0, 1), (2,))), ("POMME DE TERRE", ((0, 1, 2),)),
        ("CHEMINS DE FER", ((0, 1, 2),)), ("السكك الحديدية", ((0, 1),)),
        ("إتش إس بي سي السعودية", ((0, 1, 2, 3), (4,))), ("ATLAS LION", ((0,), (1,))), ("LA", ((0,),)), ("AL", ((0,),)),
    ],
)  # fmt: skip
def test_units(text: str, groups: tuple[tuple[int, ...], ...]) -> None:
    assert units(words_of(text)) == groups


@given(
    st.lists(
        st.sampled_from(["al", "de", "la", "ben", "pomme", "terre", "atlas", "بنك", "ال", "اتش", "اس", "البريد", "4"]),
        min_size=1,
        max_size=7,
    )
)
def test_units_cover_every_word_once_in_order(words: list[str]) -> None:
    assert [at for group in units(tuple(words)) for at in group] == list(range(len(words)))


def test_letters_spelled_out_in_arabic() -> None:
    assert spelled(words_of("إتش إس بي سي"))[0] == "hsbc"
    assert spelled(words_of("بي إم دبليو"))[0] == "bmw"
    assert "cih" in spelled(words_of("سي آي إتش"))
    assert "ocp" in spelled(words_of("أو سي بي"))
    assert spelled(words_of("بنك المغرب")) == ()


def test_initials() -> None:
    assert own_initials(words_of("Crédit Populaire d'Algérie")) == "cpa"
    assert "cpa" in acronyms(words_of("القرض الشعبي الجزائري"))
    assert "bmci" in acronyms(words_of("البنك المغربي للتجارة والصناعة"))
    assert not acronyms(words_of("Crédit Agricole"))
    assert not acronyms(words_of("زرغل كفتن مبلط"))  # words that mean nothing translate into nothing


def test_an_offices_own_table_is_taken_and_given_back() -> None:
    assert not senses_of("zorgle")
    try:
        use_table(["zorgle\t\t\tزرغل\t"])
        assert concepts_of("zorgle") & concepts_of(fold("زرغل"))
    finally:
        use_table([])
    assert not senses_of("zorgle")


TRANSLATED = [(row["query"], row["answer"]) for row in csv.DictReader(
    files("benchmarks").joinpath("cases", "translations.csv").read_text("utf-8").splitlines()
)]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), TRANSLATED[:40])
def test_words_meet_alike_from_both_sides(a: str, b: str) -> None:
    there, back = (compare(analyse(Mark("", x)), analyse(Mark("", y))).words.value for x, y in ((a, b), (b, a)))
    assert there == pytest.approx(back)
    assert there is None or 0.0 <= there <= 1.0


def test_without_a_translated_word_there_is_nothing_to_add() -> None:
    for a, b in (("ATLAS", "ATLAS"), ("KOTELIS", "كوتيليس"), ("GOLDEN LION", "GOLDEN LION"), ("KOTELIS", "MAREVO")):
        assert compare(analyse(Mark("", a)), analyse(Mark("", b))).words.value is None


def test_a_word_that_is_heard_the_same_does_not_differ_in_meaning() -> None:
    for a, b in (("AL MADINAH", "المدينة"), ("ROUGE", "ROUGES"), ("BARAKA", "LBARAKA")):
        assert compare(analyse(Mark("", a)), analyse(Mark("", b))).conceptual.value != 0.0, (a, b)


def test_half_translated_is_as_near_as_wholly_transliterated() -> None:
    half = compare(analyse(Mark("", "مصرف الإنماء")), analyse(Mark("", "Alinma Bank")))
    assert half.words.value is not None
    assert half.aural.value is not None
    assert half.words.value > 0.85 > half.aural.value
    assert [met.by for met in half.met] == ["meaning", "sound"]
