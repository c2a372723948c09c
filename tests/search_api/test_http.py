"""Over HTTP: the same objects as the command line, problem details, and no trace of what was asked."""

import json
import logging
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from search_api.settings import Settings
from search_api.web.app import create_app


def schema_of(client: TestClient, name: str) -> dict[str, object]:
    document = client.get("/openapi.json").json()
    return {"$ref": f"#/components/schemas/{name}", "components": document["components"]}


def test_search(client: TestClient) -> None:
    answer = client.post("/v1/marks/search", json={"text": "ARGAN", "classes": [3], "limit": 5, "lang": "fr"})
    assert answer.status_code == 200
    body = answer.json()
    jsonschema.validate(body, schema_of(client, "Report"))
    assert len(body["results"]) == 5
    assert [row["rank"] for row in body["results"]] == [1, 2, 3, 4, 5]
    first = body["results"][0]
    assert first["level"] == 1
    assert set(first["factors"]) == {
        "visual",
        "aural",
        "conceptual",
        "words",
        "contained",
        "trigrams",
        "distinctiveness",
        "goods",
    }
    assert {"effective", "standing"} <= first["record"].keys()
    assert all(reason["text"] for reason in first["reasons"])
    assert body["completeness"]["registers"]
    assert body["completeness"]["not_searched"]


def test_compare_needs_no_register(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(data=tmp_path)), base_url="http://127.0.0.1")
    pair = {"proposed": {"text": "ZELLIJ", "nice_classes": [19]}, "earlier": {"text": "الزليج", "nice_classes": [19]}}
    answer = client.post("/v1/marks/compare", json={**pair, "lang": "en"})
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), schema_of(client, "Conflict"))
    assert answer.json()["level"] == 1
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["type"]) == (503, "urn:anteriority:no-snapshot")


def test_compare_takes_whole_canonical_records(client: TestClient) -> None:
    earlier = client.get("/v1/records/MA-SYN-00001").json()
    answer = client.post("/v1/marks/compare", json={"proposed": {"text": earlier["text"]}, "earlier": earlier})
    assert answer.status_code == 200
    assert answer.json()["factors"]["visual"]["value"] == 1.0
    wrong = client.post(
        "/v1/marks/compare", json={"proposed": {"text": "A", "filing_date": "soon"}, "earlier": earlier}
    )
    assert wrong.status_code == 422
    assert "filing_date" in wrong.json()["detail"]


@pytest.mark.parametrize(
    "value", [None, 5, [], {}, [[]], [None], [{"text": {}}], [{"class": []}], "x", True, [{}], ["\ud800"], 1e308]
)
@pytest.mark.parametrize(
    "field",
    ["text", "texts", "nice_classes", "goods", "activity", "vienna_codes", "status", "filing_date", "priorities", "holders", "territories", "designations", "extra", "disclaimed", "translations", "right", "office", "id"],
)  # fmt: skip
def test_any_value_in_any_field_is_read_or_named(client: TestClient, field: str, value: object) -> None:
    answer = client.post(
        "/v1/marks/compare",
        content=json.dumps({"proposed": {"text": "A", field: value}, "earlier": {"text": "B"}}),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code in {200, 422}


def test_records_registers_and_readiness(client: TestClient) -> None:
    assert client.get("/v1/records/MA-SYN-00001").json()["id"] == "MA-SYN-00001"
    missing = client.get("/v1/records/MA-0")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= missing.json().keys()
    assert {r["office"] for r in client.get("/v1/registers").json()} == {"MA", "XX"}
    assert client.get("/readyz").json()["status"] == "ready"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"text": ""}, "text"),
        ({"text": "A", "classes": [46]}, "classes"),
        ({"text": "A", "as_of": "soon"}, "as_of"),
        ({"text": "A", "territory": "Atlantis"}, "territory"),
        ({"text": "A", "filters": {"rights": ["patent"]}}, "rights"),
        ({"text": "A", "filters": {"vienna": ["x"]}}, "vienna"),
        ({"text": "???"}, "text"),
        ({"classes": [1]}, "text"),
    ],
)
def test_a_bad_question_is_a_problem_that_names_the_field(
    client: TestClient, body: dict[str, object], says: str
) -> None:
    answer = client.post("/v1/marks/search", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]


ASKED = "QWYRZELLUM VELVARINE"


def test_the_name_asked_is_in_no_log_address_or_problem(
    client: TestClient, caplog: pytest.LogCaptureFixture, sample_data: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    before = set(sample_data.rglob("*"))
    assert client.post("/v1/marks/search", json={"text": ASKED}).status_code == 200
    assert client.post("/", data={"text": ASKED, "goods": ASKED, "lang": "en"}).status_code == 200
    problem = client.post("/v1/marks/search", json={"text": ASKED, "classes": [99]}).text
    problem += client.post("/v1/marks/search", json={"text": ASKED * 200}).text
    assert ASKED.split(maxsplit=1)[0] not in problem
    assert ASKED.split(maxsplit=1)[0].lower() not in caplog.text.lower()
    assert set(sample_data.rglob("*")) == before


def test_answers_are_not_stored_and_other_hosts_are_refused(client: TestClient) -> None:
    for answer in (client.get("/"), client.post("/", data={"text": "ATLAS"}), client.get("/v1/registers")):
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert client.post("/v1/marks/search", content=b"x" * 2_000_000).status_code == 413


def test_the_page_works_without_script(client: TestClient) -> None:
    for lang, direction in (("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")):
        page = client.post("/", data={"text": "ZELLIJ", "goods": "tapis", "lang": lang}).text
        assert f'lang="{lang}" dir="{direction}"' in page
        assert "<script" not in page
        assert "الزليج" in page
    assert client.post("/", data={"text": "<b>&"}).status_code in {200, 422}
    hostile = client.post("/", data={"text": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in hostile


def test_the_openapi_has_examples(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    for path in ("/v1/marks/search", "/v1/marks/compare"):
        assert document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["examples"]
    assert client.get("/docs").status_code == 404


def test_no_request_of_the_schema_makes_a_server_error(server: str) -> None:
    described = schemathesis.openapi.from_url(f"{server}/openapi.json")
    asked = 0
    for operation in described.get_all_operations():

        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.ok().as_strategy())
        def check(case: schemathesis.Case) -> None:
            assert case.call().status_code < 500

        check()
        asked += 1
    assert asked >= 6
