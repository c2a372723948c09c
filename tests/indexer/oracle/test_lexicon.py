"""The lexicon's fast search against `models.words.closeness`, word by word over all words: slow on purpose."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.lexicon.lexicon import COMPACT, WORD, Lexicon
from indexer.lexicon.scan import StringIndex, signature, signatures
from models.tokens import UNCOUNTED, tokens
from models.words.closeness import closeness, ratio
from models.words.readings import read_word
from models.words.text import words_of
from models.words.word import Word
from tests.conftest import SAMPLE, hidden_marks, records_of

FORMS = st.sampled_from(["abcde", "زليجقهو", "ⴰⵣⵍⵊⵉ", "ao3x", "аверк"]).flatmap(
    lambda a: st.text(alphabet=a, min_size=1, max_size=9)
)


def folded(texts: list[str]) -> list[str]:
    return sorted({word for text in texts for word in words_of(text) if word != "&"})


def similar_by_definition(word: Word, forms: list[str]) -> dict[str, float]:
    """Every form whose closeness to the word is above 0."""
    found = {form: closeness(word, Word(form, read_word(form))) for form in forms}
    return {form: value for form, value in found.items() if value > 0}


def similar(lexicon: Lexicon, word: Word) -> dict[str, float]:
    return {lexicon.index.strings[at]: value for at, value in lexicon.similar(word).items()}


@settings(max_examples=150, deadline=None)
@given(st.lists(FORMS, min_size=1, max_size=40), FORMS)
def test_any_words(texts: list[str], query: str) -> None:
    forms = folded(texts)
    asked = folded([query])
    lexicon = Lexicon.build(dict.fromkeys(forms, WORD | COMPACT))
    for form in asked:
        word = Word(form, read_word(form))
        found, wanted = similar(lexicon, word), similar_by_definition(word, forms)
        assert found.keys() == wanted.keys()
        assert found == pytest.approx(wanted)


@pytest.fixture(scope="module")
def real() -> tuple[Lexicon, list[str]]:
    marks = [*records_of([SAMPLE / "morocco.jsonl.gz"]), *hidden_marks()]
    marks += random.Random(1797).sample(list(records_of([SAMPLE / "brands.jsonl.gz"])), 1_500)
    forms = sorted({t.removeprefix("=") for mark in marks for t in tokens(mark) if not t.startswith(UNCOUNTED)})
    return Lexicon.build(dict.fromkeys(forms, WORD | COMPACT)), forms


@pytest.mark.parametrize(
    "query",
    [
        "zellige",
        "الزليج",
        "ⵊⵊⵍⵍⵉⵊ",
        "9ahwa",
        "عود",
        "oud",
        "oni",
        "book",
        "facebook",
        "iceshine",
        "3m",
        "b2b",
        "services",
        "москва",
        "x",
    ],
)
def test_real_words(real: tuple[Lexicon, list[str]], query: str) -> None:
    lexicon, forms = real
    form = words_of(query)[0]
    word = Word(form, read_word(form))
    found, wanted = similar(lexicon, word), similar_by_definition(word, forms)
    assert found.keys() == wanted.keys()
    assert found == pytest.approx(wanted)


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzزليج", max_size=12),
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzزليج", max_size=12),
)
def test_differing_bits_never_exceed_the_distance(a: str, b: str) -> None:
    distance = round((1 - ratio(a, b)) * (len(a) + len(b)))
    assert int(signature(a) ^ signature(b)).bit_count() <= distance


@given(st.lists(st.text(min_size=5, max_size=5), min_size=1, max_size=5))
def test_signatures_of_many_are_those_of_each(strings: list[str]) -> None:
    assert signatures(strings).tolist() == [int(signature(s)) for s in strings]


@given(
    st.lists(st.text(alphabet="abcd", min_size=1, max_size=10), min_size=1),
    st.text(alphabet="abcd", min_size=1, max_size=10),
    st.sampled_from([0.5, 0.6, 0.7, 0.75, 0.8, 1.0]),
)
def test_strings_at_any_floor(strings: list[str], query: str, floor: float) -> None:
    index = StringIndex(strings)
    wanted = {s for s in strings if ratio(query, s) >= floor - 1e-9}
    assert {index.strings[i] for i in index.similar(query, floor)[0]} == wanted


def test_a_lexicon_survives_its_file(tmp_path: object, real: tuple[Lexicon, list[str]]) -> None:
    path = tmp_path / "lexicon.npz"  # type: ignore[operator]
    real[0].save(path)
    with path.open("rb") as file:
        again = Lexicon.load(file)
    word = Word("zellige", read_word("zellige"))
    assert similar(again, word) == similar(real[0], word)
    assert [again.readings(form) for form in real[1][:200]] == [read_word(form) for form in real[1][:200]]


def test_trigram_index_equals_its_definition() -> None:
    from indexer.lexicon.trigrams import TrigramIndex
    from models.words.closeness import TRIGRAM_FLOOR, trigram_closeness

    index = StringIndex(
        ["rheobase", "rheoplan", "aaaa", "aaaaa", "oni", "uvi", "قهوه", "القهوه", "ⵣⵍⵍⵉⵊ", "z", "\U00020000x"]
    )
    trigrams = TrigramIndex(index.strings, index.starts)
    for form in (*index.strings, "rheo", "aa", "قهو", "unknown"):
        found = dict(zip(*trigrams.similar(form, TRIGRAM_FLOOR), strict=True))
        wanted = {i: trigram_closeness(form, other) for i, other in enumerate(index.strings)}
        assert found == pytest.approx({i: value for i, value in wanted.items() if value}), form
