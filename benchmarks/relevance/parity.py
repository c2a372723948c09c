"""Both engines on one register: the same ids, scores and levels, and what each stage costs.

The register is indexed in a folder and in the cluster (kept there from run to run), then drawn names are searched with and without filters.
A plain OpenSearch query, fuzzy plus phonetic-like, stands for what one would build otherwise.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.data import filled, read_all, register, register_files
from benchmarks.tables import markdown
from corpora.records import Mark
from indexer.digest import analysis_digest
from indexer.engine import Engine, Filters, Hits, Reader
from indexer.expand import FLOOR, expand
from indexer.open import open_engine
from indexer.where import Where
from models.entry import analyse
from models.text import words_of
from search_api.marks import CAP_ONE_WORD, Asked, clear_mark

SEED = 1797
AS_OF = date(2026, 11, 1)
FILTERS = (
    Filters(),
    Filters(classes=(9, 30, 35)),
    Filters(rights=("trademark",), live_at=AS_OF),
    Filters(territories=("MA", "FR")),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one engine said of a question, and what its stages took in milliseconds."""

    hits: Hits
    rows: tuple[tuple[str, int, float], ...]
    match: float
    fetch: float
    whole: float


def engine_at(url: str, files: list[Path]) -> Engine:
    """Return the cluster's engine for the benchmark's register, filled where it is not yet."""
    told = "\n".join([analysis_digest(), *(f"{path.name} {path.stat().st_size}" for path in files)])
    name = f"bench-{hashlib.sha256(told.encode()).hexdigest()[:10]}"
    engine = open_engine(Where(url, Path("data"), replicas=0), name)
    return filled(engine, read_all(files))


def run(folder: Path, url: str, queries: int) -> Iterator[str]:
    """Yield how many answers agree, and the times by stage."""
    files = register_files()
    began = perf_counter()
    cluster = engine_at(url, files)
    spent = perf_counter() - began
    with register(folder, []) as here, cluster.read() as there:
        there.warm()
        records = sorted((m for m in here.records() if words_of(m.text)), key=lambda mark: mark.id)
        chosen = random.Random(SEED).sample(records, queries)
        pairs: list[tuple[Answer, Answer]] = []
        for number, mark in enumerate(chosen):
            for filters in (FILTERS[0], FILTERS[1 + number % 3]):
                pairs.append((_answer(here, mark, filters), _answer(there, mark, filters)))
        yield f"## Parity ({here.snapshot.count:,} records, {queries} names, each without and with a filter; cluster ready after {spent:.0f} s)\n"
        same = {
            "ids and scores of the candidates": sum(a.hits == b.hits for a, b in pairs),
            "ids, levels and probabilities of the rows": sum(a.rows == b.rows for a, b in pairs),
        }
        yield markdown(
            ["the same in both engines", "of", "questions"],
            [[what, f"{n:,}", f"{len(pairs):,}"] for what, n in same.items()],
        )
        rows = []
        for name, at in (("embedded", 0), ("OpenSearch", 1)):
            for stage in ("match", "fetch", "whole"):
                p50, p95 = np.percentile([getattr(pair[at], stage) for pair in pairs], [50, 95])
                rows.append([name, {"whole": "the whole answer"}.get(stage, stage), f"{p50:.0f}", f"{p95:.0f}"])
        yield markdown(["engine", "stage", "p50 ms", "p95 ms"], rows)


def _answer(reader: Reader, mark: Mark, filters: Filters) -> Answer:
    proposed = Mark("", mark.text, nice_classes=mark.nice_classes)
    slots = expand(analyse(proposed, reader.lexicon.readings), reader.lexicon, reader.counts)
    times = [perf_counter()]
    hits = reader.match(slots, filters, floor=FLOOR, cap=CAP_ONE_WORD)
    times.append(perf_counter())
    list(reader.fetch(hits.ids))
    times.append(perf_counter())
    results = clear_mark(proposed, filters, reader, Asked(AS_OF, limit=50)).results
    times.append(perf_counter())
    match, fetch, whole = (1000 * float(spent) for spent in np.diff(times))
    rows = tuple((row.record["id"], row.level, row.probability) for row in results)
    return Answer(hits, rows, match, fetch, whole)
