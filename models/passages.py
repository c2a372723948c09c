"""Passages: the parts of a patent that can be cited, with coordinates that stay."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpora.patent_records import Patent

WORDS = 90  # of a passage that are encoded; the rest changes a vector little and costs time


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable part: `where` is "title", "abstract", "claim 3" or "[0042]"; `text` stands literally in the record."""

    where: str
    text: str
    language: str | None = None


def passages_of(patent: Patent, *, description: bool = True) -> Iterator[Passage]:
    """Yield the passages of a patent in the order in which it is read."""
    for title in patent.title:
        yield Passage("title", title.text, title.language)
    for abstract in patent.abstract:
        yield Passage("abstract", abstract.text, abstract.language)
    for claim in patent.claims:
        yield Passage(f"claim {claim.number}", claim.text, patent.language)
    if description:
        for paragraph in patent.description:
            yield Passage(f"[{paragraph.number:04d}]", paragraph.text, patent.language)


def encoded_texts(patent: Patent) -> list[str]:
    """Return the texts whose vectors stand for a patent: title with abstract per language, and every claim."""
    titles = {title.language: title.text for title in patent.title}
    abstracts = {abstract.language: abstract.text for abstract in patent.abstract}
    wholes = [
        " ".join(filter(None, (titles.get(code), abstracts.get(code)))) for code in dict.fromkeys([*titles, *abstracts])
    ]
    return [shortened(text) for text in (*wholes, *(claim.text for claim in patent.claims)) if text]


def shortened(text: str) -> str:
    """Return the first `WORDS` words; of a text without spaces, as many characters as two words a character would give."""
    words = text.split()
    if len(words) < 5 and len(text) > 2 * WORDS:
        return text[: 2 * WORDS]
    return " ".join(words[:WORDS])
