"""How close two words are, for retrieval: the *definition* that the lexicon's fast search must reproduce exactly.

A word is retrieved when one of five rules lifts it above its floor: like letters, short words, containment, like
trigrams, like sound. Each floor is a constant with its reason; `anteriority bench performance floors` prints what
other values would give.
"""

from functools import lru_cache
from math import sqrt

from rapidfuzz.distance import Indel, Levenshtein

from models.words.readings import Reading
from models.words.word import Word

LETTERS_FLOOR = (
    0.60  # Indel ratio; one letter of three may differ (PRAZOL/PREZAL); of decided conflicts 14 % still lie below
)
SOUND_FLOOR = 0.75  # Indel ratio of broad phones, whose alphabet of 20 makes chance likenesses commoner
SKELETON_FLOOR = 0.80  # ratio of consonants alone, used when one side does not write its vowels
SHORT = 4  # letters; up to here a ratio says little (ONI/UVI), so counted differences decide
TRIGRAM_FLOOR = 0.40  # cosine of letter trigrams; below it lie words with two or three letters in common
BEFORE, BEHIND = "  ", " "  # what a word is padded with: its beginning makes two trigrams more than its end
CONTAINED = 4  # letters that a contained word has at least (BOOK in FACEBOOK)
CONTAINED_SHARE = 0.34  # of the longer word that it fills at least
SOUND_DISCOUNT = 0.96  # equal sound in other letters stands behind equal letters
MEANT_SKELETON = 2  # consonants; a shorter skeleton says nothing and equals nothing

_LATIN_VOWELS = frozenset("aeiouy")


def ratio(a: str, b: str) -> float:
    """Return the Indel similarity of two strings in [0, 1]: twice the longest common subsequence over both lengths."""
    return Indel.normalized_similarity(a, b)


def letters_closeness(a: str, b: str) -> float:
    """Return the closeness of two words by their letters in [0, 1]; 0 below `LETTERS_FLOOR`."""
    similarity = ratio(a, b)
    return similarity if similarity >= LETTERS_FLOOR else 0.0


def short_closeness(a: str, b: str) -> float:
    """Return the closeness of two words of at most `SHORT` letters: 0.8 for one change, 0.85 when it keeps the
    rhythm, 0.75 for two that do.

    The rhythm is the order of vowels and consonants (UVI and ONI: vowel, consonant, vowel). 0 when neither holds or a
    word is longer; a single letter is close to itself alone.
    """
    if max(len(a), len(b)) > SHORT or min(len(a), len(b)) < 2 or abs(len(a) - len(b)) > 1:
        return 0.0
    changes = Levenshtein.distance(a, b)
    if changes > 2:
        return 0.0
    same_rhythm = len(a) == len(b) > 2 and rhythm(a) == rhythm(b)
    return (0.85 if changes == 1 else 0.75) if same_rhythm else (0.8 if changes <= 1 else 0.0)


def rhythm(form: str) -> tuple[bool, ...]:
    """Return for every letter whether it is a Latin vowel; nothing for another script, which this cannot tell of."""
    return tuple(letter in _LATIN_VOWELS for letter in form) if form.isascii() else ()


def containment_closeness(a: str, b: str) -> float:
    """Return 0.65 to 0.95, rising with the share of the longer word that the other fills; 0 when neither holds the
    other.
    """
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < CONTAINED or len(shorter) < CONTAINED_SHARE * len(longer) or shorter not in longer:
        return 0.0
    return 0.65 + 0.3 * len(shorter) / len(longer)


@lru_cache(maxsize=131_072)
def trigrams(form: str) -> frozenset[str]:
    """Return the distinct runs of three letters of a word, padded."""
    return frozenset(trigrams_in_order(form))


def trigrams_in_order(form: str) -> list[str]:
    """Return the runs of three letters of a word, padded, from its beginning to its end."""
    padded = f"{BEFORE}{form}{BEHIND}"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def set_cosine(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the cosine of two sets, in [0, 1]: what they share over the geometric mean of their sizes."""
    return len(a & b) / sqrt(len(a) * len(b))


def trigram_closeness(a: str, b: str) -> float:
    """Return the cosine of two words' sets of trigrams in [0, 1]; 0 below `TRIGRAM_FLOOR`. Brings families (RHEOBASE,
    RHEOPLAN).
    """
    cosine = set_cosine(trigrams(a), trigrams(b))
    return cosine if cosine >= TRIGRAM_FLOOR - 1e-9 else 0.0


def sound_closeness(a: Reading, b: Reading) -> float:
    """Return how alike two readings sound to a hasty ear, in [0, 1]; 0 below the floors.

    Between texts that write vowels the broad phones decide; when one does not, the consonants, averaged with the broad
    phones so that written long vowels still count. Where one side has a single consonant (عود, OUD), consonants say
    nothing and the broad phones decide again. A sound of one phone equals nothing.
    """
    sound_a, sound_b = a.sound, b.sound
    bones_a, bones_b = a.bones, b.bones
    if (a.vocalised and b.vocalised) or min(len(bones_a), len(bones_b)) < MEANT_SKELETON:
        similarity = ratio(sound_a, sound_b)
        return SOUND_DISCOUNT * similarity if similarity >= SOUND_FLOOR and min(len(sound_a), len(sound_b)) > 1 else 0.0
    similarity = ratio(bones_a, bones_b)
    if similarity < SKELETON_FLOOR:
        return 0.0
    return SOUND_DISCOUNT * (similarity + ratio(sound_a, sound_b)) / 2


def closeness(a: Word, b: Word) -> float:
    """Return how close two words are in [0, 1], the best of the five rules; 0 when none lifts them above its floor."""
    if a.form == b.form:
        return 1.0
    by_sound = max((sound_closeness(x, y) for x in a.readings for y in b.readings), default=0.0)
    return max(
        letters_closeness(a.form, b.form),
        short_closeness(a.form, b.form),
        containment_closeness(a.form, b.form),
        trigram_closeness(a.form, b.form),
        by_sound,
    )
