"""How similar two terms of goods are: their words and meanings, inside what their groups and classes allow.

A word that two terms share says nothing alone: huile d'olive and huile moteur, avocats of the market and of the court.
So what the words or the encoder find is held between bounds: those of the groups that both terms name
(`models.goods.groups`), else those of their classes, given or guessed from the words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Literal

from corpora.tables.nice import MIXED_CLASSES, Degree, class_relation
from models.goods.groups import Named, first_concepts, groups_degree, guessed_classes, named_groups, word_classes
from models.goods.stems import stem, telling_words
from models.words.concepts import cached_meaning

IDENTICAL, HIGH, AVERAGE, LOW, NONE = 1.0, 0.8, 0.57, 0.35, 0.08  # what each degree is on the scale
RETAIL = 35

LEAST = {"identical": 0.97, "high": 0.69, "average": 0.46, "low": 0.22}  # from which a value is said to be of a degree

Bounds = tuple[float, float]
SAME_GROUP: Bounds = (0.7, 0.95)
BY_GROUPS: dict[Degree, Bounds] = {
    "high": (0.7, 0.9),
    "average": (0.48, 0.68),
    "low": (0.27, 0.46),
    "none": (0.03, 0.2),
}
SAME_CLASS_TERMS, MIXED_CLASS_TERMS = (0.38, 0.95), (0.18, 0.95)
BY_CLASSES: dict[Degree, Bounds] = {
    "high": (0.3, 0.88),
    "average": (0.2, 0.85),
    "low": (0.12, 0.6),
    "none": (0.03, 0.2),
}
NO_CLASSES: Bounds = (0.05, 0.9)
# A share of words, or the encoder's cosine, as a degree would be said of it: read off the development pairs.
_SCALE = ((0.0, 0.0), (0.25, 0.1), (0.4, 0.3), (0.55, 0.55), (0.75, 0.8), (1.0, 0.95))

ALL_SHARED = 0.999  # of the words, counted as they weigh

TermCloseness = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class _Read:
    keys: frozenset[object]  # stems and concepts of all words
    words: tuple[tuple[frozenset[object], float], ...]  # those of each word, and what the word weighs
    weight: float


@cached_meaning(32_768)
def _read(term: str) -> _Read:
    words = []
    for word in dict.fromkeys(telling_words(term)):
        classes = word_classes(word)
        weight = max(classes.values()) / sqrt(len(classes)) if classes else 1.0  # services, preparations weigh little
        words.append((frozenset({stem(word), *first_concepts(word)}), weight))
    keys = frozenset(key for keys, _ in words for key in keys)
    return _Read(keys, tuple(words), sum(weight for _, weight in words))


def words_closeness(a: str, b: str) -> float:
    """Return the share of two terms' words that both have in common, by stem or by meaning in any language, in [0, 1];
    a word of goods of many kinds counts less. The same either way round.
    """
    read_a, read_b = _read(a), _read(b)
    if read_a.keys.isdisjoint(read_b.keys):
        return 0.0
    shared = sum(w for keys, w in read_a.words if not keys.isdisjoint(read_b.keys))
    shared += sum(w for keys, w in read_b.words if not keys.isdisjoint(read_a.keys))
    return shared / (read_a.weight + read_b.weight)


def same_term(a: str, b: str) -> bool:
    """Return whether two terms say the same: equal words, but for endings, or words that all mean the same."""
    return a == b or words_closeness(a, b) > ALL_SHARED


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a term belongs: the groups it names in its class, all that it names, and its classes."""

    groups: tuple[Named, ...]
    all_groups: frozenset[str]
    classes: frozenset[int]
    is_retail: bool


@cached_meaning(32_768)
def placed(term: str, nice_class: int | None) -> Placed:
    """Return where a term belongs; of a class that is given only its own groups count, else the words tell classes."""
    named = named_groups(term)
    groups = named if nice_class is None else tuple(n for n in named if n.nice_class == nice_class)
    retail = nice_class == RETAIL or any(n.nice_class == RETAIL for n in named)
    classes = guessed_classes(term) if nice_class is None else frozenset((nice_class,))
    return Placed(groups, frozenset(n.group for n in named), classes, retail)


@cached_meaning(65_536)
def bounds_of(a: Placed, b: Placed) -> Bounds:
    """Return the least and the most that two terms' similarity can be, by the groups that they name or by classes."""
    degree = groups_degree(a.groups, b.groups)
    if degree is None:
        return class_bounds(a.classes, b.classes)
    if {n.group for n in a.groups} & {n.group for n in b.groups}:
        return SAME_GROUP
    if degree in ("low", "none") and (_sells(a, b) or _sells(b, a)):
        degree = "average"
    return BY_GROUPS[degree]


def _sells(shop: Placed, goods: Placed) -> bool:
    """Return whether a term of retail names the very goods of the other one."""
    return shop.is_retail and not shop.all_groups.isdisjoint(n.group for n in goods.groups)


def class_bounds(ours: frozenset[int], theirs: frozenset[int]) -> Bounds:
    """Return the bounds of the two nearest classes of both sides; wide ones when a side has none."""
    found = [_class_bounds(a, b) for a in ours for b in theirs]
    return max(found, key=lambda bounds: bounds[::-1], default=NO_CLASSES)


def _class_bounds(a: int, b: int) -> Bounds:
    if a == b:
        return MIXED_CLASS_TERMS if a in MIXED_CLASSES else SAME_CLASS_TERMS
    return BY_CLASSES[class_relation(a, b)]


def graded(similarity: float, bounds: Bounds) -> float:
    """Return a share of words or a cosine on the scale of degrees, moved into the bounds without losing its order."""
    similarity = min(max(similarity, 0.0), 1.0)
    (x0, y0), (x1, y1) = next(step for step in pairwise(_SCALE) if similarity <= step[1][0])
    degree = y0 + (y1 - y0) * (similarity - x0) / (x1 - x0)
    low, high = bounds
    inside = low + (high - low) * degree / _SCALE[-1][1]
    return (inside + min(max(degree, low), high)) / 2


def degree_of(value: float) -> Degree | Literal["identical"]:
    """Return the degree that a value on the scale is nearest to."""
    names: tuple[Degree | Literal["identical"], ...] = ("identical", "high", "average", "low")
    return next((name for name in names if value >= LEAST[name]), "none")
