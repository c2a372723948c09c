"""The whole path timed: index the large register, then search names drawn from it, beside RapidFuzz over all of them."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.baselines import latin
from benchmarks.data import read_all, register, register_files
from benchmarks.tables import markdown
from corpora.records import Mark
from indexer.embedded import EmbeddedEngine
from indexer.engine import Filters
from models.text import words_of
from search_api.marks import Asked, clear_mark

SEED = 1797
AS_OF = date(2026, 11, 1)


def run(folder: Path, queries: int) -> Iterator[str]:
    """Yield the time to index, the times to answer, and the check of self-retrieval."""
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
        ours: list[float] = []
        theirs: list[float] = []
        compared: list[int] = []
        first = tied = 0
        for mark in chosen:
            proposed = Mark("", mark.text, nice_classes=mark.nice_classes)
            began = perf_counter()
            report = clear_mark(proposed, Filters(), reader, Asked(AS_OF, limit=20))
            ours.append(1000 * (perf_counter() - began))
            compared.append(report.completeness.compared)
            began = perf_counter()
            process.extract(latin(mark.text), texts, scorer=fuzz.WRatio, limit=20)
            theirs.append(1000 * (perf_counter() - began))
            top = report.results[0]
            first += words_of(top.record["text"]) == words_of(mark.text)
            tied += any(
                row.probability == top.probability and words_of(row.record["text"]) != words_of(mark.text)
                for row in report.results
            )
        yield f"## Search among {count:,} records ({queries} names drawn from them, with their classes)\n"
        rows = [
            [name, *(f"{p:.0f}" for p in np.percentile(spent, [50, 95, 99]))]
            for name, spent in (("Anteriority, explained", ours), ("RapidFuzz WRatio over all, no explanation", theirs))
        ]
        yield markdown(["method", "p50 ms", "p95 ms", "p99 ms"], rows)
        yield f"Compared in full: {np.median(compared):.0f} rights a query (median). Own text first: {first} of {queries}; another text of the same probability: {tied}.\n"
