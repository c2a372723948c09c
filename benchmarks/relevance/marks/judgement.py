"""The assessment on decided pairs: AUC, Brier score, reliability, and how sure it is of a jurisdiction it never saw.

Positives: decided conflicts. Negatives: pairs held no conflict *on the marks*. The whole open half, in five folds by
group, each fold judged by weights fitted on the others' decided pairs (the weights of the signs are those of the
development half: they come from ranking). Goods are left out: they were not what decided these pairs.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.relevance.marks.baselines import MEASURES, MarkBaselines
from benchmarks.relevance.marks.fit import Judged, chance_meetings, decided_rows, judged, undisputed_rows
from benchmarks.relevance.marks.fit_levels import Banded, fit_levels
from benchmarks.relevance.marks.pairs import MarkPair
from benchmarks.relevance.marks.register import Hidden
from benchmarks.tables import RESAMPLES, markdown
from models.marks.assessment import assess
from models.signs.factor import Factor
from models.signs.weights import mark_weights

FOLDS, BINS = 5, 5
LEAST_JURISDICTION = 15  # pairs; a smaller one tells nothing alone
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Decided pairs with their outcome and the probability that a model which did not see their group gives."""

    items: list[Judged]
    outcome: NDArray[np.bool_]
    probability: Floats
    base: Floats  # share of conflicts among the pairs that the model saw
    undisputed: list[Banded]

    def kept(self, chosen: Callable[[MarkPair], bool]) -> "Verdicts":
        """Return those of some pairs, judged as before."""
        at = np.flatnonzero([chosen(item.pair) for item in self.items])
        return Verdicts(
            [self.items[i] for i in at], self.outcome[at], self.probability[at], self.base[at], self.undisputed
        )


def verdicts(pairs: Sequence[MarkPair], hidden: Hidden) -> Verdicts:
    """Return the pairs decided on the marks, each judged by a model fitted on the other folds."""
    chosen = [pair for pair in pairs if pair.source == "decided"]
    items = [_without_goods(item) for item in judged(chosen, hidden) if item.on_marks]
    fold = [hashlib.sha256(f"fold {item.pair.group}".encode()).digest()[0] % FOLDS for item in items]
    return _left_out(items, fold, undisputed_rows(chance_meetings(hidden), mark_weights()))


def _left_out(items: list[Judged], parts: Sequence[object], undisputed: list[Banded]) -> Verdicts:
    """Return the verdicts on each part by a model fitted on the others, and on what no one would dispute."""
    outcome = np.array([item.conflict for item in items], bool)
    probability, base = np.zeros(len(items)), np.zeros(len(items))
    for part in set(parts):
        others = [item for item, item_part in zip(items, parts, strict=True) if item_part != part]
        weights = fit_levels([*decided_rows(others, mark_weights()), *undisputed], mark_weights())
        for i in (i for i, item_part in enumerate(parts) if item_part == part):
            probability[i] = assess(items[i].comparison, weights).probability
            base[i] = np.mean([item.conflict for item in others])
    return Verdicts(items, outcome, probability, base, undisputed)


def _without_goods(item: Judged) -> Judged:
    return Judged(item.pair, replace(item.comparison, goods=Factor("goods", None), explained=False))


def tables(every: Verdicts, baselines: MarkBaselines, title: str, kept: Callable[[MarkPair], bool]) -> Iterator[str]:
    """Yield AUC beside the baselines, Brier beside the base rate, reliability, and jurisdictions left out."""
    selected = every.kept(kept)
    if selected.outcome.all() or not selected.outcome.any():
        return
    positives, pairs = int(selected.outcome.sum()), len(selected.outcome)
    yield (
        f"## Assessment, five folds by group ({title}: {positives} conflicts, {pairs - positives} no conflicts on "
        "the marks)\n"
    )
    groups = [item.pair.group for item in selected.items]
    texts = [(item.pair.proposed.text, item.pair.earlier.text) for item in selected.items]
    part = np.array([item.pair.contained for item in selected.items])
    rows = [
        [
            "**Anteriority**",
            _auc_with_interval(selected, selected.probability, groups),
            _auc_of(selected, selected.probability, ~part),
            "",
        ]
    ]
    for name in MEASURES:
        scores = np.array([baselines.pair(name, a, b) for a, b in texts])
        gap = _difference(selected, scores, groups)
        rows.append([name, _auc_with_interval(selected, scores, groups), _auc_of(selected, scores, ~part), gap])
    yield markdown(["method", "AUC", "AUC, neither sign contained whole", "ours − theirs"], rows)
    yield _brier(selected, groups)
    yield from _reliability(selected)
    yield from _jurisdictions(every, kept)


def _brier(verdicts: Verdicts, groups: Sequence[str]) -> str:
    errors, flat = ((p - verdicts.outcome) ** 2 for p in (verdicts.probability, verdicts.base))
    gain = flat - errors
    low, high = np.percentile([gain[at].mean() for at in _draws(groups)], [2.5, 97.5])
    return (
        f"Brier {errors.mean():.4f}; always saying the share of conflicts among the other folds {flat.mean():.4f}; "
        f"gain {gain.mean():+.4f} ({low:+.4f} to {high:+.4f}).\n"
    )


def auc(outcome: NDArray[np.bool_], scores: Floats) -> float:
    """Return the chance that a conflict scores above a no conflict; ties count half."""
    yes, no = scores[outcome], scores[~outcome]
    return float((yes[:, None] > no).mean() + (yes[:, None] == no).mean() / 2) if len(yes) and len(no) else float("nan")


def _draws(groups: Sequence[str]) -> Iterator[NDArray[np.intp]]:
    names, at = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(at == i) for i in range(len(names))]
    rng = np.random.default_rng(1797)
    for _ in range(RESAMPLES // 2):
        yield np.concatenate([members[i] for i in rng.integers(0, len(names), len(names))])


def _auc_with_interval(verdicts: Verdicts, scores: Floats, groups: Sequence[str]) -> str:
    low, high = np.nanpercentile([auc(verdicts.outcome[at], scores[at]) for at in _draws(groups)], [2.5, 97.5])
    return f"{auc(verdicts.outcome, scores):.3f} ({low:.3f}–{high:.3f})"


def _auc_of(verdicts: Verdicts, scores: Floats, kept: NDArray[np.bool_]) -> str:
    return f"{auc(verdicts.outcome[kept], scores[kept]):.3f}"


def _difference(verdicts: Verdicts, scores: Floats, groups: Sequence[str]) -> str:
    gaps = [
        auc(verdicts.outcome[at], verdicts.probability[at]) - auc(verdicts.outcome[at], scores[at])
        for at in _draws(groups)
    ]
    low, high = np.nanpercentile(gaps, [2.5, 97.5])
    gap = auc(verdicts.outcome, verdicts.probability) - auc(verdicts.outcome, scores)
    return f"{gap:+.3f} ({low:+.3f} to {high:+.3f})"


def reliability(verdicts: Verdicts) -> list[tuple[float, float, int]]:
    """Return (mean probability, share of conflicts, pairs) of equally large bins, from the least probable."""
    order = np.argsort(verdicts.probability, kind="stable")
    bins = np.array_split(order, BINS)
    return [(float(verdicts.probability[b].mean()), float(verdicts.outcome[b].mean()), len(b)) for b in bins]


def _reliability(verdicts: Verdicts) -> Iterator[str]:
    yield "Reliability, five bins of equal size:\n"
    yield markdown(
        ["probability said", "share found a conflict", "pairs"],
        [[f"{p:.2f}", f"{y:.2f}", n] for p, y, n in reliability(verdicts)],
    )


def _jurisdictions(every: Verdicts, kept: Callable[[MarkPair], bool]) -> Iterator[str]:
    judged_elsewhere = _left_out(every.items, [i.pair.jurisdiction for i in every.items], every.undisputed).kept(kept)
    jurisdictions = [item.pair.jurisdiction for item in judged_elsewhere.items]
    rows = []
    for name in sorted(set(jurisdictions), key=lambda n: -jurisdictions.count(n)):
        part = judged_elsewhere.kept(lambda pair, one=name: pair.jurisdiction == one)  # type: ignore[misc]
        if len(part.outcome) >= LEAST_JURISDICTION:
            brier, flat = (((p - part.outcome) ** 2).mean() for p in (part.probability, part.base))
            shares = f"{part.outcome.mean():.2f}", f"{part.probability.mean():.2f}"
            rows.append([name, len(part.outcome), *shares, f"{brier:.4f}", f"{flat:.4f}"])
    yield "Each jurisdiction judged by a model fitted on the others:\n"
    head = ["jurisdiction", "pairs", "share of conflicts", "mean probability", "Brier", "Brier of the others' share"]
    yield markdown(head, rows)
