"""What else one would rank a register by: nine measures over every distinct text, brought to Latin letters by
`anyascii`.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import jellyfish
import numpy as np
from doublemetaphone import doublemetaphone
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from scipy.sparse import csr_matrix

from benchmarks.baselines import latin
from models.encoders import DEFAULT, load_encoder

Scores = NDArray[np.float32]


class MarkBaselines:
    """Scores every distinct text of a register against a query, by each measure of `MEASURES`."""

    def __init__(self, texts: Sequence[str], folder: Path) -> None:
        self.texts = list(dict.fromkeys(text for text in map(latin, texts) if text))
        self._at = {text: i for i, text in enumerate(self.texts)}
        self._codes = [_metaphones(text) for text in self.texts]
        self._primary = [codes[0] for codes in self._codes]
        self._soundex = np.array([_soundex(text) for text in self.texts], object)
        self._grams: dict[str, int] = {}
        self._trigrams = self._trigram_rows(self.texts, learn=True)
        self._vectors = _vectors(self.texts, folder)
        self._encoder = load_encoder(DEFAULT)
        self._query: tuple[str, dict[str, Scores]] = "", {}

    def rank(self, measure: str, query: str, answer: str) -> float:
        """Return the answer's rank among the distinct texts, from 1; equal scores share the middle of their places.

        The query's own text is left out, unless it is the answer.
        """
        query_text, answer_text = latin(query), latin(answer)
        scores = self._scores(measure, query_text)
        if answer_text not in self._at:
            return float("inf")
        answer_score = scores[self._at[answer_text]]
        higher, equal = int((scores > answer_score).sum()), int((scores == answer_score).sum()) - 1
        if query_text != answer_text and (at := self._at.get(query_text)) is not None:
            higher -= bool(scores[at] > answer_score)
            equal -= bool(scores[at] == answer_score)
        return 1 + higher + equal / 2

    def best(self, measure: str, query: str, count: int) -> list[float]:
        """Return the highest scores, best first."""
        scores = self._scores(measure, latin(query))
        return np.sort(np.partition(scores, -count)[-count:])[::-1].tolist()  # type: ignore[no-any-return]

    def pair(self, measure: str, a: str, b: str) -> float:
        """Return the score of one pair; the texts need not stand in the register."""
        small = MarkBaselines.__new__(MarkBaselines)
        small.__dict__ |= self.__dict__
        small.texts = [latin(b)]
        small._codes = [_metaphones(latin(b))]
        small._primary = [small._codes[0][0]]
        small._soundex = np.array([_soundex(latin(b))], object)
        small._trigrams = small._trigram_rows(small.texts, learn=False)
        small._vectors = self._encoder.encode(small.texts)
        small._query = "", {}
        return float(small._scores(measure, latin(a))[0])

    def _scores(self, measure: str, query: str) -> Scores:
        if self._query[0] != query:
            self._query = query, {}
        if measure not in self._query[1]:
            self._query[1][measure] = MEASURES[measure](self, query)
        return self._query[1][measure]

    def letters(self, scorer: Callable[..., float], query: str, scale: float = 100.0) -> Scores:
        """Return a RapidFuzz measure of the texts, in [0, 1]."""
        ratios: Scores = process.cdist([query], self.texts, scorer=scorer, workers=2, dtype=np.float32)[0] / scale
        return ratios

    def same_metaphone(self, query: str) -> Scores:
        """Return 1 where a Double Metaphone code is equal."""
        query_codes = {code for code in _metaphones(query) if code}
        return np.array([not query_codes.isdisjoint(codes) for codes in self._codes], np.float32)

    def same_soundex(self, query: str) -> Scores:
        """Return 1 where the Soundex codes of all words are equal."""
        equal: Scores = (self._soundex == _soundex(query)).astype(np.float32)
        return equal

    def trigrams(self, query: str) -> Scores:
        """Return the cosine of character trigrams."""
        row = self._trigram_rows([query], learn=False)
        cosines: Scores = (self._trigrams @ row.T).toarray()[:, 0].astype(np.float32)
        return cosines

    def meaning(self, query: str) -> Scores:
        """Return the cosine of the default encoder's vectors."""
        cosines: Scores = self._vectors @ self._encoder.encode([query])[0]
        return cosines

    def poca(self, query: str) -> Scores:
        """Return the mean of orthographic and phonetic similarity, as the FDA's POCA takes it (here: Indel ratios)."""
        code = _metaphones(query)[0]
        sound = process.cdist([code], self._primary, scorer=fuzz.ratio, workers=2, dtype=np.float32)[0] / 100
        scores: Scores = (self.letters(fuzz.ratio, query) + sound) / 2
        return scores

    def _trigram_rows(self, texts: Sequence[str], *, learn: bool) -> csr_matrix:
        data, columns, starts = [], [], [0]
        for text in texts:
            padded = f"  {text} "
            grams = [padded[i : i + 3] for i in range(len(padded) - 2)]
            ids = [self._grams.setdefault(g, len(self._grams)) if learn else self._grams.get(g, -1) for g in grams]
            gram_ids, counts = np.unique([k for k in ids if k >= 0], return_counts=True)
            norm = float(np.sqrt((np.unique(grams, return_counts=True)[1] ** 2).sum()))
            columns += gram_ids.astype(int).tolist()
            data += (counts / norm).tolist()
            starts.append(len(columns))
        return csr_matrix((data, columns, starts), shape=(len(texts), len(self._grams)), dtype=np.float32)


def _metaphones(text: str) -> tuple[str, str]:
    codes: tuple[str, str] = doublemetaphone(text.replace(" ", ""))
    return codes


def _soundex(text: str) -> str:
    return " ".join(jellyfish.soundex(word) for word in text.split() if word.isascii() and word.isalpha())


def _vectors(texts: Sequence[str], folder: Path) -> Scores:
    """Return the vectors of the register's texts, kept from run to run by a digest of the texts."""
    path = folder / f"texts-{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:16]}.npy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        np.save(path, load_encoder(DEFAULT).encode(list(texts)).astype(np.float16))
    return np.load(path).astype(np.float32)  # type: ignore[no-any-return]


MEASURES: dict[str, Callable[[MarkBaselines, str], Scores]] = {
    "ratio": lambda b, q: b.letters(fuzz.ratio, q),
    "token_set_ratio": lambda b, q: b.letters(fuzz.token_set_ratio, q),
    "WRatio": lambda b, q: b.letters(fuzz.WRatio, q),
    "Jaro-Winkler": lambda b, q: b.letters(JaroWinkler.similarity, q, 1.0),
    "Double Metaphone, equal": MarkBaselines.same_metaphone,
    "Soundex, equal": MarkBaselines.same_soundex,
    "trigram cosine": MarkBaselines.trigrams,
    "encoder alone": MarkBaselines.meaning,
    "mean of letters and sound (as POCA)": MarkBaselines.poca,
}
