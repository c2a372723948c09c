"""`expand`: the words of a proposed sign become slots, each with every register word that is close to it.

Weights, in 1/256: a strong word's option weighs `FLOOR` (barely close) to twice that (the same word, a rare one), so
one strong word alone reaches `FLOOR`; a weak word beside it stands for itself and its translations, weighs a quarter
and cannot; the whole sign written the same weighs as much as two words more, so that identity stands before
everything, whatever the cap.
"""

from collections.abc import Iterable

import numpy as np

from indexer.lexicon.lexicon import Lexicon
from indexer.marks.engine import UNIT, Slot
from models.signs.distinctiveness import NO_COUNTS, WordCounts
from models.signs.entry import IDENTITY, Entry, Sign
from models.signs.words_alike import words_alike
from models.tokens import INITIALS, WHOLE
from models.words.closeness import ratio
from models.words.concepts import ARABIC_ARTICLE, equivalents, phrase_words
from models.words.initials import LENGTHS, acronyms
from models.words.weak import STRONG, is_weak_word
from models.words.word import Word

FLOOR = UNIT // 2  # the least that one strong word brings
SAME_SIGN = 2 * UNIT
BY_INITIALS = UNIT + UNIT // 2  # initials of a sign of three words or more: as much as two of the words
HALF_ALIKE = 0.4  # likeness of a whole sign to one word from which it counts more than one of its words does
MEANS_THE_SAME = 0.625  # likeness of a translation or synonym to its word, on the scale of weights
LEAST_LIKENESS = 0.1  # hardly any close word is less alike; it would weigh FLOOR all the same
MOST_FORMS = 2_000  # close forms of a word whose likeness is computed, the closest, ties kept; of 80,000 marks no word
# has more, and where one has the answer says that not all were looked at
EXACT = 0.75  # ratio of letters from which a register's word comes back whatever it says (EVOLUTION, SOLUTION)
COMMON = 0.5  # share of its weight above the floor that the commonest word brings
ALONE = UNIT // 8  # more for a sign that is nothing but a word of the proposed sign's (DUO for DUO TOUCH)


def weight_of(likeness: float, rarity: float = 1.0, least: float = LEAST_LIKENESS) -> int:
    """Return the weight in 1/256 of an option this like a strong word: from FLOOR, whatever the likeness, to UNIT for
    the same.

    A word that many marks hold (low `rarity`) brings less, so that what shares the rarer word of two stands first.
    """
    share = (likeness - least) / (1 - least)
    worth = COMMON + (1 - COMMON) * rarity
    return FLOOR + round((UNIT - FLOOR) * worth * min(1.0, max(0.0, share)))


def close_forms(word: Word, lexicon: Lexicon) -> tuple[dict[int, float], float]:
    """Return the closest forms of a word (`models.words.closeness`) with their likeness, and the closeness from which
    none is missed.
    """
    close = lexicon.similar(word)
    least = 0.0
    if len(close) > MOST_FORMS:
        values = np.fromiter(close.values(), np.float64, len(close))
        least = float(np.partition(values, -MOST_FORMS)[-MOST_FORMS])
    positions = [at for at, value in close.items() if value >= least]
    others = [Word(form, lexicon.readings(form)) for form in map(lexicon.index.strings.__getitem__, positions)]
    return dict(zip(positions, words_alike(word, others, lexicon.crowd).tolist() if others else (), strict=True)), least


def expand(entry: Entry, lexicon: Lexicon, counts: WordCounts = NO_COUNTS) -> tuple[Slot, ...]:
    """Return the slots of an entry: one per distinct word of every version, one per compact form.

    `counts` tell which of several words is the rarer one.
    """
    slots: dict[str, Slot] = {}
    single_units = {sign.compact.form for sign in entry.signs if sign.in_units and len(sign.words) == 1}
    for sign in entry.signs:
        several = len(sign.words) > 1
        for word, weight in zip(sign.words, sign.weights, strict=True):
            if word.form in slots:
                continue
            host = _host(word.form, slots) if sign.in_units else ""
            rarity = counts.rarity(host or word.form) if several or host else 1.0
            slot = _slot(word, lexicon, weight, rarity, ALONE if several or host else 0)
            slots[host or word.form] = _either(slots[host], slot) if host else slot
        whole = IDENTITY + sign.compact.form
        if whole not in slots:
            slots[whole] = _whole_slot(whole, sign, lexicon, alone=sign.compact.form in single_units)
        for slot in _initial_slots(sign):
            slots.setdefault(slot.word, slot)
    return tuple(slots.values())


def _initial_slots(sign: Sign) -> Iterable[Slot]:
    """Yield the slots of initials: of a long name its letters (those of its translations too), of letters the long
    names that have them.
    """
    forms = [word.form for word in sign.words]
    if letters := acronyms(forms):
        yield Slot(INITIALS, {IDENTITY + acronym: BY_INITIALS for acronym in sorted(letters)})
    elif len(forms) == 1 and len(forms[0]) in LENGTHS:
        yield Slot(INITIALS + forms[0], {INITIALS + forms[0]: UNIT})


def _slot(word: Word, lexicon: Lexicon, weight: float, rarity: float, alone: int) -> Slot:
    """Return what may stand for a word; a weak word beside a strong one stands for itself and what means the same,
    and weighs a quarter.
    """
    if weight < STRONG:
        value = round(UNIT * weight)
        return Slot(word.form, {**{token: value for token, _ in meaning(word.form, lexicon)}, word.form: value})
    options = {word.form: weight_of(1.0, rarity)}
    for token, value in meaning(word.form, lexicon, rarity):
        options[token] = value + (alone if token.startswith(IDENTITY) else 0)
    close, least = close_forms(word, lexicon)
    for at, likeness in close.items():
        value = weight_of(likeness, rarity)
        form = lexicon.index.strings[at]
        tokens = dict.fromkeys(tokens_of(lexicon, at))
        if form not in tokens and lexicon.is_word(at) and ratio(word.form, form) >= EXACT:
            tokens[form] = None
        for token in tokens:
            more = alone if token.startswith(IDENTITY) else 0
            options[token] = max(value + more, options.get(token, 0))
    return Slot(word.form, options, least=least)


def meaning(form: str, lexicon: Lexicon, rarity: float = 1.0) -> Iterable[tuple[str, int]]:
    """Yield the tokens of the register's words that mean the same, with their weight; of a phrase its longest word."""
    for other, sure in equivalents(form).items():
        likeness = LEAST_LIKENESS + (1 - LEAST_LIKENESS) * MEANS_THE_SAME * sure
        for token in _tokens_of_meaning(other, lexicon):
            yield token, weight_of(likeness, rarity)


def _tokens_of_meaning(form: str, lexicon: Lexicon) -> Iterable[str]:
    if (at := lexicon.index.position.get(form)) is not None:
        if lexicon.is_word(at):
            yield form
        if lexicon.is_compact(at):
            yield IDENTITY + form
    elif words := phrase_words(form):
        longest = max(words, key=len)
        for attached in (longest, ARABIC_ARTICLE + longest):
            if attached in lexicon.index.position and not is_weak_word(attached):
                yield attached


def tokens_of(lexicon: Lexicon, at: int) -> Iterable[str]:
    """Yield the tokens of form `at` of the lexicon: as a word, as a version written as one.

    A weak word (FOR, close to FERRO) or a single figure stands for itself only where it is a whole version: it is not
    what a sign is remembered by.
    """
    form = lexicon.index.strings[at]
    if lexicon.is_word(at) and len(form) > 1 and not is_weak_word(form):
        yield form
    if lexicon.is_compact(at):
        yield IDENTITY + form


def _whole_weight(likeness: float) -> int:
    """Return the weight of a word this like several words written as one: from FLOOR to `SAME_SIGN`, so that RAKBANK
    stands beside what is like the one and the other word of RAK BANK.
    """
    return weight_of(likeness) + round((SAME_SIGN - UNIT) * max(0.0, (likeness - HALF_ALIKE) / (1 - HALF_ALIKE)))


def _host(joined: str, slots: dict[str, Slot]) -> str:
    """Return the word whose slot a unit joins, so that one register word does not count for both; "" for none."""
    return max((form for form in slots if form in joined), key=len, default="")


def _either(a: Slot, b: Slot) -> Slot:
    """Return the slot of a word or the unit that it stands in."""
    options = a.options | {token: max(weight, a.options.get(token, 0)) for token, weight in b.options.items()}
    return Slot(a.word, options, least=max(a.least, b.least))


def _whole_slot(name: str, sign: Sign, lexicon: Lexicon, *, alone: bool) -> Slot:
    """Return the slot of a whole version: itself, and for several words what is close to them written as one; `alone`
    where its only unit brings that already.
    """
    options: dict[str, int] = {}
    least = 0.0
    if len(sign.words) > 1 and not alone:
        close, least = close_forms(sign.compact, lexicon)
        for at, likeness in close.items():
            options |= dict.fromkeys(tokens_of(lexicon, at), _whole_weight(likeness))
    options[IDENTITY + sign.compact.form] = SAME_SIGN
    options[WHOLE + sign.compact.form] = SAME_SIGN
    return Slot(name, options, least=least)
