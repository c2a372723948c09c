"""Goods: terms that EUIPO judges similar against terms that nobody paired, by our similarity, by class, and by the
encoder alone.

The data hold similar pairs only (degree 1 low to 3 high): each term is set beside a random term of another pair for
the negatives, which are dissimilar by chance, not by decision. So two questions: similar or chance, and degree 3 or
degree 1.
"""

import random
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import json_lines
from benchmarks.relevance.marks.judgement import auc
from benchmarks.tables import markdown
from corpora.records.mark import Goods, Mark
from corpora.tables.nice import are_related
from models.encoders import DEFAULT, Encoder, load_encoder, term_closeness
from models.goods.similarity import goods

SEED = 1797
MOST = 1_000  # pairs drawn

Side = tuple[int, str]


def tables() -> Iterator[str]:
    """Yield AUC of three measures over all pairs and over pairs of two classes."""
    rows = json_lines("nice/euipo_similarity_pairs.jsonl.gz")
    rng = random.Random(SEED)
    sample = rng.sample(rows, min(MOST, len(rows)))
    pairs: list[tuple[Side, Side, int]] = [(_side(row, 1), _side(row, 2), int(row["similarity"])) for row in sample]
    listed = {frozenset((a[1], b[1])) for a, b, _ in ((_side(r, 1), _side(r, 2), 0) for r in rows)}
    others = [b for _, b, _ in pairs]
    chance = [(a, other, 0) for a, _, _ in pairs if frozenset((a[1], (other := rng.choice(others))[1])) not in listed]
    encoder = load_encoder(DEFAULT)
    all_pairs = [*pairs, *chance]
    measures = {
        "**Anteriority**": _ours(all_pairs, encoder),
        "same class": _same(all_pairs),
        "encoder alone": _cosine(all_pairs, encoder),
    }
    measures["same or coordinated class"] = _coordinated(all_pairs)
    degree = np.array([d for _, _, d in all_pairs])
    across = np.array([a[0] != b[0] for a, b, _ in all_pairs])
    yield f"## Goods: EUIPO's similar terms ({len(pairs)} pairs, {len(chance)} by chance)\n"
    yield markdown(
        ["measure", "similar or chance, AUC", "of two classes only", "degree 3 or 1"],
        [
            [
                name,
                f"{auc(degree > 0, s):.3f}",
                f"{auc((degree > 0)[across], s[across]):.3f}",
                f"{auc((degree == 3)[(degree == 3) | (degree == 1)], s[(degree == 3) | (degree == 1)]):.3f}",
            ]
            for name, s in measures.items()
        ],
    )


def _side(row: dict[str, object], side: int) -> Side:
    return int(str(row[f"class_{side}"])), str(row[f"term_{side}"])


Scores = NDArray[np.float64]
Every = list[tuple[Side, Side, int]]


def _ours(every: Every, encoder: Encoder) -> Scores:
    closeness = term_closeness(encoder, [a[1] for a, _, _ in every], [b[1] for _, b, _ in every])
    return np.array([goods(_mark(a), _mark(b), closeness).value or 0.0 for a, b, _ in every])


def _mark(side: Side) -> Mark:
    return Mark("", "x", nice_classes=(side[0],), goods=(Goods(side[1], side[0]),))


def _same(every: Every) -> Scores:
    return np.array([float(a[0] == b[0]) for a, b, _ in every])


def _coordinated(every: Every) -> Scores:
    return np.array([1.0 if a[0] == b[0] else 0.5 * are_related(a[0], b[0]) for a, b, _ in every])


def _cosine(every: Every, encoder: Encoder) -> Scores:
    ours = encoder.encode([a[1] for a, _, _ in every])
    theirs = encoder.encode([b[1] for _, b, _ in every])
    return (ours * theirs).sum(axis=1).astype(np.float64)  # type: ignore[no-any-return]
