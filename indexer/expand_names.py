"""`expand_name`: a trade name's key element becomes slots; its activity and other words only order what the key element finds.

Weights are those of `indexer.expand`. A field of activity and the other words together stay below the floor, so that no record is
found for its activity alone; among records with the same key element those of the same activity come first, whatever the cap.
"""

from indexer.engine import UNIT, Slot
from indexer.expand import FLOOR, SAME_SIGN, weight_of, whole_options, word_options
from indexer.lexicon import Lexicon
from models.entry import IDENTITY
from models.names.anatomy import INITIALS as LENGTHS
from models.names.fields import close_codes
from models.names.keys import Keyed, NameEntry
from models.tokens import FIELD, INITIALS, UNKNOWN_FIELD, WHOLE

SAME_FIELD, CLOSE_FIELD = 15, 8  # in 1/64; with `MOST_REST` other words still below `FLOOR`
REST, MOST_REST = 3, 5
BY_LETTERS = 44  # in 1/64: an acronym and the full name whose initials it has
LEAST_CLOSE = 0.75  # closeness; what is less close has no likeness of 0.70
LEAST_WEIGHT = weight_of(0.70)  # a little below the least likeness that `models.names.keys` calls similar
TOGETHER = 0.9  # a name of weak words only counts whole: no single word of it reaches the floor

assert SAME_FIELD + REST * MOST_REST < FLOOR  # noqa: S101 - what the module promises


def expand_name(entry: NameEntry, lexicon: Lexicon) -> tuple[Slot, ...]:
    """Return the slots of a proposed trade name: key elements, initials, activity, other words."""
    slots: dict[str, Slot] = {}
    for keyed in entry.keys:
        for slot in _key_slots(keyed, lexicon):
            slots.setdefault(slot.word, slot)
        for word in keyed.anatomy.rest[:MOST_REST]:
            slots.setdefault(word, Slot(word, {word: REST}, optional=True))
    for slot in _letter_slots(entry):
        slots.setdefault(slot.word, slot)
    if entry.codes:
        close = {FIELD + code: CLOSE_FIELD for own in entry.codes for code in close_codes(own)}
        same = {FIELD + code: SAME_FIELD for code in entry.codes}
        slots[FIELD] = Slot(FIELD, {UNKNOWN_FIELD: CLOSE_FIELD, **close, **same}, optional=True)
    return tuple(slots.values())


def _key_slots(keyed: Keyed, lexicon: Lexicon) -> list[Slot]:
    anatomy, sign = keyed
    shared = TOGETHER / len(sign.words) if anatomy.whole and len(sign.words) > 1 else 1.0
    found = []
    for word in sign.words:
        options = _alike(word_options(word, lexicon, 1.0, LEAST_CLOSE))
        found.append(Slot(word.form, {token: round(shared * weight) for token, weight in options.items()}))
    whole = _alike(whole_options(sign, lexicon, LEAST_CLOSE))
    whole[WHOLE + "".join(anatomy.bare)] = SAME_SIGN
    return [*found, Slot(IDENTITY + sign.compact.form, whole)]


def _alike(options: dict[str, int]) -> dict[str, int]:
    """Return the options that are alike enough to matter for a name; what is less alike never passes the test of names."""
    return {token: weight for token, weight in options.items() if weight >= LEAST_WEIGHT}


def _letter_slots(entry: NameEntry) -> list[Slot]:
    found = [
        Slot(INITIALS + letters, {letters: BY_LETTERS, IDENTITY + letters: BY_LETTERS})
        for letters in sorted(entry.letters)
    ]
    for _, sign in entry.keys:
        form = sign.compact.form
        if len(sign.words) == 1 and LENGTHS[0] <= len(form) <= LENGTHS[1] and form.isalpha():
            found.append(Slot(INITIALS + "=" + form, {INITIALS + form: min(BY_LETTERS, UNIT)}))
    return found
