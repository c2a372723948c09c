"""Prior art on the command line: index, search by text, claims, Word file and number, batches, one-line errors."""

import json
from pathlib import Path

import jsonschema
import pytest
from docx import Document

from search_api.answer import adapter
from search_api.patents.report import PatentReport
from tests.conftest import HERE
from tests.search_api.test_cli import run

CLAIM = "1. A still for sea water, comprising: a dark basin; and a glass cover over the basin."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-patents")
    said = run("index", "patents", str(HERE / "cases" / "patents.jsonl"), data=folder).stdout
    assert "6" in said
    return folder


def test_claims_of_a_word_file_as_json(data: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(CLAIM)
    document.save(str(tmp_path / "claims.docx"))
    arguments = ("--claims", str(tmp_path / "claims.docx"), "--before", "2015-01-01", "--format", "json")
    found = json.loads(run("search", "patent", *arguments, data=data).stdout)
    jsonschema.validate(found, adapter(PatentReport).json_schema(mode="serialization"))
    assert {"rank", "record", "score", "findings", "features", "passages", "dates", "family", "reasons"} == set(
        found["results"][0]
    )
    findings = [finding for row in found["results"] for finding in row["findings"]]
    assert findings
    assert all({"claims", "category", "with", "passages", "features"} <= set(finding) for finding in findings)


def test_a_text_of_standard_input_as_a_table(data: Path) -> None:
    shown = run("search", "patent", "--text", "-", data=data, stdin="تحلية مياه البحر بالطاقة الشمسية\n").stdout
    assert "EP1234567B1" in shown or "US8123456B2" in shown
    assert "What was not searched" in shown
    shown = run("search", "patent", "--claims", "-", data=data, stdin=CLAIM).stdout
    assert "not established" in shown
    assert "never verdicts" in shown


def test_batches_keep_the_order_and_name_what_fails(data: Path, tmp_path: Path) -> None:
    queries = tmp_path / "q.jsonl"
    queries.write_text('{"id": "a", "text": "battery charger"}\n{"id": "b", "text": "12"}\n', "utf-8")
    run("batch", "patents", str(queries), "-o", str(tmp_path / "out.jsonl"), "--limit", "1000", data=data)
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert (first["id"], first["results"][0]["record"]["publication_number"]) == ("a", "WO2013065371A1")
    assert "holds no words" in second["error"]["message"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--text", "absent.txt"), "absent.txt: cannot be opened"),
        (("--number", "EP9999999"), "is not in the collection"),
        (("--number", "EP1234567B1", "--before", "soon"), "before: is not a date"),
    ],
)
def test_errors_are_one_line(data: Path, arguments: tuple[str, ...], said: str) -> None:
    message = run("search", "patent", *arguments, data=data, code=1).stderr
    assert said in message
    assert len(message.strip().splitlines()) == 1


def test_one_of_the_three_ways_must_be_chosen(data: Path) -> None:
    assert "give one of" in run("search", "patent", data=data, code=2).stderr
    assert "no patents are indexed" in run("search", "patent", "--number", "EP1", data=data / "empty", code=1).stderr


def test_a_damaged_pdf_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    path.write_bytes(b"%PDF-1.4\nSECRET INVENTION\n1 0 obj\n<<")
    found = run("search", "patent", "--text", str(path), code=1)
    assert len(found.stderr.splitlines()) == 1
    assert "is damaged" in found.stderr
    assert "SECRET" not in found.stderr
