"""Both engines on one collection of patents: how far the candidates agree, and the lists that a person reads; what
each stage costs.

The cluster looks vectors up approximately and measures how near they usually are over all texts, whatever the
filters: so this is an overlap, not an identity (docs/operations.md).
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.relevance.patents.measures import interval
from benchmarks.relevance.patents.topics import SEED, candidate_query, collection, collection_at, known_citations, whole
from benchmarks.tables import markdown
from indexer.patents.engine import PatentsReading
from models.encoders import Encoder, load_encoder
from models.patents.citable import first_known
from search_api.patents.invention import Invention
from search_api.patents.query import PatentQuery
from search_api.patents.report import PatentReport
from search_api.patents.search import search_patents

DEEP = 100


def run(folder: Path, url: str, queries: int) -> Iterator[str]:
    """Yield the overlap of candidates and of final lists, without classes and with them, and the times by stage."""
    encoder = load_encoder()
    began = perf_counter()
    there_engine = collection_at(folder, url)
    spent = perf_counter() - began
    with collection(folder).read() as here, there_engine.read() as there:
        numbers = np.random.default_rng(SEED).permutation(sorted(known_citations(here, "test"))).tolist()
        inventions = [invention for number in numbers if (invention := whole(here, number)).text.strip()][:queries]
        yield (
            f"## Patents: parity ({len(here):,} documents, {len(inventions)} queries, own date as cut-off; cluster "
            f"ready after {spent:.0f} s)\n"
        )
        rows: list[list[str]] = []
        for classes in (False, True):
            batch = inventions if classes else [replace(invention, cpc=()) for invention in inventions]
            rows += _overlaps((here, there), batch, encoder, "with classes" if classes else "without classes")
        reports = {
            name: [_searched(reader, invention, encoder) for invention in inventions]
            for name, reader in (("embedded", here), ("OpenSearch", there))
        }
        lists = [[[row.record.publication_number for row in r.results] for r in batch] for batch in reports.values()]
        shared = [len({*a} & {*b}) / max(1, len(a)) for a, b in zip(*lists, strict=True)]
        rows.append(["final list of 20, overlap, with classes", interval(shared)])
        rows.append(
            [
                "final list of 20, the same first one",
                interval([float(a[:1] == b[:1]) for a, b in zip(*lists, strict=True)]),
            ]
        )
        yield markdown(["what agrees", "share"], rows)
        yield markdown(["engine", "stage", "p50 ms", "p95 ms"], _times(reports))


def _overlaps(
    readers: tuple[PatentsReading, PatentsReading], inventions: list[Invention], encoder: Encoder, name: str
) -> Iterator[list[str]]:
    shares, firsts = [], []
    for invention in inventions:
        here, there = (_candidates(reader, invention, encoder) for reader in readers)
        shares.append(len({*here} & {*there}) / max(1, len(here)))
        firsts.append(float(here[:1] == there[:1]))
    yield [f"candidates, overlap at {DEEP}, {name}", interval(shares)]
    yield [f"candidates, least overlap of a query, {name}", f"{min(shares):.2f}"]
    yield [f"candidates, the same first one, {name}", interval(firsts)]


def _candidates(reader: PatentsReading, invention: Invention, encoder: Encoder) -> list[str]:
    return list(reader.candidates(candidate_query(reader, invention, encoder), DEEP).ids)


def _searched(reader: PatentsReading, invention: Invention, encoder: Encoder) -> PatentReport:
    question = PatentQuery(before=first_known(invention.document) if invention.document else None)
    return search_patents(reader, replace(invention, claims=()), question, encoder)


def _times(reports: dict[str, list[PatentReport]]) -> Iterator[list[str]]:
    for name, engine_reports in reports.items():
        for stage in ("query", "retrieval", "reranking", "families", "passages"):
            p50, p95 = np.percentile([report.stages_ms[stage] for report in engine_reports], [50, 95])
            yield [name, stage, f"{p50:.0f}", f"{p95:.0f}"]
        p50, p95 = np.percentile([report.took_ms for report in engine_reports], [50, 95])
        yield [name, "the whole answer", f"{p50:.0f}", f"{p95:.0f}"]
