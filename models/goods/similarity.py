"""Similarity of goods and services: the closest pair of terms, with the classes as a first measure only.

A class is an administrative sorting: goods of one class may differ and goods of two be alike (Regulation (EU) 2017/1001
art. 33(7)). So terms decide where both sides have them, and classes place the pair beforehand. Values stand on a scale
of degrees (`IDENTICAL`, `HIGH`, `AVERAGE`, `LOW`, `NONE` in `models.goods.terms`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from corpora.records.mark import Mark
from corpora.tables.nice import Degree, class_relation, nice_classes
from models.goods.terms import (
    HIGH,
    IDENTICAL,
    Bounds,
    TermCloseness,
    bounds_of,
    class_bounds,
    graded,
    placed,
    same_term,
    words_closeness,
)
from models.signs.evidence import GoodsPair
from models.signs.factor import Factor

__all__ = ["TermCloseness", "goods", "goods_terms", "split_terms", "terms_to_compare", "words_closeness"]

SAME_CLASS, RELATED, OTHER = HIGH, 0.5, 0.1  # similarity by class alone; RELATED: classes related to an average degree
BY_CLASS: dict[Degree, float] = {"high": 0.65, "average": RELATED, "low": 0.3, "none": OTHER}
MOST_TERMS = 10  # terms of a class that are compared; longer lists repeat the class's heading in other words
_PARTS = re.compile(r"[;·\n]|,(?![^(\[]*[)\]])")
Basis = Literal["same_term", "shared_words", "like_terms"]


@lru_cache(maxsize=16_384)
def split_terms(text: str) -> tuple[str, ...]:
    """Return the first `MOST_TERMS` terms of a list of goods: separated by `;`, or by commas outside brackets."""
    terms = [term.strip(" .") for term in re.split(r"[;·\n](?![^(\[]*[)\]])", text[:4_000])]
    if len(terms) == 1:
        terms = [term.strip(" .") for term in _PARTS.split(text[:4_000])]
    return tuple(term for term in terms if term)[:MOST_TERMS]


GoodsTerms = list[tuple[int | None, str]]


def goods_terms(mark: Mark) -> GoodsTerms:
    """Return (class, term) of a mark's goods and of a trade name's activity."""
    terms: GoodsTerms = [(goods.nice_class, term) for goods in mark.goods for term in split_terms(goods.text)]
    return [*terms, (None, mark.activity.text)] if mark.activity else terms


def terms_to_compare(proposed: Mark, earlier: Mark) -> tuple[GoodsTerms, GoodsTerms]:
    """Return the terms of both sides; a side that names classes only lends their goods when the other has no class at
    all.
    """
    ours, theirs = goods_terms(proposed), goods_terms(earlier)
    if not ours and not earlier.nice_classes:
        ours = _class_terms(proposed)
    if not theirs and not proposed.nice_classes:
        theirs = _class_terms(earlier)
    return ours, theirs


def _class_terms(mark: Mark) -> GoodsTerms:
    return [(number, term) for number in mark.nice_classes for term in nice_classes()[number].terms]


def goods(proposed: Mark, earlier: Mark, closeness: TermCloseness = words_closeness) -> Factor:
    """Similarity of what two marks are used for, in [0, 1]; None when the earlier right's goods are not known.

    Goods that the asker does not give count as identical: that protects the asker, and the answer says so.
    """
    if not (proposed.nice_classes or proposed.goods or proposed.activity):
        pair = GoodsPair("", "", None, None, 1.0, "not_given")
        return Factor("goods", 1.0, evidence=(pair,))
    ours, theirs = terms_to_compare(proposed, earlier)
    pairs = list(_by_class(proposed, earlier))
    least = max((pair.closeness for pair in pairs), default=-1.0)
    if of_terms := _by_terms(ours, theirs, closeness, least):
        pairs.append(of_terms)
    if not pairs and ours and theirs:
        pairs = [GoodsPair("", "", None, None, OTHER, "other_classes")]
    if not pairs:
        return Factor("goods", None)
    best_pair = max(pairs, key=lambda pair: pair.closeness)
    return Factor("goods", best_pair.closeness, evidence=(best_pair,))


def _by_class(proposed: Mark, earlier: Mark) -> Iterator[GoodsPair]:
    for a in proposed.nice_classes:
        for b in earlier.nice_classes:
            both_named = _has_terms(proposed, a) and _has_terms(earlier, b)
            least = class_bounds(frozenset((a,)), frozenset((b,)))[0]
            if a == b:
                yield GoodsPair("", "", a, b, least if both_named else SAME_CLASS, "same_class")
            else:
                degree = class_relation(a, b)
                value = least if both_named else BY_CLASS[degree]
                yield GoodsPair("", "", a, b, value, "other_classes" if degree == "none" else "related_classes")


def _has_terms(mark: Mark, nice_class: int) -> bool:
    return any(goods.nice_class == nice_class and goods.text for goods in mark.goods)


def _by_terms(ours: GoodsTerms, theirs: GoodsTerms, closeness: TermCloseness, least: float) -> GoodsPair | None:
    """Return the closest pair of terms, or None where none is closer than `least`; their groups or classes bound what
    words and meaning say, so that most pairs need not be read.
    """
    best: GoodsPair | None = None
    placed_theirs = [(class_b, b, placed(b, class_b)) for class_b, b in theirs]
    for class_a, a in ours:
        placed_a = placed(a, class_a)
        for class_b, b, placed_b in placed_theirs:
            bounds = bounds_of(placed_a, placed_b)
            one_class = class_a == class_b or class_a is None or class_b is None
            if bounds[1] <= least and not one_class:
                continue
            pair = _of_two(a, b, closeness, bounds, one_class=one_class)
            if pair[0] > least:
                least, basis = pair
                best = GoodsPair(a, b, class_a, class_b, least, basis)
    return best


def _of_two(a: str, b: str, closeness: TermCloseness, bounds: Bounds, *, one_class: bool) -> tuple[float, Basis]:
    if same_term(a, b):
        return IDENTICAL if one_class else bounds[1], "same_term"
    by_words = words_closeness(a, b)
    by_meaning = by_words if closeness is words_closeness else closeness(a, b)
    basis: Basis = "shared_words" if by_words and by_words >= by_meaning else "like_terms"
    return graded(max(by_words, by_meaning), bounds), basis
