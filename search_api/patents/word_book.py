"""The words of queries and documents with their stems, vectors and rarity, for saying which word met which."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

import numpy as np

from indexer.patents.engine import Candidates, PatentsReading
from indexer.patents.openings import Opening
from models.arrays import Floats
from models.encoders import Encoder
from models.patents.coverage import Words
from models.patents.languages import group_of
from models.patents.openings import Openings, scores_of_openings
from models.patents.reranking import FIRST, features, reranked
from models.patents.translation import centred
from models.patents.words import located

# documents up to which words outside a vocabulary are encoded too: a small collection has hardly any vocabulary
SMALL = 2_000
ENOUGH = 5_000  # documents of a language that tell how rare its words are; with fewer, words count more and more alike
# such words of one document that are encoded, those that stand in it most often first; others meet by their stem
# alone
MOST_LEARNT = 100
KEPT = 30_000  # vectors of such words that stay in memory
UNKNOWN = 0.4  # weight of a word of which nothing is known

Vectors = dict[tuple[str, str], Floats]
"""Vectors of words by (word, language group)."""


class WordBook:
    """Makes `Words` of texts; vectors of document words are the vocabulary's or kept, those of query words are
    encoded and not kept.
    """

    def __init__(self, reader: PatentsReading, encoder: Encoder) -> None:
        self._reader = reader
        self._encoder = encoder
        self._at = {group: {word: i for i, word in enumerate(v.words)} for group, v in reader.vocabularies.items()}
        # The caches hold the reader, not the book: a circle would keep a replaced collection in memory.
        self._stem = lru_cache(maxsize=200_000)(partial(_stem_of, reader))
        self._weight = lru_cache(maxsize=200_000)(partial(_weight_of, reader))
        self._learnt: Vectors = {}  # of document words

    def query_words(self, text: str, language: str) -> Words:
        """Return the words of a query."""
        return self.query_words_each([text], language)[0]

    def query_words_each(self, texts: Sequence[str], language: str) -> list[Words]:
        """Return the words of each of several texts of a query."""
        located_texts = [self._located(text, language) for text in texts]
        words = [[(word, group) for word, _, _, group in text_words] for text_words in located_texts]
        vectors = self._encoded([key for text_words in words for key in text_words])
        return [
            self._of(text_words, self._vectors(keys, vectors))
            for text_words, keys in zip(located_texts, words, strict=True)
        ]

    def document_words(self, texts: Sequence[tuple[str, str]]) -> list[Words]:
        """Return the words of a document's (language, text) passages."""
        located_texts = [self._located(text, language) for language, text in texts]
        learnt: Vectors = {}
        if len(self._reader) <= SMALL:
            learnt = self._learn((word, group) for words in located_texts for word, _, _, group in words)
        return [
            self._of(words, self._vectors([(word, group) for word, _, _, group in words], learnt))
            for words in located_texts
        ]

    def stems_weight(self, text: str, language: str, query_stems: Mapping[str, Mapping[str, float]]) -> float:
        """Return the rarity of those of the query's stems (by language group) that stand in a text."""
        group = group_of(language)
        stems = query_stems.get(group)
        matched = stems.keys() & self._reader.terms_in_order(text, group) if stems else ()
        return sum(self._weight(stem, group) for stem in matched)

    def openings(self, documents: Sequence[Opening]) -> Openings:
        """Return the openings of documents over one table of their distinct words."""
        places: dict[tuple[str, str], int] = {}
        columns, titles = [], []
        for opening in documents:
            title, text = (
                [places.setdefault((group, word), len(places)) for group, word in part if self._stem(word, group)]
                for part in (opening.title, opening.text)
            )
            columns.append(np.array([*title, *text], np.intp))
            titles.append(len(title))
        distinct = [(word, (0, 0), self._stem(word, group), group) for group, word in places]
        words = [(word, group) for word, _, _, group in distinct]
        learnt = self._encoded(words) if len(self._reader) <= SMALL else {}
        return Openings(self._of(distinct, self._vectors(words, learnt)), tuple(columns), tuple(titles))

    def _located(self, text: str, language: str) -> list[tuple[str, tuple[int, int], str, str]]:
        return [
            (word, span, stem, group)
            for word, span, group in located(text, language)
            if (stem := self._stem(word, group))
        ]

    def _learn(self, words: Iterable[tuple[str, str]]) -> Vectors:
        """Return the vectors of those words of a document that no vocabulary holds; a long one's are too many to
        encode all.

        Which ones depends on the document alone, so that an answer is the same whatever was asked before.
        """
        counted = Counter((word, group) for word, group in words if word not in self._at.get(group, {}))
        chosen = [key for key, _ in counted.most_common(MOST_LEARNT)]
        cache = self._learnt
        vectors = {key: cache[key] for key in chosen if key in cache}
        missing = [key for key in chosen if key not in vectors]
        if missing:
            encoded = self._encoder.encode([word for word, _ in missing])
            vectors |= {key: centred(v[None], self._mean(key[1]))[0] for key, v in zip(missing, encoded, strict=True)}
            self._learnt = {**({} if len(cache) > KEPT else cache), **vectors}
        return vectors

    def _encoded(self, words: Sequence[tuple[str, str]]) -> Vectors:
        """Return the vectors of the words that no vocabulary holds, encoded and not kept."""
        unknown = list(dict.fromkeys(key for key in words if key[0] not in self._at.get(key[1], {})))
        if not unknown:
            return {}
        vectors = centred(self._encoder.encode([word for word, _ in unknown]), self._mean(words[0][1]))
        return dict(zip(unknown, vectors, strict=True))

    def _of(self, located_words: Sequence[tuple[str, tuple[int, int], str, str]], vectors: Floats) -> Words:
        return Words(
            tuple(word for word, _, _, _ in located_words),
            tuple(span for _, span, _, _ in located_words),
            tuple(f"{group}:{stem}" for _, _, stem, group in located_words),
            vectors,
            np.array([self._weight(stem, group) for _, _, stem, group in located_words], np.float32),
        )

    def _vectors(self, words: Sequence[tuple[str, str]], learnt: Vectors) -> Floats:
        """Return the vectors of words, shape (n, d): the vocabulary's, or learnt ones; of others zeros."""
        vectors = np.zeros((len(words), self._width()), np.float32)
        for i, (word, group) in enumerate(words):
            at = self._at.get(group, {}).get(word)
            if at is not None:
                vectors[i] = self._reader.vocabularies[group].vectors[at]
            elif (vector := learnt.get((word, group))) is not None:
                vectors[i] = vector
        return vectors

    def _mean(self, group: str) -> Floats:
        vocabularies = self._reader.vocabularies
        if group in vocabularies:
            return vocabularies[group].mean
        return (
            np.mean([v.mean for v in vocabularies.values()], axis=0)
            if vocabularies
            else np.zeros(self._width(), np.float32)
        )

    def _width(self) -> int:
        return self._reader.width


def _stem_of(reader: PatentsReading, word: str, group: str) -> str:
    stems = reader.terms_in_order(word, group)
    return stems[0] if stems else ""


def _weight_of(reader: PatentsReading, stem: str, group: str) -> float:
    count, documents = max(1, reader.holding(stem, group)), max(2, reader.documents_in(group))
    rarity = float(np.log(documents / min(count, documents)) / np.log(documents))
    known = min(1.0, documents / ENOUGH)
    return known * rarity + (1 - known) * UNKNOWN


def first_features(reader: PatentsReading, book: WordBook, query: Words, candidates: Candidates) -> Floats:
    """Return what tells the first candidates apart, see `models.patents.reranking.features`."""
    first = np.arange(min(FIRST, len(candidates.ids)))
    word_scores = scores_of_openings(query, book.openings(list(reader.openings(candidates.ids[: len(first)]))))
    return features(candidates.channels.at(first), candidates.same_language[first], word_scores)


def scored_anew(reader: PatentsReading, book: WordBook, query: Words, candidates: Candidates) -> Floats:
    """Return the scores of candidates with the first of them put in a new order (see `models.patents.reranking`)."""
    table = first_features(reader, book, query, candidates)
    return reranked(candidates.scores, np.arange(len(table)), table)
