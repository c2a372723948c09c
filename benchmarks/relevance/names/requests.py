"""Requests of three names as a registrar would decide them: levels, warnings, and the name that is best placed.

Cases (`benchmarks/cases/requests_*.jsonl`) are ours, written from the stated rules by four writers who saw no code.
The first two files are for development: misses of both halves of the first one have been looked at. The others were
written afterwards and are for test alone. Every request brings its earlier names; those of one file stand in one
register, beside companies that share the crowded words of the cases. A baseline of RapidFuzz takes for a level how
alike the nearest name is, at thresholds fitted on the development files; it knows no warnings.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.baselines import latin
from benchmarks.data import HERE, Half, embedded_for, filled
from benchmarks.name_register import AS_OF, CROWDED, FAMILIES, coined
from benchmarks.tables import markdown
from corpora.records.mark import Activity, Mark
from models.encoders import DEFAULT
from search_api.names.query import NamesQuery
from search_api.names.report import NameAnswer, NamesReport
from search_api.names_and_marks import answer_names

CROWD = 150  # further companies that bear each crowded word, in a trade of their own
CROWD_WORDS = (*CROWDED[:40], ("Horizon", ""), *FAMILIES[:8])
MINES = Activity("extraction de minerais", "0729")
MEASURES = {"token_set_ratio": fuzz.token_set_ratio, "WRatio": fuzz.WRatio}


FILES: dict[Half, tuple[str, ...]] = {
    "development": ("requests_1.jsonl", "requests_2.jsonl"),
    "test": ("requests_3.jsonl", "requests_4.jsonl"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A request with what is expected of it."""

    row: dict[str, Any]

    @property
    def texts(self) -> list[str]:
        """The names asked, in order of preference."""
        return [name["text"] for name in self.row["names"]]

    def earlier(self) -> Iterator[Mark]:
        """Yield the earlier names of the request as records."""
        for at, name in enumerate(self.row["earlier"]):
            activity = Activity(name["activity"]) if name.get("activity") else None
            right = name.get("right", "trade_name")
            filed = AS_OF.replace(year=2015)
            yield Mark(
                f"MA-{self.row['id']}-{at}",
                name["text"],
                "MA",
                right,
                activity=activity,
                status="registered",
                filing_date=filed,
                territories=("MA",),
            )


def cases(file: str) -> list[Case]:
    """Return the cases of a file."""
    lines = (HERE / "cases" / file).read_text("utf-8").splitlines()
    return [Case(json.loads(line)) for line in lines]


def files_of(half: Half | None) -> list[str]:
    """Return the files of a half, or of both."""
    return [file for of_half, files in FILES.items() if half in (None, of_half) for file in files]


def register(file: str) -> Iterator[Mark]:
    """Yield the earlier names of a file's cases, then the crowd."""
    for case in cases(file):
        yield from case.earlier()
    rng = random.Random(1797)
    for at, (latin_word, arabic) in enumerate(CROWD_WORDS):
        for number in range(CROWD):
            in_arabic = arabic and number % 5 == 0
            text = f"{arabic} {_coined_arabic(rng)}" if in_arabic else f"{latin_word} {coined(rng)} {coined(rng)}"
            yield Mark(
                f"MA-CROWD-{at:02d}-{number:03d}",
                text,
                "MA",
                "trade_name",
                activity=MINES,
                status="registered",
                filing_date=AS_OF.replace(year=2010),
                territories=("MA",),
            )


def _coined_arabic(rng: random.Random) -> str:
    return "".join(rng.choice("بتجحدرزسشصطعفقكلمن") + rng.choice(("", "ا", "و", "ي")) for _ in range(4))


def run(folder: Path, half: Half | None) -> Iterator[str]:
    """Yield the report in parts: shares of levels, best placed and warnings; then all that is not as expected."""
    chosen: list[Case] = []
    answers: list[NamesReport] = []
    for file in files_of(half):
        records = list(register(file))
        engine = filled(embedded_for(folder, [f"{r.id} {r.text} {r.activity}" for r in records]), records)
        with engine.read() as reader:
            answers += [_asked(case, reader) for case in cases(file)]
        chosen += cases(file)
    yield f"## Requests of three names ({half or 'both halves'}: {len(chosen)} requests)\n"
    rows = [["**Anteriority**", *_shares(chosen, answers)], *_baselines(files_of(half))]
    yield markdown(["method", "levels", "best placed", "warnings"], rows)
    barred = sum(_is_barred(report) for report in answers)
    yield f"Best placed although a warning bars it: {barred} of {len(answers)}.\n"
    yield "### Not as expected\n"
    header = ["request", "activity", "name", "expected", "answered", "what was said"]
    wrong = [line for case, report in zip(chosen, answers, strict=True) for line in _wrong(case, report)]
    yield markdown(header, wrong)


def _asked(case: Case, reader: Any) -> NamesReport:
    query = NamesQuery(case.texts, case.row.get("activity", ""), as_of=AS_OF, as_mark=False, limit=5)
    return answer_names(query, reader, DEFAULT)


def _shares(chosen: Sequence[Case], answers: Sequence[NamesReport]) -> list[str]:
    pairs = [
        (name, answer)
        for case, report in zip(chosen, answers, strict=True)
        for name, answer in zip(case.row["names"], report.results, strict=True)
    ]
    best = [report.best_placed == case.row["best"] for case, report in zip(chosen, answers, strict=True)]
    levels = [level_fits(name, answer.decision.level or 4) for name, answer in pairs]
    return [*map(_share, (levels, best, [warning_fits(*pair) for pair in pairs]))]


def _share(fits: Sequence[bool]) -> str:
    return f"{sum(fits) / len(fits):.2f} ({sum(fits)} of {len(fits)})"


def level_fits(expected: dict[str, str], level: int) -> bool:
    """Return whether a level lies in the expected band."""
    return str(level) in expected["level"].split("-")


def warning_fits(expected: dict[str, str], answer: NameAnswer) -> bool:
    """Return whether the expected warning was given; where none is expected, whether none bars the name."""
    kinds = {warning.key.removeprefix("warning.") for warning in answer.warnings}
    if expected["warning"]:
        return expected["warning"] in kinds
    return not answer.decision.bars


def _is_barred(report: NamesReport) -> bool:
    return any(answer.decision.bars for answer in report.results if answer.order == report.best_placed)


def _wrong(case: Case, report: NamesReport) -> Iterator[list[object]]:
    row = case.row
    for name, answer in zip(row["names"], report.results, strict=True):
        kinds = [warning.key.removeprefix("warning.") for warning in answer.warnings]
        if level_fits(name, answer.decision.level or 4) and warning_fits(name, answer):
            continue
        expected = f"level {name['level']}, {name['warning'] or 'no warning'}"
        answered = f"level {answer.decision.level or '–'}, {', '.join(kinds) or 'no warning'}"
        yield [row["id"], row["activity"], name["text"], expected, answered, answer.decision.text]
    if report.best_placed != row["best"]:
        yield [
            row["id"],
            row["activity"],
            "best placed",
            row["best"] or "none",
            report.best_placed or "none",
            row["why"],
        ]


def _baselines(files: Sequence[str]) -> Iterator[list[str]]:
    for name, measure in MEASURES.items():
        cuts = _fitted(_scored(files_of("development"), measure))
        label = f"{name}, levels at {'/'.join(f'{cut:.0f}' for cut in cuts)}"
        yield [label, *_by_score(_scored(files, measure), cuts)]


Scored = list[tuple[Case, list[float]]]
"""Requests with how alike the nearest earlier name of each of their names is, in percent."""


def _scored(files: Iterable[str], measure: Any) -> Scored:
    scored: Scored = []
    for file in files:
        texts = [latin(record.text) for record in register(file)]
        asked = [latin(text) for case in cases(file) for text in case.texts]
        best = process.cdist(asked, texts, scorer=measure, workers=2, dtype=np.float32).max(axis=1).tolist()
        scored += [(case, best[3 * at : 3 * at + 3]) for at, case in enumerate(cases(file))]
    return scored


def _fitted(scored: Scored) -> tuple[float, ...]:
    """Return the thresholds of levels 1, 2, 3 that get most levels of the cases right."""
    names = [pair for case, scores in scored for pair in zip(case.row["names"], scores, strict=True)]
    grid = [70, 75, 80, 85, 88, 90, 92, 95, 98, 100]
    return max(
        ((c, b, a) for a, b, c in combinations(grid, 3)),
        key=lambda cuts: sum(level_fits(name, _level(score, cuts)) for name, score in names),
    )


def _level(score: float, cuts: Sequence[float]) -> int:
    return next((level for level, cut in enumerate(cuts, start=1) if score >= cut), 4)


def _by_score(scored: Scored, cuts: Sequence[float]) -> list[str]:
    levels, best, warnings = [], [], []
    for case, scores in scored:
        found = [_level(score, cuts) for score in scores]
        at = max(range(3), key=lambda i: (min(found[i], 3), -i))
        best.append((None if found[at] == 1 else at + 1) == case.row["best"])
        levels += [level_fits(name, level) for name, level in zip(case.row["names"], found, strict=True)]
        warnings += [not name["warning"] for name in case.row["names"]]
    return [*map(_share, (levels, best, warnings))]
