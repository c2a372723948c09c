"""Requests of three names as a registrar would decide them: levels, warnings, and the name that is best placed.

Cases: `benchmarks/cases/requests.jsonl`, written by us from the stated rules by someone who saw no code, half for
development and half for test. Every request brings its earlier names; all of them stand in one register, beside
companies that share the crowded words of the cases. A baseline of RapidFuzz takes for a level how alike the nearest
name is, at thresholds fitted on the development half; it knows no warnings.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.baselines import latin
from benchmarks.data import HERE, Half, embedded_for, filled, half_of
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


@dataclass(frozen=True, slots=True)
class Case:
    """A request with what is expected of it."""

    row: dict[str, Any]

    @property
    def half(self) -> Half:
        """The half of the split, by the request's id."""
        return half_of(self.row["id"])

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


def cases(half: Half | None = None) -> list[Case]:
    """Return the cases of the file, or of one half."""
    lines = (HERE / "cases" / "requests.jsonl").read_text("utf-8").splitlines()
    every = [Case(json.loads(line)) for line in lines]
    return [case for case in every if half is None or case.half == half]


def register() -> Iterator[Mark]:
    """Yield the earlier names of every case, then the crowd."""
    for case in cases():
        yield from case.earlier()
    rng = random.Random(1797)
    for at, (latin_word, arabic) in enumerate(CROWD_WORDS):
        for number in range(CROWD):
            word = arabic if arabic and number % 5 == 0 else latin_word
            text = f"{word} {coined(rng)} {coined(rng)}"
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


def run(folder: Path, half: Half | None) -> Iterator[str]:
    """Yield the report in parts: shares of levels, best placed and warnings; then all that is not as expected."""
    chosen = cases(half)
    records = list(register())
    engine = filled(embedded_for(folder, [f"{r.id} {r.text} {r.activity}" for r in records]), records)
    with engine.read() as reader:
        answers = [_asked(case, reader) for case in chosen]
    rows = [["**Anteriority**", *_shares(chosen, answers)], *_baselines(half, [record.text for record in records])]
    yield f"## Requests of three names ({half or 'both halves'}: {len(chosen)} requests)\n"
    yield markdown(["method", "levels", "best placed", "warnings"], rows)
    barred = sum(_is_barred(report) for report in answers)
    yield f"Best placed although a warning bars it: {barred} of {len(answers)}.\n"
    yield "### Not as expected\n"
    header = ["request", "activity", "name", "expected", "answered", "what was said"]
    yield markdown(
        header, [line for case, report in zip(chosen, answers, strict=True) for line in _wrong(case, report)]
    )


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


def _baselines(half: Half | None, texts: Sequence[str]) -> Iterator[list[str]]:
    register_texts = [latin(text) for text in texts]
    for name, measure in MEASURES.items():
        cuts = _fitted(cases("development"), register_texts, measure)
        yield [
            f"{name}, levels at {'/'.join(f'{cut:.0f}' for cut in cuts)}",
            *_by_score(cases(half), register_texts, measure, cuts),
        ]


def _scores(chosen: Sequence[Case], texts: Sequence[str], measure: Any) -> "np.ndarray[Any, Any]":
    asked = [latin(text) for case in chosen for text in case.texts]
    table = process.cdist(asked, texts, scorer=measure, workers=2, dtype=np.float32)
    return np.asarray(table.max(axis=1)).reshape(-1, 3)


def _fitted(chosen: Sequence[Case], texts: Sequence[str], measure: Any) -> tuple[float, ...]:
    """Return the thresholds of levels 1, 2, 3 that get most levels of the cases right."""
    scores = _scores(chosen, texts, measure).ravel()
    expected = [name for case in chosen for name in case.row["names"]]
    grid = [70, 75, 80, 85, 88, 90, 92, 95, 98, 100]
    return max(
        ((c, b, a) for a, b, c in combinations(grid, 3)),
        key=lambda cuts: sum(level_fits(e, _level(s, cuts)) for e, s in zip(expected, scores, strict=True)),
    )


def _level(score: float, cuts: Sequence[float]) -> int:
    return next((level for level, cut in enumerate(cuts, start=1) if score >= cut), 4)


def _by_score(chosen: Sequence[Case], texts: Sequence[str], measure: Any, cuts: Sequence[float]) -> list[str]:
    scores = _scores(chosen, texts, measure)
    levels = [
        level_fits(name, _level(score, cuts))
        for case, line in zip(chosen, scores, strict=True)
        for name, score in zip(case.row["names"], line, strict=True)
    ]
    best = []
    for case, line in zip(chosen, scores, strict=True):
        at = max(range(3), key=lambda i: (min(_level(line[i], cuts), 3), -i))
        best.append((None if _level(line[at], cuts) == 1 else at + 1) == case.row["best"])
    warnings = [not name["warning"] for case in chosen for name in case.row["names"]]
    return [*map(_share, (levels, best, warnings))]
