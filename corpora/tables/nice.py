"""The Nice classification: short titles of the 45 classes, and which classes are related, how much."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from corpora.tables.rows import rows

Degree = Literal["high", "average", "low", "none"]
"""How similar goods are held, as decisions of EUIPO say it; "identical" is not a matter of classes."""
MIXED_CLASSES = frozenset({7, 9, 11, 12, 16, 21, 35, 36, 37, 39, 40, 41, 42, 44, 45})
"""Classes whose goods or services have little in common: one class says little there."""


@dataclass(frozen=True, slots=True)
class NiceClass:
    """A class with short titles (ours, not the official headings) and words that name its goods."""

    number: int
    title: dict[str, str]
    terms: tuple[str, ...]


@cache
def nice_classes() -> dict[int, NiceClass]:
    """Return the 45 classes by number (`nice.tsv`: number, fr, ar, en, terms separated by `;`)."""
    classes = {}
    for number, fr, ar, en, terms in rows("nice.tsv"):
        titles = {"fr": fr, "ar": ar, "en": en}
        classes[int(number)] = NiceClass(int(number), titles, tuple(term.strip() for term in terms.split(";")))
    return classes


@cache
def _relations() -> dict[tuple[int, int], Degree]:
    relations: dict[tuple[int, int], Degree] = {}
    for degree, number, others in rows("class_relations.tsv"):
        for other in others.split():
            for pair in ((int(number), int(other)), (int(other), int(number))):
                relations.setdefault(pair, cast(Degree, degree))  # the highest stands first
    return relations


def class_relation(a: int, b: int) -> Degree:
    """Return how similar the goods of two different classes are as a whole (`class_relations.tsv`, our own judgement
    after the factors of CJEU C-39/97, Canon); "none" for most pairs. The same either way round.
    """
    return _relations().get((a, b), "none")


def are_related(a: int, b: int) -> bool:
    """Return whether goods of two different classes are similar at all, to whatever degree."""
    return class_relation(a, b) != "none"
