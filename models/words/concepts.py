"""What a word means to a public: a dictionary of our own, French, English, Spanish, Arabic and Darija side by side.

Only words that a public would translate have a meaning here; an invented word has none, and the conceptual comparison
of signs without meaning is *not compared*, as courts hold it (CJEU C-361/04 P, Picasso). One concept a line in
`concepts.tsv`: fr, en, es, ar, ary (Darija, in Latin and in Arabic letters), each with synonyms separated by `,`. A
`~` stands before a word that usually means something else. An office's own table (`use_table`) has the same form.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Literal, ParamSpec, TypeVar

from models.words.text import fold, word_script, words_of

LESSER = 0.6  # what a meaning weighs that is not a word's first one
LANGUAGES = ("fr", "en", "es", "ar", "ary")
Senses = dict[int, float]
"""Concept → how readily the word brings it to mind, in (0, 1]."""

_COMMENT, _SYNONYM, _LESSER = "#", ",", "~"
_own_table: list[str] = []
_P = ParamSpec("_P")
_R = TypeVar("_R")
_caches: list[Callable[[], None]] = []


def cached_meaning(maxsize: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Return a decorator like `functools.lru_cache` for what depends on the dictionary: `use_table` empties it."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        cached = lru_cache(maxsize=maxsize)(function)
        _caches.append(cached.cache_clear)
        return cached  # type: ignore[return-value]

    return decorate


class Dictionary:
    """Words and phrases with their senses, made of lines of the table."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.senses: dict[str, Senses] = {}
        self.forms: dict[int, list[str]] = {}
        self.phrases: dict[str, set[tuple[str, ...]]] = {}
        self.names: dict[int, tuple[str, str]] = {}
        for number, line in enumerate(fold("\n".join(lines)).split("\n")):
            if not line.startswith(_COMMENT):
                cells = line.split("\t")
                for cell in cells:
                    for synonym in cell.split(_SYNONYM):
                        self._add(number, synonym.strip())
                first = [cell.partition(_SYNONYM)[0].strip(" ~") for cell in cells[:2]]
                self.names[number] = first[0], first[-1]

    def _add(self, concept: int, cell: str) -> None:
        form = cell.removeprefix(_LESSER).strip()
        if not form.isalnum():
            words = words_of(form)
            if not words:
                return
            form = "".join(words)
            if len(words) > 1:
                self.phrases.setdefault(words[0], set()).add(words)
        weight = LESSER if cell.startswith(_LESSER) else 1.0
        senses = self.senses.setdefault(form, {})
        if concept not in senses:
            self.forms.setdefault(concept, []).append(form)
        senses[concept] = max(weight, senses.get(concept, 0.0))


@cached_meaning(1)
def _dictionary() -> Dictionary:
    shipped = files("models.words").joinpath("concepts.tsv").read_text("utf-8").splitlines()
    return Dictionary([*shipped, *_own_table])


def use_table(lines: Iterable[str]) -> None:
    """Take an office's own table beside the shipped one, for this process; a second call replaces the first."""
    lines = list(lines)
    if lines != _own_table:
        _own_table[:] = lines
        for clear in _caches:
            clear()


def own_table() -> tuple[str, ...]:
    """Return the lines of the office's own table that are used beside the shipped one."""
    return tuple(_own_table)


@cached_meaning(65_536)
def senses_of(form: str) -> Senses:
    """Return what a folded word (or phrase, written as one word) stands for; empty when no meaning is known here.

    What is attached to a form (articles and particles, endings of number and gender) may be left out; of a form that
    the dictionary holds itself that is a lesser meaning (marches, of walking and of marché).
    """
    known = _dictionary().senses
    whole = known.get(form, {})
    stem = next((stem for stem in _stems(form) if stem in known), "")
    if not whole:
        return known.get(stem, {})
    share = 1.0 if form.startswith(ARABIC_ARTICLE) else LESSER  # الصحراء is the region and the desert
    return {concept: share * weight for concept, weight in known.get(stem, {}).items()} | whole


def same_stem(a: str, b: str) -> bool:
    """Return whether two folded words are one, but for an article or an ending: BARAKA, LBARAKA; TEAM, TEAMS."""
    shorter, longer = sorted((a, b), key=len)
    return len(longer) - len(shorter) <= _MOST_ATTACHED and shorter in longer


def main_words(form: str) -> tuple[tuple[str, str], ...]:
    """Return the French and the English word, the commonest each, of every concept that a folded word stands for
    first.
    """
    names = _dictionary().names
    return tuple(names[concept] for concept, weight in senses_of(form).items() if weight == 1.0)


def concepts_of(form: str) -> frozenset[int]:
    """Return the concepts that a folded word stands for."""
    return frozenset(senses_of(form))


@cached_meaning(4_096)
def equivalents(form: str) -> dict[str, float]:
    """Return the other folded words and phrases (written as one) that mean the same in any language, as they are and
    with what is usually attached, each with how readily it is thought of, in (0, 1].
    """
    others: dict[str, float] = {}
    dictionary = _dictionary()
    for concept, weight in senses_of(form).items():
        for other in dictionary.forms[concept]:
            value = min(weight, dictionary.senses[other][concept])
            for attached in _attached(other):
                others[attached] = max(value, others.get(attached, 0.0))
    others.pop(form, None)
    return others


def translations(form: str, language: Literal["fr", "en"], least: float) -> tuple[str, ...]:
    """Return the commonest French or English word of every concept that a folded word stands for at least so surely."""
    names = _dictionary().names
    at = LANGUAGES.index(language)
    return tuple(
        names[concept][at] for concept, sure in senses_of(form).items() if sure >= least and names[concept][at]
    )


def phrases_from(word: str) -> frozenset[tuple[str, ...]]:
    """Return the phrases of several words that begin with a folded word."""
    return frozenset(_dictionary().phrases.get(word, ()))


def phrase_words(form: str) -> tuple[str, ...]:
    """Return the words of a phrase that is written as one; empty for a word."""
    return _phrases_by_form().get(form, ())


@cached_meaning(1)
def _phrases_by_form() -> dict[str, tuple[str, ...]]:
    return {"".join(words): words for phrases in _dictionary().phrases.values() for words in phrases}


ARABIC_ARTICLE = "ال"
_ARABIC_PREFIXES = ("وال", "بال", "لل", "ال", "و", "ل", "ب")
_ARABIC_ENDINGS = (("ات", "ه"), ("ات", ""), ("ين", ""), ("ون", ""), ("يه", "ي"), ("ه", ""))
_LATIN_ENDINGS = (("ies", "y"), ("aux", "al"), ("es", ""), ("s", ""), ("x", ""))
_DARIJA_ARTICLES = ("el", "al", "la", "le", "l")
_SUN = re.compile(
    r"[aei]?(?=(sh|ch)\1)(?:sh|ch)|[aei](?=sh|ch)|[aei]?([tdrzsn])(?=\2)"
)  # ssouk, annour, echchams, achams
_LEAST_STEM = 3
_MOST_ATTACHED = 2  # letters of an article or an ending
_VOWELS = frozenset("aeiouy")


def _stems(form: str) -> Iterator[str]:
    """Yield a word without what may be attached to it, the likeliest first."""
    script = word_script(form)
    if script == "Arab":
        bare_forms = [form[len(p) :] for p in _ARABIC_PREFIXES if form.startswith(p) and len(form) - len(p) >= 2]
        yield from bare_forms
        for bare in (form, *bare_forms):
            yield from _without(bare, _ARABIC_ENDINGS)
    elif script == "Latn":
        yield from _without(form, _LATIN_ENDINGS)
        for article in _DARIJA_ARTICLES:
            bare = form.removeprefix(article)
            if bare != form and len(bare) >= _LEAST_STEM and (article != "l" or bare[0] not in _VOWELS):
                yield bare
        if sun := _SUN.match(form):
            yield form[sun.end() :]
        if form.endswith("at") and len(form) > _LEAST_STEM + 1:
            yield form[:-1]  # before another noun: charikat


def _without(form: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    for ending, other in endings:
        if form.endswith(ending) and len(form) - len(ending) >= _LEAST_STEM:
            yield form.removesuffix(ending) + other


def _attached(form: str) -> tuple[str, ...]:
    """Return a word as it stands in the dictionary and with what usually stands at it: article, plural."""
    script = word_script(form)
    if script == "Arab":
        return (form, "ال" + form, "لل" + form, "وال" + form)
    if script != "Latn":
        return (form,)
    article = ("l" + form,) if form[0] not in _VOWELS else ()
    if form[0] in "tdrzsn":
        article = (*article, "a" + form[0] + form, "e" + form[0] + form)  # annour, essalam
    return (form, form + "s", *article) if not form.endswith(("s", "x", "z")) else (form, *article)
