"""Time to index a synthetic register of trade names beside the marks, and to answer requests of three names against
it.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from rapidfuzz import fuzz, process

from benchmarks.data import embedded_for, filled, read_all, register_files
from benchmarks.name_register import AS_OF, SEED, names
from benchmarks.tables import markdown
from corpora.parsing.marks import mark_from
from indexer.marks.embedded import EmbeddedEngine, EmbeddedReader
from indexer.where import Where
from models.encoders import DEFAULT
from search_api.batch.names import answer
from search_api.batch.names import requests as read_requests
from search_api.batch.processes import answered_by
from search_api.names.clear import clear_names
from search_api.names.query import NamesQuery
from search_api.names.report import NamesReport

BASELINE = 20  # names that the baseline is timed on: it walks over every name


def requests(count: int) -> list[NamesQuery]:
    """Return requests of three names, made as the register's names are but from another seed; so some meet old names,
    some none.
    """
    drawn = names(3 * count, SEED + 1)
    queries = []
    for _ in range(count):
        records = [next(drawn) for _ in range(3)]
        queries.append(
            NamesQuery(
                [r["text"] for r in records], records[0]["activity"]["text"], city=records[0]["city"], as_of=AS_OF
            )
        )
    return queries


def run(folder: Path, count: int, request_count: int) -> Iterator[str]:
    """Yield the report in parts: building, answering, what the lines said."""
    engine, built = _engine(folder, count)
    with engine.read() as reader:
        reader.warm()
        yield f"## Trade names: {count:,} synthetic names and the marks ({reader.snapshot.count:,} records)\n"
        if built:
            yield (
                f"Indexed in {built:.0f} s ({reader.snapshot.count / built:,.0f} records/s); "
                f"{len(reader.lexicon):,} forms in the lexicon.\n"
            )
        reports, times = _answers(reader, requests(request_count))
        cuts = quantiles(times, n=20)
        baseline = _baseline(count, [name for query in requests(BASELINE) for name in query.names][:BASELINE])
        yield markdown(
            [
                "names asked",
                "p50 ms a name",
                "p95 ms a name",
                "RapidFuzz token_set_ratio over all names, p50 ms",
                "ratio",
            ],
            [[len(times), f"{cuts[9]:.0f}", f"{cuts[18]:.0f}", f"{baseline:.0f}", f"{baseline / cuts[9]:.1f}x"]],
        )
        yield _lines(reports)
    yield _side_by_side(engine, request_count)


def _side_by_side(engine: EmbeddedEngine, request_count: int) -> str:
    """Return what `batch names --jobs` does on every core: the office's requests from a file, time to open the
    register left out.
    """
    cores = os.cpu_count() or 1
    with TemporaryDirectory() as folder:
        file = Path(folder) / "requests.jsonl"
        queries = requests(request_count)
        lines = [
            {
                "names": q.names,
                "activity": q.activity,
                "city": q.city,
                "as_of": q.as_of.isoformat() if q.as_of else None,
            }
            for q in queries
        ]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        items = read_requests(str(file), 5, "fr")
        answers = answered_by(items, answer, (Where("embedded", engine.folder.parent), DEFAULT), cores)
        first = next(answers)
        began = perf_counter()
        answered = len(first["results"]) + sum(len(line["results"]) for line in answers)
    spent = 1000 * (perf_counter() - began) / answered
    return (
        f"\n`batch names --jobs {cores}`: {answered} names, {spent:.0f} ms a name (wall clock over all requests, "
        "after the first answer).\n"
    )


def _engine(folder: Path, count: int) -> tuple[EmbeddedEngine, float]:
    """Return the engine, and the seconds that building it took (0: it stood there)."""
    source = Path(__file__).parent.parent.joinpath("name_register.py").read_text("utf-8")
    engine = embedded_for(folder, [source, str(count), *(str(path.stat().st_size) for path in register_files())])
    fresh, began = engine.current() is None, perf_counter()
    filled(engine, chain(map(mark_from, names(count)), read_all(register_files())))
    return engine, perf_counter() - began if fresh else 0.0


def _answers(reader: EmbeddedReader, queries: list[NamesQuery]) -> tuple[list[NamesReport], list[float]]:
    reports, times = [], []
    for query in queries:
        for name in query.names:  # one by one, so that a time belongs to a name
            one = NamesQuery([name], query.activity, city=query.city, as_of=query.as_of)
            began = perf_counter()
            reports.append(clear_names(one, reader))
            times.append(1000 * (perf_counter() - began))
    return reports, times


def _lines(reports: list[NamesReport]) -> str:
    answers = [report.results[0] for report in reports]
    levels = Counter(str(answer.decision.level or "none") for answer in answers)
    rows = [[level, levels[level], f"{levels[level] / len(answers):.0%}"] for level in ("1", "2", "3", "4", "none")]
    spoken = sum(bool(answer.decision.text) for answer in answers)
    raised = sum(not answer.completeness.exhaustive for answer in answers)
    return markdown(["decision level", "names", "share"], rows) + (
        f"\nDecision lines: {spoken} of {len(answers)}. The floor was raised (a crowded element) for {raised} "
        "of them.\n"
    )


def _baseline(count: int, queries: list[str]) -> float:
    texts = [record["text"].lower() for record in names(count)]
    times = []
    for name in queries:
        began = perf_counter()
        process.extract(name.lower(), texts, scorer=fuzz.token_set_ratio, limit=300)
        times.append(1000 * (perf_counter() - began))
    return quantiles(times, n=2)[0]
