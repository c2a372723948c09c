"""Whether a word describes the goods: their kind, quality, quantity, purpose, public or origin, or praise.

Such a word says little about who offers *these* goods and everything for others: VOYAGES for travel, APPLE for fruit
and not for computers (Regulation (EU) 2017/1001 art. 7(1)(c); Moroccan law 17-97 art. 134). Four sources: the goods'
own terms, the dictionary, words counted in lists of terms (`models.goods.class_words`), and our own table of trade
words and places. The general weak words (`models.words.weak`) stand beside and are the caller's.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpora.tables.nice import class_relation, nice_classes
from models.encoders import Encoder
from models.goods.class_words import class_words, word_families
from models.goods.field import Field, field_of
from models.goods.groups import first_concepts, meant_words
from models.goods.stems import root, stem, telling_words
from models.goods.trade_words import ORIGIN, ByClass, places, trade_words
from models.words.concepts import cached_meaning, senses_of
from models.words.text import words_of
from models.words.weak import is_weak_word

OWN_TERM, FAMILY, MEANT = 1.0, 0.85, 0.9  # the goods' own word; one of its family (patissier); one that means the same
TRANSLATED = 0.9  # of what a word's French or English equivalent describes
BESIDE_TERMS = 0.7  # of what lists of a class say where the goods' own terms are known and do not hold the word
RELATED = {"high": 0.5, "average": 0.4}  # of what a word says of goods of a class that is related to the field's
OF_FAMILY = 0.8  # of what lists say of words of the same family, where they do not hold the word (pâtissier)
COMPOUND = 0.9  # of the lesser of two words that are written as one
LEAST_PART = 3  # letters of a part of a compound
TRANSLATED_FROM = 0.8  # how descriptive a word is whose equivalents are too; praise does not translate (light, نور)
WEAK, WEAK_ALONE = 0.7, 0.4  # a general weak word leaves a sign descriptive, and makes none so by itself
ORDINARY = 0.45  # of a word of everyday language beside the plain name of the goods (miel de montagne)
PLAIN = 0.7  # from which a word is their plain name
DISTINCTIVE_SHARE = 0.8  # of a sign's value that its least descriptive word decides; the rest is the mean
NEAR, NEAREST = 0.35, 0.75  # cosines from which goods come to mind at a word, and are what it means
SUGGESTED = 0.7  # most that the encoder says of a word that no table knows for these goods

__all__ = ["Field", "descriptive", "field_of", "sign_descriptive"]


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of a word whatever the goods."""

    stem: str
    root: str
    senses: tuple[tuple[int, float], ...]
    counted: ByClass  # by lists of terms
    written: ByClass  # by our own table
    origin: float
    parts: tuple[tuple[str, str], ...]  # known words that it may be made of


@cached_meaning(16_384)  # each entry may hold a field of its own
def descriptive(form: str, field: Field) -> float:
    """Return how far a folded word describes the goods of a field, in [0, 1]: 0 = fanciful for them, 1 = their plain
    name. Of a field of which nothing is known, only names of places say something.
    """
    word = _word(form)
    if not field:
        return word.origin
    value = by_itself(form, field)
    for first, second in word.parts:
        value = max(value, COMPOUND * min(by_itself(first, field), by_itself(second, field)))
    return value


def by_itself(form: str, field: Field, share: float | None = None) -> float:
    """Return how far a folded word describes the goods of a field when it is not taken apart, in [0, 1].

    `share` (default: by whether the field holds terms): what lists of a class say, of 1. Of the fields of two records
    the larger value is that of both together, at the same share: so columns keep one and compute the other
    (`models.columns.weights`).
    """
    word = _word(form)
    if word.stem in field.stems:
        return OWN_TERM
    value = FAMILY if word.root and word.root in field.stems else word.origin
    for concept, weight in word.senses:
        if concept in field.concepts:
            value = max(value, MEANT * weight**2)  # what a word means besides brings these goods to few minds
    if not (word.written or word.counted):
        return value
    if share is None:
        share = BESIDE_TERMS if field.stems else 1.0
    for number, near in _classes_around(field.classes):
        said = max(word.written.get(number, 0.0), share * word.counted.get(number, 0.0))
        value = max(value, near * said)
    return value


@cached_meaning(16_384)
def _classes_around(classes: frozenset[int]) -> tuple[tuple[int, float], ...]:
    """Return the classes whose words say something: those of the field, and less the ones related to them."""
    around = {
        n: max((RELATED.get(class_relation(n, own), 0.0) for own in classes), default=0.0) for n in nice_classes()
    }
    around |= dict.fromkeys(classes, 1.0)
    return tuple((number, near) for number, near in around.items() if near)


def parts_of(form: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of known words that a folded word may be made of."""
    return _word(form).parts


def origin_of(form: str) -> float:
    """Return what a folded word says where nothing is known of the goods: that of a place's name, else 0."""
    return _word(form).origin


def stems_of(form: str) -> tuple[str, str]:
    """Return the stem and the root of a folded word by which it meets the words of goods; "" for no root of its own."""
    word = _word(form)
    return word.stem, word.root


def is_told(form: str) -> bool:
    """Return whether a table or the dictionary knows a folded word: of others only the goods' own terms tell."""
    word = _word(form)
    return bool(word.senses or word.counted or word.written or word.origin)


@cached_meaning(131_072)
def _word(form: str) -> _Word:
    own, family = stem(form), root(form)
    counted, written = _described(form)
    return _Word(
        own,
        family if family != own else "",
        tuple(senses_of(form).items()),
        counted,
        written,
        ORIGIN if own in places() else 0.0,
        tuple(_parts(form, is_listed)),
    )


def _described(form: str) -> tuple[ByClass, ByClass]:
    """Return what lists and what our own table say of a word, or of the words that mean the same."""
    own = stem(form)
    counted, written = dict(class_words().get(own, {})), dict(trade_words().get(own, {}))
    if not counted and (family := root(form)):
        counted = {number: OF_FAMILY * value for number, value in word_families().get(family, {}).items()}
    for other in meant_words(form):
        for number, value in trade_words().get(stem(other), {}).items():
            if value < TRANSLATED_FROM:
                continue
            written[number] = max(TRANSLATED * value, written.get(number, 0.0))
        if own not in class_words():
            for number, value in class_words().get(stem(other), {}).items():
                counted[number] = max(TRANSLATED * value, counted.get(number, 0.0))
    return counted, written


def _parts(form: str, known: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    if not form.isascii() or len(form) < 2 * LEAST_PART or known(form):
        return
    for at in range(LEAST_PART, len(form) - LEAST_PART + 1):
        if known(form[:at]) and known(form[at:]):
            yield form[:at], form[at:]


def is_listed(form: str) -> bool:
    """Return whether a folded word stands in a table of words that describe."""
    own = stem(form)
    return own in trade_words() or own in class_words() or own in places()


@cached_meaning(65_536)
def is_known(form: str) -> bool:
    """Return whether a folded word stands in a table or in the dictionary: it means something to a public."""
    return is_listed(form) or bool(first_concepts(form))


def sign_descriptive(sign: str | Iterable[str], field: Field, encoder: Encoder | None = None) -> float:
    """Return how far a whole sign describes the goods of a field, in [0, 1]: what its least descriptive word leaves of
    it. Weak words neither help nor harm, compounds are taken apart; an encoder, where given, judges words that mean
    something and stand in no table for these goods.
    """
    words = words_of(sign) if isinstance(sign, str) else tuple(sign)
    told = [word for form in words for word in _taken_apart(form, field, by_meaning=encoder is not None)]
    saying = tuple(word for word in told if telling_words(word)) or tuple(told)
    if not saying or not field:
        return 0.0
    values = dict(zip(saying, _nearness(saying, field, encoder), strict=True))
    values = {word: max(descriptive(word, field), near) for word, near in values.items()}
    for pair in pairwise(saying):
        together = descriptive("".join(pair), field)
        values |= {word: max(values[word], together) for word in pair}
    return _of_all(values)


def _of_all(values: dict[str, float]) -> float:
    """Return what a sign's words leave of their descriptiveness together."""
    strong = {word: value for word, value in values.items() if not is_weak_word(word) or value >= WEAK}
    if not strong:
        return max(WEAK_ALONE, *values.values()) if len(values) > 1 else max(values.values())
    if max(strong.values()) >= PLAIN:
        strong = {word: max(value, ORDINARY * bool(first_concepts(word))) for word, value in strong.items()}
    return DISTINCTIVE_SHARE * min(strong.values()) + (1 - DISTINCTIVE_SHARE) * sum(strong.values()) / len(strong)


def _taken_apart(form: str, field: Field, *, by_meaning: bool) -> tuple[str, ...]:
    """Return a word, or the two it is made of where each says something of these goods or is weak; `by_meaning`, where
    each is a word of the dictionary.
    """
    if is_weak_word(form):
        return (form,)
    parts = _parts(form, is_known) if by_meaning else _word(form).parts
    ways = ((pair, min(_of_part(part, field, by_meaning=by_meaning) for part in pair)) for pair in parts)
    best = max(ways, key=lambda way: way[1], default=((form,), 0.0))
    return best[0] if best[1] > descriptive(form, field) else (form,)


def _of_part(part: str, field: Field, *, by_meaning: bool) -> float:
    meant = ORDINARY if by_meaning and first_concepts(part) else 0.0
    return max(descriptive(part, field), WEAK * is_weak_word(part), meant)


def _nearness(words: tuple[str, ...], field: Field, encoder: Encoder | None) -> tuple[float, ...]:
    """Return what the encoder suggests of each word that means something to a public; 0 for invented ones."""
    terms = field.terms or tuple(term for number in field.classes for term in nice_classes()[number].terms)
    if not terms or encoder is None:
        return (0.0,) * len(words)
    vectors = encoder.encode([*words, " ".join(words)]) @ encoder.encode(terms).T
    best = np.clip((vectors.max(axis=1) - NEAR) / (NEAREST - NEAR), 0.0, 1.0)
    whole = float(best[-1])
    return tuple(
        SUGGESTED * max(float(value), whole) if is_known(word) else 0.0
        for word, value in zip(words, best[:-1], strict=True)
    )
