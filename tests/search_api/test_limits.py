"""One question stays within seconds: what is too large is refused and named, or cut and said, by every entrance
alike.
"""

import json
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from rich.console import Console
from threadpoolctl import threadpool_info

from corpora.parsing.marks import mark_from
from corpora.records.patent import LocalText, Patent
from indexer.marks.embedded import EmbeddedReader
from indexer.patents.embedded import PatentsEngine
from models.encoders import load_encoder
from search_api.batch.lines import run_batch
from search_api.batch.marks import answer as batch_answer
from search_api.batch.marks import questions
from search_api.marks.limits import MOST, MOST_EXTRA, MOST_GOODS_LETTERS, MOST_LETTERS
from search_api.marks.query import of_record
from search_api.patents.limits import MOST_COMPARED, MOST_READ, beginning, passages_for
from search_api.patents.query import patent_query
from search_api.patents.search import answer
from search_api.render.patents_table import print_patents

MANY: dict[str, Any] = {
    "texts": "ATLAS", "disclaimed": "ATLAS", "nice_classes": 3, "goods": "tapis", "vienna_codes": "26.04.18", "priorities": "2020-01-01",
    "holders": "ATLAS", "territories": "MA", "designations": "MA",
}  # fmt: skip
LARGE = {
    "texts": ["A" * (MOST_LETTERS // 2)] * 2,
    "goods": ["t" * (MOST_GOODS_LETTERS // 2)] * 3,
    "holders": ["H" * 3_000],
    "extra": {"note": "n" * (MOST_EXTRA + 1)},
    "disclaimed": ["A" * MOST_LETTERS, "B"],
}


@pytest.mark.parametrize("field", [name for name in MOST if name != "nice_classes"])
@pytest.mark.parametrize("side", ["proposed", "earlier"])
def test_a_side_of_compare_holds_so_many_values_and_no_more(client: TestClient, field: str, side: str) -> None:
    sides = {"proposed": {"text": "ATLAS"}, "earlier": {"text": "KAHWA"}}
    for count, status in ((MOST[field], 200), (MOST[field] + 1, 422)):
        found = client.post("/v1/marks/compare", json={**sides, side: {"text": "ATLAS", field: [MANY[field]] * count}})
        assert found.status_code == status, found.text
    assert found.json()["detail"].startswith(f"{field}: holds {MOST[field] + 1} values")


@pytest.mark.parametrize("field", LARGE)
def test_a_side_of_compare_has_so_many_letters_and_no_more(client: TestClient, field: str) -> None:
    side = {"text": "ATLAS", field: LARGE[field]}
    found = client.post("/v1/marks/compare", json={"proposed": side, "earlier": {"text": "KAHWA"}})
    assert (found.status_code, found.json()["detail"].split(":")[0]) == (422, field)


def test_a_value_of_another_kind_is_named_and_not_passed_on(client: TestClient) -> None:
    for part in (
        {"texts": [{"text": "B", "language": ["x"]}]},
        {"holders": [{"name": "B", "country": {"x": 1}}]},
        {"goods": [{"text": "B", "lang": [5]}]},
    ):
        found = client.post("/v1/marks/compare", json={"proposed": {"text": "A", **part}, "earlier": {"text": "B"}})
        assert (found.status_code, found.json()["detail"].split(":")[0]) == (422, next(iter(part)))


def test_the_schema_says_the_same_numbers(client: TestClient) -> None:
    pair = client.get("/openapi.json").json()["components"]["schemas"]["MarkPair"]["properties"]
    for side in ("proposed", "earlier"):
        assert {name: pair[side]["properties"][name]["maxItems"] for name in MOST} == dict(MOST)
        assert pair[side]["properties"]["text"]["maxLength"] == 2_000


def test_an_application_that_is_too_large_is_an_error_of_its_line(
    sample_reader: EmbeddedReader, tmp_path: Path
) -> None:
    record = {"id": "MA-1", "office": "MA", "text": "ATLAS"}
    rows = [
        {**record, "texts": ["ATLAS"] * 31},
        {**record, "id": "MA-2", "goods": [{"class": 3, "text": "savon; " * 4_000}]},
    ]
    (tmp_path / "day.jsonl").write_text("\n".join(map(json.dumps, rows)))
    first, second = run_batch(
        questions(str(tmp_path / "day.jsonl"), 3, "en"), partial(batch_answer, sample_reader, None)
    )
    assert first["error"]["message"] == "texts: holds 31 values; at most 30"
    said = [reason["text"] for reason in second["completeness"]["not_searched"]]
    assert any("first 20000 letters of 2" in text for text in said)


def test_a_long_list_of_goods_is_cut_alike_in_each_class() -> None:
    goods = [{"class": number, "text": "x" * 15_000} for number in (3, 5)]
    ready = of_record(mark_from({"id": "MA-1", "text": "ATLAS", "goods": goods}), 5, "en")
    assert [len(each.text) for each in ready.proposed.goods] == [10_000, 10_000]
    assert ready.options.goods_cut == 30_000


WORDS = "a solar still that desalinates sea water with a heated basin and a sloping cover "


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": WORDS}, []),
        ({"text": WORDS * 100}, ["patents.cut.compared"]),
        ({"text": WORDS * 625}, ["patents.cut.read", "patents.cut.compared"]),
        ({"claims": "\n".join(f"{n}. A still with part {n} and {WORDS * 4}." for n in range(1, 101))}, ["patents.cut.read", "patents.cut.compared"]),
    ],
)  # fmt: skip
def test_a_long_invention_is_cut_and_the_answer_says_so(
    sample_data: Path, given: dict[str, str], said: list[str]
) -> None:
    with PatentsEngine(sample_data / "patents").read() as reader:
        for locale in ("fr", "ar", "en"):
            report = answer(patent_query({**given, "lang": locale, "limit": 3}), reader, load_encoder())
            assert [reason.key for reason in report.cut] == said
            out = StringIO()
            print_patents(report, Console(file=out, width=200), locale)
            assert all(reason.text in out.getvalue() for reason in report.cut)


def test_claims_are_compared_with_fewer_documents_when_it_is_much_work_and_the_answer_says_so(
    sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = patent_query({"claims": f"1. {WORDS}; a pump that lifts brine; a glass cover.", "lang": "en", "limit": 12})
    with PatentsEngine(sample_data / "patents").read() as reader:
        whole = answer(query, reader, load_encoder())
        monkeypatch.setattr("search_api.patents.search.COMPARED_WORK", 1.0)
        first = answer(query, reader, load_encoder())
    assert whole.compared == len(whole.results) > 1
    assert not whole.cut
    assert (first.compared, [reason.key for reason in first.cut]) == (1, ["patents.cut.features"])
    assert first.results[0].features == whole.results[0].features


def test_requests_share_the_cores(client: TestClient) -> None:
    assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} == {1}


def test_the_cut_is_said_over_http_too(client: TestClient) -> None:
    found = client.post("/v1/patents/search", json={"text": WORDS * 625, "lang": "en", "limit": 2}).json()
    assert found["cut"][0]["values"] == {"read": MOST_READ, "given": len(WORDS) * 625}
    assert found["cut"][1]["values"] == {"compared": MOST_COMPARED}


def test_passages_are_looked_for_in_fewer_documents_the_longer_question_and_documents_are() -> None:
    short, long = (
        Patent("EP1A1", abstract=(LocalText("x" * 1_000),)),
        Patent("EP2A1", abstract=(LocalText("x" * 100_000),)),
    )
    counts = [
        passages_for(words, [patent] * 1_000)
        for words, patent in ((10, short), (150, short), (600, short), (600, long))
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[1] >= 100
    assert counts[-1] >= 20
    assert passages_for(10, [short]) == 1


def test_a_beginning_ends_with_a_whole_word() -> None:
    assert beginning("one two three", 9) == "one two"
    assert beginning("x" * 10, 4) == "xxxx"
    assert beginning("short", 9) == "short"
