"""Prior art over a small collection of our own: languages meet, families merge, filters and dates hold, quotes are
literal.
"""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpora.errors import InvalidQuery, SnapshotOutdated
from corpora.records.patent import Patent
from indexer.patents.build import build_patents
from indexer.patents.embedded import PatentsEngine, PatentsReader
from indexer.patents.engine import PatentFilters
from indexer.sources import Source
from models.encoders import load_encoder
from models.patents.classes import propose_classes
from models.patents.passages import passages_of
from search_api.marks.query import line_to_query
from search_api.patents.invention import Invention, invention_of
from search_api.patents.passages import PassageOut
from search_api.patents.query import PatentQuery
from search_api.patents.report import PatentReport
from search_api.patents.search import answer, search_patents
from search_api.patents.word_book import WordBook
from search_api.settings import Settings
from search_api.web.app import create_app
from tests.conftest import HERE, case_patents


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("patents")
    PatentsEngine(data / "patents").build(case_patents(), load_encoder())
    return data


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[PatentsReader]:
    with PatentsEngine(folder / "patents").read() as found:
        yield found


def search(
    reader: PatentsReader, text: str = "", number: str = "", claims: str = "", **question: object
) -> PatentReport:
    asked = invention_of(reader, PatentQuery(text=text, publication_number=number, claims=claims))
    return search_patents(reader, asked, PatentQuery(lang="en", **question), load_encoder())  # type: ignore[arg-type]


def assert_literal(reader: PatentsReader, number: str, passage: PassageOut) -> None:
    """The quote stands in its document at the stated place, and what is highlighted stands in the quote."""
    parts = [p.text for p in passages_of(next(reader.fetch([number]))) if p.where == passage.where]
    end = passage.start + len(passage.text)
    assert passage.text in {part[passage.start : end] for part in parts}
    assert all(0 <= a < b <= len(passage.text) for a, b in passage.highlights)
    assert 0 <= passage.score <= 1


def numbers(report: PatentReport) -> list[str]:
    return [row.record.publication_number for row in report.results]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a glass covered basin that turns sea water into fresh water with sunlight", "EP1234567B1"),
        ("un distillateur solaire qui dessale l'eau de mer", "EP1234567B1"),
        ("تحلية مياه البحر بالطاقة الشمسية", "EP1234567B1"),
        ("pompe à chaleur pour chauffer un bâtiment", "DE10201234A1"),
        ("chargeur de batterie au lithium", "WO2013065371A1"),
    ],
)
def test_any_language_finds_documents_in_any(reader: PatentsReader, text: str, first: str) -> None:
    best = search(reader, text).results[0]
    assert first in {best.record.publication_number, *best.family}


def test_a_family_is_one_row(reader: PatentsReader) -> None:
    report = search(reader, "solar still for sea water")
    assert {numbers(report)[0], *report.results[0].family} == {"EP1234567B1", "US8123456B2"}
    assert len(numbers(report)) == 5


def test_the_own_family_is_left_out(reader: PatentsReader) -> None:
    found = numbers(search(reader, number="EP 1 234 567"))
    assert not {"EP1234567B1", "US8123456B2"} & set(found)
    assert found


def test_every_quote_stands_literally_in_its_document(reader: PatentsReader) -> None:
    for text in ("solar still basin channel", "argan", "Wärmepumpe"):
        for row in search(reader, text).results:
            assert row.passages
            for passage in row.passages:
                assert_literal(reader, row.record.publication_number, passage)


def test_filters_work_inside_every_channel(reader: PatentsReader) -> None:
    for filters, admitted in (
        (PatentFilters(countries=("US",)), {"US8123456B2", "US20120123456A1"}),
        (PatentFilters(cpc=("A23N",)), {"FR2999999A1", "US20120123456A1"}),
        (PatentFilters(applicant="sun"), {"EP1234567B1"}),
    ):
        asked = {"countries": list(filters.countries), "cpc": list(filters.cpc), "applicant": filters.applicant}
        assert set(numbers(search(reader, "argan nuts and sea water", **asked))) <= admitted
        mask = reader.mask(filters)
        assert {reader.ids[row] for row in mask.nonzero()[0]} == admitted
        rows, _ = reader.rank_text(reader.terms("argan nuts and sea water", "en"), "en", mask, 100)
        assert mask[rows].all()


def test_dates_are_explained_on_every_row(reader: PatentsReader) -> None:
    report = search(reader, "argan nuts sea water battery", before=date(2011, 1, 1))
    by_number = {row.record.publication_number: row for row in report.results}
    assert by_number["EP1234567B1"].dates.counts_as == "full"
    assert by_number["US20120123456A1"].dates.counts_as == "E"
    assert by_number["WO2013065371A1"].dates.counts_as == "unknown"
    late = by_number["FR2999999A1"]
    assert (late.dates.counts_as, late.dates.reason) == ("unknown", "dates.unknown_filing"), "its filing is not known"
    assert all(row.reasons and row.reasons[0].text for row in report.results)


def test_no_vector_of_a_query_is_kept(folder: Path, reader: PatentsReader) -> None:
    before = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    search(reader, "a secret invention nobody may read about")
    assert {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()} == before


def test_a_second_build_encodes_nothing(folder: Path) -> None:
    class Refusing:
        name = load_encoder().name

        def encode(self, texts: object) -> object:
            raise AssertionError("a text was encoded again")

    assert PatentsEngine(folder / "patents").build(case_patents(), Refusing()) == len(case_patents())  # type: ignore[arg-type]


def test_over_http(folder: Path) -> None:
    client = TestClient(create_app(Settings(data=folder)), base_url="http://127.0.0.1")
    answer = client.post("/v1/patents/search", json={"text": "تحلية مياه البحر", "limit": 2, "lang": "ar"})
    assert answer.status_code == 200
    first = answer.json()["results"][0]
    assert "EP1234567B1" in {first["record"]["publication_number"], *first["family"]}
    assert json.dumps(answer.json()["results"][0]["dates"])
    for wrong in ({}, {"text": "a", "publication_number": "EP1"}, {"text": "123"}, {"publication_number": "EP9999999"}):
        assert client.post("/v1/patents/search", json=wrong).status_code == 422


def test_an_invention_without_words_is_refused(reader: PatentsReader) -> None:
    assert isinstance(invention_of(reader, PatentQuery(text="a pump")), Invention)
    with pytest.raises(InvalidQuery, match="holds no words"):
        invention_of(reader, PatentQuery(text="12 34"))


CLAIMS = """1. A still for sea water, comprising a dark basin;
a glass cover over the basin; and
a channel that collects the condensate.
2. The still of claim 1, wherein a lithium battery is charged by its temperature."""


def test_features_of_claims_are_compared(reader: PatentsReader) -> None:
    report = search(reader, claims=CLAIMS)
    still = next(row for row in report.results if "EP1234567B1" in {row.record.publication_number, *row.family})
    assert [f.number for f in still.features] == ["1.1", "1.2", "1.3", "2.1"]
    assert {f.degree for f in still.features[:3]} <= {"disclosed", "partly"}
    for row in report.results:
        for feature in row.features:
            assert (feature.passage is None) == (feature.degree == "not_established")
            if feature.passage:
                assert_literal(reader, row.record.publication_number, feature.passage)
        for finding in row.findings:
            assert finding.passages
            assert finding.category in {"X", "Y", "A"}
    argan = next(row for row in report.results if row.record.publication_number == "FR2999999A1")
    assert {f.degree for f in argan.features} == {"not_established"}
    assert not argan.findings


def test_words_are_translated_shown_and_edited(reader: PatentsReader) -> None:
    terms = search(reader, "un distillateur solaire").terms
    assert {term.word for term in terms if term.source is None} == {"distillateur", "solaire"}
    assert "solar" in {term.word for term in terms if term.source == "solaire"}
    asked = invention_of(reader, PatentQuery(text="a solar still", terms=["battery"]))
    edited = search_patents(reader, asked, PatentQuery(lang="en"), load_encoder())
    assert [term.word for term in edited.terms if term.source is None] == ["battery"]


def test_an_own_disclosure_in_the_grace_period_is_flagged_and_kept(reader: PatentsReader) -> None:
    for applicants, counted in ((("Crackers Inc",), "grace"), ((), "full")):
        found = search(reader, "argan nuts", before=date(2012, 8, 1), territory="US", applicants=applicants)
        rows = {row.record.publication_number: row for row in found.results}
        assert rows["US20120123456A1"].dates.counts_as == counted


def test_a_collection_of_another_version_is_named(folder: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(folder / "patents", tmp_path / "patents")
    engine = PatentsEngine(tmp_path / "patents")
    rows = tmp_path / "patents" / str(engine.current()) / "rows.json"
    rows.write_text(rows.read_text("utf-8").replace('"analysis": "', '"analysis": "older'), "utf-8")
    (rows.parent / "files.json").unlink()  # older versions wrote no list of files
    with pytest.raises(SnapshotOutdated, match="index patents"), engine.read():
        pass


def test_batch_lines_and_trec_run(folder: Path, tmp_path: Path) -> None:
    from search_api.batch.patents import answers, write_trec

    queries = tmp_path / "q.jsonl"
    queries.write_text(
        '{"id": "a", "text": "solar still"}\n{"id": "b"}\n5\n{"id": "d", "publication_number": "FR 2 999 999"}\n',
        "utf-8",
    )
    with PatentsEngine(folder / "patents").read() as reader:
        lines = list(answers(str(queries), reader, load_encoder(), {"limit": 2, "lang": "en"}))
        with (tmp_path / "run.trec").open("w") as out:
            write_trec(iter(lines), out)
    assert [line["id"] for line in lines] == ["a", "b", None, "d"]
    assert "give one of" in lines[1]["error"]["message"]
    assert len(lines[0]["results"]) == 2
    first = (tmp_path / "run.trec").read_text().splitlines()[0].split()
    assert (first[0], first[1], first[3]) == ("a", "Q0", "1")


def test_words_of_two_scripts_stand_where_they_are_said_to(reader: PatentsReader) -> None:
    book = WordBook(reader, load_encoder())
    for text in (
        "本发明公开驱动桥 electric drive system and control 包括转子组件",
        "جهاز solar still with a basin لتحلية المياه",
    ):
        words = book.query_words(text, "ar" if "ا" in text else "zh")
        assert len(words.texts) > 1
        assert [text[a:b].lower() for a, b in words.spans] == list(words.texts)


def test_classes_are_proposed_in_the_same_order_every_time() -> None:
    patents = [Patent("EP1A1", cpc=("F25B30/02", "A01G25/16", "C02F1/14"))]
    assert [found.symbol for found in propose_classes(patents, "en")] == ["A01G25", "C02F1", "F25B30"]


@pytest.mark.parametrize("claims", ["1. the of a", "1. x", "1. A a; a", "1. the\n2. A pump of claim 1"])
def test_a_feature_without_a_word_that_tells_is_not_established(reader: PatentsReader, claims: str) -> None:
    """Its words have no stem, so nothing can be compared; once it was a fault of the program."""
    report = answer(PatentQuery(claims=claims, language="en", limit=3), reader, load_encoder())
    degrees = {f.degree for row in report.results for f in row.features if f.claim == 1}
    assert degrees <= {"not_established"}


def test_symbols_and_codes_are_read_alike_in_records_and_queries(folder: Path) -> None:
    client = TestClient(create_app(Settings(data=folder)), base_url="http://127.0.0.1")
    for asked, admitted in (
        ({"cpc": ["a23n 5/00"]}, {"FR2999999A1", "US20120123456A1"}),
        ({"cpc": ["A23N0005000000"]}, {"FR2999999A1", "US20120123456A1"}),
        ({"cpc": ["A23N5"]}, {"FR2999999A1", "US20120123456A1"}),
        ({"cpc": ["A23N-5/00 20130101"], "countries": ["us"]}, {"US20120123456A1"}),
        ({"countries": ["fr"]}, {"FR2999999A1"}),
    ):
        found = client.post("/v1/patents/search", json={"text": "argan nuts", "limit": 9, **asked}).json()
        assert {row["record"]["publication_number"] for row in found["results"]} == admitted


def keys() -> list[dict[str, str]]:
    with (HERE / "cases" / "unknown_keys.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", keys(), ids=[row["said"][:40] + row["path"] for row in keys()])
def test_what_is_not_known_is_an_error_that_names_the_nearest(folder: Path, row: dict[str, str]) -> None:
    client = TestClient(create_app(Settings(data=folder)), base_url="http://127.0.0.1")
    headers = {"content-type": "application/json"}
    answer = client.post(row["path"], content=row["body"].encode(), headers=headers)
    assert answer.status_code == 422, answer.text
    assert row["said"] in answer.json()["detail"]


def test_classes_have_two_names_in_every_question(folder: Path) -> None:
    client = TestClient(create_app(Settings(data=folder)), base_url="http://127.0.0.1")
    pairs = [
        {"proposed": {"text": "A", key: [3]}, "earlier": {"text": "A", key: [3]}} for key in ("classes", "nice_classes")
    ]
    one, other = (client.post("/v1/marks/compare", json=pair).json() for pair in pairs)
    assert one["factors"] == other["factors"]
    assert line_to_query({"text": "A", "nice_classes": [3]}, 5, "fr").classes == [3]


def test_two_spellings_of_a_number_are_one_document(tmp_path: Path) -> None:
    rows = [
        {"publication_number": number, "title": "A pump"}
        for number in ("USD0668832S1", "USD668832S1", "EP0123456A1", "EP123456A1")
    ]
    (tmp_path / "p.jsonl").write_text("\n".join(map(json.dumps, rows)))
    engine = PatentsEngine(tmp_path / "patents")
    indexed, rejects, _ = build_patents(engine, Source((str(tmp_path / "p.jsonl"),)), load_encoder())
    assert (indexed, rejects.count) == (2, 2)
