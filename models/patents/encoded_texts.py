"""Which texts of a patent get vectors in the index, and in which language they are."""

from corpora.records.patent import Patent
from models.patents.languages import text_language

WORDS = 90  # of a text that are encoded; the rest changes a vector little and costs time


def encoded_texts(patent: Patent) -> list[tuple[str, str]]:
    """Return (language, text) of what stands for a patent: title with abstract per language, and every claim."""
    texts_by_language: dict[str, list[str]] = {}
    for local in (*patent.title[:10], *patent.abstract[:10]):
        texts_by_language.setdefault(text_language(local.text, local.language or patent.language), []).append(
            local.text
        )
    joined_texts = [(language, " ".join(texts)) for language, texts in texts_by_language.items()]
    claims = [(text_language(claim.text, patent.language), claim.text) for claim in patent.claims]
    return [(language, shortened(text)) for language, text in (*joined_texts, *claims) if text]


def shortened(text: str) -> str:
    """Return the first `WORDS` words; of a text without spaces, as many characters as two words a character would
    give.
    """
    words = text.split()
    if len(words) < 5 and len(text) > 2 * WORDS:
        return text[: 2 * WORDS]
    return " ".join(words[:WORDS])


def main_language(patent: Patent) -> str:
    """Return the language in which a document is read first: that of its abstract, else of its title, else as
    stated.
    """
    first = next(iter((*patent.abstract, *patent.title)), None)
    return text_language(first.text, first.language or patent.language) if first else patent.language or "en"
