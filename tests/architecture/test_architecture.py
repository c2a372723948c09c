"""The house rules that a reader relies on: import direction, sizes, one place that reads the environment, nothing
POSIX-only.
"""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("corpora", "models", "indexer", "search_api", "benchmarks")
PRODUCT = PACKAGES[:-1]
TABLES = {"french.py", "english.py", "arabic.py", "make_sample.py"}  # data written as code
DATA = TABLES | {
    "headers.py",
    "grounds.py",
    "text.py",
    "letters.py",
    "dates.py",
    "phones.py",
    "name_register.py",
}  # tables laid out by hand
DATA |= {
    path.name for path in (ROOT / "models" / "words" / "readings").glob("*.py")
}  # letters and what they sound like
CLI = {
    "cli/main.py",
    "cli/marks.py",
    "cli/names.py",
    "cli/patents.py",
}  # one function per command, one parameter per option: the contract's length, not ours


def sources(packages: tuple[str, ...] = PACKAGES) -> list[Path]:
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_imports_go_one_way() -> None:
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


def test_files_are_short() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in sources() if path.name not in TABLES}
    assert max(sizes.values()) <= 400, max(sizes, key=lambda p: sizes[p])
    assert statistics.median(sizes.values()) <= 120
    assert statistics.quantiles(sizes.values(), n=10)[-1] <= 220


def test_folders_are_rooms_and_no_halls() -> None:
    for folder in {path.parent for path in sources()}:
        modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        assert len(modules) <= 16, folder


def test_lines_are_short_outside_tables() -> None:
    for path in sources():
        text = path.read_text("utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            assert len(line) <= 120 or path.name in DATA, f"{path}:{number}"
        assert "fmt: skip" not in text or path.name in DATA, path


def test_functions_are_short_and_take_few_parameters() -> None:
    lengths = []
    for path in sources():
        if path.name in TABLES or "/".join(path.parts[-2:]) in CLI:
            continue
        for function in functions(path):
            length = (function.end_lineno or 0) - function.lineno + 1
            lengths.append(length)
            assert length <= 60, f"{path.name}: {function.name}"
    assert statistics.quantiles(lengths, n=10)[-1] <= 25


def test_only_settings_reads_the_environment_in_the_product() -> None:
    for path in sources(PRODUCT):
        text = path.read_text("utf-8")
        assert not re.search(r"os\.environ|getenv", text), path


def test_nothing_is_posix_only() -> None:
    forbidden = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "signal"}
    for path in sources(PRODUCT):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not forbidden & {str(name).split(".")[0] for name in names}, path


def test_sentences_live_in_the_catalogues() -> None:
    """French or Arabic sentences stand nowhere in the logic."""
    for path in (*sources(("search_api",)), *(ROOT / "models").glob("*.py")):
        if path.name == "demo.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and path.name not in {"text.py"}:
                assert not re.search(r"[\u0600-\u06ff]{4,} [\u0600-\u06ff]{3,}", node.value), path


def test_the_light_install_has_no_torch_and_no_gpl() -> None:
    needed = [r for r in requires("anteriority") or [] if "extra ==" not in r]
    assert not any(re.match(r"torch|sentence|epitran|unidecode", r, re.IGNORECASE) for r in needed)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_says_what_it_is_for(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_no_rule_or_table_is_derived_from_two_script_names() -> None:
    """Evaluation pairs come from names in two scripts: no product file reads them, no benchmark indexes them."""
    for path in sources():
        if path.name != "make_sample.py":
            assert "alt_names" not in path.read_text("utf-8"), path
