"""What a command says when it fails: one line, an exit code, and none of the values that were typed."""

from collections.abc import Callable
from typing import Any

import pytest
import typer

from corpora.errors import InvalidQuery
from search_api.cli.errors import told_in_one_line, without_values
from search_api.names.query import names_query
from search_api.patents.query import patent_query


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (RuntimeError("MARKER"), "RuntimeError at search_api/test_cli_errors.py:"),
        (OSError(28, "No space left on device", "MARKER"), "No space left on device"),
        (InvalidQuery("text: is\nno \x1b[31mname"), "text: is no"),
        (typer.Abort(), "stopped"),
    ],
)
def test_an_error_is_one_line_without_its_values(
    capsys: pytest.CaptureFixture[str], error: Exception, says: str
) -> None:
    with pytest.raises(SystemExit) as ended, told_in_one_line([]):
        raise error
    shown = capsys.readouterr().err
    assert ended.value.code == 1
    assert says in shown
    assert len(shown.splitlines()) == 1
    assert "MARKER" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("message", "typed", "said"),
    [
        ("No such command 'ATLAS'.", ["search", "ATLAS"], "No such command '…'."),
        ("No such option: --ATLAS", ["--ATLAS"], "No such option: …"),
        ("Invalid value for '--limit': 'ATLAS' is not a number", ["--limit=ATLAS"], "Invalid value for '--limit': '…' is not a number"),
        ("Got unexpected extra argument (ATLAS PALACE)", ["ATLAS PALACE"], "Got unexpected extra argument (…)"),
        ("Missing argument 'text'.", ["search", "mark"], "Missing argument 'text'."),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_without_what_was_typed(message: str, typed: list[str], said: str) -> None:
    assert without_values(message, typed) == said


@pytest.mark.parametrize(
    ("make", "raw", "said"),
    [
        (names_query, {"names": []}, "names: is empty"),
        (names_query, {"names": ["a", "b", "c", "d"]}, "names: is too long; at most 3"),
        (names_query, {}, "names: is missing"),
        (patent_query, {"limit": "x"}, "limit: must be a whole number"),
        (patent_query, {"terms": ["a" * 101]}, "terms.0: is too long; at most 100 characters"),
        (patent_query, {"limit": 0}, "limit: must be at least 1"),
    ],
)
def test_a_field_is_told_in_plain_words(
    make: Callable[[dict[str, Any]], object], raw: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidQuery) as refused:
        make(raw)
    assert str(refused.value) == said
