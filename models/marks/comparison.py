"""`compare`: two entries, eight factors, and which of the two is earlier. Pure: no engine, no file, no clock."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from models.goods.similarity import goods
from models.law.standing import Order, effective, order
from models.marks.knowledge import Knowledge
from models.signs.alike import SignValues, signs_alike
from models.signs.aural import aural
from models.signs.conceptual import conceptual
from models.signs.contained import contained, trigram_likeness
from models.signs.distinctiveness import distinctiveness
from models.signs.entry import Entry, Sign
from models.signs.factor import SIGN_FACTORS, Factor
from models.signs.likeness import Likeness, entry_words
from models.signs.translated import words_met
from models.signs.visual import visual
from models.signs.weights import mark_weights

UNAIDED = Knowledge()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The factors, and how the earlier right's date stands to the proposed one's.

    `identical_signs`: some version of each has the same folded words; `same_text`: every version does. `explained`:
    the factors carry their evidence.
    """

    visual: Factor
    aural: Factor
    conceptual: Factor
    words: Factor
    contained: Factor
    trigrams: Factor
    goods: Factor
    distinctiveness: Factor
    identical_signs: bool
    same_text: bool
    earlier: Order
    explained: bool = True

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The factors in the order in which a decision discusses them."""
        return (*self.signs, self.goods)

    @property
    def signs(self) -> tuple[Factor, ...]:
        """The factors that compare the signs alone."""
        return tuple(getattr(self, name) for name in SIGN_FACTORS)


class _OfVersions(NamedTuple):
    """What compares two versions, one of each side; the others of the eight factors compare whole entries."""

    visual: Factor
    aural: Factor
    words: Factor
    contained: Factor
    trigrams: Factor

    def alike(self) -> float:
        """Return how alike the versions are as a whole."""
        visual, aural, met, contained_value, trigrams = (factor.value for factor in self)
        return signs_alike(SignValues(visual, aural, None, met, contained_value, trigrams), mark_weights().signs)


_NOTHING = _OfVersions(*(Factor(name, None) for name in _OfVersions._fields))


def compare(proposed: Entry, earlier: Entry, known: Knowledge = UNAIDED) -> Comparison:
    """Return how two entries compare, given what is known beside them."""
    words = known.words or Likeness(entry_words([proposed], compact=True), entry_words([earlier], compact=True))
    explained = known.explained
    ours, theirs = ({s.text for s in entry.signs if not s.in_units} for entry in (proposed, earlier))
    versions = _nearest_versions(proposed, earlier, words, known)
    return Comparison(
        versions.visual,
        versions.aural,
        conceptual(proposed, earlier, words, explained=explained),
        versions.words,
        versions.contained,
        versions.trigrams,
        goods(proposed.record, earlier.record, known.closeness),
        distinctiveness(proposed, earlier, known.counts, explained=explained),
        not ours.isdisjoint(theirs),
        ours == theirs,
        order(known.as_of or effective(proposed.record).date, effective(earlier.record, known.territory).date),
        explained,
    )


def _nearest_versions(proposed: Entry, earlier: Entry, words: Likeness, known: Knowledge) -> _OfVersions:
    """Return what compares the versions of two signs that are most alike: each is read alone, so that a further one
    never makes signs less alike.
    """
    pairs = [(a, b) for a in proposed.signs for b in earlier.signs]
    if not pairs:
        return _NOTHING
    if len(pairs) == 1:
        return _of_versions(*pairs[0], words, known)
    unexplained = replace(known, explained=False) if known.explained else known
    best = max(((pair, _of_versions(*pair, words, unexplained)) for pair in pairs), key=lambda of: of[1].alike())
    return _of_versions(*best[0], words, known) if known.explained else best[1]


def _of_versions(a: Sign, b: Sign, words: Likeness, known: Knowledge) -> _OfVersions:
    explained = known.explained
    return _OfVersions(
        visual(a, b, words, explained=explained),
        aural(a, b, words, explained=explained),
        words_met(a, b, words, explained=explained),
        contained(a, b, words, known.counts, explained=explained),
        trigram_likeness(a, b),
    )
