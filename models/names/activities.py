"""What a company says it does, read as fields of activity: the phrases of our table that come nearest, word by word.

A description is cut where it enumerates (commas, "et", و), and each part takes the fields whose phrases
(`activity_phrases.tsv`: fr, ar, Darija, en) share its rare words and pairs of words: cosine of inverse document
frequencies (Spärck Jones 1972), over stems. A word that no phrase holds stands for the one that is spelled nearly so.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log, sqrt

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpora.records.mark import Mark
from models.goods.groups import first_concepts
from models.goods.stems import stem
from models.names.fields import Codes, close_codes, codes_of_code, fields, is_word_of
from models.names.tables import phrases, rows
from models.words.concepts import senses_of
from models.words.lists import words_in
from models.words.text import words_of

LEAST = 0.3  # likeness to a phrase from which a field is recognised
BESIDE = 0.9  # of a part's best likeness, from which a further field of the same part is recognised too
PAIR = 1.5  # of a word's weight: two words in this order say more than each alone (location voitures)
MEANING = 0.7  # of a word's weight: what it means, where the dictionary knows it
MEANT = "~"  # opens a feature that is a concept
OTHER_OPERATION = 0.8  # of a field's likeness where the description says that something else is done
HANDED_OVER = 0.9  # of its likeness that a field hands over to close ones where that is done
WHOLE = 0.95  # likeness from which a phrase says the whole description, what is done included
GOODS = "48"  # codes below are those of who makes, builds, sells or mends goods
MISSPELT = 0.84  # likeness of letters from which a word stands for a known one
LEAST_SAID = 3  # consonants by which an unknown word stands for a known one
LEAST_BONES = 4  # consonants of a word whose first l may be the article
LEAST_LETTERS = 5  # of a word that may be misspelt
MOST_READ = 400  # characters of a description
_ENUMERATED = re.compile(
    r"[,;/+&|\n•·()،؛]|\s-\s|\b(?:et|ou|and|or|avec|o|w|ainsi que)\b|\s(?=و[^\W\d_]{3,})|\.\s", re.I
)


@lru_cache(maxsize=16_384)
def ranked_codes(text: str) -> tuple[str, ...]:
    """Return the fields that a description may mean, the likeliest first, by what its surest part says."""
    return tuple(code for code, _ in _ranked(text))


@lru_cache(maxsize=65_536)
def codes_of(text: str, code: str | None = None) -> Codes:
    """Return the fields of an activity: of its code where that is known (ISIC, NAF: the longest beginning), else of
    each part of its description.
    """
    if code and (known_code := codes_of_code(code)):
        return frozenset({known_code})
    found: set[str] = set()
    said = _operations(text)
    for part in _parts(text):
        likeness = _likeness(part, said)
        best = max(likeness.values(), default=0.0)
        found |= {field for field, value in likeness.items() if value >= max(LEAST, BESIDE * best)}
    return frozenset(found)


def fields_of(record: Mark) -> Codes:
    """Return the fields of activity of a trade name or shop sign, recognised by its code or by words; none for other
    rights.
    """
    return codes_of(record.activity.text, record.activity.code) if record.activity else frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """What a company does, as its name may say it: its fields, and the stems of its own description that stand in some
    phrase of the table.
    """

    codes: Codes = frozenset()
    stems: frozenset[str] = frozenset()

    def says(self, word: str) -> bool:
        """Return whether a folded word says what is done: a word of these fields in names or of a close one, of their
        phrases, or of the description; without any field, the plain name of some trade or what is no word otherwise
        (BOULANGERIE, TRANS; not SUN).
        """
        own = stem(word)
        if is_word_of(word, self.codes):
            return bool(self.codes) or own in _book().alone or not senses_of(word)
        return own in self.stems or not self.codes.isdisjoint(_book().codes_of_stem.get(own, ()))


NO_WORK = Work()


def work_of(record: Mark, codes: Codes | None = None) -> Work:
    """Return what the bearer of a name does, in the given fields (default: those of its own activity)."""
    return Work(fields_of(record) if codes is None else codes, _told(record.activity.text if record.activity else ""))


@lru_cache(maxsize=65_536)
def _told(text: str) -> frozenset[str]:
    stems = (stem(word) for word in _telling(words_of(text[:MOST_READ])))
    return frozenset(each for each in stems if each in _book().weights)


def _ranked(text: str) -> list[tuple[str, float]]:
    values: dict[str, float] = {}
    said = _operations(text)
    for part in (*_parts(text), text[:MOST_READ]):
        for code, value in _likeness(part, said).items():
            if value >= LEAST:
                values[code] = max(value, values.get(code, 0.0))
    return sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))


def _parts(text: str) -> list[str]:
    parts = [part for part in _ENUMERATED.split(text[:MOST_READ]) if part and part.strip()]
    return parts or [text[:MOST_READ]]


class _Phrasebook:
    """The phrases of every field: what each feature weighs, and which phrases hold it."""

    def __init__(self, lines: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        phrases_of: dict[tuple[str, ...], dict[str, None]] = {}
        for code, words in lines:
            phrases_of.setdefault(words, {})[code] = None
        self.codes = [tuple(codes) for codes in phrases_of.values()]
        features = [_of_words(words) for words in phrases_of]
        codes_by_feature: dict[str, set[str]] = defaultdict(set)
        self.postings: dict[str, list[int]] = defaultdict(list)
        for at, held in enumerate(features):
            for feature in held:
                codes_by_feature[feature].update(self.codes[at])
                self.postings[feature].append(at)
        every = len(fields()) + 1
        self.rarest = log(every)
        self.weights = {
            feature: log(every / len(codes)) * _worth(feature) for feature, codes in codes_by_feature.items()
        }
        self.norms = [self.norm(held) for held in features]
        self.alone = {stem(words[0]) for words in phrases_of if len(words) == 1}
        self.codes_of_stem = {feature: frozenset(codes) for feature, codes in codes_by_feature.items()}
        known = {word for words in phrases_of for word in words if len(word) >= LEAST_LETTERS}
        self.words = sorted(known)
        self.as_said = {_as_said(word): word for word in sorted(known, reverse=True) if word.isascii()}

    def norm(self, features: Collection[str]) -> float:
        """Return the length of some features; those that no phrase holds weigh as the rarest."""
        total = 0.0
        for feature in features:
            weight = self.weights.get(feature)
            if weight is None:
                weight = 0.0 if " " in feature or feature.startswith(MEANT) else self.rarest
            total += weight * weight
        return sqrt(total) or 1.0


@cache
def _book() -> _Phrasebook:
    return _Phrasebook(_lines())


def _lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    for code, cell in rows("activity_phrases.tsv"):
        for words in phrases(cell, ";"):
            yield code, _telling(words)
    for field in fields().values():
        for title in field.titles.values():
            yield field.code, _telling(words_of(title))


@cache
def _empty() -> frozenset[str]:
    return words_in("small_words.txt", "models.names")


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _empty() and word != "&") or tuple(words)


def _of_words(words: tuple[str, ...]) -> frozenset[str]:
    """Return the features of folded words: stems, pairs of stems in order, and what the words mean."""
    stems = tuple(stem(word) for word in words)
    meant = (f"{MEANT}{concept}" for word in words for concept in first_concepts(word))
    return frozenset((*stems, *(" ".join(pair) for pair in pairwise(stems)), *meant))


def _features(text: str) -> frozenset[str]:
    return _of_words(tuple(_known(word) for word in _telling(words_of(text))))


def _worth(feature: str) -> float:
    return PAIR if " " in feature else MEANING if feature.startswith(MEANT) else 1.0


# Darija in Latin letters is spelled as anyone hears it (hwayj, 7wayej, l7wayj): letters that stand for one sound are
# one, vowels and the article are left out.
_SPELLED = (
    ("ch", "c"),
    ("sh", "c"),
    ("kh", "x"),
    ("5", "x"),
    ("gh", "g"),
    ("7", "h"),
    ("9", "k"),
    ("q", "k"),
    ("3", ""),
    ("ou", "w"),
)
_UNSAID = re.compile(r"[aeiouy]|(.)(?=\1)")


def _as_said(word: str) -> str:
    """Return the consonants of a Latin word as Darija says them, without its article."""
    for letters, sound in _SPELLED:
        word = word.replace(letters, sound)
    bones = _UNSAID.sub("", word)
    return bones[1:] if bones.startswith("l") and len(bones) > LEAST_BONES else bones


@lru_cache(maxsize=16_384)
def _known(word: str) -> str:
    """Return a folded word, or the known one that it misspells."""
    book = _book()
    if stem(word) in book.weights or len(word) < LEAST_LETTERS or first_concepts(word):
        return word
    if word.isascii() and len(bones := _as_said(word)) >= LEAST_SAID and bones in book.as_said:
        return book.as_said[bones]
    found = process.extractOne(word, book.words, scorer=OSA.normalized_similarity, score_cutoff=MISSPELT)
    return found[0] if found else word


def _likeness(part: str, said: tuple[str, ...]) -> dict[str, float]:
    """Return the fields that a part of a description may mean, each with the likeness of its nearest phrase, in (0, 1];
    those where what is done with the goods is done elsewhere hand over to the fields close to them.

    `said`: what the whole description says is done, where the part says nothing of it.
    """
    values = _nearest(_features(part))
    wanted = _operations(part) or said
    if not wanted or max(values.values(), default=0.0) >= WHOLE:
        return values
    handed = dict(values)
    for code, value in values.items():
        if code.startswith(wanted) or code > GOODS:
            continue
        handed[code] = OTHER_OPERATION * value
        for other in close_codes(code):
            if other.startswith(wanted):
                handed[other] = max(handed.get(other, 0.0), HANDED_OVER * value)
    return handed


@cache
def _operation_words() -> list[tuple[tuple[str, ...], frozenset[str]]]:
    return [
        (tuple(codes.split(",")), frozenset(word for phrase in phrases(cell) for word in phrase))
        for _, codes, cell in rows("operations.tsv")
    ]


@lru_cache(maxsize=16_384)
def _operations(text: str) -> tuple[str, ...]:
    """Return the beginnings of the codes of fields that do what a description says is done; wholesale before retail."""
    told = set(words_of(text[:MOST_READ]))
    found = [codes for codes, listed in _operation_words() if told & listed]
    return found[0] if found else ()


def _nearest(features: frozenset[str]) -> dict[str, float]:
    """Return the fields that share a feature, each with the likeness of its nearest phrase, in (0, 1]."""
    book = _book()
    dots: defaultdict[int, float] = defaultdict(float)
    for feature in features:
        weight = book.weights.get(feature, 0.0) ** 2
        for at in book.postings.get(feature, ()):
            dots[at] += weight
    own = book.norm(features)
    values: dict[str, float] = {}
    for at, dot in dots.items():
        value = dot / (own * book.norms[at])
        for code in book.codes[at]:
            values[code] = max(value, values.get(code, 0.0))
    return values
