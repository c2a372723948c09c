"""Words that stand as one: phrases of the dictionary, letters that are spelled out, and articles and particles with
their word (AL MAGHRIB, ALMAGHRIB; BEN ALI, BENALI; LA REDOUTE).

Written apart and joined are two versions of one sign, each to be compared; the other side decides which counts. Before
a letter of the sun the l of the Arabic article is said as that letter, and often written so (AD DAWAA, ADDAWAA).
"""

import re

from models.words.concepts import cached_meaning, phrases_from
from models.words.letter_names import spelled, spelled_end

ARTICLES = frozenset({"al", "el", "ul", "l"})  # of Arabic in Latin letters; an elided French article stands so too
JOINING = (
    ARTICLES
    | frozenset(
        [
            "la",
            "le",
            "les",
            "de",
            "du",
            "d",
            "ben",
            "bin",
            "ibn",
            "bou",
            "abou",
            "abu",
            "ait",
            "ould",
            "oulad",
            "ouled",
            "abd",
        ]
    )
    | frozenset(["بن", "ابن", "بو", "ابو", "ايت", "اولاد", "ولد", "بني", "عبد"])
)
_SUN = re.compile(r"[aeu]([tdrzsn]|sh|ch|dh|th)")  # AD DAWAA, ECH CHAMS: the article said with its word's first letter
MEANT_LETTERS = 3  # of the word that is joined to


def is_particle(word: str, following: str) -> bool:
    """Return whether a folded word is an article or particle of the word that follows it."""
    if len(following) < MEANT_LETTERS or word.isdigit():
        return False
    assimilated = _SUN.fullmatch(word)
    return word in JOINING or bool(assimilated and following.startswith(assimilated[1]))


@cached_meaning(65_536)
def units(words: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the places of the words that stand as one when particles join theirs, and phrases of the dictionary and
    letters that are spelled out are one word: ((0, 1), (2,)) for AL BARID BANK, ((0, 1, 2),) for POMME DE TERRE.
    """
    groups: list[tuple[int, ...]] = []
    at = 0
    while at < len(words):
        end = spelled_end(words, at) or _phrase_end(words, at) or _particle_end(words, at)
        groups.append(tuple(range(at, end)))
        at = end
    return tuple(groups)


def unit(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ways to take several words as one: the Latin letters that they may name, the phrase of the dictionary
    that they are, else the words written together.
    """
    if letters := spelled(words):
        return letters
    phrase = _phrase_at(words, 0)
    return ("".join(phrase if len(phrase) == len(words) else words),)


def _phrase_end(words: tuple[str, ...], at: int) -> int:
    """Return the place behind the longest phrase that begins at a word; 0 when none does."""
    phrase = _phrase_at(words, at)
    return at + len(phrase) if phrase else 0


def _phrase_at(words: tuple[str, ...], at: int) -> tuple[str, ...]:
    """Return the longest phrase of the dictionary that begins at a word, articles and plurals aside (السكك الحديدية,
    chemins de fer); empty when none does.
    """
    firsts = dict.fromkeys((words[at], _bare(words[at])))
    phrases = [phrase for first in firsts for phrase in phrases_from(first)]
    fitting = [p for p in phrases if len(p) <= len(words) - at and all(map(_is_form_of, words[at:], p))]
    return max(fitting, key=len, default=())


def _is_form_of(word: str, of: str) -> bool:
    return word == of or _bare(word) == of


def _bare(word: str) -> str:
    """Return a word without the Arabic article, or without the plural's s."""
    if word.isascii():
        return word.removesuffix("s") if len(word) > MEANT_LETTERS else word
    return word.removeprefix("ال") if len(word) > MEANT_LETTERS + 1 else word


def _particle_end(words: tuple[str, ...], at: int) -> int:
    """Return the place behind a word with the particles before it (DE LA TOUR)."""
    content = next((i for i in range(at, len(words)) if words[i] not in JOINING), len(words) - 1)
    if content > at and is_particle(words[at], words[content]):
        return content + 1
    return at + 2 if at + 1 < len(words) and is_particle(words[at], words[at + 1]) else at + 1
