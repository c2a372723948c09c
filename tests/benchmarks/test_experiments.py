"""Experiments: what is printed is read, compared and written into its document."""

import sys
from pathlib import Path

import pytest

from benchmarks import experiments
from corpora.errors import InvalidQuery

PRINTED = """## Recall

| pairs | n | method | recall@10 |
| --- | --- | --- | --- |
| tifinagh | 60 | **ours** | 0.98 (0.95–1.00) |
|  |  | ratio | 0.92 (0.83–0.98) |

### Not among the first ten (1)

| query | rank |
| --- | --- |
| ATLAS | 12 |
"""
ROWS = [line for line in PRINTED.splitlines() if line.startswith(("| tifinagh", "|  |"))]
FILE = """command = ["x"]
data = []
digest = "{digest}"
document = "{document}"
tolerance = 0.01
figures = [{{ table = 0, row = "tifinagh", column = "{column}", expected = {expected} }}]
"""


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "figures.md"
    path.write_text("Before.\n<!-- bench one -->\n\nold\n\n<!-- end one -->\nAfter.\n", "utf-8")
    monkeypatch.setattr(experiments, "FOLDER", tmp_path)
    monkeypatch.setattr(experiments, "_command", lambda _one: [sys.executable, "-c", f"print({PRINTED!r})"])
    return path


def write(document: Path, column: str = "recall@10", expected: float = 0.98, digest: str = "") -> None:
    made = digest or experiments.digest_of(())
    text = FILE.format(digest=made, document=document, column=column, expected=expected)
    (document.parent / "one.toml").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("how", "said", "well"),
    [
        ({}, "OK one: tifinagh, recall@10: 0.98", True),
        ({"expected": 0.9}, "DRIFT one: tifinagh, recall@10: 0.98 (expected 0.9 ± 0.01)", False),
        ({"column": "recall@50"}, "FAIL one: tifinagh, recall@50: no such figure", False),
        ({"digest": "0" * 16}, "FAIL one: its data are others", False),
    ],
)
def test_a_figure_holds_or_not(document: Path, how: dict[str, str], said: str, well: bool) -> None:
    write(document, **how)  # type: ignore[arg-type]
    line, held = next(experiments.check([]))
    assert line.startswith(said)
    assert held == well


def test_tables_are_written_into_the_document_and_single_cases_are_not(document: Path) -> None:
    write(document)
    changed = [line for line, _ in experiments.check(["one"])][1:]
    text = document.read_text("utf-8")
    assert "| tifinagh | 60 |" in text
    assert "ATLAS" not in text
    assert text.startswith("Before.\n<!-- bench one -->")
    assert text.endswith("<!-- end one -->\nAfter.\n")
    assert list(experiments.check(["one"]))[1:] == []  # a second time nothing changes
    assert changed == [
        "+| pairs | n | method | recall@10 |",
        "+| --- | --- | --- | --- |",
        *(f"+{row}" for row in ROWS),
    ]


def test_the_results_of_cases_are_kept_and_compared(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; print({!r}); open(sys.argv[-1], 'w').write('case,result\\nArabic 1,{}\\n')"
    lines = []
    write(document)
    toml = document.parent / "one.toml"
    toml.write_text("cases = true\n" + toml.read_text("utf-8"), "utf-8")
    for rank in (3, 5):
        command = [sys.executable, "-c", code.format(PRINTED, rank)]
        monkeypatch.setattr(experiments, "_command", lambda _one, command=command: command)
        lines.append([line for line, _ in experiments.check(["one"])][-1])
    assert lines == [
        "one, cases: 1 results kept for the first time",
        "one, cases: 0 better, 1 worse: Arabic 1 (3 → 5)",
    ]
    assert (document.parent / "one.csv").read_text("utf-8") == "case,result\nArabic 1,5\n"


def test_single_cases_are_printed_where_they_are_ours(document: Path) -> None:
    write(document)
    toml = document.parent / "one.toml"
    toml.write_text("ours = true\n" + toml.read_text("utf-8"), "utf-8")
    assert list(experiments.check(["one"]))
    assert "| ATLAS | 12 |" in document.read_text("utf-8")


def test_without_its_data_an_experiment_is_skipped(document: Path) -> None:
    write(document)
    toml = document.parent / "one.toml"
    toml.write_text(toml.read_text("utf-8").replace("data = []", 'data = ["not/here.jsonl"]'), "utf-8")
    assert list(experiments.check([])) == [("SKIP one: not/here.jsonl: is in the work data, which is not here", True)]


def test_an_unknown_experiment_is_named(document: Path) -> None:
    write(document)
    with pytest.raises(InvalidQuery, match="--check two: is no experiment; they are one"):
        list(experiments.check(["two"]))


def test_the_experiments_that_ship_can_be_read() -> None:
    for experiment in experiments.experiments([]):
        assert experiment.document.is_file()
        assert f"<!-- bench {experiment.name} -->" in experiment.document.read_text("utf-8")
