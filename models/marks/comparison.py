"""`compare`: two entries, eight factors, and which of the two is earlier. Pure: no engine, no file, no clock."""

from dataclasses import dataclass

from models.goods.similarity import goods
from models.law.standing import Order, effective, order
from models.marks.knowledge import Knowledge
from models.signs.alike import SignValues, signs_alike
from models.signs.aural import aural, sound_of
from models.signs.conceptual import conceptual
from models.signs.contained import contained, trigram_likeness
from models.signs.distinctiveness import WordCounts, distinctiveness
from models.signs.entry import Entry, Sign
from models.signs.factor import SIGN_FACTORS, Factor
from models.signs.likeness import Likeness, entry_words
from models.signs.translated import words_met
from models.signs.visual import look_of, visual
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


def compare(proposed: Entry, earlier: Entry, known: Knowledge = UNAIDED) -> Comparison:
    """Return how two entries compare, given what is known beside them."""
    words = known.words or Likeness(entry_words([proposed], compact=True), entry_words([earlier], compact=True))
    explained = known.explained
    ours, theirs = ({s.text for s in entry.signs if not s.in_units} for entry in (proposed, earlier))
    versions = _nearest_versions(proposed, earlier, words, known.counts)
    return Comparison(
        visual(*versions, words, explained=explained) if versions else Factor("visual", None),
        aural(*versions, words, explained=explained) if versions else Factor("aural", None),
        conceptual(proposed, earlier, words, explained=explained),
        words_met(*versions, words, explained=explained) if versions else Factor("words", None),
        contained(*versions, words, known.counts, explained=explained) if versions else Factor("contained", None),
        trigram_likeness(*versions) if versions else Factor("trigrams", None),
        goods(proposed.record, earlier.record, known.closeness),
        distinctiveness(proposed, earlier, known.counts, explained=explained),
        not ours.isdisjoint(theirs),
        ours == theirs,
        order(known.as_of or effective(proposed.record).date, effective(earlier.record, known.territory).date),
        explained,
    )


def _nearest_versions(proposed: Entry, earlier: Entry, words: Likeness, counts: WordCounts) -> tuple[Sign, Sign] | None:
    """Return the versions of two signs that are most alike: each is read alone, so that a further one never makes
    signs less alike.
    """
    pairs = [(a, b) for a in proposed.signs for b in earlier.signs]
    if len(pairs) < 2:
        return pairs[0] if pairs else None

    def alike(pair: tuple[Sign, Sign]) -> float:
        contained_value = contained(*pair, words, counts, explained=False).value
        look_and_sound = look_of(*pair, words), sound_of(*pair, words)
        met = words_met(*pair, words, explained=False).value
        return signs_alike(
            SignValues(*look_and_sound, None, met, contained_value, trigram_likeness(*pair).value), mark_weights().signs
        )

    return max(pairs, key=alike)
