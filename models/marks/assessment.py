"""`assess`: factors become one probability that adds up, and one of four levels.

`logit(probability) = prior + Σ factor.weight`. The numbers are fitted (`models.signs.weights`; docs/decisions/0011
explains the model): more similar never lowers the probability, which is that of an examiner's holding the pair in
conflict.
"""

from bisect import bisect
from dataclasses import dataclass
from math import exp

from models.goods.similarity import OTHER
from models.law.reason import Reason
from models.marks.comparison import Comparison
from models.signs.alike import SignValues, signs_alike, weak_signs
from models.signs.evidence import CrowdedWord, GoodsPair, Initials, Met, WeakWord
from models.signs.factor import SIGN_FACTORS, Factor
from models.signs.weights import MarkWeights, Points, mark_weights

IDENTICAL = 1.15  # likeness of signs that are the same throughout
NOT_IDENTICAL = 1.12  # most that others reach: one version only, or a shared rare word and the same meaning


@dataclass(frozen=True, slots=True)
class Assessment:
    """Level 1 (very high) to 4 (low), the probability behind it, and the factors whose weights add up to it."""

    level: int
    probability: float
    prior: float
    factors: tuple[Factor, ...]
    reasons: tuple[Reason, ...]


def assess(comparison: Comparison, weights: MarkWeights | None = None) -> Assessment:
    """Return the assessment of a comparison. An identical sign for identical goods is level 1 by rule (double
    identity).

    `weights` (default: those that ship) are the fitted numbers.
    """
    w = weights or mark_weights()
    signs = _shared_out(between(w.sign_points, likeness_of(comparison, w)), comparison.signs, w)
    factors = (*signs, comparison.distinctiveness, _weighed(comparison.goods, w.goods_points))
    probability = 1 / (1 + exp(-(w.prior + sum(f.weight for f in factors))))
    double_identity = comparison.identical_signs and comparison.goods.value == 1.0
    level = 1 if double_identity else level_of(probability, w)
    reasons = tuple(_reasons(comparison)) if comparison.explained else ()
    return Assessment(level, probability, w.prior, factors, reasons)


def likeness_of(comparison: Comparison, weights: MarkWeights) -> float:
    """Return how alike the signs of a comparison are as a whole (see `models.signs.alike`).

    The less the words say of which they are made, the closer signs must be (see `weak_signs`).
    """
    if comparison.same_text:
        return IDENTICAL
    alike = min(signs_alike(values_of(comparison), weights.signs), NOT_IDENTICAL)
    return weak_signs(alike, comparison.strength)


def values_of(comparison: Comparison) -> SignValues:
    """Return what the factors of the signs say, as `models.signs.alike` takes it."""
    return SignValues(**{SIGN_FACTORS[factor.name]: factor.value for factor in comparison.signs})


def level_if_unrelated(assessment: Assessment) -> int:
    """Return the level that the same signs would have for goods of another field."""
    w = mark_weights()
    other_logit = assessment.prior + sum(f.weight for f in assessment.factors if f.name != "goods")
    return level_of(1 / (1 + exp(-(other_logit + between(w.goods_points, OTHER)))), w)


def level_of(probability: float, weights: MarkWeights | None = None) -> int:
    """Return the level 1–4 of a probability."""
    levels = (weights or mark_weights()).levels
    return next((level for level, least in enumerate(levels, start=1) if probability >= least), 4)


def between(points: Points, value: float) -> float:
    """Return the log-odds of a value, straight between the points; beyond the last as at the last."""
    at = min(max(bisect([x for x, _ in points], value), 1), len(points) - 1)
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (min(max(value, x0), x1) - x0) / (x1 - x0)


def _shared_out(total: float, factors: tuple[Factor, ...], w: MarkWeights) -> tuple[Factor, ...]:
    """Return the factors with the signs' log-odds shared out by what each brings to the likeness; different meanings
    take theirs off (CJEU C-361/04 P, Picasso).
    """
    shares = [0.0 if f.value is None else getattr(w.signs, SIGN_FACTORS[f.name]) * f.value + 1e-6 for f in factors]
    total_share = sum(shares)
    if not total_share:
        return factors  # nothing of the signs could be compared: it weighs nothing
    weights = [total * share / total_share for share in shares]
    return tuple(
        _weighing(f, weight + (w.meanings_differ if f.name == "conceptual" and f.value == 0.0 else 0.0))
        for f, weight in zip(factors, weights, strict=True)
    )


def _weighing(factor: Factor, weight: float) -> Factor:
    return Factor(factor.name, factor.value, weight, factor.evidence)


def _weighed(factor: Factor, points: Points) -> Factor:
    return factor if factor.value is None else _weighing(factor, round(between(points, factor.value), 9))


def _reasons(comparison: Comparison) -> list[Reason]:
    """Return the reasons in the order in which a decision gives them: the signs, the goods, dates; weak words last."""
    reasons: list[Reason] = []
    if comparison.identical_signs:
        reasons.append(Reason("signs.identical", {}))
    if comparison.version:
        reasons.append(Reason("version", {"text": comparison.version}))
    reasons += [r for met in comparison.met if (r := _met(met, comparison))]
    reasons += [
        Reason("initials", {"letters": e.letters.upper()}) for e in comparison.words.evidence if isinstance(e, Initials)
    ]
    for factor in (comparison.visual, comparison.aural):
        if factor.value is None:
            reasons.append(Reason(f"{factor.name}.not_compared", {}))
    if comparison.conceptual.value == 0.0:
        reasons.append(Reason("conceptual.differ", {}))
    reasons += _goods_reasons(comparison.goods)
    if comparison.earlier in {"later", "unknown", "same_day"}:
        reasons.append(Reason(f"date.{comparison.earlier}", {}))
    for e in comparison.distinctiveness.evidence:
        if isinstance(e, WeakWord):
            reasons.append(Reason("weak_word", {"word": e.word}))
        elif isinstance(e, CrowdedWord) and (comparison.distinctiveness.value or 0.0) < 0.5:
            reasons.append(Reason("crowded_word", {"word": e.word, "percent": round(100 * e.share, 1)}))
    return reasons


NEARLY = 0.7  # nearness below which two words have something in common, and are not almost alike
AS_ONE = 0.97  # sound from which two words are pronounced as one


def _met(met: Met, comparison: Comparison) -> Reason | None:
    """Return the sentence of two words that meet; of the same word only where the signs are not the same."""
    if met.by == "same":
        return None if comparison.identical_signs else Reason("words.same", {"word": met.proposed})
    if met.by == "meaning":
        key = "conceptual.same"
    elif met.by == "sound" and met.nearness >= AS_ONE:
        key = "words.said_as_one"
    elif met.by != "part" and met.nearness < NEARLY:
        key = "words.in_common"
    else:
        key = f"words.{met.by}"
    return Reason(key, {"proposed": met.proposed, "earlier": met.earlier})


def _goods_reasons(factor: Factor) -> list[Reason]:
    if factor.value is None:
        return [Reason("goods.not_compared", {})]
    pair = next(e for e in factor.evidence if isinstance(e, GoodsPair))
    values = {"proposed": pair.proposed, "earlier": pair.earlier, "class": pair.earlier_class}
    return [Reason(f"goods.{pair.basis}", values)]
