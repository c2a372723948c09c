"""`anteriority bench fit-marks`: fit the numbers of the assessment on the development halves and write
`models/signs/mark_weights.json`.

1. *Weights of the signs*: a listwise softmax (Plackett–Luce, top one) over the candidates that retrieval brings for
   each development pair, the earlier mark among them; a logistic loss on decided pairs and on what invented names meet
   in the register; no weight below zero, so that more similar never lowers the risk.
2. *Points and levels*: an ordered regression on truth of four kinds (`fit_levels`).
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

from benchmarks.relevance.marks.expected import expected_pairs
from benchmarks.relevance.marks.fit_levels import UNKNOWN_AS, Banded, fit_levels
from benchmarks.relevance.marks.pairs import MarkPair
from benchmarks.relevance.marks.raised import CLASSES, invented_arabic_names, invented_names
from benchmarks.relevance.marks.register import Hidden, folded, searched_mark
from corpora.records.mark import Mark
from indexer.marks.engine import Filters
from indexer.marks.expand import FLOOR, expand
from models.encoders import DEFAULT, load_encoder, term_closeness
from models.goods.similarity import terms_to_compare
from models.marks.assessment import likeness_of, values_of
from models.marks.comparison import Comparison, compare
from models.marks.knowledge import Knowledge
from models.marks.pair import compare_pair
from models.marks.weighing import describing
from models.signs import weights as weights_module
from models.signs.alike import SignTerms, sign_terms
from models.signs.entry import Entry, analyse
from models.signs.likeness import Likeness, entry_words
from models.signs.weights import MarkWeights, SignWeights, mark_weights

Floats = NDArray[np.float64]
NAMES = ("visual", "aural", "contained", "trigrams", "meaning")
SOURCE_WEIGHT = {"decided": 1.0, "oppositions": 1.0, "refusals": 1.0, "drugs": 0.4, "cross-script": 0.3}
RIDGE = 2e-4
DECIDED = 2.0  # weight of the decided pairs beside the ranking in the fit of the signs
CHANCE = 0.2  # weight of a row that an invented name meets; the rows of all names together weigh as of one
CAP = 400
UNCLEAR = 2.5  # between the levels that raise a row and those that do not
INVENTED_ROWS = 60  # of each invented name, the likest: the others say nothing more
SEEDS = (98, 99)  # of the invented names that are fitted; those that are reported have others


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one pair: their terms, shape (n, 5); which of them is the answer, (n,)."""

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
        proposed = searched_mark(pair, goods=False)
        entry = analyse(proposed, read, describing(proposed, counts=hidden.reader.counts))
        if not entry.signs:
            continue
        slots = expand(entry, hidden.reader.lexicon, hidden.reader.counts)
        hits = hidden.reader.match(slots, Filters(), floor=FLOOR, cap=CAP)
        answer_key = folded(pair.earlier)
        distinct = {folded(m): m for m in hidden.reader.fetch(hits.ids) if m.id != pair.proposed.id}
        distinct[answer_key] = pair.earlier
        if folded(pair.proposed) != answer_key:
            distinct.pop(folded(pair.proposed), None)
        others = [
            analyse(mark, read, describing(proposed, mark, counts=hidden.reader.counts)) for mark in distinct.values()
        ]
        rows = [
            (terms, folded(o.record) == answer_key)
            for o, terms in zip(others, _terms(entry, others, hidden), strict=True)
            if terms
        ]
        if any(answer for _, answer in rows):
            yield Candidates(pair, np.array([t for t, _ in rows]), np.array([a for _, a in rows]))


def _terms(entry: Entry, others: Sequence[Entry], hidden: Hidden) -> Iterator[SignTerms | None]:
    for comparison in _compared(entry, others, hidden):
        yield sign_terms(values_of(comparison))


def _compared(entry: Entry, others: Sequence[Entry], hidden: Hidden) -> Iterator[Comparison]:
    words = Likeness(entry_words([entry], compact=True), entry_words(others, compact=True), hidden.reader.lexicon.crowd)
    known = Knowledge(counts=hidden.reader.counts, words=words, explained=False)
    for other in others:
        yield compare(entry, other, known)


def judged(pairs: Sequence[MarkPair], hidden: Hidden) -> list[Judged]:
    """Return the decided pairs, each compared with its goods."""
    read, encoder = hidden.reader.lexicon.readings, load_encoder(DEFAULT)
    decided = []
    for pair in pairs:
        describes = describing(pair.proposed, pair.earlier, counts=hidden.reader.counts)
        a, b = (analyse(mark, read, describes) for mark in (pair.proposed, pair.earlier))
        if pair.conflict is None or not (a.signs and b.signs):
            continue
        ours, theirs = terms_to_compare(pair.proposed, pair.earlier)
        closeness = term_closeness(encoder, [t for _, t in ours], [t for _, t in theirs])
        known = Knowledge(counts=hidden.reader.counts, closeness=closeness, explained=False)
        decided.append(Judged(pair, compare(a, b, known)))
    return decided


def chance_meetings(hidden: Hidden) -> list[tuple[Floats, Floats, Floats]]:
    """Return for each invented name what it meets in the register: terms (n, 5), likeness (n,), goods (n,; nan where
    they are not known), the likest rows by the weights that ship.
    """
    read, w = hidden.reader.lexicon.readings, mark_weights()
    meetings = []
    for name in [*invented_names(seed=SEEDS[0]), *invented_arabic_names(seed=SEEDS[1])]:
        proposed = Mark("", name, nice_classes=CLASSES)
        entry = analyse(proposed, read, describing(proposed, counts=hidden.reader.counts))
        hits = hidden.reader.match(
            expand(entry, hidden.reader.lexicon, hidden.reader.counts), Filters(), floor=FLOOR, cap=CAP
        )
        others = [
            analyse(mark, read, describing(proposed, mark, counts=hidden.reader.counts))
            for mark in hidden.reader.fetch(hits.ids)
        ]
        rows = [
            (likeness_of(c, w), terms, c.goods.value)
            for c in _compared(entry, others, hidden)
            if (terms := sign_terms(values_of(c)))
        ]
        rows = sorted(rows, key=lambda row: -row[0])[:INVENTED_ROWS]
        if rows:
            likeness, of_signs, goods = zip(*rows, strict=True)
            meetings.append((np.array(of_signs), np.array(likeness), np.array(goods, float)))
    return meetings


Labelled = list[tuple[SignTerms, bool]]
"""Terms of two signs, and whether they conflict on goods that are alike."""


def labelled_signs(decided: Sequence[Judged]) -> Labelled:
    """Return the decided pairs whose signs decided, and our own pairs on like goods with a clear level, of the
    development half.
    """
    rows: Labelled = [
        (t, item.conflict) for item in decided if item.on_marks and (t := sign_terms(values_of(item.comparison)))
    ]
    for pair in expected_pairs("development"):
        comparison = compare_pair(pair.proposed, pair.earlier)
        same_goods = comparison is not None and (comparison.goods.value or 0.0) > UNKNOWN_AS
        own_terms = sign_terms(values_of(comparison)) if comparison and same_goods else None
        if own_terms and not pair.best <= UNCLEAR <= pair.worst:
            rows.append((own_terms, pair.best < UNCLEAR))
    return rows


def fit_signs(data: Sequence[Candidates], labelled: Labelled, chance: Sequence[Floats]) -> SignWeights:
    """Return the weights of the signs that put the answers in front of the other candidates and conflicts above no
    conflicts and above what invented names meet (`chance`: their terms).
    """
    sizes = Counter(item.pair.group for item in data)
    share = [SOURCE_WEIGHT[item.pair.source] / sizes[item.pair.group] ** 0.5 / len(data) for item in data]
    y = np.array([conflict for _, conflict in labelled], float)
    x = np.concatenate([np.array([t for t, _ in labelled]), *chance])
    weight = np.concatenate(
        [np.full(len(y), DECIDED / len(y)), *(np.full(len(rows), CHANCE / len(chance)) for rows in chance)]
    )
    y = np.concatenate([y, np.zeros(len(x) - len(y))])

    def loss(p: Floats) -> tuple[float, Floats]:
        w, scale, shift = p[:-2], p[-2], p[-1]
        value, slope = RIDGE * float(w @ w), 2 * RIDGE * w
        for item, k in zip(data, share, strict=True):
            cost, down = _top_one(item, w)
            value += k * cost
            slope = slope + k * down
        odds = scale * (x @ w) + shift
        off = weight * (1 / (1 + np.exp(-odds)) - y)
        value += float(weight @ np.logaddexp(0, np.where(y > 0, -odds, odds)))
        return value, np.concatenate([slope + scale * (x.T @ off), [float(off @ (x @ w)), float(off.sum())]])

    start = np.concatenate([np.ones(len(NAMES)), [0.1, 0.0]])
    bounds = [*[(0, None)] * (len(NAMES) + 1), (None, None)]
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return SignWeights(**{name: round(float(value), 3) for name, value in zip(NAMES, fitted, strict=False)})


def _top_one(item: Candidates, w: Floats) -> tuple[float, Floats]:
    """Return the softmax loss of one pair's answer among its candidates, and its gradient."""
    x = item.terms
    score = x @ w
    odds = np.exp(score - score.max())
    odds /= odds.sum()
    answer_odds = odds * item.answer
    return -float(np.log(answer_odds.sum() + 1e-12)), -(x.T @ (answer_odds / max(answer_odds.sum(), 1e-12) - odds))


def decided_rows(decided: Sequence[Judged], weights: MarkWeights) -> list[Banded]:
    """Return the decided pairs as the fit of the levels takes them: a conflict belongs to level 1 or 2, a pair held no
    conflict on the marks to 3 or 4.

    An authority that found a conflict held the goods similar, whatever their words.
    """
    rows = []
    for item in decided:
        if not item.on_marks:
            continue
        goods = item.comparison.goods.value
        goods = float("nan") if goods is None else max(goods, UNKNOWN_AS)
        best, worst, kind = (1, 2, "conflicts") if item.conflict else (3, 4, "no conflicts")
        rows.append(_banded(item.comparison, weights, goods, (best, worst, kind)))
    return rows


def undisputed_rows(meetings: Sequence[tuple[Floats, Floats, Floats]], weights: MarkWeights) -> list[Banded]:
    """Return what invented names meet (levels 3 or 4), and our own expected levels of the development half."""
    rows = []
    for terms, _, goods_values in meetings:
        means = _means(terms, weights.signs)
        rows += [Banded(float(m), float(g), 3, 4, "invented") for m, g in zip(means, goods_values, strict=True)]
    encoder = load_encoder(DEFAULT)
    for pair in expected_pairs("development"):
        comparison = compare_pair(pair.proposed, pair.earlier, encoder)
        if comparison is None or (comparison.identical_signs and comparison.goods.value == 1.0):
            continue  # level 1 by rule
        goods = float("nan") if comparison.goods.value is None else comparison.goods.value
        # what may be 3 or 4 is fitted as 3 where the signs are the same: whoever asks wants to see it
        worst = min(pair.worst, 3) if comparison.same_text else pair.worst
        rows.append(_banded(comparison, weights, goods, (pair.best, max(pair.best, worst), "expected")))
    return rows


def _banded(comparison: Comparison, weights: MarkWeights, goods: float, band: tuple[int, int, str]) -> Banded:
    return Banded(likeness_of(comparison, weights), goods, *band, differ=comparison.conceptual.value == 0.0)


def _means(terms: Floats, w: SignWeights) -> Floats:
    weights = np.array([getattr(w, name) for name in NAMES])
    means: Floats = terms @ weights / w.total
    return means


def fit(pairs: Sequence[MarkPair], hidden: Hidden) -> MarkWeights:
    """Return the model fitted on these pairs (give it the development half)."""
    data = list(candidates(pairs, hidden))
    decided = judged([p for p in pairs if p.source == "decided"], hidden)
    meetings = chance_meetings(hidden)
    weights = replace(
        mark_weights(), signs=fit_signs(data, labelled_signs(decided), [terms for terms, _, _ in meetings])
    )
    return fit_levels([*decided_rows(decided, weights), *undisputed_rows(meetings, weights)], weights)


def write(weights: MarkWeights, about: dict[str, Any]) -> Path:
    """Write the weights file beside the models, with what they were fitted on."""
    path = Path(weights_module.__file__).with_name(weights_module.FILE)
    path.write_text(json.dumps({"fitted": about, **asdict(weights)}, indent=1) + "\n", "utf-8")
    return path
