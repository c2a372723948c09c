"""The words of every document's title and abstract as they are kept for re-ranking: cut at indexing, so that no query
cuts them again.
"""

import json
from dataclasses import dataclass

from corpora.records.patent import Patent
from models.patents.languages import text_language
from models.patents.words import located

OpeningWords = tuple[tuple[str, str], ...]
"""(language group, word) in order."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The words of a document's first title, and of its first abstract (without one: of its first claim)."""

    title: OpeningWords
    text: OpeningWords


def opening_to_bytes(patent: Patent) -> bytes:
    """Return the opening of a document as it is stored: for each part, runs of words of one language group."""
    title = [(t.text, text_language(t.text, t.language or patent.language)) for t in patent.title[:1]]
    text = [(t.text, text_language(t.text, t.language or patent.language)) for t in patent.abstract[:1]]
    text = text or [(claim.text, text_language(claim.text, patent.language)) for claim in patent.claims[:1]]
    return json.dumps([_runs(title), _runs(text)], ensure_ascii=False).encode()


def opening_from(stored: bytes) -> Opening:
    """Return what `opening_to_bytes` stored."""
    title, text = (
        tuple((group, word) for group, words in runs for word in words.split(" ")) for runs in json.loads(stored)
    )
    return Opening(title, text)


def _runs(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    runs: list[tuple[str, list[str]]] = []
    for text, language in parts:
        for word, _, group in located(text, language):
            if not runs or runs[-1][0] != group:
                runs.append((group, []))
            runs[-1][1].append(word)
    return [(group, " ".join(words)) for group, words in runs]
