"""What the initials of a name would be, in its own words and in translation: القرض الشعبي الجزائري is Crédit Populaire
d'Algérie, CPA.

Initials say that two signs may name the same firm, never that they do.
"""

from collections.abc import Sequence
from itertools import product

from models.words.concepts import LESSER, cached_meaning, senses_of, translations
from models.words.particles import JOINING
from models.words.text import word_script

LENGTHS = range(3, 7)  # words that tell, so letters; two letters stand for anything
MOST = 48  # translations of a name that are spelled
_SMALL = JOINING | frozenset(
    [
        "et",
        "en",
        "au",
        "aux",
        "un",
        "une",
        "des",
        "pour",
        "par",
        "sur",
        "avec",
        "the",
        "and",
        "of",
        "for",
        "to",
        "in",
        "on",
        "y",
        "e",
        "و",
        "في",
        "من",
        "على",
    ]
)


def acronyms(words: Sequence[str]) -> frozenset[str]:
    """Return the initials of folded words that tell something: their own where they are Latin, and those of a
    translation into French or English where the dictionary knows every word.

    Of translations the commonest ones only, at most `MOST` a language.
    """
    return _acronyms(_telling(words))


def own_initials(words: Sequence[str]) -> str:
    """Return the initials of folded Latin words that tell something, "" for other scripts and for too few or many."""
    telling = _telling(words)
    return letters_of(telling) if all(word_script(word) == "Latn" for word in telling) else ""


def letters_of(telling: Sequence[str]) -> str:
    """Return the first letters of three to six words of two letters or more, "" for others."""
    whole = len(telling) in LENGTHS and min(map(len, telling)) > 1
    return "".join(word[0] for word in telling) if whole else ""


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that lend a letter to initials; none when they are too few or too many."""
    telling = tuple(word for word in words if word not in _SMALL)
    return telling if letters_of(telling) else ()


@cached_meaning(16_384)
def _acronyms(telling: tuple[str, ...]) -> frozenset[str]:
    if own := own_initials(telling):
        return frozenset({own})
    if not telling or not all(map(senses_of, telling)):
        return frozenset()
    found: set[str] = set()
    for language in ("fr", "en"):
        letters = [dict.fromkeys(other[0] for other in translations(word, language, least=LESSER)) for word in telling]
        found |= {"".join(choice) for choice, _ in zip(product(*letters), range(MOST), strict=False)}
    return frozenset(found)
