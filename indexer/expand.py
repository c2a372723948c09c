"""`expand`: the words of a proposed sign become slots, each with every register word that is close to it.

Weights, in 1/64: a strong word's option weighs 32 (barely close) to 64 (the same word), so one strong word alone
reaches `FLOOR`; a weak word beside it stands for itself only, weighs a quarter and cannot; the whole sign written the same weighs 128 more, so that
identity stands before everything, whatever the cap.
"""

from collections.abc import Iterable

from indexer.engine import UNIT, Slot
from indexer.lexicon import Lexicon
from models.concepts import equivalents
from models.entry import IDENTITY, Entry, Sign, Word
from models.likeness import likenesses
from models.tokens import WHOLE

FLOOR = 32  # in 1/64: the least that one strong word brings
SAME_SIGN = 2 * UNIT
MEANS_THE_SAME = 52  # in 1/64: a translation or synonym, between like letters and the same word
LEAST_LIKENESS = 0.4  # hardly any close word is less alike; it would weigh FLOOR all the same


def weight_of(likeness: float) -> int:
    """Return the weight in 1/64 of an option this like a strong word: from FLOOR, whatever the likeness, to 64 for the same."""
    share = (likeness - LEAST_LIKENESS) / (1 - LEAST_LIKENESS)
    return FLOOR + round((UNIT - FLOOR) * min(1.0, max(0.0, share)))


def close_forms(word: Word, lexicon: Lexicon) -> Iterable[tuple[int, int]]:
    """Yield every form that is close to a word (`models.closeness`: none is missed), with its weight by likeness."""
    found = list(lexicon.similar(word))
    others = [Word(form, lexicon.readings(form)) for form in map(lexicon.index.strings.__getitem__, found)]
    if others:
        yield from zip(found, map(weight_of, likenesses(word, others).tolist()), strict=True)


def expand(entry: Entry, lexicon: Lexicon) -> tuple[Slot, ...]:
    """Return the slots of an entry: one per distinct word of every version, one per compact form."""
    slots: dict[str, Slot] = {}
    for sign in entry.signs:
        for word, weight in zip(sign.words, sign.weights, strict=True):
            if word.form not in slots:
                slots[word.form] = Slot(word.form, _options(word, lexicon, weight))
        whole = IDENTITY + sign.compact.form
        if whole not in slots:
            slots[whole] = Slot(whole, _whole_options(sign, lexicon))
    return tuple(slots.values())


def _options(word: Word, lexicon: Lexicon, weight: float) -> dict[str, int]:
    """Return what may stand for a word; a weak word beside a strong one stands for itself only, and weighs a quarter."""
    options = {word.form: round(UNIT * weight)}
    if weight < 1.0:
        return options
    for token, value in meaning(word.form, lexicon):
        options[token] = value
    for at, alike in close_forms(word, lexicon):
        for token in tokens_of(lexicon, at):
            options[token] = max(alike, options.get(token, 0))
    return options


def meaning(form: str, lexicon: Lexicon) -> Iterable[tuple[str, int]]:
    """Yield the register's words that mean the same, with their weight."""
    for other in equivalents(form):
        if (at := lexicon.index.position.get(other)) is not None and lexicon.is_word(at):
            yield other, MEANS_THE_SAME


def tokens_of(lexicon: Lexicon, at: int) -> Iterable[str]:
    """Yield the tokens of form `at` of the lexicon: as a word, as a version written as one."""
    form = lexicon.index.strings[at]
    if lexicon.is_word(at):
        yield form
    if lexicon.is_compact(at):
        yield IDENTITY + form


def _whole_options(sign: Sign, lexicon: Lexicon) -> dict[str, int]:
    """Return the options of a whole version: itself, and for several words what is close to them written as one."""
    options: dict[str, int] = {}
    if len(sign.words) > 1:
        for at, alike in close_forms(sign.compact, lexicon):
            for token in tokens_of(lexicon, at):
                options[token] = alike
    options[IDENTITY + sign.compact.form] = SAME_SIGN
    options[WHOLE + sign.compact.form] = SAME_SIGN
    return options
