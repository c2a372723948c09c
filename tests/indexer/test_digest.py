"""The digests that say whether an index is stale: every rule that shapes it is in them, and a change of any of them
changes them.
"""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.digest import MARKS, NO_RULE, PATENTS, _digest, rules

HERE = Path(__file__).parents[2]
FOLDERS = ("corpora", "models", "indexer")


def imported(module: str) -> set[str]:
    """Return every module of ours that a module imports, near or far, as Python itself parses it."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = HERE.joinpath(*name.split("."))
        file = path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__init__.py"
        if name in found or name in NO_RULE or not file.is_file() or name.split(".")[0] not in FOLDERS:
            continue
        found.add(name)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                waiting += [alias.name for alias in node.names]
    return found


@pytest.mark.parametrize("roots", [MARKS, PATENTS], ids=["marks", "patents"])
def test_what_is_imported_is_digested(roots: tuple[str, ...]) -> None:
    digested = {name for name in rules(roots) if " " not in name}
    assert digested == set().union(*map(imported, roots))


@pytest.mark.parametrize(
    ("roots", "needed"),
    [
        (MARKS, "indexer.marks.filter_fields corpora.tables.territories corpora.records.mark models.law.standing models.words.text models.words.readings.hebrew models.names.fields"),
        (PATENTS, "indexer.patents.references indexer.patents.directions models.patents.citable corpora.records.publication models.patents.languages models.patents.translation"),
    ],
    ids=["marks", "patents"],
)  # fmt: skip
def test_what_was_once_left_out_is_in(roots: tuple[str, ...], needed: str) -> None:
    assert set(needed.split()) <= rules(roots).keys()


def test_the_tables_are_in() -> None:
    tables = {name.rsplit(" ", 1)[1] for name in rules(MARKS) if " " in name}
    assert tables >= {"weak_words.txt", "fields.tsv", "legal_forms.tsv", "places.tsv", "generic_words.txt"}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program whose files may be changed."""
    folder = tmp_path_factory.mktemp("copy")
    for name in FOLDERS:
        shutil.copytree(HERE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "sample"))
    return folder


CHANGES = """
import sys
from indexer.digest import MARKS, PATENTS, _digest, rules
for roots in (MARKS, PATENTS):
    whole = _digest(roots, 1)
    for name, file in rules(roots).items():
        before = file.read_bytes()
        file.write_bytes(before + b"#")
        print(name, _digest(roots, 1) != whole)
        file.write_bytes(before)
    print("all", _digest(roots, 1) == whole)
"""


def test_a_change_of_any_of_them_changes_the_digest(copied: Path) -> None:
    """Each file in turn gets one more byte, in a copy."""
    done = subprocess.run([sys.executable, "-c", CHANGES], cwd=copied, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == len(rules(MARKS)) + len(rules(PATENTS)) + 2
    assert [line for line in lines if not line.endswith(" True")] == []


def test_another_library_of_a_reader_changes_the_digest() -> None:
    assert len({_digest(MARKS, 1), _digest(MARKS, 1, ["pypinyin 1.0"]), _digest(MARKS, 1, ["pypinyin 1.1"])}) == 3
