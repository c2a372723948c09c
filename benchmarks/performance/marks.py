"""The whole path timed: index the large register, then search names drawn from it, beside RapidFuzz over all of them.

With a cluster's URL the same names are searched there too, and by a plain query (`benchmarks.plain_opensearch`).
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.baselines import latin
from benchmarks.data import read_all, register, register_files
from benchmarks.tables import markdown
from benchmarks.timed_marks import Answer, answer, by_stage
from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedEngine
from indexer.marks.engine import Filters
from models.words.text import words_of

SEED = 1797
ROWS = 20


def run(folder: Path, queries: int, engine: str = "embedded") -> Iterator[str]:
    """Yield the time to index, the times to answer by stage, and the check of self-retrieval."""
    began = perf_counter()
    with EmbeddedEngine(folder / "timed").write(replace=True) as writer:
        writer.add(read_all(register_files()))
        count = writer.commit().count
    spent = perf_counter() - began
    yield f"Indexed {count:,} records in {spent:.0f} s ({count / spent:,.0f} records/s).\n"
    with register(folder, []) as reader:
        records = [mark for mark in reader.records() if words_of(mark.text)]
        texts = [latin(mark.text) for mark in records]
        chosen = random.Random(SEED).sample(records, queries)
        answers = {"embedded": [answer(reader, mark, Filters(), ROWS) for mark in chosen]}
    others = {"RapidFuzz WRatio over all, no explanation": _timed(chosen, lambda text: _whole_register(text, texts))}
    if engine != "embedded":
        from benchmarks.plain_opensearch import NAME, PlainOpenSearch

        with register(folder, [], engine) as reader:
            answers["OpenSearch"] = [answer(reader, mark, Filters(), ROWS) for mark in chosen]
        others[f"{NAME}, no explanation"] = _timed(chosen, PlainOpenSearch(engine, texts).search)
    yield f"## Search among {count:,} records ({queries} names drawn from them, with their classes)\n"
    ours = {f"Anteriority, {name}, explained": [reply.whole for reply in replies] for name, replies in answers.items()}
    yield markdown(
        ["method", "p50 ms", "p95 ms", "p99 ms"],
        [[name, *(f"{p:.0f}" for p in np.percentile(ms, [50, 95, 99]))] for name, ms in (ours | others).items()],
    )
    yield markdown(["engine", "stage", "p50 ms", "p95 ms"], by_stage(answers))
    yield _first(chosen, answers["embedded"])


def _whole_register(text: str, texts: list[str]) -> object:
    return process.extract(text, texts, scorer=fuzz.WRatio, limit=ROWS)


def _timed(chosen: list[Mark], search: Callable[[str], object]) -> list[float]:
    """Return the milliseconds that a method takes for every name, in Latin letters."""
    spent = []
    for mark in chosen:
        began = perf_counter()
        search(latin(mark.text))
        spent.append(1000 * (perf_counter() - began))
    return spent


def _first(chosen: list[Mark], answers: list[Answer]) -> str:
    """Return how often a record's own text comes first."""
    first = tied = 0
    for mark, reply in zip(chosen, answers, strict=True):
        words, top = words_of(mark.text), reply.rows[0]
        first += words_of(top[1]) == words
        tied += any(row[3] == top[3] and words_of(row[1]) != words for row in reply.rows)
    compared = np.median([reply.compared for reply in answers])
    return (
        f"Compared in full: {compared:.0f} rights a query (median). Own text first: {first} of {len(chosen)}; "
        f"another text of the same probability: {tied}.\n"
    )
