"""The passages of a document that come closest to a text: ranked by their words first, the best of them by meaning
too.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from corpora.records.patent import Patent
from indexer.patents.engine import PatentsReading
from models.arrays import Floats
from models.encoders import Encoder
from models.patents.coverage import Covered, Words
from models.patents.encoded_texts import shortened
from models.patents.passages import Passage, windows_of
from search_api.patents.word_book import WordBook

# vectors of document passages that a running process keeps in memory; on disk they would tell what was asked
KEPT = 20_000
FIRST = 12  # windows of a long document that are weighed word by word: those with most of the query's stems
MOST_WINDOWS = 400  # windows of a document that are looked at: 20,000 words


@dataclass(frozen=True, slots=True)
class PassageOut:
    """A quote: where it stands, `start` characters into that part, the text as it stands there, and the words that met.

    `score` is how near it comes, in [0, 1]; `highlights` are (start, end) within `text`; `met` are (asked word, word
    here).
    """

    where: str
    start: int
    text: str
    language: str
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    met: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A document cut into windows, and how much the query's stems weigh in each."""

    patent: Patent
    windows: tuple[Passage, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """Windows of a document, with the words of each."""

    patent: Patent
    windows: tuple[Passage, ...]
    words: tuple[Words, ...]


@lru_cache(maxsize=1)
def finder_for(reader: PatentsReading, encoder: Encoder) -> "PassageFinder":
    """Return the finder of a collection, kept from one search to the next with what it knows of document words and
    passages.
    """
    return PassageFinder(reader, encoder)


class PassageFinder:
    """Finds passages in documents of one collection; several threads may use it."""

    def __init__(self, reader: PatentsReading, encoder: Encoder) -> None:
        self.reader = reader
        self.book = WordBook(reader, encoder)
        self._encoder = encoder
        self._vectors: OrderedDict[str, Floats] = OrderedDict()
        self._lock = Lock()

    def cut(self, patent: Patent, query_stems: Mapping[str, Mapping[str, float]]) -> Cut:
        """Return a document cut into windows, with how much the query's stems (by language) weigh in each; of a short
        document all are opened, so they are not weighed.
        """
        windows = tuple(islice(windows_of(patent), MOST_WINDOWS))
        weigh = self.book.stems_weight if len(windows) > FIRST else lambda *_unweighed: 0.0
        weights = tuple(weigh(window.text, window.language, query_stems) for window in windows)
        return Cut(patent, windows, weights)

    def open(self, cut: Cut, most: int = FIRST) -> Opened:
        """Return the windows of a document with their words; of a long one only the `most` that hold most of the
        query's stems.
        """
        best = sorted(np.argsort([-weight for weight in cut.weights], kind="stable")[:most].tolist())
        windows = tuple(cut.windows[at] for at in best)
        return Opened(cut.patent, windows, tuple(self.book.document_words([(w.language, w.text) for w in windows])))

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of document passages, from memory where they were encoded before."""
        short_texts = [shortened(text) for text in texts]
        with self._lock:
            cached = {text: self._vectors[text] for text in short_texts if text in self._vectors}
        missing = list(dict.fromkeys(text for text in short_texts if text not in cached))
        if missing:
            cached |= zip(missing, self._encoder.encode(missing), strict=True)
        with self._lock:
            for text in short_texts:
                self._vectors[text] = cached[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > KEPT:
                self._vectors.popitem(last=False)
        return np.array([cached[text] for text in short_texts], np.float32)

    def quote(self, query: Words, opened: Opened, at: int, cover: Covered, score: float) -> PassageOut:
        """Return a window as it is shown."""
        window, words = opened.windows[at], opened.words[at]
        spans = sorted({words.spans[j] for _, j in cover.pairs})
        met = dict.fromkeys((query.texts[i], words.texts[j]) for i, j in cover.pairs)
        value = round(float(min(1.0, max(0.0, score))), 4)
        return PassageOut(window.where, window.start, window.text, window.language, value, tuple(spans), tuple(met))


def best_windows(covers: Sequence[Covered], count: int) -> NDArray[np.intp]:
    """Return the windows with the largest covered share, the earlier one first where equal."""
    return np.argsort([-c.share for c in covers], kind="stable")[:count]
