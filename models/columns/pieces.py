"""Letter trigrams of candidates: `models.signs.contained.trigram_likeness` in arrays."""

import numpy as np
from numpy.typing import NDArray

from models.columns.build import NOT_APART
from models.columns.candidates import Candidates
from models.columns.index import piece_code
from models.columns.layout import Doubles, spread
from models.signs.contained import Weighed, whole_pieces, word_pieces
from models.signs.entry import Sign


class Pieces:
    """The trigrams of all candidates' signs with what they weigh, each once a sign."""

    def __init__(self, codes: NDArray[np.int64], weights: Doubles, sign: NDArray[np.intp], count: int) -> None:
        """Take trigrams in order of signs, equal ones of a sign one behind the other."""
        new = np.ones(len(codes), bool)
        new[1:] = (codes[1:] != codes[:-1]) | (sign[1:] != sign[:-1])
        first = np.flatnonzero(new)
        self._codes, self._sign, self._count = codes[first], sign[first], count
        self._weights = np.maximum.reduceat(weights, first) if len(first) else weights
        self._norm = np.sqrt(np.bincount(self._sign, self._weights**2, count))

    @classmethod
    def of_words(cls, candidates: Candidates) -> "Pieces":
        """Return the trigrams of the words."""
        signs, chosen = candidates.index.columns.signs, candidates.chosen
        at, begins = spread(signs.piece_start, chosen.signs)
        sign = np.repeat(np.arange(len(chosen.signs)), np.diff(begins))
        weights = candidates.weights[chosen.word_begin[sign] + signs.piece_at[at]]
        return cls(signs.piece[at], weights, sign, len(chosen.signs))

    @classmethod
    def of_whole(cls, candidates: Candidates) -> "Pieces":
        """Return the trigrams of all words written as one; one across two words weighs what the weaker does."""
        signs, chosen = candidates.index.columns.signs, candidates.chosen
        at, begins = spread(signs.whole_start, chosen.signs)
        sign = np.repeat(np.arange(len(chosen.signs)), np.diff(begins))
        places = signs.whole_at[at]
        apart = places[:, 0] != NOT_APART
        words = chosen.word_begin[sign][:, None] + np.where(apart[:, None], places, 0)
        weights = np.where(apart, candidates.weights[words].min(axis=1), 1.0)
        return cls(signs.whole[at], weights, sign, len(chosen.signs))

    def cosines(self, ours: Weighed) -> Doubles:
        """Return by sign the cosine with some weighed trigrams."""
        own = sorted((piece_code(piece), weight) for piece, weight in ours.items())
        codes, weights = np.array([code for code, _ in own]), np.array([weight for _, weight in own])
        at = np.minimum(np.searchsorted(codes, self._codes), len(codes) - 1)
        met = np.flatnonzero(codes[at] == self._codes)
        shared = np.bincount(self._sign[met], self._weights[met] * weights[at[met]], self._count)
        cosines: Doubles = shared / (self._norm * np.sqrt((weights**2).sum()))
        return cosines

    def likeness(self, sign: Sign, whole: "Pieces") -> Doubles:
        """Return the cosine with a proposed sign, word by word or all written as one, the better, at most 1; `self`
        are the trigrams of the words.
        """
        by_word, as_one = self.cosines(word_pieces(sign)), whole.cosines(whole_pieces(sign))
        return np.minimum(1.0, np.maximum(by_word, as_one))
