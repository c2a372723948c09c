"""What both engines share when they bring candidates as columns."""

from collections.abc import Iterable

import numpy as np

from corpora.records.mark import Mark
from indexer.lexicon.lexicon import Lexicon
from indexer.marks.columns_file import MIXED, dictionary_digest
from indexer.marks.engine import Reached
from models.columns.build import ColumnBuilder
from models.columns.index import ColumnIndex
from models.columns.layout import Columns
from models.signs.distinctiveness import WordCounts

MOST = 200_000  # candidates that are brought at most
MOST_FETCHED = 2_000  # where columns must be made of records at every search, a third of a millisecond each


def reached_records(
    records: Iterable[Mark], words: tuple[Lexicon, WordCounts], floor: int, total: int, *, exhaustive: bool
) -> Reached:
    """Return what was reached as columns of the records themselves: where no stored ones fit."""
    lexicon, counts = words
    builder, marks = ColumnBuilder(read=lexicon.readings), list(records)
    for mark in marks:
        builder.add(mark)
    index = ColumnIndex(builder.columns(), counts, lexicon.crowd)
    return Reached(index, np.arange(len(marks)), marks.__getitem__, floor, total, exhaustive)


class ColumnWriter:
    """Makes the columns of a new snapshot; goes on from those of an old one."""

    def __init__(self, old: tuple[Columns, str] | None) -> None:
        columns, dictionary = old or (None, dictionary_digest())
        self.dictionary = dictionary if dictionary == dictionary_digest() else MIXED
        self._builder = ColumnBuilder(columns)

    def add(self, mark: Mark) -> int:
        """Add a record; return its row."""
        return self._builder.add(mark)

    def columns(self) -> Columns:
        """Return the columns of everything added."""
        return self._builder.columns()
