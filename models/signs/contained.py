"""What two signs have in common whatever stands beside it: STORK in GOLDEN STORK, LIFE in THOMSON LIFE, and runs of
letters.

A sign taken over whole keeps an independent distinctive role in a longer one (CJEU C-120/04, Medion / Thomson), the
more the rarer its words are.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio

from models.signs.distinctiveness import WordCounts
from models.signs.entry import Sign
from models.signs.evidence import Contained
from models.signs.factor import Factor
from models.signs.likeness import Likeness
from models.words.closeness import SHORT, set_cosine, trigrams

MEETS = 0.75  # likeness from which a word of one sign counts as standing in the other
MEANT_LETTERS = 3  # a shorter string stands in half of all signs


def contained(a: Sign, b: Sign, words: Likeness, counts: WordCounts, *, explained: bool = True) -> Factor:
    """How far one sign stands in the other, in [0, 1]; 1 = all of its words, or its letters without a gap.

    Words count by how rare they are in the register. A word may stand
    there in translation. None when no word can be compared.
    """
    table = words.nearness(a, b)
    if table is None:
        return Factor("contained", None)
    sides = (
        (_contained_share(table, a, counts), a, b),
        (_contained_share(list(zip(*table, strict=True)), b, counts), b, a),
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


def _contained_share(table: Sequence[Sequence[float]], sign: Sign, counts: WordCounts) -> float:
    """Return the share of a sign's words, by rarity and weight, that meet a like word of the other sign."""
    covered_weight = total_weight = 0.0
    for word, weight, row in zip(sign.words, sign.weights, table, strict=True):
        best = max(row)
        word_weight = weight * counts.rarity(word.form)
        total_weight += word_weight
        covered_weight += word_weight * best if best >= MEETS else 0.0
    return covered_weight / total_weight


def letters_inside(a: str, b: str) -> float:
    """Return how nearly the shorter of two strings stands in the longer without a gap, in [0, 1]; 0 for less than
    three letters.
    """
    return partial_ratio(a, b) / 100 if min(len(a), len(b)) >= MEANT_LETTERS else 0.0


def trigram_likeness(a: Sign, b: Sign) -> Factor:
    """Cosine of the two signs' letter trigrams in [0, 1], word by word or all written as one, the better; None in two
    scripts.

    None too between signs of up to four letters, where one letter changed leaves no trigram but the padding's (ONI,
    UVI).

    It is blind to the order of words and to what stands between them, and so finds families of marks, compounds and
    added words.
    """
    if a.script != b.script or max(len(a.compact.form), len(b.compact.form)) <= SHORT:
        return Factor("trigrams", None)
    value = set_cosine(_of_words(a.text), _of_words(b.text))
    if len(a.words) > 1 or len(b.words) > 1:
        value = max(value, set_cosine(trigrams(a.compact.form), trigrams(b.compact.form)))
    return Factor("trigrams", min(1.0, value))


@lru_cache(maxsize=65_536)
def _of_words(text: str) -> frozenset[str]:
    return frozenset().union(*map(trigrams, text.split()))
