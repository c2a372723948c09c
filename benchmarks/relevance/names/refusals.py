"""Trade names: which earlier names would refuse a proposed one, and which would not, hidden in a crowd of synthetic
names.

Cases: `benchmarks/cases/names.csv`, written by us from the stated rules before any figure was seen (half for
development, half for test, by the longest word of the earlier name), and the two refusals that the press reports,
shown apart: they are disputed as over-refusals. A case is *flagged* when the earlier name stands at level 1 or 2.
Recall of refusals and over-refusals are given at the reading load, the names at level 1 or 2 a query; every baseline
flags as many names a query in the same run.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.baselines import latin
from benchmarks.data import HERE, Half, KnownPair, engine_for, filled, half_of, hidden_marks
from benchmarks.flips import write_results
from benchmarks.name_register import AS_OF, names
from benchmarks.relevance.languages.cross_script import pairs
from benchmarks.tables import markdown, recall
from corpora.parsing.marks import mark_from
from corpora.records.mark import Activity, Mark
from indexer.marks.engine import Engine, Reader
from models.encoders import DEFAULT
from models.names.activities import codes_of
from models.names.relations import encoder_for, relation
from models.words.text import words_of
from search_api.names.clear import clear_names
from search_api.names.query import NamesQuery

CROWD = 50_000  # synthetic names around the cases
FLAGGED = 2  # highest level number that reads as a refusal
DEEP = 300  # rows looked at
MEASURES: dict[str, Callable[..., float]] = {"token_set_ratio": fuzz.token_set_ratio, "WRatio": fuzz.WRatio}


@dataclass(frozen=True, slots=True)
class Case:
    """A proposed name, an earlier one, and whether the rules refuse the first for the second."""

    at: int
    row: dict[str, str]

    @property
    def earlier(self) -> Mark:
        """The earlier name as a record to hide."""
        row = self.row
        activity = Activity(row["earlier_activity"]) if row["earlier_activity"] else None
        filed = AS_OF.replace(year=2015)
        return Mark(
            f"MA-CASE-{self.at:03d}",
            row["earlier"],
            "MA",
            "trade_name",
            activity=activity,
            acronym=row["earlier_acronym"] or None,
            status="registered",
            filing_date=filed,
        )

    @property
    def id(self) -> str:
        """The line of the file on which it stands."""
        return f"names.csv:{self.at + 2}"

    @property
    def half(self) -> Half:
        """The half of the split: by a digest of the earlier name's longest word, which keeps related cases together."""
        group = max(words_of(self.row["earlier"]), key=len)
        return half_of(group)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a search said of a case: the level of the earlier name (None: not among the rows), and how many names were
    flagged.
    """

    level: int | None
    load: int
    rules: str


def cases() -> list[Case]:
    """Return every case of the file."""
    with (HERE / "cases" / "names.csv").open(encoding="utf-8", newline="") as file:
        return [Case(at, row) for at, row in enumerate(csv.DictReader(file))]


def run(folder: Path, half: Half | None, engine: str = "embedded", cases_file: Path | None = None) -> Iterator[str]:
    """Yield the report in parts: recall and over-refusals beside the baselines, by rule, then every miss and
    over-refusal.

    With the URL of a cluster, its answers to the same cases stand beside those of the embedded engine.
    """
    all_cases = cases()
    ours = [c for c in all_cases if c.row["source"] == "ours" and (half is None or c.half == half)]
    chosen = [case for case in all_cases if case in ours or case.row["source"] == "press"]
    results = _results(folder, all_cases, chosen)
    yield f"## Trade names ({half or 'both halves'}: {len(ours)} cases of ours among {CROWD:,} synthetic names)\n"
    flags = {case.at: (results[case.at].level or 9) <= FLAGGED for case in ours}
    if cases_file:
        wrong = {case.id: float(flags[case.at] != (case.row["outcome"] == "refuse")) for case in ours}
        write_results(cases_file, wrong)
    load = _load(results, ours)
    rows = [["**Anteriority**, levels 1 and 2", *_shares(ours, flags), f"{load:.1f}"]]
    if engine != "embedded":
        there = _results(folder, all_cases, ours, engine)
        flagged = {case.at: (there[case.at].level or 9) <= FLAGGED for case in ours}
        rows.append(["**Anteriority**, OpenSearch", *_shares(ours, flagged), f"{_load(there, ours):.1f}"])
    rows += _baselines(ours, load)
    yield markdown(["method", "recall of refusals", "over-refusals", "names to read a query"], rows)
    yield "### By rule\n"
    kinds = dict.fromkeys((c.row["rule"], c.row["outcome"]) for c in ours)
    yield markdown(["rule", "outcome by the rules", "cases", "flagged"], [_kind(ours, kind, flags) for kind in kinds])
    missed = [c for c in ours if c.row["outcome"] == "refuse" and not flags[c.at]]
    over = [c for c in ours if c.row["outcome"] == "accept" and flags[c.at]]
    header = ["proposed", "activity", "earlier", "activity", "rule", "level", "why"]
    yield f"### Missed refusals ({len(missed)})\n"
    yield markdown(header, [_line(case, results[case.at]) for case in missed])
    yield f"### Over-refusals ({len(over)})\n"
    yield markdown(header, [_line(case, results[case.at]) for case in over])
    yield from _two_scripts(folder, half)
    press = [case for case in all_cases if case.row["source"] == "press"]
    yield "### Refusals that the press reports and disputes\n"
    yield markdown(header, [_line(case, results[case.at]) for case in press])


def _results(
    folder: Path, every: Sequence[Case], chosen: Sequence[Case], engine: str = "embedded"
) -> dict[int, CaseResult]:
    """Return what a search finds of the chosen cases, by their place in the file."""
    with _register(folder, [case.earlier for case in every], engine).read() as reader:
        reader.warm()
        return {case.at: _search(reader, case) for case in chosen}


def _load(results: dict[int, CaseResult], cases: Sequence[Case]) -> float:
    return float(np.mean([results[case.at].load for case in cases]))


def _register(folder: Path, hidden: Sequence[Mark], engine: str = "embedded") -> Engine:
    recipe = [HERE.joinpath("name_register.py").read_text("utf-8"), str(CROWD)]
    contents = [*recipe, *(f"{m.id} {m.text} {m.activity} {m.acronym}" for m in hidden)]
    return filled(engine_for(folder, contents, engine), chain(map(mark_from, names(CROWD)), hidden))


def _two_scripts(folder: Path, half: Half | None) -> Iterator[str]:
    """Yield how often the same real name in another script is flagged, activities not given: nobody wrote these pairs
    for this test.
    """
    chosen = [pair for pair in pairs() if half is None or pair.half == half]
    hidden = [replace(m, right="trade_name", status="registered") for m in hidden_marks(pair.answer for pair in chosen)]
    yield "### The same name in another script (real brands, and our Tifinagh and Arabizi pairs; no activity)\n"
    with _register(folder, hidden).read() as reader:
        reader.warm()
        rows = []
        for kind in dict.fromkeys(pair.kind for pair in chosen):
            of_kind = [pair for pair in chosen if pair.kind == kind]
            flags = [_flagged(reader, pair) for pair in of_kind]
            rows.append(
                [
                    kind,
                    len(of_kind),
                    recall([1 if flag else None for flag, _ in flags], 1),
                    f"{np.mean([n for _, n in flags]):.1f}",
                ]
            )
    yield markdown(["pairs", "n", "flagged", "names to read a query"], rows)


def _flagged(reader: Reader, pair: KnownPair) -> tuple[bool, int]:
    """Return whether the answer of a pair stands at level 1 or 2, and how many names do."""
    answer = clear_names(NamesQuery([pair.query], as_of=AS_OF, limit=DEEP), reader).results[0]
    flagged = [row for row in answer.results if row.level <= FLAGGED]
    return any(words_of(row.record.text) == words_of(pair.answer) for row in flagged), len(flagged)


def _search(reader: Reader, case: Case) -> CaseResult:
    row = case.row
    encoder = encoder_for(row["activity"], DEFAULT)
    query = NamesQuery(
        [row["proposed"]], row["activity"], acronym=row["acronym"] or None, as_of=AS_OF, limit=DEEP, lang="en"
    )
    answer = clear_names(query, reader, encoder).results[0]
    expected = next((conflict for conflict in answer.results if conflict.record.id == case.earlier.id), None)
    load = sum(conflict.level <= FLAGGED for conflict in answer.results)
    return CaseResult(
        expected.level if expected else None,
        load,
        " ".join(rule.text for rule in expected.rules) if expected else "not found",
    )


def _shares(chosen: Sequence[Case], flags: dict[int, bool]) -> list[str]:
    """Return recall of refusals and share of over-refusals as counts and shares."""
    cells = []
    for outcome in ("refuse", "accept"):
        of_kind = [flags[case.at] for case in chosen if case.row["outcome"] == outcome]
        cells.append(f"{sum(of_kind)} of {len(of_kind)} ({sum(of_kind) / len(of_kind):.2f})")
    return cells


def _baselines(chosen: Sequence[Case], load: float) -> Iterator[list[str]]:
    """Yield what the baselines find when they flag as many names a query: the threshold is set for that load over all
    queries.
    """
    crowd = [(r["text"], codes_of("", r["activity"]["code"])) for r in names(CROWD) if r["right"] == "trade_name"]
    texts = [*(latin(text) for text, _ in crowd), *(latin(case.earlier.text) for case in cases())]
    fields = [*(codes for _, codes in crowd), *(codes_of(case.row["earlier_activity"]) for case in cases())]
    at_of = {case.at: len(crowd) + case.at for case in cases()}
    equal = {case.at: latin(case.row["proposed"]) == texts[at_of[case.at]] for case in chosen}
    same = np.mean([texts.count(latin(case.row["proposed"])) for case in chosen])
    yield ["equal name", *_shares(chosen, equal), f"{same:.1f}"]
    for name, measure in MEASURES.items():
        table = process.cdist(
            [latin(c.row["proposed"]) for c in chosen], texts, scorer=measure, workers=2, dtype=np.float32
        )
        yield [name, *_at_load(chosen, table, at_of, load)]
        for line, case in zip(table, chosen, strict=True):
            ours = codes_of(case.row["activity"])
            line[[relation(ours, theirs) == "distant" for theirs in fields]] = 0
        yield [f"{name}, distant fields of ours left out", *_at_load(chosen, table, at_of, load)]


def _at_load(
    chosen: Sequence[Case],
    table: "np.ndarray[tuple[int, int], np.dtype[np.float32]]",
    at_of: dict[int, int],
    load: float,
) -> list[str]:
    """Return recall, over-refusals and load at the threshold that flags `load` names a query; ties at it are flagged
    too.
    """
    count = int(load * len(chosen))
    threshold = np.partition(table.ravel(), -count)[-count] if count else np.inf
    flags = {case.at: bool(table[i, at_of[case.at]] >= threshold) for i, case in enumerate(chosen)}
    return [*_shares(chosen, flags), f"{(table >= threshold).sum() / len(chosen):.1f}"]


def _kind(chosen: Sequence[Case], kind: tuple[str, str], flags: dict[int, bool]) -> list[object]:
    of_kind = [case for case in chosen if (case.row["rule"], case.row["outcome"]) == kind]
    return [*kind, len(of_kind), sum(flags[case.at] for case in of_kind)]


def _line(case: Case, result: CaseResult) -> list[object]:
    row = case.row
    return [
        row["proposed"],
        row["activity"] or "–",
        row["earlier"],
        row["earlier_activity"] or "–",
        row["rule"],
        result.level or "–",
        result.rules,
    ]
