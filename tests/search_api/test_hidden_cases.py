"""Marks hidden in a large register are found: the acceptance cases, as data in `tests/cases/hidden.csv`."""

from datetime import date

import pytest

from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedReader
from indexer.marks.engine import Filters
from models.signs.evidence import WeakWord
from search_api.answer import Conflict
from search_api.marks.clear import AnswerOptions, clear_mark
from tests.conftest import AS_OF, hidden_cases


def rows(reader: EmbeddedReader, text: str, classes: tuple[int, ...], limit: int = 50) -> tuple[Conflict, ...]:
    asked = AnswerOptions(AS_OF, limit=limit, locale="en")
    return clear_mark(Mark("", text, nice_classes=classes), Filters(), reader, asked).results


@pytest.mark.parametrize("case", hidden_cases(), ids=lambda c: f"{c['proposed']}→{c['earlier']}")
@pytest.mark.parametrize("with_classes", [True, False], ids=["classes", "no classes"])
def test_hidden_mark_is_found(register: EmbeddedReader, case: dict[str, str], with_classes: bool) -> None:
    classes = (int(case["classes"]),) if with_classes else ()
    found = rows(register, case["proposed"], classes)
    within = int(case["within"])
    texts = [{conflict.record.text, *(r.text for r in conflict.also)} for conflict in found[:within]]
    assert any(case["earlier"] in row for row in texts)


def test_weak_word_is_shown_as_discounted(register: EmbeddedReader) -> None:
    found = next(c for c in rows(register, "SILLAGES", (39,)) if c.record.text == "SILLAGE SERVICE")
    evidence = found.factors["distinctiveness"].evidence
    assert any(isinstance(e, WeakWord) and e.word == "service" and e.side == "earlier" for e in evidence)


def test_version_of_a_multilingual_sign_counts_as_the_sign_alone(register: EmbeddedReader) -> None:
    hidden = {c.record.text: c for c in rows(register, "ZELLIGE", (19,)) if c.record.id.startswith("MA-CASE")}
    assert hidden["Zellig/الزليج/ⵣⵍⵍⵉⵊ"].level == hidden["الزليج"].level == hidden["ZELLIGE"].level == 1
    of_all, alone = (hidden[text].factors["aural"].value for text in ("Zellig/الزليج/ⵣⵍⵍⵉⵊ", "الزليج"))
    assert of_all is not None
    assert alone is not None
    assert of_all >= alone  # each factor takes the version in which the signs come nearest


def test_later_rights_stay_behind_the_earlier_ones(register: EmbeddedReader) -> None:
    asked = AnswerOptions(date(2010, 1, 1), limit=1000)
    found = clear_mark(Mark("", "ZELLIGE", nice_classes=(19,)), Filters(), register, asked).results
    order = [c.earlier == "later" for c in found if c.record.standing.state != "dead"]
    assert any(order)
    assert order == sorted(order)
