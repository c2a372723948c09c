"""Both engines on one register: the same ids, scores and levels, and what each stage costs.

The register is indexed in a folder and in the cluster (kept there from run to run), then drawn names are searched
with and without filters.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import register
from benchmarks.tables import markdown
from benchmarks.timed_marks import AS_OF, Answer, answer, by_stage
from indexer.marks.engine import Filters
from models.words.text import words_of

SEED = 1797
FILTERS = (
    Filters(),
    Filters(classes=(9, 30, 35)),
    Filters(rights=("trademark",), live_at=AS_OF),
    Filters(territories=("MA", "FR")),
)


def run(folder: Path, url: str, queries: int) -> Iterator[str]:
    """Yield how many answers agree, and the times by stage."""
    with register(folder, []) as here, register(folder, [], url) as there:
        records = sorted((m for m in here.records() if words_of(m.text)), key=lambda mark: mark.id)
        chosen = random.Random(SEED).sample(records, queries)
        answers: dict[str, list[Answer]] = {"embedded": [], "OpenSearch": []}
        for number, mark in enumerate(chosen):
            for filters in (FILTERS[0], FILTERS[1 + number % 3]):
                for name, reader in zip(answers, (here, there), strict=True):
                    answers[name].append(answer(reader, mark, filters))
        pairs = list(zip(*answers.values(), strict=True))
        yield f"## Parity ({here.snapshot.count:,} records, {queries} names, each without and with a filter)\n"
        same = {
            "ids and scores of the candidates": sum(a.hits == b.hits for a, b in pairs),
            "ids, levels and probabilities of the rows": sum(a.rows == b.rows for a, b in pairs),
        }
        yield markdown(
            ["the same in both engines", "of", "questions"],
            [[what, f"{n:,}", f"{len(pairs):,}"] for what, n in same.items()],
        )
        yield markdown(["engine", "stage", "p50 ms", "p95 ms"], by_stage(answers))
