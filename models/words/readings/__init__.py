"""How a written word sounds to readers of several languages. One file per language, one row each in `LANGUAGES`.

A language file gives `SCRIPTS` (what its readers can read) and `read(form) -> list[Sound]`, at most `MOST` ways to
say it. Adding a language is one such file and one row here.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from models.words.concepts import senses_of
from models.words.phones import broad, skeleton
from models.words.readings import (
    amazigh,
    arabic,
    arabizi,
    chinese,
    cyrillic,
    english,
    french,
    german,
    greek,
    hebrew,
    italian,
    japanese,
    spanish,
    tamazight,
)
from models.words.readings.rules import Sound
from models.words.text import is_arabizi, word_script

MOST = 4  # readings kept per language; more blur a word without finding more (measured on the place names)
# How plausible a reading is beside French, which comes first in Morocco: a likeness that only a Spaniard hears says less.
ALSO, SELDOM = 0.98, 0.94
LONGEST = 40  # letters; longer runs are not words that anybody says


NAMES_FIGURES = frozenset({"fr", "en"})  # readers who say a figure as the number that it is
_DOUBLED = re.compile(r"(.)\1+")  # a long sound is no other sound to a hasty ear


class Reading(NamedTuple):
    """One way to say a word: phones of `models.words.phones`, to a reader of `language`.

    `vocalised` is False when the script leaves vowels out, so that another's vowels are no difference. `sound` and
    `bones` are the phones as search compares them: broad, and without vowels. Made by `reading`.
    """

    language: str
    phones: str
    vocalised: bool
    sound: str
    bones: str


def reading(language: str, phones: str, vocalised: bool) -> Reading:
    """Return a reading with what search compares."""
    return Reading(language, phones, vocalised, broad(phones), skeleton(phones))


class Language(NamedTuple):
    """A row of the table: code, the scripts its readers read, how, the library that they need (an extra), and how
    plausible it is that a public here reads so, in (0, 1].
    """

    code: str
    scripts: frozenset[str]
    read: Callable[[str], list[Sound]]
    library: str = ""
    plausible: float = 1.0


LANGUAGES: tuple[Language, ...] = (
    Language("fr", frozenset({"Latn", "Zyyy"}), french.read),
    Language("en", frozenset({"Latn", "Zyyy"}), english.read, plausible=ALSO),
    Language("ar", frozenset({"Arab"}), arabic.read),
    Language("ar-Latn", frozenset({"Latn", "Zyyy"}), arabizi.read, plausible=ALSO),
    Language("zgh", frozenset({"Tfng"}), tamazight.read),
    Language("ru", frozenset({"Cyrl"}), cyrillic.read),
    Language("he", frozenset({"Hebr"}), hebrew.read),
    Language("el", frozenset({"Grek"}), greek.read),
    Language("es", frozenset({"Latn"}), spanish.read, plausible=SELDOM),
    Language("de", frozenset({"Latn"}), german.read, plausible=SELDOM),
    Language("it", frozenset({"Latn"}), italian.read, plausible=SELDOM),
    Language("zgh-Latn", frozenset({"Latn"}), amazigh.read, plausible=ALSO),
    Language("zh", frozenset({"Hani"}), chinese.read, chinese.LIBRARY),
    Language("ja", frozenset({"Jpan"}), japanese.read),
)


_PLAUSIBLE = {language.code: language.plausible for language in LANGUAGES}


def plausibility(reading: Reading) -> float:
    """Return how plausible it is that a public here reads a word so, in (0, 1]."""
    return _PLAUSIBLE.get(reading.language, 1.0)


def libraries() -> tuple[str, ...]:
    """Return the installed libraries that readers need, with versions: without them, or with others, words are read
    otherwise.
    """
    found = []
    for library in sorted({language.library for language in LANGUAGES} - {""}):
        with suppress(PackageNotFoundError):
            found.append(f"{library} {version(library)}")
    return tuple(found)


def heard(phones: str) -> str:
    """Return phones as a hasty ear keeps them: long sounds short, a hiss before a hush swallowed (ice shine: iʃin)."""
    return _DOUBLED.sub(r"\1", phones.replace("sʃ", "ʃ").replace("zʒ", "ʒ"))


@lru_cache(maxsize=262_144)  # a build says the words of 80,000 marks twice: for their columns and for the lexicon
def read_word(form: str) -> tuple[Reading, ...]:
    """Return every way a folded word is said; empty when no reader here can read its script.

    The same phones from two languages stand once, under the first language of `LANGUAGES`.
    """
    if len(form) > LONGEST:
        return ()
    script = word_script(form)
    readings: dict[tuple[str, bool], Reading] = {}
    figures_are_letters = is_arabizi(form) and not senses_of(
        form.lstrip("23456789")
    )  # 3 SUISSES counts, 9AHWA does not
    for language in LANGUAGES:
        if script not in language.scripts or (figures_are_letters and language.code in NAMES_FIGURES):
            continue
        for sound in _said(language, form):
            if phones := heard(sound.phones):
                readings.setdefault((phones, sound.vocalised), reading(language.code, phones, sound.vocalised))
    return tuple(readings.values())


def _said(language: Language, form: str) -> list[Sound]:
    try:
        return language.read(form)[:MOST]
    except (
        KeyError
    ):  # a gap in a table: this reader cannot say the word, and a run over a register goes on (the tests look for gaps)
        return []
