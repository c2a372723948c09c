"""Fields of activity: a register's or a person's words become codes of one taxonomy, and some fields are close to
others.

Codes are those of ISIC Rev. 4 (`fields.tsv`; titles and words are ours). Words decide, because they can be shown;
what no word tells is read by the encoder (`models.names.relations`).
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from corpora.records.mark import Mark
from models.names.tables import generic_words, phrases, rows
from models.words.text import words_of

Codes = frozenset[str]

SECOND = 0.6  # of the best field's weight that a further field of the same description needs
TRADE = ("45", "46", "47")  # divisions that hold every kind of goods: fields of one are not close for that reason
_PARTICLES = ("ال", "لل", "ول")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of activity: its code, the beginnings of codes that are close to it, Nice classes, titles, and its
    words in names.
    """

    code: str
    close: tuple[str, ...]
    nice: frozenset[int]
    titles: dict[str, str]
    words: frozenset[str]


@cache
def fields() -> dict[str, Field]:
    """Return every field by its code."""
    by_code = {}
    for code, close, nice, french, english, arabic, words in rows("fields.tsv"):
        field_words = frozenset(word for phrase in phrases(words) for word in phrase)
        titles = {"fr": french, "en": english, "ar": arabic}
        classes = frozenset(int(number) for number in nice.split(","))
        by_code[code] = Field(code, tuple(close.split(",")), classes, titles, field_words)
    return by_code


@lru_cache(maxsize=65_536)
def base_forms(word: str) -> tuple[str, ...]:
    """Return a folded word and what it may be a form of: without a plural's ending, an Arabic article or
    preposition.
    """
    if word.isascii():
        return (word, word[:-1]) if len(word) > 3 and word[-1] in "sx" else (word, word + "s")
    stripped_words = tuple(word[2:] for particle in _PARTICLES if word.startswith(particle) and len(word) > 4)
    return (word, *stripped_words, *("ال" + w for w in (word,) if not stripped_words))


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Return the codes of every word that describes a field in names."""
    codes_by_word: dict[str, dict[str, None]] = {}
    for field in fields().values():
        for word in field.words:
            codes_by_word.setdefault(word, {})[field.code] = None
    return {word: tuple(codes) for word, codes in codes_by_word.items()}


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    """Return the codes of every word that describes a field; a word that stands in the titles of one field alone is
    its word too.
    """
    codes_by_word = dict(_words())
    codes_by_title_word: dict[str, set[str]] = {}
    for field in fields().values():
        for word in {
            word for title in field.titles.values() for word in words_of(title) if len(word) > 3
        } - generic_words():
            codes_by_title_word.setdefault(word, set()).add(field.code)
    for word, codes in codes_by_title_word.items():
        if len(codes) == 1:
            codes_by_word.setdefault(word, tuple(codes))
    return codes_by_word


def codes_of_word(word: str, *, words_only: bool = False) -> tuple[str, ...]:
    """Return the fields that a folded word describes; `words_only` leaves out words of titles that no name bears."""
    codes_by_word = _words() if words_only else _by_word()
    return next((codes_by_word[form] for form in base_forms(word) if form in codes_by_word), ())


def is_word_of(word: str, codes: Codes) -> bool:
    """Return whether a folded word describes one of the given fields or a close one (AUTO for a garage); without any
    field, whether it describes some.
    """
    word_codes = codes_of_word(word, words_only=True)
    return bool(word_codes) if not codes else any(code in _around(codes) for code in word_codes)


@lru_cache(maxsize=4_096)
def _around(codes: Codes) -> Codes:
    return codes.union(*(close_codes(code) for code in codes))


@lru_cache(maxsize=65_536)
def codes_of(text: str, code: str | None = None) -> Codes:
    """Return the fields of an activity: of its code where that is known (ISIC, NAF: the longest beginning), else of
    its words.
    """
    if code and (known_code := _of_code(code)):
        return frozenset({known_code})
    weights: defaultdict[str, float] = defaultdict(float)
    for word in words_of(text):
        word_codes = codes_of_word(word)
        for field_code in word_codes:
            weights[field_code] += 1 / len(word_codes)
    best = max(weights.values(), default=0.0)
    return frozenset(field_code for field_code, value in weights.items() if value >= SECOND * best)


def _of_code(code: str) -> str | None:
    digits = "".join(c for c in code if c.isdigit())
    return next((digits[:n] for n in (4, 3) if digits[:n] in fields()), None)


@lru_cache(maxsize=65_536)
def is_close(a: str, b: str) -> bool:
    """Return whether two fields are close: one names the other, or both lie in one division that is not trade."""
    if a[:2] == b[:2] and a[:2] not in TRADE:
        return True
    return b.startswith(fields()[a].close) or a.startswith(fields()[b].close)


@cache
def close_codes(code: str) -> Codes:
    """Return the fields that are close to one, itself left out."""
    return frozenset(other for other in fields() if other != code and is_close(code, other))


def fields_of(record: Mark) -> Codes:
    """Return the fields of activity of a trade name or shop sign, recognised by its code or by words; none for other
    rights.
    """
    return codes_of(record.activity.text, record.activity.code) if record.activity else frozenset()
