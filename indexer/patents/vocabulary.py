"""The words of a collection per language group, with their vectors: what queries in another language are translated
into.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np

from corpora.records.patent import Patent
from models.arrays import Floats
from models.patents.languages import group_of, text_language
from models.patents.translation import Vocabulary, centred
from models.patents.words import words_of

LEAST_DOCUMENTS = 3  # documents a word must stand in; rarer ones are mostly misspellings and names
SMALL = 2_000  # documents of a language below which every word is taken, for there is no choice
COMMON = 0.1  # share of a language's documents from which a word tells nothing
MOST = 20_000  # words of a language, the most frequent first
MOST_COMMON = 1_000
LEAST_LANGUAGE = 100  # documents of a language below which it is no target, unless the whole collection is small


class Counted:
    """In how many documents every word stands, per language group."""

    def __init__(self) -> None:
        self._documents: Counter[str] = Counter()
        self._holding: dict[str, Counter[str]] = {}

    def add(self, patent: Patent) -> None:
        """Count the words of a document's titles and abstracts."""
        seen: dict[str, set[str]] = {}
        for local in (*patent.title, *patent.abstract):
            group = group_of(text_language(local.text, local.language or patent.language))
            seen.setdefault(group, set()).update(words_of(local.text, group))
        for group, words in seen.items():
            self._documents[group] += 1
            self._holding.setdefault(group, Counter()).update(words)

    def chosen(self) -> dict[str, tuple[list[str], list[str]]]:
        """Return for every language group the words to translate into, and the common words, which are none."""
        by_group = {}
        total = sum(self._documents.values())
        for group, holding in self._holding.items():
            documents = self._documents[group]
            small = documents < SMALL
            most = max(COMMON * documents, 5)
            # Words of equal count in the order of their letters: sets fill the counter, and a rebuild must keep the
            # same words.
            counted = sorted(holding.items(), key=lambda item: (-item[1], item[0]))
            targets = [word for word, count in counted if (small or count >= LEAST_DOCUMENTS) and count < most]
            if group != "other" and targets and (documents >= LEAST_LANGUAGE or total < SMALL):
                by_group[group] = (
                    targets[:MOST],
                    [word for word, count in counted[:MOST_COMMON] if count >= most],
                )
        return by_group


def save_vocabularies(folder: Path, counted: Counted, encode: Callable[[list[str]], Floats]) -> None:
    """Write the vocabularies of a snapshot; `encode` turns words into vectors."""
    arrays: dict[str, Any] = {}
    for group, (words, common) in counted.chosen().items():
        vectors = encode([*words, *common])
        mean = vectors.mean(axis=0)
        arrays |= {
            f"{group}_words": np.array([*words, *common]),
            f"{group}_targets": np.array(len(words)),
            f"{group}_mean": mean,
            f"{group}_vectors": centred(vectors, mean).astype(np.float16),
        }
    np.savez(folder / "vocabulary.npz", **arrays)


def load_vocabularies(file: Path | IO[bytes]) -> Mapping[str, Vocabulary]:
    """Return the vocabularies of a snapshot by language group, from `vocabulary.npz`."""
    with np.load(file, allow_pickle=False) as arrays:
        groups = [name.removesuffix("_words") for name in arrays.files if name.endswith("_words")]
        return {
            group: Vocabulary(
                tuple(arrays[f"{group}_words"].tolist()),
                arrays[f"{group}_vectors"].astype(np.float32),
                arrays[f"{group}_mean"].astype(np.float32),
                int(arrays[f"{group}_targets"]),
            )
            for group in groups
        }
