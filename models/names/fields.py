"""Fields of activity: one taxonomy, the words that describe each in names, and which are close to which.

Codes are those of ISIC Rev. 4 (`fields.tsv`; titles and words are ours). Descriptions are read by
`models.names.activities`.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from models.names.tables import phrases, rows

Codes = frozenset[str]

TRADE = ("45", "46", "47")  # divisions that hold every kind of goods: fields of one are not close for that reason
_PARTICLES = ("ال", "لل", "وال", "بال", "ل", "و")


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
    stripped_words = tuple(word[len(p) :] for p in _PARTICLES if word.startswith(p) and len(word) > len(p) + 2)
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
def described_words() -> frozenset[str]:
    """Return every folded word that describes some field in names."""
    return frozenset(_words())


def codes_of_word(word: str) -> tuple[str, ...]:
    """Return the fields that a folded word describes in names."""
    codes_by_word = _words()
    return next((codes_by_word[form] for form in base_forms(word) if form in codes_by_word), ())


def is_word_of(word: str, codes: Codes) -> bool:
    """Return whether a folded word describes one of the given fields or a close one (AUTO for a garage); without any
    field, whether it describes some.
    """
    word_codes = codes_of_word(word)
    return bool(word_codes) if not codes else any(code in _around(codes) for code in word_codes)


@lru_cache(maxsize=4_096)
def _around(codes: Codes) -> Codes:
    return codes.union(*(close_codes(code) for code in codes))


def codes_of_code(code: str) -> str | None:
    """Return the field of a code (ISIC, NAF: its longest beginning that is a field), None where none is."""
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
