"""The tables of this package as rows of cells, comments left out."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from models.words.text import words_of


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated table of this package."""
    for line in files("models.names").joinpath(name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def phrases(cell: str, parted_by: str = ",") -> Iterator[tuple[str, ...]]:
    """Yield the folded words of every phrase in a cell."""
    for phrase in cell.split(parted_by):
        if words := words_of(phrase):
            yield words


@cache
def generic_words() -> frozenset[str]:
    """Return the folded words that tell nothing of a company, in any field (`generic_words.txt`)."""
    lines = files("models.names").joinpath("generic_words.txt").read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for entry in line.split() for w in words_of(entry))
