"""Signs in unusual letters find, and are found by, the same sign in usual ones: `tests/cases/letters.csv`."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpora.parsing.marks import mark_from
from corpora.readers.detect import read_marks
from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedEngine, EmbeddedReader
from indexer.marks.engine import Filters
from models.words.text import words_of
from search_api.marks.clear import AnswerOptions, clear_mark
from tests.conftest import AS_OF, HERE, SAMPLE

CASES = list(csv.DictReader((HERE / "cases" / "letters.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedReader]:
    texts = dict.fromkeys(text for case in CASES for text in (case["earlier"], case["behind"]) if text)
    rights = {case["earlier"]: case["right"] for case in CASES}
    raws = [{"id": f"MA-L{n}", "text": text, "right": rights.get(text)} for n, text in enumerate(texts)]
    engine = EmbeddedEngine(Path(tmp_path_factory.mktemp("letters")))
    with engine.write(replace=True) as writer:
        writer.add([mark_from(raw) for raw in raws])
        writer.add(mark for mark in read_marks(str(SAMPLE / "morocco.jsonl.gz")) if isinstance(mark, Mark))
        writer.commit()
    with engine.read() as found:
        yield found


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['proposed']}→{c['earlier']}")
def test_found_first(reader: EmbeddedReader, case: dict[str, str]) -> None:
    rows = clear_mark(
        Mark("", case["proposed"]), Filters(), reader, AnswerOptions(AS_OF, limit=20, locale="en")
    ).results
    texts = [row.record.text for row in rows]
    first = texts.index(case["earlier"])
    before = [row for row in rows[:first] if row.factors["conceptual"].value != 1.0]  # its synonyms may (هناء, سعادة)
    own = words_of(case["proposed"])
    assert all(words_of(row.record.text) == own for row in before), "only the proposed sign's own spelling comes first"
    if case["behind"] in texts:
        behind = rows[texts.index(case["behind"])]
        assert texts.index(case["earlier"]) < texts.index(case["behind"])
        assert "identical" not in {reason.key for reason in behind.reasons}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['proposed']}→{c['earlier']}")
def test_compared_by_http(client: TestClient, case: dict[str, str]) -> None:
    def compared(earlier: str) -> dict[str, Any]:
        body = {"proposed": {"text": case["proposed"]}, "earlier": {"text": earlier}}
        answer = client.post("/v1/marks/compare", json=body)
        assert answer.status_code == 200
        return dict(answer.json())

    near = compared(case["earlier"])
    best = max(near["factors"][name]["value"] or 0 for name in ("visual", "aural"))
    assert best >= 0.55
    if case["behind"]:
        far = compared(case["behind"])
        assert far["probability"] < near["probability"]
        assert "signs.identical" not in {reason["key"] for reason in far["reasons"]}
