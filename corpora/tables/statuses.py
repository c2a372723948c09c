"""Offices' words and codes for the state of a right, each with our status and where the words are from."""

import re
from functools import cache
from unicodedata import combining, normalize

from corpora.tables.rows import rows

ANY = "*"


def key_of(words: str) -> str:
    """Return words as the table holds them: lower case, no accents, no vowel signs, no punctuation."""
    letters = "".join(c for c in normalize("NFD", words.lower()) if not combining(c))
    return re.sub(r"[\W_]+", " ", letters).strip()


@cache
def statuses() -> dict[tuple[str, str], str]:
    """Return our status by (office or `ANY`, words as `key_of` makes them); `statuses.tsv` names each row's source."""
    table: dict[tuple[str, str], str] = {}
    for office, status, words, _source in rows("statuses.tsv"):
        table |= {(office, key_of(part)): status for part in words.split(";")}
    return table
