"""Names half translated and half transliterated, articles joined or apart, initials: `tests/cases/two_languages.csv`."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora.parsing.marks import mark_from
from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedEngine, EmbeddedReader
from indexer.marks.engine import Filters
from models.words.text import words_of
from search_api.answer import Report
from search_api.marks.clear import AnswerOptions, clear_mark
from tests.conftest import AS_OF, HERE, records_of, sample_files

CASES = list(csv.DictReader((HERE / "cases" / "two_languages.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedReader]:
    engine = EmbeddedEngine(Path(tmp_path_factory.mktemp("languages")))
    answers = dict.fromkeys(case["earlier"] for case in CASES)
    known = {" ".join(words_of(case["proposed"])) for case in CASES}
    with engine.write(replace=True) as writer:
        writer.add([mark_from({"id": f"MA-T{n}", "text": text}) for n, text in enumerate(answers)])
        # A record that holds both scripts of a name would stand in front of the one that is asked for.
        writer.add(
            m for m in records_of(sample_files()) if not any(name in " ".join(words_of(m.text)) for name in known)
        )
        writer.commit()
    with engine.read() as found:
        yield found


def answer(reader: EmbeddedReader, text: str) -> Report:
    return clear_mark(Mark("", text), Filters(), reader, AnswerOptions(AS_OF, limit=30, locale="en"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['proposed']}→{c['earlier']}")
def test_found_in_front(reader: EmbeddedReader, case: dict[str, str]) -> None:
    rows = answer(reader, case["proposed"]).results
    ranks = [row.rank for row in rows if words_of(row.record.text) == words_of(case["earlier"])]
    assert min(ranks, default=99) <= int(case["within"]), [row.record.text for row in rows[:10]]


def test_the_reasons_name_the_words_that_meet(reader: EmbeddedReader) -> None:
    rows = answer(reader, "مصرف الإنماء").results
    row = next(row for row in rows if row.record.text == "Alinma Bank")
    assert "“مصرف” and “Bank” mean the same." in [reason.text for reason in row.reasons]
    assert "“الإنماء” is pronounced almost as “Alinma”." in [reason.text for reason in row.reasons]


def test_initials_are_a_reason_and_no_identity(reader: EmbeddedReader) -> None:
    row = next(row for row in answer(reader, "القرض الشعبي الجزائري").results if row.record.text == "CPA")
    assert "initials" in {reason.key for reason in row.reasons}
    assert "signs.identical" not in {reason.key for reason in row.reasons}
    assert row.level > 1
