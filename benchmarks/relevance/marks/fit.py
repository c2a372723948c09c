"""`anteriority bench fit-marks`: fit the numbers of the assessment on the development half and write
`models/signs/mark_weights.json`.

1. *Weights of the signs*: a listwise softmax (Plackett–Luce, top one) over the candidates that retrieval brings for
   each development pair, the earlier mark among them; no weight below zero, so that more similar never lowers the
   risk.
2. *Points*: likeness → log-odds, by logistic regression on pairs decided on the marks; a stated fall below what was
   ever disputed.
3. *Levels*: least probabilities by the reading load they bring on the development half.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.relevance.marks.pairs import MarkPair
from benchmarks.relevance.marks.register import Hidden, folded, searched_mark
from indexer.marks.engine import Filters
from indexer.marks.expand import FLOOR, expand
from models.encoders import DEFAULT, load_encoder, term_closeness
from models.goods.similarity import terms_to_compare
from models.marks.assessment import IDENTICAL, likeness_of, values_of
from models.marks.comparison import Comparison, compare
from models.marks.knowledge import Knowledge
from models.signs import weights as weights_module
from models.signs.alike import SignTerms, sign_terms
from models.signs.entry import Entry, analyse
from models.signs.likeness import Likeness, entry_words
from models.signs.weights import MarkWeights, SignWeights, mark_weights

Floats = NDArray[np.float64]
NAMES = ("visual", "aural", "contained", "trigrams", "shared", "meaning", "meanings_differ")
SIGNS = np.array([1, 1, 1, 1, 1, 1, -1.0])  # different meanings speak against a conflict
SOURCE_WEIGHT = {"decided": 1.0, "oppositions": 1.0, "refusals": 1.0, "drugs": 0.4, "cross-script": 0.3}
RIDGE = 2e-4
DECIDED = 5.0  # weight of the decided pairs beside the ranking in the fit of the signs
CAP = 400
LEAST_SLOPE = 0.5  # log-odds a unit of likeness: two signs never tie that differ
SLOPE_RIDGE = 1e-3
# log-odds a unit of likeness below what was ever disputed; steeper, and the translations that courts held conflicts
# lie too low
STEEP = 3.0
# Similarity of the goods → log-odds, by rule: pairs decided on the marks cannot show it, and goods must be similar at
# all (Regulation (EU) 2017/1001 art. 8(1)(b)). 0 for the same class without known terms.
GOODS = ((0.0, -1.0), (0.1, -0.8), (0.45, -0.3), (0.8, 0.0), (1.0, 0.1))
LEVEL_1_ROWS = 4.0  # mean rows a query at level 1, on the development half
LEVEL_SHARES = (0.0012, 0.003)  # of the register at level 2 or above, and at level 3 or above


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one pair: their terms, shape (n, 7); which of them is the answer, (n,)."""

    pair: MarkPair
    terms: Floats
    answer: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """A decided pair, compared: what the assessment takes of it, and the outcome."""

    pair: MarkPair
    comparison: Comparison

    @property
    def conflict(self) -> bool:
        """Whether a conflict was found."""
        return bool(self.pair.conflict)

    @property
    def on_marks(self) -> bool:
        """Whether the outcome may be held against a measure of signs."""
        return self.conflict or self.pair.on_marks


def candidates(pairs: Sequence[MarkPair], hidden: Hidden) -> Iterator[Candidates]:
    """Yield what retrieval brings for each pair that must be found, by the signs alone."""
    read = hidden.reader.lexicon.readings
    for pair in pairs:
        if pair.conflict is False:
            continue
        entry = analyse(searched_mark(pair, goods=False), read)
        if not entry.signs:
            continue
        slots = expand(entry, hidden.reader.lexicon, hidden.reader.counts)
        hits = hidden.reader.match(slots, Filters(), floor=FLOOR, cap=CAP)
        answer_key = folded(pair.earlier)
        distinct = {folded(m): m for m in hidden.reader.fetch(hits.ids) if m.id != pair.proposed.id}
        distinct[answer_key] = pair.earlier
        if folded(pair.proposed) != answer_key:
            distinct.pop(folded(pair.proposed), None)
        others = [analyse(mark, read) for mark in distinct.values()]
        rows = [
            (terms, folded(o.record) == answer_key)
            for o, terms in zip(others, _terms(entry, others, hidden), strict=True)
            if terms
        ]
        if any(answer for _, answer in rows):
            yield Candidates(pair, np.array([t for t, _ in rows]), np.array([a for _, a in rows]))


def _terms(entry: Entry, others: Sequence[Entry], hidden: Hidden) -> Iterator[SignTerms | None]:
    words = Likeness(entry_words([entry]), entry_words(others))
    known = Knowledge(counts=hidden.reader.counts, words=words, explained=False)
    for other in others:
        comparison = compare(entry, other, known) if other.signs else None
        yield sign_terms(values_of(comparison)) if comparison else None


def judged(pairs: Sequence[MarkPair], hidden: Hidden) -> list[Judged]:
    """Return the decided pairs, each compared with its goods."""
    read, encoder = hidden.reader.lexicon.readings, load_encoder(DEFAULT)
    decided = []
    for pair in pairs:
        a, b = analyse(pair.proposed, read), analyse(pair.earlier, read)
        if pair.conflict is None or not (a.signs and b.signs):
            continue
        ours, theirs = terms_to_compare(pair.proposed, pair.earlier)
        closeness = term_closeness(encoder, [t for _, t in ours], [t for _, t in theirs])
        known = Knowledge(counts=hidden.reader.counts, closeness=closeness, explained=False)
        decided.append(Judged(pair, compare(a, b, known)))
    return decided


def fit_signs(data: Sequence[Candidates], decided: Sequence[Judged]) -> SignWeights:
    """Return the weights of the signs that put the answers in front of the other candidates and conflicts above no
    conflicts.
    """
    sizes = Counter(item.pair.group for item in data)
    share = [SOURCE_WEIGHT[item.pair.source] / sizes[item.pair.group] ** 0.5 / len(data) for item in data]
    labelled = [
        (t, item.conflict) for item in decided if item.on_marks and (t := sign_terms(values_of(item.comparison)))
    ]
    x = np.array([t for t, _ in labelled]) * SIGNS
    y = np.array([conflict for _, conflict in labelled], float)

    def loss(p: Floats) -> tuple[float, Floats]:
        w, scale, shift = p[:-2], p[-2], p[-1]
        value, slope = RIDGE * float(w @ w), 2 * RIDGE * w
        for item, k in zip(data, share, strict=True):
            cost, down = _top_one(item, w)
            value += k * cost
            slope = slope + k * down
        odds = scale * (x @ w) + shift
        off = DECIDED / len(y) * (1 / (1 + np.exp(-odds)) - y)
        value += DECIDED * float(np.logaddexp(0, np.where(y > 0, -odds, odds)).mean())
        return value, np.concatenate([slope + scale * (x.T @ off), [float(off @ (x @ w)), float(off.sum())]])

    start = np.concatenate([np.ones(len(NAMES)), [0.1, 0.0]])
    bounds = [*[(0, None)] * (len(NAMES) + 1), (None, None)]
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return SignWeights(**{name: round(float(value), 3) for name, value in zip(NAMES, fitted, strict=False)})


def _top_one(item: Candidates, w: Floats) -> tuple[float, Floats]:
    """Return the softmax loss of one pair's answer among its candidates, and its gradient."""
    x = item.terms * SIGNS
    score = x @ w
    odds = np.exp(score - score.max())
    odds /= odds.sum()
    answer_odds = odds * item.answer
    return -float(np.log(answer_odds.sum() + 1e-12)), -(x.T @ (answer_odds / max(answer_odds.sum(), 1e-12) - odds))


def fit_points(decided: Sequence[Judged], signs: SignWeights) -> MarkWeights:
    """Return the whole model: likeness → log-odds, by logistic regression on the pairs decided on the marks.

    Below nineteen in twenty of the decided conflicts nothing was decided: there the log-odds fall by a stated slope.
    """
    base = replace(mark_weights(), signs=signs)
    labelled = [(likeness_of(item.comparison, base), item.conflict) for item in decided if item.on_marks]
    x, y = (np.array(side, float) for side in zip(*labelled, strict=True))
    middle = float(np.median(x))

    def loss(p: Floats) -> float:
        odds = p[0] + p[1] * (x - middle)
        return float(np.logaddexp(0, np.where(y > 0, -odds, odds)).mean() + SLOPE_RIDGE * p[1] ** 2)

    prior, slope = minimize(loss, np.array([1.0, 1.0]), method="L-BFGS-B", bounds=[(None, None), (LEAST_SLOPE, None)]).x
    lowest = float(np.quantile(x[y > 0], 0.05))
    at_lowest = float(slope) * (lowest - middle)
    at_nothing = float(at_lowest - STEEP * lowest)  # signs with nothing in common: where the sum begins
    points = ((0.0, at_nothing), (lowest, at_lowest), (IDENTICAL, float(slope) * (IDENTICAL - middle)))
    rounded = tuple((round(a, 3), round(float(b) - at_nothing, 3)) for a, b in points)
    return MarkWeights(signs, rounded, GOODS, round(float(prior) + at_nothing, 3), base.levels)


def _means(terms: Floats, w: SignWeights) -> Floats:
    weights = np.array([getattr(w, name) for name in NAMES]) * SIGNS
    means: Floats = terms @ weights / w.total
    return means


def with_levels(weights: MarkWeights, register: Sequence[Candidates], count: int) -> MarkWeights:
    """Return the weights with levels: least probabilities by the rows that they bring a query, of a register of
    `count` records.
    """
    queries = [1 / (1 + np.exp(-_log_odds(item.terms[~item.answer], weights))) for item in register]
    probabilities = np.sort(np.concatenate(queries))[::-1]
    rows = (LEVEL_1_ROWS, *(share * count for share in LEVEL_SHARES))
    first, second, third = (
        round(float(probabilities[min(len(probabilities) - 1, int(n * len(queries)))]), 4) for n in rows
    )
    return replace(weights, levels=(first, second, third))


def _log_odds(terms: Floats, w: MarkWeights) -> Floats:
    values, odds = (np.array(side) for side in zip(*w.sign_points, strict=True))
    points: Floats = np.interp(_means(terms, w.signs), values, odds) + w.prior + w.goods_points[-1][1]
    return points


def fit(pairs: Sequence[MarkPair], hidden: Hidden) -> MarkWeights:
    """Return the model fitted on these pairs (give it the development half)."""
    data = list(candidates(pairs, hidden))
    decided = judged([p for p in pairs if p.source == "decided"], hidden)
    return with_levels(fit_points(decided, fit_signs(data, decided)), data, hidden.reader.snapshot.count)


def write(weights: MarkWeights, about: dict[str, Any]) -> Path:
    """Write the weights file beside the models, with what they were fitted on."""
    path = Path(weights_module.__file__).with_name(weights_module.FILE)
    path.write_text(json.dumps({"fitted": about, **asdict(weights)}, indent=1) + "\n", "utf-8")
    return path
