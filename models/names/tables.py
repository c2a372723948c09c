"""The tables of this package as rows of cells, comments left out."""

from collections.abc import Iterator
from functools import cache

from corpora.tables.rows import rows as table_rows
from models.words.lists import words_in
from models.words.text import words_of


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated table of this package."""
    return table_rows(name, "models.names")


def phrases(cell: str, parted_by: str = ",") -> Iterator[tuple[str, ...]]:
    """Yield the folded words of every phrase in a cell."""
    for phrase in cell.split(parted_by):
        if words := words_of(phrase):
            yield words


@cache
def place_phrases() -> frozenset[tuple[str, ...]]:
    """Return the folded names of cities, provinces, regions and countries (`places.tsv`), each as its words."""
    return frozenset(phrase for row in rows("places.tsv") for cell in row for phrase in phrases(cell))


@cache
def place_words() -> frozenset[str]:
    """Return the names of places that are one word."""
    return frozenset(phrase[0] for phrase in place_phrases() if len(phrase) == 1)


@cache
def family_names() -> frozenset[str]:
    """Return the folded family names that many firms bear (`family_names.txt`)."""
    return words_in("family_names.txt", "models.names")


@cache
def generic_words() -> frozenset[str]:
    """Return the folded words that tell nothing of a company, in any field (`generic_words.txt`)."""
    return words_in("generic_words.txt", "models.names")
