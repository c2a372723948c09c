"""`analyse`: a record becomes an `Entry`, the form in which marks are indexed and compared.

The same function serves a stored record and a proposed mark, so that whatever is done to one is done to the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from corpora.records.mark import Mark
from models.words.letter_names import spelled
from models.words.particles import unit, units
from models.words.readings import Reading, heard, read_word, reading
from models.words.text import Version, versions_of, words_of
from models.words.weak import FUNCTION, STRONG, Describes, nothing_said, relative, word_strengths
from models.words.word import Read, Word

ONE_BREATH = 3  # words that are said without a pause
MOST_WORDS = 12  # words of a version that are compared; a slogan's tail does not make it like a short mark
MOST_VERSIONS = 24  # of a record, the sign as filed first; every one is compared with every one of the other side
MOST_READINGS = 4  # of letters that are spelled out
IDENTITY = "="  # opens the token that stands for a whole version; no word holds it


@dataclass(frozen=True, slots=True)
class Sign:
    """One version of a sign: its words in order and what each weighs; all of them as one word, and its core alone.

    `weights` are those of the words beside each other (the strongest weighs 1), `strength` what the strongest one says
    by itself, in (0, 1]: little in ROYAL TOP. `in_units`: articles and particles are joined to their words, phrases
    are one word.
    """

    words: tuple[Word, ...]
    weights: tuple[float, ...]
    compact: Word
    core: Word
    script: str
    strength: float = 1.0
    in_units: bool = False

    @property
    def text(self) -> str:
        """The folded words, separated by spaces."""
        return " ".join(word.form for word in self.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its versions, each to be read alone. `signs` is empty for a sign without words."""

    record: Mark
    signs: tuple[Sign, ...]


def analyse(record: Mark, read: Read = read_word, describes: Describes = nothing_said) -> Entry:
    """Return the entry of a record; `read` looks readings up (a lexicon knows those of its words already), `describes`
    tells how far a word describes the goods (`models.goods.descriptive`).

    A version with particles or phrases has a second sign, in which each is one word (`models.words.particles`).
    """
    disclaimed_words = frozenset(word for text in record.disclaimed for word in words_of(text))
    signs: dict[Sign, None] = {}
    for version in versions(record):
        sign = _sign(version, word_strengths(forms_of(version), disclaimed_words, describes), read)
        groups = units(tuple(word.form for word in sign.words))
        if len(groups) == len(sign.words):
            signs[sign] = None
        else:
            signs |= dict.fromkeys([_letters_weak(sign, groups), *_in_units(sign, groups, version, read)])
    return Entry(record, tuple(signs))


def _in_units(sign: Sign, groups: tuple[tuple[int, ...], ...], version: Version, read: Read) -> Iterator[Sign]:
    """Yield the sign with the words of each group joined, once for each way to read letters that are spelled out; they
    weigh what the strongest of them does.
    """
    strengths = tuple(max(sign.weights[at] for at in group) * sign.strength for group in groups)
    for forms in in_unit_forms(tuple(word.form for word in sign.words), groups):
        yield replace(sign_of(forms, strengths, version, read), in_units=True)


def in_unit_forms(forms: tuple[str, ...], groups: tuple[tuple[int, ...], ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words of a version with those of each group joined, once for each way to read spelled letters."""
    yield from islice(product(*(unit(tuple(forms[at] for at in group)) for group in groups)), MOST_READINGS)


def spelling_places(forms: tuple[str, ...], groups: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    """Return the places of the words that name letters which together spell something."""
    return frozenset(at for group in groups if spelled(tuple(forms[at] for at in group)) for at in group)


def _letters_weak(sign: Sign, groups: tuple[tuple[int, ...], ...]) -> Sign:
    """Return the sign with the names of letters that spell something weak: each stands in hundreds of other signs."""
    letters = spelling_places(tuple(word.form for word in sign.words), groups)
    if not letters:
        return sign
    return replace(sign, weights=tuple(FUNCTION if at in letters else weight for at, weight in enumerate(sign.weights)))


def versions(record: Mark) -> tuple[Version, ...]:
    """Return the distinct versions of a record: of its text as filed, of the further texts that name the same sign,
    and of its acronym.

    Translations are left out: they say what the sign means, not what it is.
    """
    return tuple(dict.fromkeys(version for text in texts_of(record) for version in versions_of(text)))[:MOST_VERSIONS]


def texts_of(record: Mark) -> tuple[str, ...]:
    """Return the texts that name the sign of a record, as filed first; its translations left out."""
    return (record.text, *(t.text for t in record.texts if t.role != "translation"), record.acronym or "")


def forms_of(version: Version) -> tuple[str, ...]:
    """Return the words of a version that are compared."""
    return tuple(form for form in version.words if form != "&")[:MOST_WORDS]


def _sign(version: Version, strengths: tuple[float, ...], read: Read) -> Sign:
    return sign_of(forms_of(version), strengths, version, read)


def sign_of(forms: tuple[str, ...], strengths: tuple[float, ...], version: Version, read: Read = read_word) -> Sign:
    """Return the sign of some words of a version, each with its strength (all of them, or the key element of a
    name).
    """
    weights = relative(strengths)
    words = tuple(Word(form, read(form)) for form in forms)
    compact = compact_of(words, version, read)
    core = tuple(word for word, weight in zip(words, weights, strict=True) if in_core(word, weight))
    core_word = compact if len(core) == len(words) else joined(core, read)
    return Sign(words, weights, compact, core_word, version.script, max(strengths))


def compact_of(words: tuple[Word, ...], version: Version, read: Read = read_word) -> Word:
    """Return some words of a version written and said as one."""
    form = version.compact if len(words) == len(version.words) else "".join(word.form for word in words)
    return words[0] if len(words) == 1 else Word(form, _in_one_breath(words, read(form)))


def in_core(word: Word, weight: float) -> bool:
    """Return whether a word belongs to what a sign is remembered by: a strong word, or a letter beside one (X-SEED)."""
    return weight >= STRONG or len(word.form) == 1


def core_places(words: tuple[Word, ...], weights: tuple[float, ...]) -> tuple[int, ...]:
    """Return the places of the words that belong to what a sign is remembered by (see `in_core`)."""
    return tuple(at for at, word in enumerate(words) if in_core(word, weights[at]))


def joined(words: tuple[Word, ...], read: Read = read_word) -> Word:
    """Return words written and said as one."""
    if len(words) == 1:
        return words[0]
    form = "".join(word.form for word in words)
    return Word(form, _in_one_breath(words, read(form)))


@lru_cache(maxsize=65_536)
def _in_one_breath(words: tuple[Word, ...], compact: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings of several words said as one, then those of the words written as one."""
    if len(words) > ONE_BREATH:
        return compact
    readings: list[Reading] = []
    for first_reading in {spoken.language: spoken for spoken in reversed(words[0].readings)}.values():
        parts = [next((r for r in word.readings if r.language == first_reading.language), None) for word in words]
        # A word that sounds alike in two languages stands under the first of them only.
        spoken = [
            part or (word.readings[0] if word.readings else None) for part, word in zip(parts, words, strict=True)
        ]
        if all(spoken):
            phones = heard("".join(part.phones for part in spoken if part))
            readings.append(reading(first_reading.language, phones, all(part.vocalised for part in spoken if part)))
    return tuple(dict.fromkeys([*readings, *compact]))
