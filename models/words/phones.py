"""One phone alphabet for every language, and how far apart two phones are.

A phone is one character (IPA where IPA has one letter for it; `S`, `D`, `T`, `Z` for the emphatics, `c` for tʃ, `J` for
dʒ; `P`, `V`, `G` for b, f, ɣ of Arabic letters by which p, v, g may be meant). Distances are articulatory: the share of
features in which two phones differ, after the feature geometry of PanPhon (Mortensen et al. 2016, "PanPhon: a resource
for mapping IPA segments to articulatory feature vectors", COLING), reduced to the ten features that tell our phones
apart.
"""

import re
from functools import lru_cache

# voiced, nasal, continuant, strident, lateral, trill/tap, labial, coronal, dorsal, guttural/emphatic
_CONSONANTS: dict[str, str] = {
    "p": "0000001000", "b": "1000001000", "t": "0000000100", "d": "1000000100", "k": "0000000010", "g": "1000000010",
    "q": "0000000011", "ʔ": "0000000001", "f": "0011001000", "v": "1011001000", "θ": "0010000100", "ð": "1010000100",
    "s": "0011000100", "z": "1011000100", "ʃ": "0011000110", "ʒ": "1011000110", "c": "0001000110", "J": "1001000110",
    "x": "0010000010", "ɣ": "1010000010", "ħ": "0010000001", "ʕ": "1010000001", "h": "0010000000", "m": "1100001000",
    "n": "1100000100", "ŋ": "1100000010", "l": "1010100100", "r": "1010010100", "w": "1010001010", "j": "1010000110",
    "S": "0011000101", "D": "1000000101", "T": "0000000101", "Z": "1011000101", "P": "1000001000", "V": "0011001000",
    "G": "1010000010",
}  # fmt: skip
# high, low, back, rounded, nasal
_VOWELS: dict[str, str] = {
    "i": "10000", "y": "10010", "u": "10110", "e": "00000", "ø": "00010", "o": "00110", "a": "01000", "ə": "00100",
    "ã": "01001", "ẽ": "00001", "õ": "00111",
}  # fmt: skip
PHONES = frozenset(_CONSONANTS) | frozenset(_VOWELS)
VOWELS = frozenset(_VOWELS)

# Broad sound, for search: what readers of different languages do not keep apart. Emphatics join their plain consonants,
# q joins k (its Moroccan g is a second reading), vowels are the three of Arabic and glides
# are vowels (و and ي write both); h and ʔ come and go between spellings. P, V, G are found as p, v, g and are as far from
# them as the letters that they are written with.
_BROAD = str.maketrans({
    "S": "s", "D": "d", "T": "t", "Z": "z", "q": "k", "ʔ": None, "ʕ": "a", "ħ": "h", "θ": "t", "ð": "d", "J": "ʒ", "c": "ʃ",
    "P": "p", "V": "v", "G": "g",
    "y": "i", "e": "i", "ø": "i", "ə": "i", "j": "i", "o": "u", "w": "u", "ã": "an", "ẽ": "an", "õ": "un", "ŋ": "n",
})  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")
_NO_VOWELS = str.maketrans(dict.fromkeys("aiu", None))


@lru_cache(maxsize=262_144)
def broad(phones: str) -> str:
    """Return the phones as search compares them: broad classes, doubled sounds once."""
    return _once(phones.translate(_BROAD))


@lru_cache(maxsize=262_144)
def skeleton(phones: str) -> str:
    """Return the consonants of the broad phones, what is written when vowels are not."""
    return _once(broad(phones).translate(_NO_VOWELS))


def _once(phones: str) -> str:
    return _REPEATED.sub(r"\1", phones)


def _distance(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return 0.15 + 0.1 * sum(x != y for x, y in zip(_VOWELS[a], _VOWELS[b], strict=True))
    if a in _VOWELS or b in _VOWELS:
        near_pairs = {frozenset("ij"), frozenset("uw"), frozenset("yj"), frozenset("ow"), frozenset("aʕ")}
        return 0.3 if frozenset((a, b)) in near_pairs else 1.0
    return min(1.0, 0.2 + 0.1 * sum(x != y for x, y in zip(_CONSONANTS[a], _CONSONANTS[b], strict=True)))


DISTANCE: dict[str, dict[str, float]] = {a: {b: _distance(a, b) for b in PHONES} for a in PHONES}
"""`DISTANCE[a][b]`: distance of two phones in [0, 1]; 0 for the same phone, 1 for a vowel against a consonant."""

# What it costs when one side has a phone that the other lacks.
SHORT_VOWEL = 0.12  # written, against a text that leaves its short vowels out: the reader supplies it
LONG_VOWEL = 0.45  # written in such a text, so that it is long: the other side must have a vowel there (الجيد is no GD)
VOWEL = 0.7
GUTTURAL = 0.4  # h, ʔ, ʕ, ħ: dropped by readers whose language has no such sound
CONSONANT = 1.0

SAME_LETTER = 0.05  # vowels and glides that Arabic writes with one letter: ي is i, e, y, و is u, o, w
_LETTERS_OF_VOWELS = ("iyejø", "uow")


def gap_cost(phone: str, *, written: bool, other_written: bool) -> float:
    """Return what a phone costs that the other side lacks; `written`: its own side writes all vowels, `other_written`:
    the other side does.
    """
    if phone in VOWELS:
        return LONG_VOWEL if not written else VOWEL if other_written else SHORT_VOWEL
    return GUTTURAL if phone in "hʔʕħ" else CONSONANT


def substitution_cost(a: str, b: str, *, written: bool) -> float:
    """Return what it costs to say one phone for another; `written`: both sides write all their vowels."""
    one_letter = not written and a != b and any(a in letters and b in letters for letters in _LETTERS_OF_VOWELS)
    return SAME_LETTER if one_letter else DISTANCE[a][b]
