"""What prior art costs: time to index with an empty and with a full vector cache, size, and time to answer by stage."""

import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.relevance.patents.topics import SEED, work_file
from benchmarks.tables import markdown
from corpora.readers.detect import read_patents
from corpora.records.patent import Patent
from indexer.patents.embedded import PatentsEngine, PatentsReader
from models.encoders import Encoder, load_encoder
from search_api.patents.invention import invention_of
from search_api.patents.query import PatentQuery
from search_api.patents.search import search_patents

FULL_TEXTS = 20_000


def run(folder: Path, queries: int) -> Iterator[str]:
    """Yield the tables; the indexes are built anew in `folder`."""
    encoder = load_encoder()
    real = [item for item in read_patents(str(work_file("patents.jsonl.gz"))) if isinstance(item, Patent)]
    yield (
        f"## Prior art: cost ({len(real):,} real records, then {FULL_TEXTS:,} full texts made from those with "
        "descriptions)\n"
    )
    yield from _measured(folder / "timed-patents", real, encoder, queries)
    yield from _measured(folder / "timed-full-texts", full_texts(real, FULL_TEXTS), encoder, queries)


def full_texts(real: Sequence[Patent], count: int) -> list[Patent]:
    """Return documents with descriptions: title, abstract and claims of one and half of the description of each of
    two others.

    No text is new, so the vectors of claims repeat; the words, the descriptions' size and the passages do not.
    """
    sources = [patent for patent in real if patent.description]
    rng = np.random.default_rng(SEED)
    patents = []
    for number in range(count):
        a, b, c = (sources[i] for i in rng.integers(len(sources), size=3))
        paragraphs = (*b.description[: len(b.description) // 2 + 1], *c.description[len(c.description) // 2 :])
        renumbered = tuple(replace(p, number=i) for i, p in enumerate(paragraphs, start=1))
        patents.append(replace(a, publication_number=f"XX{number:07d}A1", family_id=None, description=renumbered))
    return patents


def _measured(folder: Path, patents: Sequence[Patent], encoder: Encoder, queries: int) -> Iterator[str]:
    shutil.rmtree(folder, ignore_errors=True)
    engine = PatentsEngine(folder)
    first = _timed(lambda: engine.build(patents, encoder))
    second = _timed(lambda: engine.build(patents, encoder))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    rows = [
        ["index, empty vector cache", f"{first:.0f} s"],
        ["index, from the cache", f"{second:.0f} s"],
        ["size with the cache", f"{size / 1e6:.0f} MB"],
    ]
    gc.collect()
    with engine.read() as reader:
        yield markdown([f"{len(reader):,} documents", ""], [*rows, *_answered(reader, encoder, patents, queries)])


def _answered(reader: PatentsReader, encoder: Encoder, patents: Sequence[Patent], queries: int) -> Iterator[list[str]]:
    rng = np.random.default_rng(SEED)
    texts = [p.abstract[0].text for p in (patents[i] for i in rng.permutation(len(patents))) if p.abstract][:queries]
    claims = [f"1. {p.claims[0].text}" for p in patents if p.claims][: max(10, queries // 5)]
    for name, batch in (
        ("text", [PatentQuery(text=text) for text in texts]),
        ("claim", [PatentQuery(claims=text) for text in claims]),
    ):
        took: list[float] = []
        stages: dict[str, list[float]] = {}
        for query in batch:
            report = search_patents(reader, invention_of(reader, query), PatentQuery(lang="en", limit=20), encoder)
            took.append(report.took_ms)
            for stage, value in report.stages_ms.items():
                stages.setdefault(stage, []).append(value)
        yield [
            f"answer to a {name}, 20 rows with passages, p50 / p95",
            f"{np.median(took):.0f} / {np.percentile(took, 95):.0f} ms ({len(took)} queries)",
        ]
        yield [
            "  of which",
            ", ".join(f"{stage} {np.median(values):.0f}" for stage, values in stages.items()) + " ms (medians)",
        ]


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
