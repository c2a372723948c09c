"""Tables that we write are opened in spreadsheets: no cell may begin a formula, whoever wrote it."""

import csv
import re
from io import StringIO
from typing import Any

import pytest

from search_api.batch import marks as batch
from search_api.batch import names as batch_names
from search_api.batch.cells import safe_cell
from search_api.batch.output import Table, write_csv

FORMULAS = ("=2+5+cmd|' /C calc'!A0", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0\u200b=1", "＝1", "＋1", "－1", "＠A", "\u2068=1\u2069", "\ufeff=1", "\x00=1")  # fmt: skip
SAFE = ("ATLAS", "1-2", "a=b", "", "زليج", "'=1", 5, -5, 0.5, True, None)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_a_formula_is_made_a_text(text: str) -> None:
    found = safe_cell(text)
    assert isinstance(found, str)
    assert found.startswith("'")


@pytest.mark.parametrize("value", SAFE)
def test_what_begins_none_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) is value or safe_cell(value) == value
    assert type(safe_cell(value)) is type(value)


@pytest.mark.parametrize("text", FORMULAS)
def test_error_rows_and_triage_rows_of_marks(text: str) -> None:
    triage = {
        "highest_level": 1, "levels": {"1": 1, "2": 0, "3": 0, "4": 0}, "best": text, "best_text": text, "not_compared": [text],
        "exhaustive": True,
    }  # fmt: skip
    lines: list[dict[str, Any]] = [
        {"id": text, "error": {"slug": "x", "message": text}},
        {"id": text, "triage": triage, "conclusion": {"key": "close", "verdict": True}},
    ]
    rows = _written(batch.TABLE, lines)
    assert len(rows) == 3
    assert rows[2][1] == "1"
    assert not [cell for row in rows for cell in row if cell.strip()[:1] in tuple("=+-@＝＋－＠")]


@pytest.mark.parametrize("text", FORMULAS)
def test_rows_of_names(text: str) -> None:
    answer = {
        "order": 1, "text": text, "anatomy": [{"key": text}], "completeness": {"exhaustive": True}, "warnings": [{"text": text}], "risks": [],
        "place": 1, "as_mark": {"text": text},
        "decision": {"level": None, "bars": False, "text": text, "best": text},
        "results": [{"record": {"id": text, "text": text, "activity": {"text": text}, "standing": {"state": "live"}}, "key": {"kind": text}, "activity": text, "rules": [{"text": text}]}],
    }  # fmt: skip
    lines: list[dict[str, Any]] = [
        {"id": text, "error": {"slug": "x", "message": text}},
        {"id": text, "results": [answer], "best_placed": 1},
    ]
    rows = _written(batch_names.TABLE, lines)
    assert not [cell for row in rows for cell in row if cell.strip()[:1] in tuple("=+-@＝＋－＠")]


def _written(table: Table, lines: list[dict[str, Any]]) -> list[list[str]]:
    by_locale = []
    for locale, delimiter in (("fr", ";"), ("en", ",")):
        out = StringIO(newline="")
        write_csv(table, iter(lines), out, locale)
        by_locale.append(
            list(csv.reader(StringIO(out.getvalue().removeprefix("\ufeff"), newline=""), delimiter=delimiter))
        )
    assert by_locale[0] == by_locale[1]
    return by_locale[0]


@pytest.mark.parametrize("text", ["X;=1+1;Y", "a; \uff1d1+1", "A\t@SUM(1)", "A|-2+3"])
def test_no_formula_behind_another_separator(text: str) -> None:
    """A French spreadsheet parts cells at semicolons, whatever stands in quotes in the middle of a line."""
    assert not re.search(r"[;\t|]\s*[=+\-@\uff1d]", str(safe_cell(text)))
