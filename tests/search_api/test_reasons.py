"""Every row that is called close names the words or the sounds that meet, and its weights add up to its probability."""

from collections.abc import Iterator
from datetime import date
from math import log

import pytest

from benchmarks.relevance.marks.raised import invented_arabic_names, invented_names
from corpora.errors import InvalidQuery
from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedReader
from indexer.marks.engine import Filters
from search_api.answer import Conflict
from search_api.marks.clear import clear_mark
from search_api.marks.options import AnswerOptions

CLOSE = 2
QUERIES = 300
NAMED = ({"proposed", "earlier"}, {"word"}, {"letters"})  # values of a reason that names what meets
GENERIC = {"weak_word", "crowded_word"}  # say what counts little, and not what meets


def close_rows(register: EmbeddedReader) -> Iterator[tuple[str, Conflict]]:
    """Yield the close rows of 300 queries: marks of the register, and names that nobody bears."""
    texts = list(dict.fromkeys(mark.text for mark in register.records()))
    step = max(1, len(texts) // (QUERIES - 60))
    asked = [*texts[::step][: QUERIES - 60], *invented_names(30, 5), *invented_arabic_names(30, 6)]
    for text in asked:
        options = AnswerOptions(date(2026, 11, 1), limit=10)
        try:
            report = clear_mark(Mark("", text, nice_classes=(30, 43)), Filters(), register, options)
        except InvalidQuery:
            continue  # a sign without a letter or a figure
        yield from ((text, row) for row in report.results if row.level <= CLOSE)


@pytest.fixture(scope="module")
def close(register: EmbeddedReader) -> list[tuple[str, Conflict]]:
    return list(close_rows(register))


def test_every_close_row_names_what_meets(close: list[tuple[str, Conflict]]) -> None:
    assert len(close) > QUERIES
    for text, row in close:
        keys = {reason.key for reason in row.reasons}
        named = any(
            reason.key not in GENERIC and not reason.key.startswith("goods.") and names <= set(reason.values)
            for reason in row.reasons
            for names in NAMED
        )
        assert named or "signs.identical" in keys, (text, row.record.text, keys)


def test_weights_add_up(close: list[tuple[str, Conflict]]) -> None:
    for text, row in close:
        odds = row.prior + sum(factor.weight for factor in row.factors.values())
        assert odds == pytest.approx(log(row.probability / (1 - row.probability)), abs=1e-6), (text, row.record.text)
