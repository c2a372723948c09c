"""Random text of every Unicode block, scripts mixed inside a word too: as sign, query, cell and id it is read or
refused, never a traceback.
"""

import io
import json
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora.errors import AnteriorityError
from corpora.parsing.marks import mark_from
from corpora.parsing.texts import FieldError
from corpora.readers import canonical, table
from corpora.records.mark import Mark
from indexer.lexicon.lexicon import Lexicon
from indexer.marks.build import written_and_read
from indexer.marks.embedded import EmbeddedReader
from indexer.marks.engine import Filters
from indexer.storable import unstorable
from models.signs.entry import analyse
from models.words.readings import LANGUAGES, read_word, tamazight
from models.words.text import versions_of, words_of
from search_api.answer import plain
from search_api.marks.clear import AnswerOptions, clear_mark, compare_marks
from search_api.names.clear import clear_names
from search_api.names.query import names_query

BLOCKS = [(at, at + 0x7F) for at in range(0, 0x3000, 0x80)] + [
    *((at, at + 0xFF) for at in range(0x3000, 0x20000, 0x100) if not 0xD800 <= at < 0xE000),
    (0xD800, 0xDFFF),  # halves of letters
    (0xE0000, 0xE0FFF),
    (0x10FF00, 0x10FFFF),
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A word or a few, each of letters of up to three blocks, Latin letters and figures among them."""
    blocks = [draw(st.sampled_from(BLOCKS)) for _ in range(draw(st.integers(1, 3)))] + [(0x61, 0x7A), (0x30, 0x39)]
    letter = st.sampled_from(blocks).flatmap(lambda block: st.integers(*block)).map(chr)
    return draw(st.text(letter, min_size=1, max_size=12)) + draw(st.sampled_from(["", " ", " services", "®"]))


def mark_of(text: str, **fields: object) -> Mark | None:
    try:
        return mark_from({"id": "MA-1", "text": text, **fields})
    except FieldError:
        return None


def answered(ask: Callable[[], object]) -> str:
    """Return "" for an answer that JSON can hold, the message of a refusal; anything else is raised."""
    try:
        if answer := ask():
            json.dumps(plain(answer))
    except AnteriorityError as error:
        return str(error)
    return ""


@settings(max_examples=600, deadline=None)
@given(texts())
def test_a_sign_is_read(text: str) -> None:
    for word in words_of(text):
        read_word(word)
    for right in ("trademark", "trade_name"):
        mark = mark_of(text, right=right, acronym=text[:3], activity=text, disclaimed=[text])
        if mark:
            assert unstorable(mark, written_and_read) is None
            analyse(mark)
    Lexicon.build(dict.fromkeys({word for version in versions_of(text) for word in version.words}, 1))


@settings(max_examples=300, deadline=None)
@given(texts())
def test_no_reader_of_a_language_leaves_a_gap(text: str) -> None:
    """`read_word` bears a gap in a table; here it is found."""
    for word in words_of(text):
        for language in LANGUAGES:
            language.read(word)


@settings(max_examples=200, deadline=None)
@given(texts(), texts())
def test_two_signs_are_compared_or_refused(one: str, other: str) -> None:
    marks = [mark for mark in (mark_of(one), mark_of(other)) if mark]
    if len(marks) == 2:
        said = answered(lambda: compare_marks(marks[0], marks[1], AnswerOptions(date(2026, 1, 1))))
        assert "\n" not in said


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts())
def test_a_query_is_answered_or_refused_in_one_line(sample_reader: EmbeddedReader, text: str) -> None:
    mark = mark_of(text)
    for ask in (
        lambda: mark and clear_mark(mark, Filters(), sample_reader, AnswerOptions(date(2026, 1, 1), limit=3)),
        lambda: clear_names(
            names_query({"names": [text], "activity": text, "keys": [text], "limit": 2}), sample_reader
        ),
    ):
        said = answered(ask)
        assert "\n" not in said
        assert text.strip() not in said or len(text.strip()) < 3


@settings(max_examples=300, deadline=None)
@given(texts(), texts())
def test_a_cell_and_an_id_become_a_record_or_a_reject(cell: str, own: str) -> None:
    line = json.dumps({"id": f"MA-{own}", "text": cell, "city": cell, cell: own})
    (item,) = canonical.read(io.BufferedReader(io.BytesIO(line.encode())), "f")
    assert not isinstance(item, Mark) or unstorable(item, written_and_read) is None
    row = f"id;text\nMA-1;A\n{own};{cell}\nMA-2;B\n".encode("utf-8", "surrogatepass")
    items = list(table.read(io.BufferedReader(io.BytesIO(row)), "f"))
    assert [i.id for i in items if isinstance(i, Mark) and i.text in {"A", "B"}][:1] == ["MA-1"]
    json.dumps([str(i) for i in items])


@pytest.mark.parametrize("code", [c for c in range(0x2D30, 0x2D80) if unicodedata.category(chr(c)).startswith("L")])
def test_every_letter_of_the_tifinagh_block_is_read(code: int) -> None:
    letter = chr(code)
    assert tamazight.read(f"ⵎ{letter}ⵏ")
    assert words_of(f"zz{letter}zz")[0].isascii()
