"""What two signs have in common whatever stands beside it: STORK in GOLDEN STORK, LIFE in THOMSON LIFE, and runs of
letters.

A sign taken over whole keeps an independent distinctive role in a longer one (CJEU C-120/04, Medion / Thomson), the
more the rarer its words are.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import fsum, sqrt

from rapidfuzz.fuzz import partial_ratio

from models.signs.distinctiveness import WordCounts
from models.signs.entry import Sign
from models.signs.evidence import Contained
from models.signs.factor import Factor
from models.signs.likeness import Likeness
from models.words.closeness import BEFORE, BEHIND, SHORT, set_cosine, trigrams, trigrams_in_order
from models.words.concepts import main_words
from models.words.weak import STRONG, is_weak_word

MEETS = 0.75  # likeness from which a word of one sign counts as standing in the other
MEANT_LETTERS = 3  # a shorter string stands in half of all signs
IN_COMPOUND = 0.8  # what a word counts that stands in a compound with another word (CAT in TIGERCAT)
IN_SENTENCE = 1.5  # times its share of the words that an everyday word fills of a longer sign at most
LOST = 1.5  # power by which an everyday word is lost in a longer sign
HALF = 0.5  # of a longer sign's weight: a word that fills so much of it is seen at once
INSIDE_STEEPNESS = 4  # power of letters that stand in a longer sign with gaps or changes: half of them are chance


def contained(a: Sign, b: Sign, words: Likeness, counts: WordCounts, *, explained: bool = True) -> Factor:
    """How far one sign stands in the other, in [0, 1]; 1 = all of its words do, and one of them is strong.

    Words count by what they weigh and how rare they are in the register; a word may stand there in translation, or in
    a compound. Letters that stand in a longer word by chance (MAM in MAMOUNIA) count by the share of it that they
    fill. None when no word can be compared.
    """
    table = words.nearness(a, b)
    if table is None:
        return Factor("contained", None)
    sides = (
        (_contained_share(table, a, b, counts), a, b),
        (_contained_share(list(zip(*table, strict=True)), b, a, counts), b, a),
    )
    value, inner, outer = max(sides, key=lambda side: side[0])
    letters_share = letters_inside(a.compact.form, b.compact.form) if a.script == b.script else 0.0
    if letters_share > value:
        value, (inner, outer) = letters_share, sorted((a, b), key=lambda sign: len(sign.compact.form))
    if not (explained and _stands(inner, outer)):
        return Factor("contained", value)
    return Factor(
        "contained", value, evidence=(Contained(inner.text, outer.text, "proposed" if inner is a else "earlier"),)
    )


def _stands(inner: Sign, outer: Sign) -> bool:
    """Return whether one sign stands in the other letter by letter, with something beside it."""
    words = [{word.form for word in sign.words} for sign in (inner, outer)]
    return words[0] < words[1] or (inner.compact.form in outer.compact.form and inner.compact != outer.compact)


def _contained_share(table: Sequence[Sequence[float]], sign: Sign, other: Sign, counts: WordCounts) -> float:
    """Return the share of a sign's words, by rarity and weight, that meet a like word of the other sign; less where
    none of them is strong by itself.
    """
    covered_weight = total_weight = 0.0
    for word, weight, row in zip(sign.words, sign.weights, table, strict=True):
        word_weight = weight * counts.rarity(word.form)
        total_weight += word_weight
        covered_weight += word_weight * max(
            _met(max(row)), *(in_compound(word.form, longer.form) for longer in other.words)
        )
    return covered_weight / total_weight * min(1.0, sign.strength / STRONG) * role(sign, other)


def role(inner: Sign, outer: Sign) -> float:
    """Return what share of an independent role an everyday word keeps in a longer sign, in (0, 1]: LUNDI is lost in a
    sentence, an invented word stands out of one.
    """
    fills = min(sum(inner.weights) / max(sum(outer.weights), 1e-9), IN_SENTENCE * len(inner.words) / len(outer.words))
    if fills >= HALF or not all(
        main_words(w.form) for w, x in zip(inner.words, inner.weights, strict=True) if x >= STRONG
    ):
        return 1.0
    return float((fills / HALF) ** LOST)


def _met(nearness: float) -> float:
    return max(0.0, nearness - MEETS) / (1 - MEETS)


def in_compound(form: str, longer: str) -> float:
    """Return `IN_COMPOUND` where a word is this one and another word or a banal one written together, else 0."""
    if len(form) < MEANT_LETTERS or len(longer) < len(form) + 2:
        return 0.0
    return IN_COMPOUND if (rest := _rest(form, longer)) and _is_word(rest) else 0.0


def _rest(form: str, longer: str) -> str:
    return (
        longer.removeprefix(form) if longer.startswith(form) else longer[: -len(form)] if longer.endswith(form) else ""
    )


def _is_word(form: str) -> bool:
    return is_weak_word(form) or (len(form) >= MEANT_LETTERS and bool(main_words(form)))


def letters_inside(a: str, b: str) -> float:
    """Return how nearly the shorter of two strings stands in the longer without a gap, by the square of the share of
    it that it fills, in [0, 1]; 0 for less than three letters.
    """
    shorter, longer = sorted((len(a), len(b)))
    return (
        (partial_ratio(a, b) / 100) ** INSIDE_STEEPNESS * (shorter / longer) ** 2 if shorter >= MEANT_LETTERS else 0.0
    )


def trigram_likeness(a: Sign, b: Sign) -> Factor:
    """Cosine of the two signs' letter trigrams in [0, 1], word by word or all written as one, the better; None in two
    scripts.

    None too between signs of up to four letters, where one letter changed leaves no trigram but the padding's (ONI,
    UVI). A trigram counts by what its word weighs. It is blind to the order of words and to what stands between them,
    and so finds families of marks, compounds and added words.
    """
    if a.script != b.script or max(len(a.compact.form), len(b.compact.form)) <= SHORT:
        return Factor("trigrams", None)
    if len(a.words) == len(b.words) == 1:
        return Factor("trigrams", min(1.0, set_cosine(trigrams(a.compact.form), trigrams(b.compact.form))))
    by_word = _cosine(word_pieces(a), word_pieces(b))
    value = min(1.0, max(by_word, _cosine(whole_pieces(a), whole_pieces(b))))
    return Factor("trigrams", value * min(role(a, b), role(b, a)))


Weighed = dict[str, float]
"""Trigrams with what the words weigh that they stand in."""


def _cosine(a: Weighed, b: Weighed) -> float:
    shared = fsum(weight * b[piece] for piece, weight in a.items() if piece in b)  # sets have no order to add up in
    return shared / sqrt(fsum(w * w for w in a.values()) * fsum(w * w for w in b.values()))


def word_pieces(sign: Sign) -> Weighed:
    """Return the trigrams of a sign's words, each with what the strongest word weighs that it stands in."""
    return _of_words(sign.text, sign.weights)


@lru_cache(maxsize=65_536)
def _of_words(text: str, weights: tuple[float, ...]) -> Weighed:
    weighed: Weighed = {}
    for word, weight in zip(text.split(), weights, strict=True):
        for piece in trigrams(word):
            weighed[piece] = max(weight, weighed.get(piece, 0.0))
    return weighed


def whole_pieces(sign: Sign) -> Weighed:
    """Return the trigrams of a sign written as one word; one across two words weighs what the weaker of them does."""
    return _of_compact(sign.compact.form, tuple(map(len, sign.text.split())), sign.weights)


@lru_cache(maxsize=65_536)
def _of_compact(form: str, sizes: tuple[int, ...], weights: tuple[float, ...]) -> Weighed:
    letters = [weight for size, weight in zip(sizes, weights, strict=True) for _ in range(size)]
    if len(letters) != len(form):  # the compact form of a version longer than what is compared
        return dict.fromkeys(trigrams(form), 1.0)
    padded = [letters[0]] * len(BEFORE) + letters + [letters[-1]] * len(BEHIND)
    weighed: Weighed = {}
    for at, piece in enumerate(trigrams_in_order(form)):
        weighed[piece] = max(min(padded[at : at + 3]), weighed.get(piece, 0.0))
    return weighed
