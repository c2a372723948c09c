"""What is asked: an invention as a text, as claims, or as a document of the collection; and the words it is searched
by.
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from corpora.errors import InvalidQuery
from corpora.parsing.claims import claims_in
from corpora.parsing.claims_xml import claims_of_xml, is_xml
from corpora.parsing.texts import FieldError
from corpora.records.patent import Claim, Patent
from indexer.patents.engine import PatentsReading
from models.arrays import Floats
from models.encoders import Encoder
from models.patents.encoded_texts import main_language, shortened
from models.patents.languages import group_of, language_of, pieces
from models.patents.translation import MOST_WORDS, Translation, centred, translations
from models.patents.words import words_of
from search_api.invalid import invalid
from search_api.patents.limits import MOST_READ, beginning
from search_api.patents.query import PatentQuery

MOST_TERMS = 150  # distinct terms of a query; a longer text repeats itself
QUERY_PARTS = 8  # stretches of a long query that get a vector each


@dataclass(frozen=True, slots=True)
class Invention:
    """A text, or a document of the collection (then its own family is left out).

    `claims` are compared with the documents feature by feature. `words`, when given, are looked up in place of the
    text's own words: a person edits them.
    """

    text: str
    language: str
    cpc: tuple[str, ...] = ()
    document: Patent | None = None
    words: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    letters: int = 0  # letters that were given, where only their beginning was read

    @property
    def searched(self) -> str:
        """The text whose words are looked up: the given words, else the text."""
        return " ".join(self.words) or self.text


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is looked up: its language group, its weight, and the query's word that it translates (None: it
    stands there).
    """

    word: str
    language: str
    weight: float
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a query per language group, as words for people and as stems for the index."""

    words: dict[str, dict[str, float]]
    translated: dict[str, dict[str, float]]
    shown: tuple[Term, ...]

    @property
    def by_group(self) -> dict[str, dict[str, float]]:
        """The stems that are looked up in texts of every language group."""
        return {**self.translated, **self.words}


def invention_of(reader: PatentsReading, query: PatentQuery) -> Invention:
    """Return what is asked, from a text, from claims, or from the number of a document in the collection.

    Of a long text, and of long claims, the beginning is read (see `patent_limits`).

    Raises:
        InvalidQuery: not exactly one of them is given, there are no words, or the collection does not hold the
            document.

    """
    if sum(map(bool, (query.text.strip(), query.claims.strip(), query.publication_number.strip()))) != 1:
        raise InvalidQuery("text: give one of text, claims and publication_number")
    if query.publication_number:
        patent = next(reader.fetch([query.publication_number]), None)
        if patent is None:
            raise InvalidQuery("publication_number: is not in the collection; give its text instead")
        return replace(_of_document(patent), words=tuple(query.terms))
    if query.before and query.filed and query.filed < query.before:
        raise InvalidQuery("filed: is earlier than before; `before` is the priority, which no filing precedes")
    if is_xml(query.text):
        raise InvalidQuery("text: is XML; give its words alone, or its claims as claims")
    given = _claims_text(query.claims)
    claims = claims_in(beginning(given, MOST_READ)) if given else ()
    if given and not claims:
        raise InvalidQuery("claims: holds headings alone; give the claims, each with its number")
    text = beginning(query.text, MOST_READ) or " ".join(claim.text for claim in claims)
    if not any(c.isalpha() for c in text):
        raise InvalidQuery("text: holds no words; describe the invention in a few sentences")
    letters = len(query.text or given)
    return Invention(
        text, query.language or language_of(text), tuple(query.classes), None, tuple(query.terms), claims, letters
    )


def _claims_text(claims: str) -> str:
    """Return claims as a text, of XML what its claim elements say."""
    try:
        return claims_of_xml(claims) if is_xml(claims) else claims
    except FieldError as error:
        raise invalid(error) from None


def _of_document(document: Patent) -> Invention:
    parts = [*document.title[:1], *document.abstract[:1]] or [
        claim for claim in document.claims if not claim.depends_on
    ][:1]
    whole_text = " ".join(part.text for part in parts)
    text = beginning(whole_text, MOST_READ)
    return Invention(
        text, main_language(document), document.cpc or document.ipc, document, (), document.claims, len(whole_text)
    )


def terms_of(reader: PatentsReading, invention: Invention, encoder: Encoder) -> Terms:
    """Return the terms that an invention is searched by: its own, and what they translate into in the collection's
    other languages.
    """
    query_stems: dict[str, Counter[str]] = {}
    plain: dict[str, Counter[str]] = {}
    for language, text in pieces(invention.searched, invention.language):
        group = group_of(language)
        query_stems.setdefault(group, Counter()).update(reader.terms(text, language))
        plain.setdefault(group, Counter()).update(words_of(text, group))
    shown = [
        Term(word, group, float(count))
        for group, words in plain.items()
        for word, count in words.most_common(MOST_TERMS)
        if reader.terms_in_order(word, group)
    ]
    translated: dict[str, dict[str, float]] = {}
    for group, terms in _translated(reader, plain, encoder).items():
        stems: dict[str, float] = {}
        for term in terms:
            for stem in reader.terms_in_order(term.word, group):
                stems[stem] = stems.get(stem, 0.0) + term.weight
            shown.append(Term(term.word, group, round(term.weight, 3), term.source))
        translated[group] = stems
    return Terms({group: dict(c.most_common(MOST_TERMS)) for group, c in query_stems.items()}, translated, tuple(shown))


def stretches(invention: Invention) -> list[tuple[str, str]]:
    """Return a text as (language, stretch) that are encoded each: whole when short, in overlapping stretches when
    long.
    """
    parts = []
    for language, text in pieces(invention.text, invention.language):
        words = text.split()
        if len(words) <= 110:
            parts.append((language, shortened(text)))
        else:
            parts += [(language, shortened(" ".join(words[at : at + 90]))) for at in range(0, len(words), 80)]
    return parts[:QUERY_PARTS]


def encoded(invention: Invention, encoder: Encoder) -> list[tuple[str, Floats]]:
    """Return the (language, vector) of every stretch of an invention."""
    parts = stretches(invention)
    return list(zip((language for language, _ in parts), encoder.encode([text for _, text in parts]), strict=True))


def _translated(
    reader: PatentsReading, plain: dict[str, Counter[str]], encoder: Encoder
) -> dict[str, list[Translation]]:
    """Return for every vocabulary of another language what the query's words translate into."""
    targets = {group: v for group, v in reader.vocabularies.items() if group not in plain}
    counts: list[tuple[str, int]] = []
    rows: list[Floats] = []
    for group, words in plain.items():
        vocabulary = reader.vocabularies.get(group)
        common = vocabulary.common if vocabulary else frozenset()
        chosen = [word for word, _ in words.most_common() if word not in common][: MOST_WORDS - len(counts)]
        if targets and chosen:
            mean = vocabulary.mean if vocabulary else np.mean([v.mean for v in targets.values()], axis=0)
            rows.append(centred(encoder.encode(chosen), mean))
            counts += [(word, words[word]) for word in chosen]
    if not rows:
        return {}
    vectors = np.concatenate(rows)
    return {group: translations(counts, vectors, target) for group, target in targets.items()}
