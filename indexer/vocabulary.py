"""The words of a collection per language group, with their vectors: what queries in another language are translated into."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np

from corpora.patent_records import Patent
from models.languages import group_of, pieces, told
from models.translation import Floats, Vocabulary, centred

LEAST_DOCUMENTS = 3  # documents a word must stand in; rarer ones are mostly misspellings and names
SMALL = 2_000  # documents of a language below which every word is taken, for there is no choice
COMMON = 0.1  # share of a language's documents from which a word tells nothing
MOST = 20_000  # words of a language, the most frequent first
MOST_COMMON = 1_000
LEAST_LANGUAGE = 100  # documents of a language below which it is no target, unless the whole collection is small
_WORD = re.compile(r"[^\W\d_]{3,}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def spans_of(text: str, group: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the words of a text in lower case, and where they stand; of Chinese, Japanese and Korean, pairs of characters."""
    if group == "cjk":
        for run in _CJK.finditer(text):
            for at in range(run.start(), run.end() - 1):
                yield text[at : at + 2], (at, at + 2)
    else:
        for match in _WORD.finditer(text):
            yield match.group().lower(), match.span()


def words_of(text: str, group: str) -> Iterator[str]:
    """Yield the words of a text, see `spans_of`."""
    return (word for word, _ in spans_of(text, group))


def located(text: str, language: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield the words of a text with where they stand in it and their language group.

    Of a text with stretches in another script (see `models.languages.pieces`) the rest comes without its places: its words are
    those of the whole text that stand in no stretch.
    """
    parts = pieces(text, language)
    stretches: list[tuple[int, int]] = []
    for code, piece in parts:
        at = text.find(piece, stretches[-1][1] if stretches else 0)
        if at >= 0:
            stretches.append((at, at + len(piece)))
            group = group_of(code)
            yield from ((word, (start + at, end + at), group) for word, (start, end) in spans_of(piece, group))
    if len(stretches) < len(parts):
        group = group_of(language)
        for word, (start, end) in spans_of(text, group):
            if not any(start < b and a < end for a, b in stretches):
                yield word, (start, end), group


class Counted:
    """In how many documents every word stands, per language group."""

    def __init__(self) -> None:
        self._documents: Counter[str] = Counter()
        self._holding: dict[str, Counter[str]] = {}

    def add(self, patent: Patent) -> None:
        """Count the words of a document's titles and abstracts."""
        seen: dict[str, set[str]] = {}
        for local in (*patent.title, *patent.abstract):
            group = group_of(told(local.text, local.language or patent.language))
            seen.setdefault(group, set()).update(words_of(local.text, group))
        for group, words in seen.items():
            self._documents[group] += 1
            self._holding.setdefault(group, Counter()).update(words)

    def chosen(self) -> dict[str, tuple[list[str], list[str]]]:
        """Return for every language group the words to translate into, and the common words, which are none."""
        found = {}
        whole = sum(self._documents.values())
        for group, holding in self._holding.items():
            documents = self._documents[group]
            small = documents < SMALL
            most = max(COMMON * documents, 5)
            # Words of equal count in the order of their letters: sets fill the counter, and a rebuild must keep the same words.
            counted = sorted(holding.items(), key=lambda item: (-item[1], item[0]))
            kept = [word for word, count in counted if (small or count >= LEAST_DOCUMENTS) and count < most]
            if group != "other" and kept and (documents >= LEAST_LANGUAGE or whole < SMALL):
                found[group] = (
                    kept[:MOST],
                    [word for word, count in counted[:MOST_COMMON] if count >= most],
                )
        return found


def save_vocabularies(folder: Path, counted: Counted, encode: Callable[[list[str]], Floats]) -> None:
    """Write the vocabularies of a snapshot; `encode` turns words into vectors."""
    held: dict[str, Any] = {}
    for group, (words, common) in counted.chosen().items():
        vectors = encode([*words, *common])
        mean = vectors.mean(axis=0)
        held |= {
            f"{group}_words": np.array([*words, *common]), f"{group}_targets": np.array(len(words)), f"{group}_mean": mean,
            f"{group}_vectors": centred(vectors, mean).astype(np.float16),
        }  # fmt: skip
    np.savez(folder / "vocabulary.npz", **held)


def load_vocabularies(file: Path | IO[bytes]) -> Mapping[str, Vocabulary]:
    """Return the vocabularies of a snapshot by language group, from `vocabulary.npz`."""
    with np.load(file, allow_pickle=False) as held:
        groups = [name.removesuffix("_words") for name in held.files if name.endswith("_words")]
        return {
            group: Vocabulary(
                tuple(held[f"{group}_words"].tolist()),
                held[f"{group}_vectors"].astype(np.float32),
                held[f"{group}_mean"].astype(np.float32),
                int(held[f"{group}_targets"]),
            )
            for group in groups
        }
