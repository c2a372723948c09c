"""Passages: the parts of a patent that can be cited, with coordinates that stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpora.records.patent import Patent
from models.patents.languages import text_language

SHORT, LONG = 25, 60  # words of a window: shorter sentences are joined, longer ones cut at a comma
CHARACTERS = 2.5  # of a text without spaces that make a word
_SENTENCE_END = re.compile(r"(?<=[.;:!?؛؟])\s+|(?<=[。；：！？])")
_COMMA = re.compile(r"(?<=[,،])\s+|(?<=[，、])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable stretch: `where` is "title", "abstract", "claim 3" or "[0042]".

    `text` stands literally in that part, `start` characters from its beginning.
    """

    where: str
    text: str
    language: str
    start: int = 0


def passages_of(patent: Patent, *, description: bool = True) -> Iterator[Passage]:
    """Yield the parts of a patent, whole, in the order in which it is read."""
    for where, texts in (("title", patent.title), ("abstract", patent.abstract)):
        for local in texts:
            yield Passage(where, local.text, text_language(local.text, local.language or patent.language))
    for claim in patent.claims:
        yield Passage(f"claim {claim.number}", claim.text, text_language(claim.text, patent.language))
    if description and patent.description:
        language = text_language(patent.description[0].text, patent.language)
        for paragraph in patent.description:
            yield Passage(f"[{paragraph.number:04d}]", paragraph.text, language)


def windows_of(patent: Patent) -> Iterator[Passage]:
    """Yield a patent in windows of whole sentences, `SHORT` to about `LONG` words each."""
    for part in passages_of(patent):
        for start, end in _windows(part.text):
            yield Passage(part.where, part.text[start:end], part.language, start)


def length(text: str) -> float:
    """Return how many words a text has; of a text without spaces, what its characters would make."""
    words = text.split()
    return max(len(words), len(text) / CHARACTERS / 4 if words and len(text) / len(words) > 12 else 0)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    start = end = 0
    for _, piece_end in _pieces(text):
        end = piece_end
        if length(text[start:end]) >= SHORT:
            yield _trimmed(text, start, end)
            start = end
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield sentences as (start, end); one that is too long is cut at its commas."""
    for start, end in _cut(_SENTENCE_END, text, 0, len(text)):
        if length(text[start:end]) <= LONG:
            yield start, end
        else:
            yield from _cut(_COMMA, text, start, end)


def _cut(border: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in border.finditer(text, start, end):
        if match.end() > start:
            yield start, match.end()
            start = match.end()
    if start < end:
        yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
