"""A proposed sign by parts, its classes or its terms of goods: what each would meet alone, and what the rest would
meet without it. A conflict is often partial (Regulation (EU) 2017/1001, art. 47(5)).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpora.records.mark import Goods, Mark
from models.encoders import Encoder
from models.goods.classes import propose_classes
from models.goods.similarity import split_terms
from search_api.answer import PartLevel
from search_api.marks.order import Judged

MOST_PARTS = 12  # more classes or terms are told apart by filing them apart
_Term = tuple[Goods, str]
LevelBeside = Callable[[Mark, Judged], int]
"""The level of a right beside the sign filed for some goods."""


@dataclass(frozen=True, slots=True)
class Part:
    """A class or a term of goods, the sign filed for it alone, and the sign filed for the rest."""

    nice_class: int | None
    term: str | None
    alone: Mark
    rest: Mark

    def at(self, level: int, best: str | None = None) -> PartLevel:
        """Return this part with a level."""
        return PartLevel(self.nice_class, self.term, level, best)


def parts_of(asked: Mark, encoder: Encoder | None) -> tuple[Part, ...]:
    """Return the parts of what was asked: its classes where there are several, else its terms of goods; none where
    there is one of each, or more than `MOST_PARTS`.
    """
    terms = [(each, term) for each in asked.goods for term in split_terms(each.text)]
    if 1 < len(asked.nice_classes) <= MOST_PARTS:
        return tuple(_by_class(asked, terms, encoder))
    if len(asked.nice_classes) < 2 and 1 < len(terms) <= MOST_PARTS:
        return tuple(_by_term(asked, terms, encoder))
    return ()


def levels_alone(parts: Iterable[Part], close: Sequence[Judged], level_beside: LevelBeside) -> tuple[PartLevel, ...]:
    """Return the level of each part alone against the rights that are close (best first): what is not close to the
    whole is not close to a part.
    """
    worst = ((part, _worst(part.alone, close, level_beside)) for part in parts)
    return tuple(part.at(level, best) for part, (level, best) in worst)


def levels_without(parts: Iterable[Part], close: Sequence[Judged], level_beside: LevelBeside) -> tuple[PartLevel, ...]:
    """Return the parts that left out would lower the level, with the level of the rest."""
    if not close:
        return ()
    rest = ((part, _worst(part.rest, close, level_beside)[0]) for part in parts)
    return tuple(part.at(level) for part, level in rest if level > close[0].level)


def _worst(mark: Mark, close: Sequence[Judged], level_beside: LevelBeside) -> tuple[int, str | None]:
    """Return the level of the worst conflict and its right; the signs are compared already, only the goods differ."""
    worst, right = 4, None
    for whole in close:
        if whole.level >= worst:
            break
        level = max(level_beside(mark, whole), whole.level)
        if level < worst:
            worst, right = level, whole.id
    return worst, right


def _by_class(asked: Mark, terms: list[_Term], encoder: Encoder | None) -> Iterator[Part]:
    classes_of = [(term, _classes_of(term, asked.nice_classes, encoder)) for term in terms]

    def filed(classes: tuple[int, ...]) -> Mark:
        kept = [term for term, numbers in classes_of if not numbers.isdisjoint(classes)]
        return replace(asked, nice_classes=classes, goods=_goods(kept))

    for number in asked.nice_classes:
        yield Part(number, None, filed((number,)), filed(tuple(n for n in asked.nice_classes if n != number)))


def _classes_of(term: _Term, classes: tuple[int, ...], encoder: Encoder | None) -> frozenset[int]:
    """Return the classes that a term may belong to: its own, or those that it is closest to, or any of those asked."""
    if term[0].nice_class:
        return frozenset({term[0].nice_class})
    closest = {number for number, _ in propose_classes(term[1], encoder)} if encoder else set()
    return frozenset(closest.intersection(classes) or classes) if classes else frozenset(closest)


def _by_term(asked: Mark, terms: list[_Term], encoder: Encoder | None) -> Iterator[Part]:
    classes_of = [_classes_of(term, asked.nice_classes, encoder) for term in terms]

    def filed(kept: list[int]) -> Mark:
        classes = asked.nice_classes or tuple(sorted(frozenset().union(*(classes_of[at] for at in kept))))
        return replace(asked, nice_classes=classes, goods=_goods(terms[at] for at in kept))

    every = range(len(terms))
    for at, term in enumerate(terms):
        yield Part(term[0].nice_class, term[1], filed([at]), filed([other for other in every if other != at]))


def _goods(terms: Iterable[_Term]) -> tuple[Goods, ...]:
    return tuple(replace(each, text=f"{term};") for each, term in terms)  # `;`: not to be cut at its commas again
