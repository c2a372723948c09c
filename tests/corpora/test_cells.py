"""Cells read as a person reads them (`tests/cases/cells.jsonl`); what cannot be read costs the cell and not the record."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.parsing.marks import mark_from
from corpora.parsing.patents import patent_from
from corpora.parsing.statuses import read_status
from corpora.parsing.texts import FieldError
from corpora.records.mark import STATUSES
from corpora.tables.statuses import key_of, statuses
from tests.conftest import HERE

CASES = [json.loads(line) for line in (HERE / "cases" / "cells.jsonl").read_text("utf-8").splitlines()]
FIELDS = {
    "classes": "nice_classes",
    "countries": "territories",
    "dates": "filing_date",
    "vienna": "vienna_codes",
    "text": "text",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['raw']}")
def test_a_cell_is_read_or_left_empty_and_told(case: dict[str, Any]) -> None:
    said: list[FieldError] = []
    field = FIELDS[case["kind"]]
    mark = mark_from({"id": "MA-1", "text": "ATLAS", field: case["raw"]}, tell=said.append)
    value = getattr(mark, field)
    if case["right"] is None:
        assert not value
        assert [error.field for error in said] == [field]
        with pytest.raises(FieldError):
            mark_from({"id": "MA-1", "text": "ATLAS", field: case["raw"]})
        return
    shown = value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value or ""
    assert shown == case["right"]
    assert [case["said"] in error.reason for error in said] == ([True] if "said" in case else [])


OPTIONAL = [
    "filing_date",
    "expiry_date",
    "nice_classes",
    "vienna_codes",
    "territories",
    "priorities",
    "holders",
    "goods",
]
OPTIONAL += ["texts", "designations", "kind", "status", "activity", "right", "extra", "translations", "image", "city"]
VALUES = st.one_of(
    st.text(max_size=12), st.integers(), st.booleans(), st.floats(), st.just(["x", {}, 5]), st.just({"a": 1}), st.none()
)


@given(st.dictionaries(st.sampled_from(OPTIONAL), VALUES))
def test_no_cell_but_the_needed_ones_costs_a_record(cells: dict[str, Any]) -> None:
    said: list[FieldError] = []
    mark = mark_from({"id": "MA-1", "text": "ATLAS", **cells}, tell=said.append)
    assert (mark.id, mark.text) == ("MA-1", "ATLAS")
    assert {error.field for error in said} <= {*OPTIONAL, "priority_date", "office_status"}


def test_no_cell_but_the_needed_ones_costs_a_document() -> None:
    said: list[FieldError] = []
    raw = {"publication_number": "EP1000001A1", "title": "A pump", "filing_date": "NA", "publication_date": "soon"}
    raw |= {"cpc": "H02J 7/00; zzz", "priorities": [{"date": "x"}], "country": "Narnia", "applicants": [["x"], "ACME"]}
    patent = patent_from(raw, tell=said.append)
    assert (patent.cpc, patent.country, patent.applicants, patent.filing_date) == (
        ("H02J7/00", "ZZZ"),
        "EP",
        ("ACME",),
        None,
    )
    assert {error.field for error in said} == {"publication_date", "priorities", "country", "applicants"}


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Suspended", "pending"),
        ("Extended", "registered"),
        ("Registered, amended", "registered"),
        ("Not registered", "pending"),
        ("Marque non enregistrée", "pending"),
        ("Annulation partielle", "registered"),
        ("Retrait partiel", "pending"),
        ("PUBLISHED FOR OPPOSITION", "pending"),
        ("Opposition pending", "opposed"),
        ("Radiée le 12/03/2020", "struck_off"),
        ("غير مسجلة", "pending"),
        ("شطب جزئي", "registered"),
        ("Under appeal against cancellation", "unknown"),
    ],
)
def test_status_words_are_matched_whole(words: str, right: str) -> None:
    assert read_status(words) == right


@given(st.sampled_from(sorted(statuses())), st.sampled_from(["x", "un ", "non ", "pre", "غير "]), st.booleans())
def test_no_status_word_is_matched_inside_another(row: tuple[str, str], more: str, before: bool) -> None:
    words = f"{more}{row[1]}" if before else f"{row[1]}{more}"
    if (row[0], key_of(words)) not in statuses() and ("*", key_of(words)) not in statuses():
        assert read_status(words, row[0]) == ("unknown" if words.strip() not in STATUSES else words.strip())


def test_every_row_of_statuses_is_one_of_ours_and_every_office_has_its_source() -> None:
    assert set(statuses().values()) <= STATUSES
