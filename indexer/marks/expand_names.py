"""`expand_name`: a trade name's key element becomes slots; its activity and other words only order what the key
element finds.

Weights are those of `indexer.marks.expand`, with a floor of its own. A field of activity and the other words stay
below it even with one word of several, so that no record is found for its activity; among records with the same key
element those of the same activity come first, whatever the cap.
"""

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from indexer.lexicon.lexicon import Lexicon
from indexer.marks.engine import UNIT, Slot
from indexer.marks.expand import SAME_SIGN, meaning, tokens_of, weight_of
from models.names.fields import close_codes
from models.names.keys import Keyed, NameEntry
from models.signs.entry import IDENTITY
from models.tokens import FIELD, INITIALS, UNKNOWN_FIELD, WHOLE, trade_tokens
from models.words.initials import LENGTHS
from models.words.likeness import likenesses
from models.words.text import word_script
from models.words.word import Word

_64TH = UNIT // 64
NAME_FLOOR = 40 * _64TH  # what one whole word of a key element brings, and one of several does not, whatever orders it
SAME_FIELD, CLOSE_FIELD = 4 * _64TH, 2 * _64TH
REST, MOST_REST = _64TH, 5
BY_LETTERS = 44 * _64TH  # an acronym and the full name whose initials it has
# Closeness (`models.words.closeness`) in one script; of 48 synthetic names and the development cases no variant and
# few similar ones lie below.
LEAST_CLOSE = 0.84
LEAST_FOUND = 0.80  # closeness to a word of another script, before likeness decides
# One letter of a short word changes more of it than `LEAST_CLOSE` bears (NORIA, DORIA; KAMAR, QAMAR): such words are
# found from this closeness on, where likeness says that they are similar.
SHORT, LEAST_SHORT, LEAST_ALIKE = 6, 0.74, 0.80
# Likeness (`models.words.likeness`) to a word of another script: a little below what `models.names.keys` calls
# similar there.
LEAST_ACROSS = 0.75
KEY_ALONE = (
    3 * _64TH
    # more for a whole key element than for a part of one; less than `SAME_FIELD`: containment in the same field comes
    # first
)
LEAST = 0.4  # closeness or likeness that would weigh half a word
TOGETHER = 0.9  # of a key element's words together: no single word of several reaches the floor

assert round(UNIT * TOGETHER / 2) + SAME_FIELD + REST * MOST_REST < NAME_FLOOR  # noqa: S101 - what the module promises


def expand_name(entry: NameEntry, lexicon: Lexicon) -> tuple[Slot, ...]:
    """Return the slots of a proposed trade name: key elements, initials, activity, other words."""
    slots: dict[str, Slot] = {}
    for keyed in entry.keys:
        for slot in _key_slots(keyed, lexicon):
            slots.setdefault(slot.word, slot)
        for token in trade_tokens(keyed.anatomy, entry.work):
            slots.setdefault(token, Slot(token, {token: SAME_SIGN}))
        for word in keyed.anatomy.rest[:MOST_REST]:
            slots.setdefault(word, Slot(word, {word: REST}, optional=True))
    for slot in _letter_slots(entry):
        slots.setdefault(slot.word, slot)
    if entry.codes:
        close = {FIELD + code: CLOSE_FIELD for asked_code in entry.codes for code in close_codes(asked_code)}
        same = {FIELD + code: SAME_FIELD for code in entry.codes}
        slots[FIELD] = Slot(FIELD, {UNKNOWN_FIELD: CLOSE_FIELD, **close, **same}, optional=True)
    return tuple(slots.values())


def _key_slots(keyed: Keyed, lexicon: Lexicon) -> list[Slot]:
    """Return the slots of a key element: one a word, one for all of them written as one.

    Of several words none is enough alone, but a name whose whole key element is like one of them is found. (ATLAS
    ZERKTI meets ATLAS and ATLAS ZERKTI TRANS, not every ATLAS.) Of a name of weak words only not even that.
    """
    anatomy, sign = keyed
    several = len(sign.words) > 1
    shared = TOGETHER / len(sign.words) if several else 1.0
    slots = []
    for word in sign.words:
        options = {}
        for token, weight in _alike(word, lexicon).items():
            whole = token.startswith(IDENTITY) and not anatomy.whole
            options[token] = weight if whole else round(shared * weight)
        slots.append(Slot(word.form, options))
    whole_options = _alike(sign.compact, lexicon) if several else {}
    whole_options |= dict.fromkeys((IDENTITY + sign.compact.form, WHOLE + "".join(anatomy.bare)), SAME_SIGN)
    return [*slots, Slot(IDENTITY + sign.compact.form, whole_options)]


def _alike(word: Word, lexicon: Lexicon) -> dict[str, int]:
    """Return the tokens that may stand for a word of a key element: itself, what means the same, and every form that
    is close enough.

    In one script closeness orders them. In another one it says little (consonants alone), so likeness decides. What
    is a whole key element comes before what is a part of one.
    """
    options = {word.form: UNIT, **dict(meaning(word.form, lexicon))}
    for at, weight in _close_forms(word, lexicon):
        for token in tokens_of(lexicon, at):
            token_weight = weight + KEY_ALONE if token.startswith(IDENTITY) else weight
            options[token] = max(token_weight, options.get(token, 0))
    return options


def _close_forms(word: Word, lexicon: Lexicon) -> Iterable[tuple[int, int]]:
    """Yield the forms close enough to a word, with their weights."""
    script = word_script(word.form)
    short = len(word.form) <= SHORT
    judged: dict[int, float] = {}  # forms that likeness decides on, and the least of it
    for at, close in lexicon.similar(word, LEAST_SHORT if short else LEAST_FOUND).items():
        form = lexicon.index.strings[at]
        if word_script(form) != script:
            if close >= LEAST_FOUND:
                judged[at] = LEAST_ACROSS
        elif close >= LEAST_CLOSE:
            yield at, weight_of(close, least=LEAST)
        elif short and len(form) <= SHORT and Levenshtein.distance(form, word.form, score_cutoff=1) == 1:
            judged[at] = LEAST_ALIKE
    if judged:
        words = [Word(lexicon.index.strings[at], lexicon.readings(lexicon.index.strings[at])) for at in judged]
        for (at, least), likeness in zip(judged.items(), likenesses(word, words).tolist(), strict=True):
            if likeness >= least:
                yield at, weight_of(likeness, least=LEAST)


def _letter_slots(entry: NameEntry) -> list[Slot]:
    slots = [
        Slot(INITIALS + letters, {letters: BY_LETTERS, IDENTITY + letters: BY_LETTERS})
        for letters in sorted(entry.letters)
    ]
    for _, sign in entry.keys:
        form = sign.compact.form
        if len(sign.words) == 1 and len(form) in LENGTHS and form.isalpha():
            slots.append(Slot(INITIALS + "=" + form, {INITIALS + form: BY_LETTERS}))
    return slots
