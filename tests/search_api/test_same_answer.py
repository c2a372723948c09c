"""The same question has the same answer by command line, HTTP and batch, with goods, with classes, with neither."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.search_api.test_cli import run

DAY = "2026-11-01"
QUESTIONS: dict[str, dict[str, Any]] = {
    "goods": {"text": "TAFUKT MAJORELLE", "goods": "café; tapis"},
    "classes": {"text": "DAR MENARA", "classes": [43]},
    "both": {"text": "KAHWA", "classes": [30, 43], "goods": "café"},
    "neither": {"text": "ARGAN"},
    "territory": {"text": "ZELLIJ", "classes": [19], "territory": "MA"},
}
PARTS = ("results", "conclusion", "completeness")


@pytest.fixture(scope="module")
def by_batch(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("batch")
    asked, answered = folder / "q.jsonl", folder / "r.jsonl"
    asked.write_text("\n".join(json.dumps({"id": name, "as_of": DAY, **q}) for name, q in QUESTIONS.items()), "utf-8")
    run("batch", "marks", str(asked), "-o", str(answered), data=sample_data)
    return {line["id"]: line for line in map(json.loads, answered.read_text("utf-8").splitlines())}


@pytest.mark.parametrize("name", QUESTIONS)
def test_search(name: str, by_batch: dict[str, dict[str, Any]], sample_data: Path, client: TestClient) -> None:
    query = QUESTIONS[name]
    options = [*("--goods", query.get("goods", "")), *("--as-of", DAY), *("--format", "json")]
    options += [part for number in query.get("classes", []) for part in ("--class", str(number))]
    options += ["--territory", query["territory"]] if "territory" in query else []
    typed = json.loads(run("search", "mark", "-", *options, data=sample_data, stdin=query["text"]).stdout)
    served = client.post("/v1/marks/search", json={**query, "as_of": DAY, "lang": "en"}).json()
    for part in PARTS:
        assert typed[part] == served[part] == by_batch[name][part], part
    assert typed["proposed"] == served["proposed"]
    assert set(typed["conclusion"]) >= {"key", "levels", "best", "text"}
    assert list(typed["conclusion"])[:4] == ["key", "levels", "best", "text"]
    assert list(typed["conclusion"]["levels"]) == ["1", "2", "3", "4"]


PAIRS = {
    "goods": ({"goods": [{"text": "café"}]}, {"goods": [{"text": "thé"}]}, ["--goods", "café", "--goods", "thé"]),
    "classes": ({"nice_classes": [30]}, {"nice_classes": [43]}, ["--class", "30", "--class", "43"]),
    "goods of one": ({"goods": [{"text": "café"}]}, {}, ["--goods", "café"]),
    "classes and goods": (
        {"nice_classes": [30], "goods": [{"text": "café"}]},
        {"nice_classes": [43], "goods": [{"text": "salon de thé"}]},
        ["--class", "30", "--class", "43", "--goods", "café", "--goods", "salon de thé"],
    ),
    "neither": ({}, {}, []),
}


@pytest.mark.parametrize("name", PAIRS)
def test_compare(name: str, client: TestClient) -> None:
    proposed, earlier, options = PAIRS[name]
    typed = json.loads(run("compare", "KAHWA", "QAHWA", *options, "--format", "json").stdout)
    body = {"proposed": {"text": "KAHWA", **proposed}, "earlier": {"text": "QAHWA", **earlier}, "lang": "en"}
    assert typed == client.post("/v1/marks/compare", json=body).json()


def test_a_table_of_a_batch_tells_the_conclusion(sample_data: Path, tmp_path: Path) -> None:
    import csv

    asked, table = tmp_path / "q.jsonl", tmp_path / "r.csv"
    asked.write_text(json.dumps({"id": "a", "as_of": DAY, **QUESTIONS["classes"]}) + "\n", "utf-8")
    run("batch", "marks", str(asked), "-o", str(table), "--limit", "2", data=sample_data)
    with table.open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    lines = tmp_path / "r.jsonl"
    run("batch", "marks", str(asked), "-o", str(lines), data=sample_data)
    conclusion = json.loads(lines.read_text("utf-8"))["conclusion"]
    assert (row["conclusion"], row["verdict"]) == (conclusion["key"], "False")
    assert {level: int(row[f"level_{level}"]) for level in "1234"} == conclusion["levels"]
