"""Similarity of goods and services: the closest pair of terms, with the classes as a first measure only.

A class is an administrative sorting: goods of one class may differ and goods of two be alike (Regulation (EU) 2017/1001
art. 33(7)); 28 % of the pairs of terms that EUIPO holds similar lie in different classes. So terms decide where both
sides have them, and classes place the pair beforehand.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

from corpora.records.mark import Mark
from corpora.tables.nice import are_related, nice_classes
from models.signs.evidence import GoodsPair
from models.signs.factor import Factor
from models.words.text import words_of

SAME_CLASS, RELATED, OTHER = 0.8, 0.45, 0.1  # similarity by class alone
MOST_TERMS = 10  # terms of a class that are compared; longer lists repeat the class's heading in other words
_PARTS = re.compile(r"[;·\n]|,(?![^(\[]*[)\]])")
_STEM = 5  # letters; enough to join "restauration" and "restaurant" and keep "papier" from "papaye"
Basis = Literal["shared_words", "like_terms"]
TermCloseness = Callable[[str, str], float]


@lru_cache(maxsize=16_384)
def split_terms(text: str) -> tuple[str, ...]:
    """Return the first `MOST_TERMS` terms of a list of goods: separated by `;`, or by commas outside brackets."""
    terms = [term.strip(" .") for term in re.split(r"[;·\n](?![^(\[]*[)\]])", text[:4_000])]
    if len(terms) == 1:
        terms = [term.strip(" .") for term in _PARTS.split(text[:4_000])]
    return tuple(term for term in terms if term)[:MOST_TERMS]


@lru_cache(maxsize=65_536)
def _folded(term: str) -> tuple[str, ...]:
    return words_of(term)


@lru_cache(maxsize=65_536)
def _stems(term: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _folded(term) if len(word) > 2)


def words_closeness(a: str, b: str) -> float:
    """Return the share of word stems that two terms have in common, in [0, 1] (Dice)."""
    stems_a, stems_b = _stems(a), _stems(b)
    return 2 * len(stems_a & stems_b) / (len(stems_a) + len(stems_b)) if stems_a and stems_b else 0.0


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
    return [(None, term) for number in mark.nice_classes for term in nice_classes()[number].terms]


def goods(proposed: Mark, earlier: Mark, closeness: TermCloseness = words_closeness) -> Factor:
    """Similarity of what two marks are used for, in [0, 1]; None when the earlier right's goods are not known.

    Goods that the asker does not give count as identical: that protects the asker, and the answer says so.
    """
    if not (proposed.nice_classes or proposed.goods or proposed.activity):
        pair = GoodsPair("", "", None, None, 1.0, "not_given")
        return Factor("goods", 1.0, evidence=(pair,))
    ours, theirs = terms_to_compare(proposed, earlier)
    pairs = [*_by_class(proposed, earlier), *_by_terms(ours, theirs, closeness)]
    if not pairs and ours and theirs:
        pairs = [GoodsPair("", "", None, None, OTHER, "other_classes")]
    if not pairs:
        return Factor("goods", None)
    best_pair = max(pairs, key=lambda pair: pair.closeness)
    return Factor("goods", best_pair.closeness, evidence=(best_pair,))


def _by_class(proposed: Mark, earlier: Mark) -> Iterator[GoodsPair]:
    for a in proposed.nice_classes:
        for b in earlier.nice_classes:
            if a == b:
                both_named = _has_terms(proposed, a) and _has_terms(earlier, b)
                yield GoodsPair("", "", a, b, RELATED if both_named else SAME_CLASS, "same_class")
            elif are_related(a, b):
                yield GoodsPair("", "", a, b, RELATED, "related_classes")
            else:
                yield GoodsPair("", "", a, b, OTHER, "other_classes")


def _has_terms(mark: Mark, nice_class: int) -> bool:
    return any(goods.nice_class == nice_class and goods.text for goods in mark.goods)


def _by_terms(ours: GoodsTerms, theirs: GoodsTerms, closeness: TermCloseness) -> Iterator[GoodsPair]:
    """Yield the pairs of terms that are close at all; the class lifts or lowers what the words say."""
    for class_a, a in ours:
        folded = _folded(a)
        for class_b, b in theirs:
            if folded == _folded(b):
                yield GoodsPair(a, b, class_a, class_b, 1.0, "same_term")
                continue
            by_words, by_meaning = words_closeness(a, b), closeness(a, b)
            similarity = max(by_words, by_meaning)
            if similarity <= 0.3:
                continue
            low, high = _bounds(class_a, class_b)
            basis: Basis = "shared_words" if by_words >= by_meaning else "like_terms"
            yield GoodsPair(a, b, class_a, class_b, low + (high - low) * (similarity - 0.3) / 0.7, basis)


def _bounds(a: int | None, b: int | None) -> tuple[float, float]:
    if a is None or b is None:
        return 0.1, 0.95
    if a == b:
        return 0.5, 0.98
    return (0.3, 0.9) if are_related(a, b) else (0.1, 0.8)
