"""What a word weighs, as a decision weighs it: little where it describes the goods, or where a crowd bears it."""

from math import log

from corpora.records.mark import Mark
from models.goods.descriptive import descriptive, field_of
from models.signs.distinctiveness import MEANT_REGISTER, NO_COUNTS, WordCounts
from models.words.weak import Describes

FEW, CROWD = (
    0.0005,
    0.02,
)  # share of marks (register or class) up to which a word is rare, and from which a crowd bears it
CROWDED = 0.7  # of what a word loses that is the plain name of the goods: a crowd tells its bearers apart by the rest


def describing(*marks: Mark, counts: WordCounts = NO_COUNTS) -> Describes:
    """Return the function that tells how far a folded word describes the goods of one or two records, or is borne by a
    crowd of the register for these classes, in [0, 1] (CJEU C-235/05 P, Flexi Air: weak elements count, but little).
    """
    field = field_of(*marks)
    if counts.marks < MEANT_REGISTER:
        return lambda form: descriptive(form, field)
    classes = tuple(sorted({number for mark in marks for number in mark.nice_classes}))
    return lambda form: max(descriptive(form, field), CROWDED * _crowd(counts.share(form, classes)))


def _crowd(share: float) -> float:
    """Return how crowded a word is, in [0, 1], by the logarithm of the share of marks that bear it."""
    return min(1.0, log(share / FEW) / log(CROWD / FEW)) if share > FEW else 0.0
