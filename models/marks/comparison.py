"""`compare`: two entries, eight factors, and which of the two is earlier. Pure: no engine, no file, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.goods.similarity import goods
from models.law.standing import Order, effective, order
from models.marks.knowledge import Knowledge
from models.signs.alike import SignValues, signs_alike, weak_signs
from models.signs.aural import aural
from models.signs.conceptual import conceptual
from models.signs.contained import contained, trigram_likeness
from models.signs.distinctiveness import distinctiveness
from models.signs.entry import Entry, Sign, texts_of
from models.signs.evidence import Met
from models.signs.factor import SIGN_FACTORS, Factor
from models.signs.filed import Spelling, as_filed
from models.signs.likeness import Likeness, entry_words
from models.signs.meetings import meetings
from models.signs.translated import words_met
from models.signs.visual import visual
from models.signs.weights import mark_weights

UNAIDED = Knowledge()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The factors, and how the earlier right's date stands to the proposed one's.

    `identical_signs`: some version of each has the same folded words; `same_text`: every version does. `explained`:
    the factors carry their evidence. `met`: the words that meet, spelled as filed, and `version` the version of the
    earlier sign in which they do, where it is not the first one; both only where it is explained. `strength`: what
    the strongest word of the weaker sign says by itself, in (0, 1].
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
    met: tuple[Met, ...] = ()
    version: str = ""
    strength: float = 1.0

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The factors in the order in which a decision discusses them."""
        return (*self.signs, self.distinctiveness, self.goods)

    @property
    def signs(self) -> tuple[Factor, ...]:
        """The factors that compare the signs alone."""
        return tuple(getattr(self, name) for name in SIGN_FACTORS)


_Versions = tuple[Sign, Sign]


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
    factors, nearest = _nearest_versions(proposed, earlier, words, known)
    spell = as_filed(texts_of(proposed.record)), as_filed(texts_of(earlier.record))
    return Comparison(
        factors.visual,
        factors.aural,
        conceptual(proposed, earlier, words, explained=explained),
        factors.words,
        factors.contained,
        factors.trigrams,
        goods(proposed.record, earlier.record, known.closeness),
        distinctiveness(proposed, earlier, known.counts, explained=explained),
        not ours.isdisjoint(theirs),
        ours == theirs,
        order(known.as_of or effective(proposed.record).date, effective(earlier.record, known.territory).date),
        explained,
        meetings(*nearest, words, spell) if explained and nearest else (),
        _version_read(earlier, nearest[1], spell[1]) if explained and nearest else "",
        _strength(nearest) if nearest else 1.0,
    )


def _nearest_versions(
    proposed: Entry, earlier: Entry, words: Likeness, known: Knowledge
) -> tuple[_OfVersions, _Versions | None]:
    """Return what compares the versions of two signs, each factor of the two in which they come nearest, and the
    versions that are nearest as a whole: each is read alone, so that a further one never makes signs less alike.
    """
    pairs = [(a, b) for a in proposed.signs for b in earlier.signs]
    if not pairs:
        return _NOTHING, None
    if len(pairs) == 1:
        return _of_versions(*pairs[0], words, known), pairs[0]
    unexplained = replace(known, explained=False) if known.explained else known
    every = [(pair, _of_versions(*pair, words, unexplained)) for pair in pairs]
    best: dict[str, tuple[_Versions, _OfVersions]] = {}
    for name in _OfVersions._fields:
        best[name] = max(every, key=lambda of, name=name: _value(of[1], name))  # type: ignore[misc]
    mixed = [(pair, _mixed(factors, best)) for pair, factors in every]
    nearest, factors = max(mixed, key=lambda of: weak_signs(of[1].alike(), _strength(of[0])))
    if not known.explained:
        return factors, nearest
    shown = {
        name: getattr(_of_versions(*(nearest if _value(factors, name) < 0 else of[0]), words, known), name)
        for name, of in best.items()
    }
    return _OfVersions(**shown), nearest


def _mixed(factors: _OfVersions, best: Mapping[str, tuple[_Versions, _OfVersions]]) -> _OfVersions:
    """Return the factors of two versions, each that they can compare as near as any two versions come in it."""
    return _OfVersions(
        **{name: own if own.value is None else getattr(best[name][1], name) for name, own in factors._asdict().items()}
    )


def _strength(versions: _Versions) -> float:
    return min(sign.strength for sign in versions)


def _value(factors: _OfVersions, name: str) -> float:
    value: float | None = getattr(factors, name).value
    return -1.0 if value is None else value


def _of_versions(a: Sign, b: Sign, words: Likeness, known: Knowledge) -> _OfVersions:
    explained = known.explained
    return _OfVersions(
        visual(a, b, words, explained=explained),
        aural(a, b, words, explained=explained),
        words_met(a, b, words),
        contained(a, b, words, known.counts, explained=explained),
        trigram_likeness(a, b),
    )


def _version_read(entry: Entry, sign: Sign, spell: Spelling) -> str:
    """Return the version of a record that is nearest, as filed, where it is not the script that its sign begins
    with.
    """
    return "" if sign.script == entry.signs[0].script else spell(sign.text)
