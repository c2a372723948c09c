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
def generic_words() -> frozenset[str]:
    """Return the folded words that tell nothing of a company, in any field (`generic_words.txt`)."""
    return words_in("generic_words.txt", "models.names")
