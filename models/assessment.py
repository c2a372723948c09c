"""`assess`: factors become one probability that adds up, and one of four levels. First version, by stated rules.

`logit(probability) = prior + Σ factor.weight`. The rules are chosen by hand and not calibrated; docs/decisions/0002 says why they
look as they do, and the probability is that of a finding of conflict *if the pair were disputed*.
"""

from bisect import bisect
from dataclasses import dataclass
from math import exp
from typing import Any

from models.comparison import Comparison
from models.evidence import CrowdedWord, GoodsPair, Translation, WeakWord
from models.factor import Factor
from models.goods import OTHER
from models.likeness import together

PRIOR = -1.0  # log-odds of a pair with identical goods whose signs are like at the turning point (0.775)

# Likeness of the signs → log-odds, straight between the points.
SIGN_POINTS = ((0.0, -7.0), (0.4, -5.0), (0.6, -2.8), (0.7, -1.2), (0.8, 0.4), (0.9, 2.0), (1.0, 4.0))
# Similarity of the goods → log-odds; 0 for the same class without known terms.
GOODS_POINTS = ((0.0, -4.5), (0.1, -4.0), (0.45, -1.6), (0.8, 0.0), (1.0, 0.5))
CROWD = -1.5  # log-odds when what is shared stands in every thirtieth mark

MEANING_ALONE = 0.88  # signs alike in meaning only: enough for a hit, less than sound (CJEU C-251/95, SABEL)
MEANING_ADDS = 0.03
MEANINGS_DIFFER = 0.06  # two clear and different meanings counteract likeness (CJEU C-361/04 P, Picasso)

NOT_IDENTICAL = 0.985  # most that signs can be alike that are not the same throughout: one version only, or the same sound in two scripts

LEVELS = ((0.70, 1), (0.40, 2), (0.15, 3))  # least probability of each level; below the last, level 4


@dataclass(frozen=True, slots=True)
class Reason:
    """A key of the message catalogue with its values; `search_api.say` makes the sentence."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Level 1 (very high) to 4 (low), the probability behind it, and the factors whose weights add up to it."""

    level: int
    probability: float
    prior: float
    factors: tuple[Factor, ...]
    reasons: tuple[Reason, ...]


def assess(comparison: Comparison) -> Assessment:
    """Return the assessment of a comparison. An identical sign for identical goods is level 1 by rule (double identity)."""
    likeness = sign_likeness(comparison.visual.value, comparison.aural.value, comparison.conceptual.value)
    if not comparison.same_text:
        likeness = min(likeness, NOT_IDENTICAL)
    signs = _shared_out(_between(SIGN_POINTS, likeness), comparison.factors[:3])
    factors = (*signs, _weighed(comparison.goods, GOODS_POINTS), _crowd(comparison.distinctiveness))
    probability = 1 / (1 + exp(-(PRIOR + sum(f.weight for f in factors))))
    double = comparison.identical_signs and comparison.goods.value == 1.0
    level = 1 if double else level_of(probability)
    reasons = tuple(_reasons(comparison)) if comparison.explained else ()
    return Assessment(level, probability, PRIOR, factors, reasons)


def level_if_unrelated(assessment: Assessment) -> int:
    """Return the level that the same signs would have for goods of another field."""
    rest = assessment.prior + sum(f.weight for f in assessment.factors if f.name != "goods")
    return level_of(1 / (1 + exp(-(rest + _between(GOODS_POINTS, OTHER)))))


def level_of(probability: float) -> int:
    """Return the level 1–4 of a probability."""
    return next((level for least, level in LEVELS if probability >= least), 4)


def sign_likeness(visual: float | None, aural: float | None, conceptual: float | None) -> float:
    """Return how alike two signs are in all, in [0, 1]; what was not compared weighs nothing.

    The better of look and sound counts three times the other; meaning alone counts less, and different meanings take a little off.
    """
    best = together(visual, aural)
    if conceptual is None:
        return best
    if conceptual == 0.0:
        return best - MEANINGS_DIFFER if best < 1.0 else best
    return min(1.0, max(best + MEANING_ADDS * conceptual, MEANING_ALONE * conceptual))


def _between(points: tuple[tuple[float, float], ...], value: float) -> float:
    at = min(max(bisect([x for x, _ in points], value), 1), len(points) - 1)
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (max(value, x0) - x0) / (x1 - x0)


def _shared_out(total: float, factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
    """Return the factors with the signs' log-odds shared out: by likeness when it speaks for a conflict, by difference when against."""
    parts = [0.0 if f.value is None else (f.value if total >= 0 else 1 - f.value) + 1e-6 for f in factors]
    whole = sum(parts)
    if not whole:
        return factors  # nothing of the signs could be compared: it weighs nothing
    return tuple(_weighing(f, total * part / whole) for f, part in zip(factors, parts, strict=True))


def _weighing(factor: Factor, weight: float) -> Factor:
    return Factor(factor.name, factor.value, weight, factor.evidence)


def _weighed(factor: Factor, points: tuple[tuple[float, float], ...]) -> Factor:
    return factor if factor.value is None else _weighing(factor, _between(points, factor.value))


def _crowd(factor: Factor) -> Factor:
    return factor if factor.value is None else _weighing(factor, CROWD * (1 - factor.value))


def _reasons(comparison: Comparison) -> list[Reason]:
    found: list[Reason] = []
    if comparison.identical_signs:
        found.append(Reason("signs.identical", {}))
    for factor in (comparison.visual, comparison.aural):
        if factor.value is None:
            found.append(Reason(f"{factor.name}.not_compared", {}))
        elif not comparison.identical_signs and factor.value >= 0.6:
            found.append(Reason(f"{factor.name}.alike", {"percent": round(100 * factor.value)}))
    found += [
        Reason("conceptual.same", {"proposed": e.proposed, "earlier": e.earlier})
        for e in comparison.conceptual.evidence
        if isinstance(e, Translation)
    ]
    if comparison.conceptual.value == 0.0:
        found.append(Reason("conceptual.differ", {}))
    found += _goods_reasons(comparison.goods)
    for e in comparison.distinctiveness.evidence:
        if isinstance(e, WeakWord):
            found.append(Reason("weak_word", {"word": e.word}))
        elif isinstance(e, CrowdedWord) and (comparison.distinctiveness.value or 0.0) < 0.5:
            found.append(Reason("crowded_word", {"word": e.word, "percent": round(100 * e.share, 1)}))
    if comparison.earlier in {"later", "unknown", "same_day"}:
        found.append(Reason(f"date.{comparison.earlier}", {}))
    return found


def _goods_reasons(factor: Factor) -> list[Reason]:
    if factor.value is None:
        return [Reason("goods.not_compared", {})]
    pair = next(e for e in factor.evidence if isinstance(e, GoodsPair))
    values = {"proposed": pair.proposed, "earlier": pair.earlier, "class": pair.earlier_class}
    return [Reason(f"goods.{pair.basis}", values)]
