"""The anatomy of a trade name: legal form, activity, place, generic words; what remains is its key element.

A word is discounted for *this* activity: TRANS says nothing of a carrier and is the key of a pastry shop. Where
nothing remains the whole name counts, legal form aside (OMPIC, "Directives d'examen" 2019, sections 2.1, 2.2 and 6.1:
distinctive and descriptive elements, key elements).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from models.names.activities import NO_WORK, Work, operation_words
from models.names.fields import base_forms
from models.names.tables import generic_words, phrases, place_phrases, rows
from models.words.initials import letters_of
from models.words.lists import words_in
from models.words.particles import JOINING
from models.words.text import Version

Role = Literal["key", "legal_form", "activity", "place", "generic"]


@dataclass(frozen=True, slots=True)
class Part:
    """A folded word of a name and the part it plays."""

    word: str
    role: Role


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of one version of a name.

    `key`: its key element; `whole`: no word is distinctive, so all count but the legal form and the small ones (de,
    du, the); `bare`: all words but the legal form; `rest`: those beside the key element.
    """

    parts: tuple[Part, ...]
    key: tuple[str, ...]
    whole: bool
    script: str
    bare: tuple[str, ...]
    rest: tuple[str, ...]


@lru_cache(maxsize=262_144)
def dissect(version: Version, work: Work = NO_WORK, corrected: tuple[str, ...] = ()) -> Anatomy:
    """Return the anatomy of a version of a name whose bearer does `work`; `corrected` is the key element when a person
    corrected it.
    """
    words = tuple(word for word in version.words if word != "&")
    forms = _legal_form(words)
    places = _marked(words, place_phrases())
    roles: list[Role] = []
    for at, word in enumerate(words):
        if at in forms:
            roles.append("legal_form")
        elif corrected:
            roles.append("key" if word in corrected else "generic")
        elif at in places:
            roles.append("place")
        elif any(form in generic_words() for form in base_forms(word)):
            roles.append("generic")
        elif work.says(word):
            roles.append("activity")
        else:
            roles.append("generic" if any(form in operation_words() for form in base_forms(word)) else "key")
    parts = tuple(Part(word, role) for word, role in zip(words, roles, strict=True))
    key = tuple(part.word for part in parts if part.role == "key")
    bare = tuple(part.word for part in parts if part.role != "legal_form") or words
    rest = tuple(part.word for part in parts if part.role not in {"key", "legal_form"}) if key else ()
    telling = tuple(word for word in bare if word not in _small_words()) or bare
    return Anatomy(parts, key or telling, not key, version.script, bare, rest)


def initials(anatomy: Anatomy) -> str:
    """Return the first letters of a Latin name of three to six telling words, or "": what its acronym would be."""
    if anatomy.script != "Latn":
        return ""
    small = _small_words() | JOINING
    return letters_of([p.word for p in anatomy.parts if p.role != "legal_form" and p.word not in small])


def trade_places(anatomy: Anatomy) -> str:
    """Return the places of a name that has nothing else but its trade and usual words, "" for others: MAROC IMMOBILIER
    and MAROC IMMO say the same of one trade.
    """
    roles = {part.role for part in anatomy.parts}
    if not anatomy.whole or not {"place", "activity"} <= roles:
        return ""
    return "".join(sorted(part.word for part in anatomy.parts if part.role == "place"))


@cache
def _small_words() -> frozenset[str]:
    return words_in("small_words.txt", "models.names")


@cache
def _legal_forms() -> frozenset[tuple[str, ...]]:
    return frozenset(phrase for _, _, cell in rows("legal_forms.tsv") for phrase in phrases(cell, ";"))


def _marked(words: Sequence[str], table: frozenset[tuple[str, ...]]) -> frozenset[int]:
    """Return the positions that a phrase of the table covers."""
    if _first_words(table).isdisjoint(words):
        return frozenset()
    longest = max(map(len, table))
    return frozenset(
        at
        for start in range(len(words))
        for end in range(start + 1, min(start + longest, len(words)) + 1)
        if tuple(words[start:end]) in table
        for at in range(start, end)
    )


@cache
def _first_words(table: frozenset[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in table)


@cache
def _longest_form() -> int:
    return max(map(len, _legal_forms()))


def _legal_form(words: Sequence[str]) -> frozenset[int]:
    """Return the positions of a legal form: at the end or the beginning of a name, longest first; one of a single
    word also before the end.
    """
    table, longest = _legal_forms(), _longest_form()
    for length in range(min(longest, len(words) - 1), 0, -1):
        for start in (len(words) - length, 0):
            if tuple(words[start : start + length]) in table:
                inner_form = _legal_form(words[:start]) if start else frozenset()
                return frozenset(range(start, start + length)) | inner_form
    return frozenset()
