"""Up to three trade names: command line, HTTP, page and batch give the same answer, and no trace of what was asked
stays.
"""

import csv
import json
import logging
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient

from corpora.errors import InvalidQuery
from indexer.marks.embedded import EmbeddedReader
from search_api.batch.lines import run_batch
from search_api.batch.names import TABLE, requests
from search_api.batch.names import answer as batch_answer
from search_api.batch.output import write_csv
from search_api.names.clear import clear_names
from search_api.names.query import NamesQuery, names_query
from search_api.names.report import NamesReport
from tests.search_api.test_http import schema_of

AS_OF = date(2026, 11, 1)


def ask(reader: EmbeddedReader, *names: str, activity: str = "salon de café", **more: object) -> NamesReport:
    return clear_names(
        names_query({"names": list(names), "activity": activity, "as_of": AS_OF, "lang": "fr", **more}), reader
    )


def test_three_names_side_by_side(sample_reader: EmbeddedReader) -> None:
    report = ask(sample_reader, "QAHWA ATLAS SARL", "SILLAGES", "XQWZVRP")
    first, second, third = report.results
    assert (first.decision.level, first.decision.best) == (1, "MA-SYN-D-1")
    assert (second.decision.level, second.results[0].activity) == (3, "distant")
    assert third.decision.key in {"decision.none", "decision.4"}
    assert third.decision.best is None
    assert report.best_placed == 2
    assert [field.code for field in report.fields] == ["563"]
    for answer in report.results:
        assert answer.decision.text
        assert answer.completeness.registers
        assert answer.completeness.not_searched


def test_sillages_is_refused_where_the_boats_are(sample_reader: EmbeddedReader) -> None:
    assert ask(sample_reader, "SILLAGES", activity="location de bateaux").results[0].decision.level == 1


def test_an_activity_left_out_counts_as_the_same_and_says_so(sample_reader: EmbeddedReader) -> None:
    answer = ask(sample_reader, "SILLAGES", activity="").results[0]
    assert answer.decision.level == 1
    assert "name.activity.not_given" in {rule.key for rule in answer.results[0].rules}


def test_a_lapsed_reservation_may_revive(sample_reader: EmbeddedReader) -> None:
    answer = ask(sample_reader, "TOUBKAL CAFE").results[0]
    best = answer.results[0]
    assert (best.record.id, best.record.standing.state) == ("MA-SYN-D-4", "may_revive")
    assert best.record.standing.until == date(2026, 11, 7)
    assert "standing.reservation" in {rule.key for rule in best.rules}
    assert "revivre" in answer.decision.text
    later = clear_names(NamesQuery(["TOUBKAL CAFE"], "salon de café", as_of=date(2026, 12, 1)), sample_reader)
    assert later.results[0].decision.best != "MA-SYN-D-4"


def test_acronym_meets_full_name(sample_reader: EmbeddedReader) -> None:
    assert ask(sample_reader, "CES", activity="épices").results[0].decision.best == "MA-SYN-D-3"
    full = ask(sample_reader, "CENTRALE EPICIERE SAHRAOUIA", activity="épices", acronym="CES").results[0]
    assert full.results[0].record.id == "MA-SYN-D-3"


def test_a_weak_name_is_compared_whole(sample_reader: EmbeddedReader) -> None:
    answer = ask(sample_reader, "CAFE DU SOUSS SERVICES").results[0]
    assert answer.results[0].record.id == "MA-SYN-D-5"


def test_the_key_element_can_be_corrected(sample_reader: EmbeddedReader) -> None:
    found = ask(sample_reader, "SERVICE SILLAGES CLUB", activity="location de bateaux").results[0]
    corrected = ask(sample_reader, "SERVICE SILLAGES CLUB", activity="location de bateaux", keys=["SILLAGES"]).results[
        0
    ]
    assert corrected.anatomy[0].key == "SILLAGES"
    assert corrected.decision.best == "MA-SYN-D-2"
    assert corrected.decision.level == 1
    assert (found.decision.level or 9) >= corrected.decision.level


def test_marks_and_indications_are_risks_and_never_the_decision(sample_reader: EmbeddedReader) -> None:
    answer = ask(sample_reader, "ARGANE", activity="huile d'argan").results[0]
    rights = {conflict.record.right for conflict in answer.risks}
    assert {"trademark", "geographical_indication"} & rights
    assert "trade_name" not in rights
    assert {conflict.record.right for conflict in answer.results} <= {"trade_name"}
    assert {conflict.ground for conflict in answer.risks} <= {
        "name_mark",
        "name_geographical_indication",
        "name_shop_sign",
        "name_well_known",
    }
    assert "warning.geographical" in {warning.key for warning in answer.warnings}
    assert answer.decision.bars


def test_every_rule_has_a_source(sample_reader: EmbeddedReader) -> None:
    for answer in ask(sample_reader, "ATLAS NOUR", "BARAKA CAFE", "SILLAGES", city="Agadir").results:
        for conflict in (*answer.results, *answer.risks):
            assert conflict.rules
            assert all(rule.source and rule.text for rule in conflict.rules)


def test_rows_are_ranked_and_the_dead_come_last(sample_reader: EmbeddedReader) -> None:
    rows = ask(sample_reader, "ATLAS", limit=300).results[0].results
    places = [
        (row.record.standing.state == "dead", row.level if row.record.standing.state != "dead" else 0) for row in rows
    ]
    assert [dead for dead, _ in places] == sorted(dead for dead, _ in places)
    alive = [level for dead, level in places if not dead and level]
    assert alive == sorted(alive)


def test_bad_requests_name_the_field() -> None:
    with pytest.raises(InvalidQuery, match="names"):
        names_query({"names": []})
    with pytest.raises(InvalidQuery, match="names"):
        names_query({"names": ["A", "B", "C", "D"]})
    with pytest.raises(InvalidQuery, match="as_of"):
        names_query({"names": ["A"], "as_of": "soon"})


def test_over_http(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    body = {
        "names": ["QAHWA ATLAS SARL", "SILLAGES"],
        "activity": "salon de café",
        "as_of": "2026-11-01",
        "lang": "en",
        "limit": 3,
    }
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/v1/names/search", json=body)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    jsonschema.validate(answer.json(), schema_of(client, "NamesReport"))
    assert [found["decision"]["level"] for found in answer.json()["results"]] == [1, 3]
    assert "SILLAGES" not in caplog.text
    wrong = client.post("/v1/names/search", json={"names": ["..."]})
    assert wrong.status_code == 422
    assert "name 1" in wrong.json()["detail"]


def test_the_page_keeps_each_key_with_its_name(client: TestClient) -> None:
    form = {"name1": "", "name2": "SILLAGE CLUB", "key2": "SILLAGE", "activity": "location de bateaux", "lang": "fr"}
    answer = client.post("/names", data=form)
    assert answer.status_code == 200
    assert "SILLAGE SERVICE" in answer.text
    assert 'value="SILLAGE CLUB"' in answer.text
    empty = client.post("/names", data={"lang": "ar"})
    assert 'dir="rtl"' in empty.text


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from search_api.cli.main import main; main()", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


def test_command_line(sample_data: Path) -> None:
    asked = (
        "--data",
        str(sample_data),
        "--lang",
        "fr",
        "search",
        "name",
        "-",
        "--activity",
        "café",
        "--format",
        "json",
    )
    found = run(*asked, given="QAHWA ATLAS SARL\nSILLAGES\n")
    assert found.returncode == 0, found.stderr
    report = json.loads(found.stdout)
    assert [answer["text"] for answer in report["results"]] == ["QAHWA ATLAS SARL", "SILLAGES"]
    table = run(*asked[:-1], "table", given="QAHWA ATLAS SARL\nSILLAGES\n")
    assert "Refus à prévoir" in table.stdout
    page = run(*asked[:-1], "html", given="SILLAGES\n")
    assert page.stdout.startswith("<!doctype html>")
    none = run(*asked, given="\n")
    assert none.returncode == 1
    assert none.stderr.startswith("anteriority: NAME")


def test_batch_straight_from_the_offices_file(sample_reader: EmbeddedReader, tmp_path: Path) -> None:
    file = tmp_path / "requests.csv"
    file.write_text(
        "N° demande;Nom 1;Nom 2;Activité\nD1;QAHWA ATLAS;SILLAGES;café\nD2;;;café\nD3;...;;café\n=D4;TIMITAR;;meubles\n",
        "utf-8",
    )
    lines = list(run_batch(requests(str(file), 3, "fr"), partial(batch_answer, sample_reader, None)))
    assert [line["id"] for line in lines] == ["D1", "D2", "D3", "=D4"]
    assert ["error" in line for line in lines] == [False, True, True, False]
    assert "line 3" in lines[1]["error"]["message"]
    out = tmp_path / "out.csv"
    with out.open("w", encoding="utf-8", newline="") as stream:
        write_csv(TABLE, iter(lines), stream, "fr")
    rows = list(csv.DictReader(out.open(encoding="utf-8-sig"), delimiter=";"))
    assert [(row["id"], row["order"]) for row in rows] == [
        ("D1", "1"),
        ("D1", "2"),
        ("D2", ""),
        ("D3", ""),
        ("'=D4", "1"),
    ]
    assert all(row["decision"] or row["error"] for row in rows)
    assert {row["warnings"] for row in rows} == {""}


def test_batch_of_json_lines(sample_reader: EmbeddedReader, tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    file.write_text(
        '{"id": 7, "names": ["SILLAGES"], "activity": "location de bateaux"}\n[1]\nnot json\n{"id": "b", "names": "x"}\n',
        "utf-8",
    )
    lines = list(run_batch(requests(str(file), 3, "en"), partial(batch_answer, sample_reader, None)))
    assert [line["id"] for line in lines] == ["7", None, None, "b"]
    assert lines[0]["results"][0]["decision"]["level"] == 1
    assert all("error" in line for line in lines[1:])


def test_several_processes_give_the_same_lines_in_the_same_order(sample_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    lines = [
        {"id": str(i), "names": [name], "activity": "café"}
        for i, name in enumerate(["SILLAGES", "ATLAS", "...", "TOUBKAL CAFE", "NOUR"])
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    outs = []
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}.jsonl"
        found = run("--data", str(sample_data), "batch", "names", str(file), "-o", str(out), "--jobs", jobs)
        assert found.returncode == 0, found.stderr
        outs.append(
            [
                {k: v for k, v in json.loads(line).items() if k != "took_ms"}
                for line in out.read_text("utf-8").splitlines()
            ]
        )
    assert outs[0] == outs[1]
    assert [line["id"] for line in outs[0]] == ["0", "1", "2", "3", "4"]
    assert "error" in outs[0][2]


@pytest.mark.parametrize(
    "part",
    [
        {"names": ["\ufdfa" * 300]},
        {"names": ["A"], "keys": ["\ufdfa" * 300]},
        {"names": ["A"], "activity": "\ufdfa " * 900},
    ],
)
def test_a_letter_that_stands_for_eighteen_makes_no_longer_name(part: dict[str, object]) -> None:
    """One letter (U+FDFA) folds to a whole phrase: three hundred of them took half a minute."""
    with pytest.raises(InvalidQuery, match="stand for many"):
        names_query(part)
    assert names_query({"names": ["\ufdfa ATLAS", "\ufb01n"]}).names
