"""What a record, a query or a file name holds cannot command the terminal, stop an answer, or step out of a page."""

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from rich.console import Console

from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedReader
from indexer.marks.engine import Filters
from indexer.patents.embedded import PatentsEngine
from models.encoders import load_encoder
from search_api.answer import plain
from search_api.marks.clear import AnswerOptions, clear_mark
from search_api.marks.query import line_to_query, question
from search_api.names.clear import clear_names
from search_api.names.query import names_query
from search_api.patents.query import patent_query
from search_api.patents.search import answer
from search_api.printable import json_text, one_line, printable
from search_api.render.marks_page import page
from search_api.render.marks_table import print_report
from search_api.render.names_page import names_page
from search_api.render.names_table import print_names
from search_api.render.patents_table import print_patents
from search_api.say import isolated, say

HOSTILE: dict[str, str] = json.loads((Path(__file__).parents[1] / "cases" / "hostile_texts.json").read_text("utf-8"))
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
# Values that the programs reads back: they come from our own tables, never from a record.
OURS = {
    "right",
    "status",
    "state",
    "effective",
    "standing",
    "role",
    "kind",
    "same",
    "activity_kind",
    "degree",
    "category",
    "decision_key",
}
hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def spoiled(value: Any, text: str, name: str = "") -> Any:
    """An answer with a hostile text behind every text of it that comes from a record, a query or a sentence."""
    if isinstance(value, str):
        return value if name in OURS else f"{value}{text}"
    if isinstance(value, tuple | list):
        return type(value)(spoiled(item, text, name) for item in value)
    if isinstance(value, dict):
        return {key: spoiled(item, text, key) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: spoiled(getattr(value, f.name), text, f.name) for f in fields(value) if _is_text(value, f.name)
        }
        return replace(value, **changed)
    return value


def _is_text(value: Any, name: str) -> bool:
    """Leave out what has a closed list of values: rich and the catalogue look them up."""
    closed = {
        "earlier",
        "order",
        "activity",
        "ground",
        "key",
        "fields_from",
        "role",
        "degree",
        "category",
        "language",
        "kind",
    }
    return name not in closed or not isinstance(getattr(value, name), str)


@pytest.fixture(scope="module")
def reports(sample_reader: EmbeddedReader, sample_data: Path) -> dict[str, tuple[Any, Callable[..., None]]]:
    """One answer of every kind with the renderer that prints it."""
    ready = question(line_to_query({"text": "ARGAN", "classes": [3], "as_of": "2026-01-01"}, 3, "en"))
    mark = clear_mark(
        ready.proposed, ready.filters, sample_reader, AnswerOptions(date(2026, 1, 1), limit=3, locale="en")
    )
    names = clear_names(
        names_query({"names": ["QAHWA ATLAS", "SILLAGES"], "activity": "café", "lang": "en", "limit": 2}), sample_reader
    )
    with PatentsEngine(sample_data / "patents").read() as reader:
        patents = answer(
            patent_query({"claims": "1. A battery charger with a coil.", "lang": "en", "limit": 3}),
            reader,
            load_encoder(),
        )
    return {"mark": (mark, print_report), "names": (names, print_names), "patents": (patents, print_patents)}


@hostile
@pytest.mark.parametrize("kind", ["mark", "names", "patents"])
def test_no_table_obeys_or_breaks(reports: dict[str, tuple[Any, Any]], kind: str, text: str) -> None:
    report, show = reports[kind]
    out = StringIO()
    show(spoiled(report, text), Console(file=out, width=200, force_terminal=False), "en")
    shown = out.getvalue()
    assert not OBEYED.search(shown)
    assert "😄" not in shown
    for letters in re.findall(r"\[/?red\]|\[link=", text):
        assert letters in shown.replace("\n", "")
    assert shown.count("\u2069") == sum(map(shown.count, "\u2066\u2067\u2068"))


@hostile
@pytest.mark.parametrize("kind", ["mark", "names"])
def test_no_page_lets_a_text_out_of_its_place(reports: dict[str, tuple[Any, Any]], kind: str, text: str) -> None:
    report = spoiled(reports[kind][0], text)
    shown = page("en", report) if kind == "mark" else names_page("en", report)
    assert "<script" not in shown


@hostile
def test_json_at_a_terminal_holds_no_control_and_is_the_same_value(text: str) -> None:
    shown = json_text({text: [text]})
    assert not OBEYED.search(shown)
    assert json.loads(shown) == {text: [text]}


def test_json_of_an_answer_is_the_same_value(reports: dict[str, tuple[Any, Any]]) -> None:
    for report, _ in reports.values():
        shown = plain(report)
        assert json.loads(json_text(shown, 1)) == json.loads(json.dumps(shown))


@hostile
def test_sentences_and_errors_are_printable(text: str) -> None:
    for made in (
        printable(text),
        one_line(f"{text}\n{text}"),
        isolated(text) and printable(isolated(text)),
        say("quality.rejected", "en", {"count": 1, "file": text}),
    ):
        assert not OBEYED.search(made)
        assert made.count("\u2069") == sum(map(made.count, "\u2066\u2067\u2068"))
    assert len(one_line(f"{text}\n{text}").splitlines()) == 1
    assert len(printable(text)) >= len(text)


def test_what_is_printable_already_stays() -> None:
    for text in ("زليج \u2068ZELLIJ\u2069", "a\tb\n", "ⵣⵍⵍⵉⵊ", "[red]"):
        assert printable(text) == text


def test_a_page_answers_hostile_fields(client: TestClient) -> None:
    for text in HOSTILE.values():
        for path, fields_ in (
            ("/", {"text": text, "goods": text}),
            ("/names", {"name1": text, "activity": text, "city": text}),
        ):
            found = client.post(path, data=fields_)
            assert found.status_code in {200, 422}
            assert "<script" not in found.text


def test_a_page_on_a_terminal_obeys_nothing(sample_reader: EmbeddedReader) -> None:
    """`--format html` is printed too, and letters must not stand in another order than they have."""
    report = clear_mark(
        Mark("", "ZELLIGE\u009b31m\u202eX"), Filters(), sample_reader, AnswerOptions(date(2026, 1, 1), limit=1)
    )
    shown = page("en", report)
    assert "ZELLIGE" in shown
    assert not set(shown) & {"\u009b", "\u202e"}
