"""What a company says it does, read as fields of activity: the phrases of our table that come nearest, word by word.

A description is cut where it enumerates (commas, "et", و), and each part takes the fields whose phrases
(`activity_phrases.tsv`: fr, ar, Darija, en) share its rare words and pairs of words: cosine of inverse document
frequencies (Spärck Jones 1972), over stems. A word that no phrase holds stands for the one that is spelled nearly so.
"""

import re
from collections import Counter, defaultdict
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
from models.words.text import word_script, words_of
from models.words.weak import common_names

OWNED = 0.5  # weight, beside the nearest phrase, of how far words and pairs of words are a field's own
LEAST = 0.35  # likeness to a phrase from which a field is recognised
BESIDE = 0.9  # of a part's best likeness, from which a further field of the same part is recognised too
MEANT = "~"  # opens a feature that is a concept
OTHER_OPERATION = 0.7  # of a field's likeness where the description says that something else is done
HANDED_OVER = 0.85  # of its likeness that a field hands over to close ones where that is done
WHOLE = 0.95  # likeness from which a phrase says the whole description, what is done included
BESIDE_WHOLE = 0.8  # of what other fields are worth beside such a phrase
GOODS = "48"  # codes below are those of who makes, builds, sells or mends goods
MISSPELT = 0.84  # likeness of letters from which a word stands for a known one
LEAST_SAID = 3  # consonants by which an unknown word stands for a known one
LEAST_BONES = 4  # consonants of a word whose first l may be the article
LEAST_LETTERS = 5  # of a word that may be misspelt
MOST_READ = 400  # characters of a description
_TEA = re.compile(r"\bthés?\b", re.I)  # which folds to an English article
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
    """What a company does, as its name may say it: its fields, the stems of its own description that stand in some
    phrase of the table, and the consonants of its words in Darija.
    """

    codes: Codes = frozenset()
    stems: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()

    def says(self, word: str) -> bool:
        """Return whether a folded word says what is done: a word of these fields in names or of a close one, of their
        phrases, or of the description; without any field, the plain name of some trade or what is no word otherwise
        (BOULANGERIE, TRANS; not SUN).
        """
        darija = _is_darija(word)
        own = stem(_known(word)) if darija else stem(word)
        if is_word_of(word, self.codes):
            return bool(self.codes) or own in _book().alone or not senses_of(word)
        if word in common_names():
            return False
        return (
            own in self.stems
            or (_as_said(word) in self.said)
            or not self.codes.isdisjoint(_book().codes_of_stem.get(own, ()))
        )


NO_WORK = Work()


def work_of(record: Mark, codes: Codes | None = None) -> Work:
    """Return what the bearer of a name does, in the given fields (default: those of its own activity)."""
    text = record.activity.text if record.activity else ""
    return Work(fields_of(record) if codes is None else codes, *_told(text))


@lru_cache(maxsize=65_536)
def _told(text: str) -> tuple[frozenset[str], frozenset[str]]:
    words = [word for word in _telling(words_of(text[:MOST_READ])) if stem(_known(word)) in _book().weights]
    said = (_as_said(word) for word in words if _is_darija(word))
    return frozenset(stem(_known(word)) for word in words), frozenset(bones for bones in said if len(bones) > 1)


def _ranked(text: str) -> list[tuple[str, float]]:
    values: dict[str, float] = {}
    said = _operations(text)
    for part in (*_parts(text), _TEA.sub("tea", text[:MOST_READ])):
        for code, value in _likeness(part, said).items():
            if value >= LEAST:
                values[code] = max(value, values.get(code, 0.0))
    return sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))


def _parts(text: str) -> list[str]:
    read = _TEA.sub("tea", text[:MOST_READ])
    return [part for part in _ENUMERATED.split(read) if part and part.strip()] or [read]


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
        self.weights = {feature: log(every / len(codes)) for feature, codes in codes_by_feature.items()}
        self.norms = [self.norm(held) for held in features]
        self.shares = {feature: self._shares(held) for feature, held in self.postings.items()}
        self.alone = {stem(words[0]) for words in phrases_of if len(words) == 1}
        self.codes_of_stem = {feature: frozenset(codes) for feature, codes in codes_by_feature.items()}
        known = {word for words in phrases_of for word in words if len(word) >= LEAST_LETTERS}
        self.words = sorted(known)
        self.as_said = self._said(known)

    def _shares(self, held: Sequence[int]) -> list[tuple[str, float]]:
        """Return the fields of some phrases, each with its share of them."""
        counts = Counter(code for at in held for code in self.codes[at])
        return [(code, count / counts.total()) for code, count in counts.items()]

    def _said(self, known: Iterable[str]) -> dict[str, str]:
        """Return the words by their consonants; of several the one that fewest fields hold."""
        by_rarity = sorted(known, key=lambda word: (-len(self.codes_of_stem.get(stem(word), ())), word))
        return {_as_said(word): word for word in by_rarity if word_script(word) in {"Latn", "Arab"}}

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
        for words in phrases(_TEA.sub("tea", cell), ";"):
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


# Darija is spelled as anyone hears it, in both scripts (hwayj, 7wayej, الحوايج): letters that stand for one sound are
# one, vowels and the article are left out.
_SPELLED = tuple(
    tuple(pair.split(":"))
    for pair in ["ch:c", "sh:c", "kh:x", "5:x", "gh:g", "7:h", "9:k", "q:k", "3:", "ou:", "w:", "ph:f", "p:b", "v:f"]
)
_ARABIC_SAID = str.maketrans(
    "بپتثجحخدذرزسصشطظضغفڤقكگڭلمنه", "bbttjhxddrzssctddgffkkggmnlh".replace("mnl", "lmn"), "ءأؤئاىوياةعإآ"
)
_UNSAID = re.compile(r"[aeiouy]|(.)(?=\1)")
_DOING = ("كن", "كي", "kan", "kay", "ka")  # of a verb in Darija: I sell, he mends


def _is_darija(word: str) -> bool:
    """Return whether a word is written as Darija is: in Arabic letters, or in Latin ones with figures among them."""
    return word_script(word) == "Arab" or any(figure in word for figure in "3579")


def _as_said(word: str) -> str:
    """Return the consonants of a word as Darija says them, without its article."""
    if not word.isascii():
        return word.removeprefix("ال").translate(_ARABIC_SAID)
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
    for verb in _DOING:
        if word.startswith(verb) and stem(rest := word.removeprefix(verb)) in book.weights:
            return rest
    if word_script(word) in {"Latn", "Arab"} and len(bones := _as_said(word)) >= LEAST_SAID and bones in book.as_said:
        return book.as_said[bones]
    found = process.extractOne(word, book.words, scorer=OSA.normalized_similarity, score_cutoff=MISSPELT)
    return found[0] if found else word


def _likeness(part: str, said: tuple[str, ...]) -> dict[str, float]:
    """Return the fields that a part of a description may mean, each with its likeness, in (0, 1 + OWNED];
    those where what is done with the goods is done elsewhere hand over to the fields close to them.

    `said`: what the whole description says is done, where the part says nothing of it.
    """
    values, whole = _nearest(_features(part))
    wanted = _operations(part) or said
    if not wanted or whole:
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


@cache
def operation_words() -> frozenset[str]:
    """Return the folded words that say what is done with goods, whatever the goods: sale, بيع, bi3."""
    return frozenset().union(*(listed for _, listed in _operation_words()))


@lru_cache(maxsize=16_384)
def _operations(text: str) -> tuple[str, ...]:
    """Return the beginnings of the codes of fields that do what a description says is done; wholesale before retail."""
    told = set(words_of(text[:MOST_READ]))
    found = [codes for codes, listed in _operation_words() if told & listed]
    return found[0] if found else ()


def _nearest(features: frozenset[str]) -> tuple[dict[str, float], bool]:
    """Return the fields that share a feature, each with the likeness of its nearest phrase and, less, how far the
    features are its own; and whether some phrase says the whole.
    """
    book = _book()
    dots: defaultdict[int, float] = defaultdict(float)
    owned: defaultdict[str, float] = defaultdict(float)
    total = 0.0
    for feature in features:
        weight = book.weights.get(feature, 0.0)
        total += weight
        for at in book.postings.get(feature, ()):
            dots[at] += weight * weight
        for code, share in book.shares.get(feature, ()):
            owned[code] += weight * share
    own = book.norm(features)
    values: dict[str, float] = {}
    for at, dot in dots.items():
        value = dot / (own * book.norms[at])
        for code in book.codes[at]:
            values[code] = max(value, values.get(code, 0.0))
    whole = max(values.values(), default=0.0) >= WHOLE
    if whole:  # what some phrase says to the letter is that phrase's
        return {code: value if value >= WHOLE else BESIDE_WHOLE * value for code, value in values.items()}, True
    return {code: value + OWNED * owned[code] / total for code, value in values.items()}, False
