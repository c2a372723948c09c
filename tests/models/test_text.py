"""Folding, words, versions: what is thrown away and what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.words.text import fold, look_alike, versions_of, words_of


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Café ÉLITE", ("cafe", "elite")),
        ("ＺＥＬＬＩＧＥ", ("zellige",)),
        ("Œuvre & Cie", ("oeuvre", "&", "cie")),
        ("قَهْوَة", ("قهوه",)),
        ("قـهـوة", ("قهوه",)),
        ("أركان", ("اركان",)),
        ("٣M", ("3m",)),
        ("E.N.N.A.", ("enna",)),
        ("COCА", ("coca",)),  # the last letter is Cyrillic
        ("L'Oréal", ("l", "oreal")),
        ("PRO-LAB", ("pro", "lab")),
        ("ACME™ Café®", ("acme", "cafe")),
    ],
)
def test_words(written: str, words: tuple[str, ...]) -> None:
    assert words_of(written) == words


def test_versions_of_a_multilingual_sign_are_read_each_alone() -> None:
    found = versions_of("Zellig/الزليج/ⵣⵍⵍⵉⵊ")
    assert [(v.words, v.script) for v in found] == [
        (("zellig",), "Latn"),
        (("الزليج",), "Arab"),
        (("ⵣⵍⵍⵉⵊ",), "Tfng"),
    ]


def test_figures_belong_to_the_version_before_them() -> None:
    assert [v.words for v in versions_of("4 YOU ستور 24")] == [("4", "you"), ("ستور", "24")]


@pytest.mark.parametrize("nothing", ["", "???", "  - ", "&", "™"])
def test_no_words(nothing: str) -> None:
    assert versions_of(nothing) == ()


def test_look_alike_letters_of_other_scripts() -> None:
    assert look_alike("росса") == "pocca"
    assert look_alike("жук") is None


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_words_hold_no_blank_and_are_folded(text: str) -> None:
    for word in words_of(text):
        assert word
        assert not any(c.isspace() for c in word)
