"""What a request of names is advised: no name that cannot be had is best placed, and nothing is said that no source
states.
"""

from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from benchmarks.performance.names import requests as drawn_requests
from corpora.errors import InvalidQuery
from indexer.marks.embedded import EmbeddedReader
from models.encoders import DEFAULT
from search_api.names.clear import clear_names
from search_api.names.query import NamesQuery, names_query
from search_api.names.report import NamesReport
from search_api.names_and_marks import answer_names
from search_api.render.names_table import by_place, placed
from search_api.say import LOCALES, catalogue

AS_OF = date(2026, 11, 1)
STATED = {"activity_scope", "directive_validity", "name_shop_sign"}  # sources that a page of the office states


def ask(reader: EmbeddedReader, *names: str, activity: str = "salon de café", **more: object) -> NamesReport:
    return clear_names(
        names_query({"names": list(names), "activity": activity, "as_of": AS_OF, "lang": "fr", **more}), reader
    )


@pytest.mark.parametrize(
    ("names", "activity", "best"),
    [
        (["KOTELIS", "Royal Bank Consulting"], "salon de café", 1),
        (["Royal Bank Consulting", "KOTELIS"], "salon de café", 2),
        (["Banque Royale du Maroc", "Alaoui"], "travaux de construction", 2),
        (["Boulangerie"], "boulangerie", None),
        (["Université Mohammed V"], "formation", None),
        (["Boulangerie", "CASABLANCA SARL", "Banque du pain"], "boulangerie", None),
        (["مخبزة", "PAIN KOTELIS"], "boulangerie", 2),
    ],
)
def test_a_name_that_cannot_be_had_is_never_best_placed(
    sample_reader: EmbeddedReader, names: list[str], activity: str, best: int | None
) -> None:
    report = ask(sample_reader, *names, activity=activity)
    assert report.best_placed == best
    for answer in report.results:
        if answer.decision.bars:
            barring = [warning for warning in answer.warnings if warning.bars]
            assert barring
            assert all(warning.text in answer.decision.text for warning in answer.warnings)
    places = [answer.place for answer in by_place(report)]
    assert places == list(range(1, len(names) + 1))
    bars = [answer.decision.bars for answer in by_place(report)]
    assert bars == sorted(bars)


def test_no_barred_name_is_best_placed_over_500_requests(sample_reader: EmbeddedReader) -> None:
    protected = ("Royal Palace", "Banque {}", "Université {}", "Assurances {}", "Pharmacie {}", "{} Mohammed VI")
    barred = 0
    for at, query in enumerate(drawn_requests(500)):
        first = protected[at % len(protected)].format(query.names[0])
        report = clear_names(replace(query, names=[first, *query.names[1:]]), sample_reader)
        best = next((answer for answer in report.results if answer.order == report.best_placed), None)
        assert best is None or not best.decision.bars
        assert report.results[0].decision.bars, first
        barred += sum(answer.decision.bars for answer in report.results)
    assert barred >= 500


def test_where_none_is_best_placed_it_is_said(sample_reader: EmbeddedReader) -> None:
    report = ask(sample_reader, "Banque Atlas", "Boulangerie", activity="boulangerie")
    for locale in LOCALES:
        assert placed(report, locale) == catalogue(locale)["names.none_placed_barred"]
    single = ask(sample_reader, "Banque Atlas")
    assert placed(single, "fr")


def test_none_close_is_never_said_above_rows(sample_reader: EmbeddedReader) -> None:
    for name in ("ATLAS ENERGY", "NOUR DIGITAL", "XQWZVRP", "SAHARA KOTELIS", "ZITOUNA DELICES"):
        answer = ask(sample_reader, name).results[0]
        live = [row for row in answer.results if row.record.standing.state != "dead" and row.earlier != "later"]
        assert (answer.decision.key == "decision.none") == (not live)


def test_without_an_activity_nothing_is_said_about_activities(sample_reader: EmbeddedReader) -> None:
    answer = ask(sample_reader, "SILLAGES", activity="").results[0]
    assert answer.decision.level == 1
    assert "activité" not in answer.decision.text
    keys = {rule.key for row in answer.results for rule in row.rules}
    assert {key for key in keys if key.startswith("name.activity.")} == {"name.activity.not_given"}
    assert {row.activity for row in answer.results} == {"not_given"}


def test_the_same_activity_comes_before_a_neighbouring_one(sample_reader: EmbeddedReader) -> None:
    order = ["same", "close", "unknown", "distant"]
    rows = [r for r in ask(sample_reader, "ATLAS", limit=300).results[0].results if r.record.standing.state == "live"]
    earlier = [(row.level, order.index(row.activity)) for row in rows if row.earlier != "later"]
    assert len(earlier) > 5
    assert earlier == sorted(earlier)


def test_the_office_is_named_only_behind_what_it_states(sample_reader: EmbeddedReader) -> None:
    stated = {catalogue("fr")[f"source.{source}"] for source in STATED}
    for answer in ask(sample_reader, "QAHWA ATLAS", "SILLAGES", "TOUBKAL CAFE", city="Agadir").results:
        for conflict in (*answer.results, *answer.risks):
            for rule in conflict.rules:
                cited = [source for source in rule.source.split("; ") if "OMPIC" in source]
                assert not cited or all(any(source in text for text in stated) for source in cited), rule


def test_a_person_corrects_the_fields(sample_reader: EmbeddedReader) -> None:
    asked = ask(sample_reader, "SILLAGES", activity="n'importe quoi", fields=["501"])
    assert (asked.fields_from, [field.code for field in asked.fields]) == ("person", ["501"])
    with pytest.raises(InvalidQuery, match="fields: value 2"):
        names_query({"names": ["A"], "fields": ["501", "xyz"]})
    assert names_query({"names": ["A"], "fields": ["", " "]}).fields == []


def test_the_same_sign_as_a_mark(sample_reader: EmbeddedReader) -> None:
    query = NamesQuery(["ZELLIJ ATLAS SARL"], "fabrication de zellige", as_of=AS_OF)
    line = answer_names(query, sample_reader, DEFAULT).results[0].as_mark
    assert line
    assert line.sign == "ZELLIJ ATLAS"
    assert 19 in line.classes
    assert line.text
    assert not line.verdict  # the sample is no register of Morocco
    assert answer_names(replace(query, as_mark=False), sample_reader, DEFAULT).results[0].as_mark is None


def test_the_page_shows_chips_and_takes_their_correction(client: TestClient) -> None:
    form = {"name1": "KOTELIS", "name2": "Banque Kotelis", "activity": "salon de café", "lang": "fr"}
    page = client.post("/names", data=form).text
    assert 'name="field" value="563" checked' in page
    assert "ne peut être pris tel quel" in page
    assert page.index("<bdi>KOTELIS</bdi>") < page.index("<bdi>Banque Kotelis</bdi>")
    changed = client.post("/names", data={**form, "field": ["561", ""], "corrected": "1"}).text
    assert 'value="561" checked' in changed
    assert 'value="563" checked' not in changed
    stale = client.post("/names", data={**form, "field": ["561"]}).text  # another activity was typed, not a chip ticked
    assert 'value="563" checked' in stale
