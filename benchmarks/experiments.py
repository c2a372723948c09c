"""`anteriority bench --check`: runs experiments again and says whether their figures hold.

`benchmarks/experiments/NAME.toml` holds a command, the data it needs with their digest, the figures that are expected
and how far they may drift. The tables that it prints replace those between `<!-- bench NAME -->` and
`<!-- end NAME -->` of its document, and the lines that changed are shown: the document is the last accepted run.

With `cases = true` the command writes the result of every case too (`--cases`). They are kept in `NAME.csv` beside the
experiment, and a line says which cases became better or worse since the run before. With `ours = true` lists of single
cases are put into the document too: we wrote them.
"""

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.data import HERE, work_data
from benchmarks.flips import flips, read_results, write_results
from corpora.errors import InvalidQuery

FOLDER = HERE / "experiments"
_CASES = re.compile(r"#+ (?:Not among|Missed|Over-refusals)")  # sections that list single cases, some not ours to print
MOST_LINES = 40  # of the difference that is shown
Table = dict[tuple[str, str], str]  # cell by (first cell of its row, heading of its column)


@dataclass(frozen=True, slots=True)
class Experiment:
    """A command of `anteriority bench` and what it should print."""

    name: str
    command: tuple[str, ...]
    data: tuple[str, ...]
    digest: str
    document: Path
    tolerance: float
    figures: tuple[dict[str, Any], ...]
    cases: bool = False
    ours: bool = False


def experiments(names: list[str]) -> list[Experiment]:
    """Return the experiments of these names, or all; raises InvalidQuery for a name that is none."""
    files = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
    for name in names:
        if name not in files:
            raise InvalidQuery(f"--check {name}: is no experiment; they are {', '.join(files)}")
    return [_read(name, files[name]) for name in names or files]


def check(names: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield (line, whether all is well) for experiments one after the other."""
    for experiment in experiments(names):
        if absent := [name for name in experiment.data if not _work_file(name).exists()]:
            yield f"SKIP {experiment.name}: {', '.join(absent)}: is in the work data, which is not here", True
            continue
        if (digest := digest_of(experiment.data)) != experiment.digest:
            others = f"its data are others than the figures were printed on (digest {digest}"
            yield f"FAIL {experiment.name}: {others}, expected {experiment.digest})", False
            continue
        with TemporaryDirectory() as scratch:
            results = Path(scratch) / "cases.csv"
            command = [*_command(experiment), *_cases_to(experiment, results)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
            if done.returncode:
                yield f"FAIL {experiment.name}: {done.stderr.strip().splitlines()[-1]}", False
                continue
            yield from _compared(experiment, done.stdout)
            yield from ((line, True) for line in _rewritten(experiment, done.stdout))
            if experiment.cases:
                yield _flipped(experiment, results), True


def tables_of(printed: str) -> list[Table]:
    """Return the Markdown tables of a text; a row whose first cell is empty goes on with the one before."""
    tables = []
    for block in re.findall(r"(?:^\|.*\|\n)+", printed, re.MULTILINE):
        head, _, *rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines()]
        table: Table = {}
        for row in rows:
            table.update({(row[0], column): cell for column, cell in zip(head, row, strict=False) if row[0]})
        tables.append(table)
    return tables


def digest_of(files: tuple[str, ...]) -> str:
    """Return the digest of files of the work data and of the cases that ship."""
    hasher = hashlib.sha256()
    for path in [*(_work_file(name) for name in files), *sorted((HERE / "cases").glob("*.csv"))]:
        hasher.update(path.name.encode())
        hasher.update(path.read_bytes())
    return hasher.hexdigest()[:16]


def _read(name: str, path: Path) -> Experiment:
    raw = tomllib.loads(path.read_text("utf-8"))
    document = HERE.parent / raw["document"]
    how = tuple(raw["command"]), tuple(raw["data"]), raw["digest"]
    return Experiment(
        name, *how, document, raw["tolerance"], tuple(raw["figures"]), raw.get("cases", False), raw.get("ours", False)
    )


def _work_file(name: str) -> Path:
    return (work_data() or Path()) / name


def _command(experiment: Experiment) -> list[str]:
    return [str(Path(sys.executable).with_name("anteriority")), "bench", *experiment.command]


def _cases_to(experiment: Experiment, results: Path) -> list[str]:
    return ["--cases", str(results)] if experiment.cases else []


def _flipped(experiment: Experiment, results: Path) -> str:
    """Keep the results of the cases; return which of them changed."""
    kept, after = FOLDER / f"{experiment.name}.csv", read_results(results)
    line = flips(read_results(kept), after) if kept.exists() else f"{len(after)} results kept for the first time"
    write_results(kept, after)
    return f"{experiment.name}, cases: {line}"


def _compared(experiment: Experiment, printed: str) -> Iterator[tuple[str, bool]]:
    tables = tables_of(printed)
    for figure in experiment.figures:
        where = f"{experiment.name}: {figure['row']}, {figure['column']}"
        cell = tables[figure["table"]].get((figure["row"], figure["column"])) if figure["table"] < len(tables) else None
        number = re.match(r"-?\d+(?:\.\d+)?", (cell or "").replace(",", "").lstrip("*"))
        if number is None:
            yield f"FAIL {where}: no such figure is printed", False
            continue
        value, expected = float(number[0]), figure["expected"]
        well = abs(value - expected) <= experiment.tolerance
        yield f"{'OK' if well else 'DRIFT'} {where}: {value:g} (expected {expected:g} ± {experiment.tolerance:g})", well


def _rewritten(experiment: Experiment, printed: str) -> Iterator[str]:
    """Put the tables into the document; yield the lines that changed."""
    text = experiment.document.read_text("utf-8")
    start, end = f"<!-- bench {experiment.name} -->\n", f"<!-- end {experiment.name} -->"
    before, opened, rest = text.partition(start)
    old, closed, after = rest.partition(end)
    if not (opened and closed):
        yield f"{experiment.document.name}: has no place for {experiment.name}"
        return
    new = f"\n{printed.strip() if experiment.ours else _kept(printed)}\n\n"
    experiment.document.write_text(before + start + new + end + after, "utf-8")
    changed = [line for line in unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0) if line[1:2] == "|"]
    yield from changed[:MOST_LINES]


def _kept(printed: str) -> str:
    """Return the headings and tables of what was printed; lists of single cases are for who ran it, not for print."""
    sections = re.split(r"(?m)^(?=#+ )", printed)
    selected = [section for section in sections if not _CASES.match(section)]
    return "".join(selected).strip()
