"""The floor table: at each floor of the letters' ratio, how many known conflicts stay in reach and what the search
costs.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
from rapidfuzz.distance import Indel

from benchmarks.data import json_lines, register
from benchmarks.tables import markdown
from indexer.lexicon.scan import StringIndex, signature
from models.words.text import versions_of

FLOORS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
QUERIES = 200
SEED = 1797


def best_word_ratio(a: str, b: str) -> float:
    """Return the best Indel ratio of a word, or the compact form, of one sign with one of the other."""
    forms = [{form for v in versions_of(text) for form in (*v.words, v.compact)} for text in (a, b)]
    return max((Indel.normalized_similarity(x, y) for x in forms[0] for y in forms[1]), default=0.0)


def run(folder: Path) -> Iterator[str]:
    """Yield the table."""
    decided = [r for r in json_lines("pairs/decided.jsonl") if r["verdict"] == "conflict"]
    opposed = json_lines("pairs/oppositions_euipo.jsonl")
    drugs = json_lines("pairs/lasa_drugs.jsonl")
    ratios = {
        "oppositions": [best_word_ratio(r["contested_text"] or "", r["earlier_text"] or "") for r in opposed],
        "decided conflicts": [best_word_ratio(r["a"], r["b"]) for r in decided],
        "drug names": [best_word_ratio(r["a"], r["b"]) for r in drugs],
    }
    with register(folder, []) as reader:
        index = reader.lexicon.index
        index.warm()
        queries = random.Random(SEED).sample([w for w in index.strings if 3 <= len(w) <= 14], QUERIES)
        rows = []
        for floor in FLOORS:
            shares = [f"{np.mean([value >= floor - 1e-9 for value in values]):.2f}" for values in ratios.values()]
            rows.append([floor, *shares, *_cost(index, queries, floor)])
    yield f"## Floors of the letters' ratio ({len(index.strings):,} distinct words and compact forms)\n"
    yield markdown(["floor", *ratios, "survivors a query", "hits a query", "ms a query"], rows)


def _cost(index: StringIndex, queries: list[str], floor: float) -> list[str]:
    survivors, hits = 0, 0
    began = perf_counter()
    for query in queries:
        hits += len(index.similar(query, floor)[0])
    spent = perf_counter() - began
    for query in queries:
        survivors += index.survivors(query, signature(query), floor).size
    n = len(queries)
    return [
        f"{survivors / n:,.0f} ({survivors / n / len(index.strings):.1%})",
        f"{hits / n:.1f}",
        f"{1000 * spent / n:.2f}",
    ]
