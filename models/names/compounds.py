"""Coined compounds of trade names taken apart: ATLASENERGY is ATLAS and ENERGY, BATIPLUS is BATI and PLUS.

A word is taken apart where both parts are known and one of them says little by itself (what is done, where, or a usual
word), or where one part says what this company does (IMMOVARDEN for an agency): registers are full of coined words that
hold another one by chance.
"""

from functools import cache, lru_cache

from models.names.activities import NO_WORK, Work
from models.names.fields import described_words, is_word_of
from models.names.tables import family_names, generic_words, place_words
from models.words.concepts import cached_meaning, senses_of
from models.words.text import Version
from models.words.weak import common_names

LEAST_WORD = 7  # letters of a word that is taken apart
LEAST_PART = 3  # letters of a part that says little
LEAST_TELLING = 4  # letters of the other part
COMBINING = frozenset({"bio", "eco", "maroc"})  # say little in whatever trade


@cached_meaning(65_536)
def parts_of(word: str, work: Work = NO_WORK) -> tuple[str, ...]:
    """Return the two parts of a folded compound, else the word alone."""
    if len(word) < LEAST_WORD or not (word.isascii() and word.isalpha()) or is_known(word):
        return (word,)
    cuts = [(word[:at], word[at:]) for at in range(LEAST_PART, len(word) - LEAST_PART + 1)]
    ways = [way for way in cuts if _are_parts(way, work)]
    return max(ways, key=lambda way: _known_letters(way, work), default=(word,))


@lru_cache(maxsize=65_536)
def taken_apart(version: Version, work: Work = NO_WORK) -> Version | None:
    """Return a version with its compounds taken apart; None where it has none."""
    words = tuple(part for word in version.words for part in parts_of(word, work))
    return Version(words, version.script) if words != version.words else None


def _are_parts(way: tuple[str, str], work: Work) -> bool:
    """Return whether a cut tells: one part says little of this company, and the other is a word that is known, or its
    own word where the first says what it does.
    """
    for little, other in (way, way[::-1]):
        if len(other) < LEAST_TELLING and not _says_little(other, work):
            continue
        if _says_work(little, work) or (_says_little(little, work) and is_known(other)):
            return True
    return False


def _says_work(word: str, work: Work) -> bool:
    return word in COMBINING or (bool(work.codes) and is_word_of(word, work.codes))


def _says_little(word: str, work: Work) -> bool:
    """Return whether a part says little: of the trade (any trade, where none is known), a usual word, a place."""
    if _says_work(word, work):
        return True
    if len(word) < LEAST_TELLING:
        return False
    return word in generic_words() or word in place_words() or (not work.codes and word in described_words())


def is_known(word: str) -> bool:
    """Return whether a folded word stands in a table of names or in the dictionary."""
    return any(word in words for words in _lists()) or bool(senses_of(word))


@cache
def _lists() -> tuple[frozenset[str], ...]:
    return described_words(), generic_words(), place_words(), common_names(), family_names()


def _known_letters(way: tuple[str, str], work: Work) -> int:
    """Return how many letters of a cut are told: a longer known part is less of a chance."""
    return sum(len(part) for part in way if is_known(part) or is_word_of(part, work.codes))
