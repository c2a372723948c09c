"""The docs keep pace: the reference is what the program says, links lead somewhere, the README's commands exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from search_api.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")])


@pytest.mark.parametrize("page", ["reference", "activities"])
def test_the_reference_is_what_the_program_says(page: str) -> None:
    code = f"import runpy; print(runpy.run_path('docs/generate.py')['{page}'](), end='')"
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
        env=_plain(),
    )
    assert found.stdout == (ROOT / f"docs/{page}.md").read_text("utf-8"), "run: make docs"


def _plain() -> dict[str, str]:
    import os

    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("ANTERIORITY")},
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT),
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_setting_is_documented() -> None:
    reference = (ROOT / "docs/reference.md").read_text("utf-8")
    for name in Settings.model_fields:
        assert f"ANTERIORITY_{name.upper()}" in reference


def test_the_readme_opens_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.index("make demo") < text.index("make test") < 1_500
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", text, re.MULTILINE):
        assert f"\n{target}:" in makefile


def test_every_folder_says_what_lives_there() -> None:
    for folder in ("corpora", "models", "indexer", "search_api", "benchmarks", "tests"):
        assert 5 <= len((ROOT / folder / "README.md").read_text("utf-8").splitlines()) <= 25


def test_no_page_names_registries_or_this_machine() -> None:
    for page in PAGES:
        assert not re.search(r"pypi\.org|npmjs|/work/|/root/", page.read_text("utf-8")), page


def test_code_that_pages_name_exists() -> None:
    """Decisions tell of the past, and CONTRIBUTING.md of files to be written."""
    for page in PAGES:
        if page.parent.name == "decisions" or page.name == "CONTRIBUTING.md":
            continue
        for name in re.findall(
            r"`((?:corpora|models|indexer|search_api|benchmarks|tests)/[\w./-]+\.\w+)`", page.read_text("utf-8")
        ):
            assert (ROOT / name).exists(), f"{page.name}: {name}"
