"""Goods: terms that EUIPO judges similar against terms that nobody paired, by our similarity, by class, and by the
encoder alone.

The data hold similar pairs only (degree 1 low to 3 high): each term is set beside a random term of another pair for
the negatives, which are dissimilar by chance, not by decision. So two questions: similar or chance, and degree 3 or
degree 1. Beside them, pairs of everyday terms in French, Arabic and English with the degree that practice gives them:
those the scale was read off, and those another person wrote.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import HERE, json_lines
from benchmarks.relevance.marks.judgement import auc
from benchmarks.tables import markdown
from corpora.records.mark import Goods, Mark
from corpora.tables.nice import class_relation
from models.encoders import DEFAULT, Encoder, load_encoder, term_closeness
from models.goods.similarity import BY_CLASS, SAME_CLASS, goods
from models.goods.terms import TermCloseness, degree_of, words_closeness

SEED = 1797
MOST = 1_000  # pairs drawn

CASES = {"goods_pairs_development.csv": "development", "goods_pairs.csv": "test"}
DEGREES = ("none", "low", "average", "high", "identical")

Side = tuple[int | None, str]


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
    measures["same or related class"] = _related(all_pairs)
    degree = np.array([d for _, _, d in all_pairs])
    across = np.array([a[0] != b[0] for a, b, _ in all_pairs])
    yield f"## Goods: EUIPO's similar terms ({len(pairs)} pairs, {len(chance)} by chance)\n"
    yield _euipo_table(measures, degree, across)
    for name, half in CASES.items():
        if (path := HERE / "cases" / name).exists():
            yield from _degrees(path, half, encoder)


def _euipo_table(measures: "dict[str, Scores]", degree: NDArray[np.int64], across: NDArray[np.bool_]) -> str:
    return markdown(
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


def _degrees(path: Path, half: str, encoder: Encoder) -> Iterator[str]:
    """Yield how often the degree of everyday pairs is met, by our similarity and by what stands beside it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    every = [(_given(row, "a"), _given(row, "b"), DEGREES.index(row["degree"])) for row in rows]
    degree = np.array([d for _, _, d in every])
    cosine = _cosine(every, encoder)
    cuts = np.quantile(cosine, np.cumsum(np.bincount(degree, minlength=len(DEGREES)))[:-1] / len(degree))
    said = {
        "**Anteriority**": _ours(every, encoder),
        "Anteriority without encoder": _ours(every, None),
        "same or related class": _related(every),
    }
    guesses = {name: (s, np.array([DEGREES.index(degree_of(v)) for v in s])) for name, s in said.items()}
    same = _same(every)
    guesses["same class (high, else none)"] = same, np.where(same > 0, 3, 0)
    guesses["encoder alone, cut to the true shares"] = cosine, np.searchsorted(cuts, cosine, side="right")
    yield f"### Everyday terms, {half} ({len(every)} pairs)\n"
    yield markdown(
        ["measure", "exact degree", "within one degree", "Spearman"],
        [
            [name, *(f"{(abs(guess - degree) <= off).mean():.2f}" for off in (0, 1)), f"{spearman(values, degree):.3f}"]
            for name, (values, guess) in guesses.items()
        ],
    )


def spearman(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Return the rank correlation of two series, ties at their mean rank."""
    ranks = [np.unique(x, return_inverse=True, return_counts=True)[1:] for x in (a, b)]
    means = [(np.cumsum(count) - (count - 1) / 2)[inverse] for inverse, count in ranks]
    return float(np.corrcoef(means[0], means[1])[0, 1])


def _given(row: dict[str, str], side: str) -> Side:
    return int(row[f"class_{side}"]) if row[f"class_{side}"] else None, row[f"term_{side}"]


def _side(row: dict[str, object], side: int) -> Side:
    return int(str(row[f"class_{side}"])), str(row[f"term_{side}"])


Scores = NDArray[np.float64]
Every = list[tuple[Side, Side, int]]


def _ours(every: Every, encoder: Encoder | None) -> Scores:
    closeness: TermCloseness = words_closeness
    if encoder:
        closeness = term_closeness(encoder, [a[1] for a, _, _ in every], [b[1] for _, b, _ in every])
    return np.array([goods(_mark(a), _mark(b), closeness).value or 0.0 for a, b, _ in every])


def _mark(side: Side) -> Mark:
    return Mark("", "x", nice_classes=() if side[0] is None else (side[0],), goods=(Goods(side[1], side[0]),))


def _same(every: Every) -> Scores:
    return np.array([float(a[0] == b[0] is not None) for a, b, _ in every])


def _related(every: Every) -> Scores:
    return np.array([_by_class(a[0], b[0]) for a, b, _ in every])


def _by_class(a: int | None, b: int | None) -> float:
    if a is None or b is None:
        return 0.0
    return SAME_CLASS if a == b else BY_CLASS[class_relation(a, b)]


def _cosine(every: Every, encoder: Encoder) -> Scores:
    ours = encoder.encode([a[1] for a, _, _ in every])
    theirs = encoder.encode([b[1] for _, b, _ in every])
    return (ours * theirs).sum(axis=1).astype(np.float64)  # type: ignore[no-any-return]
