"""What both engines share when they bring candidates as columns."""

from collections.abc import Iterable

import numpy as np

from corpora.records.mark import Mark
from indexer.lexicon.lexicon import Lexicon
from indexer.marks.columns_file import MIXED, dictionary_digest
from models.marks.column_build import ColumnBuilder
from models.marks.column_index import ColumnIndex
from models.marks.columns import Columns
from models.signs.distinctiveness import WordCounts

MOST = 200_000  # candidates that are brought at most
MOST_FETCHED = 2_000  # where columns must be made of records at every search, a third of a millisecond each
FIRST = 4_000  # hits asked for first; more, where the last of them still reaches the floor
MORE = 8


def fetched_columns(records: Iterable[Mark], lexicon: Lexicon, counts: WordCounts) -> ColumnIndex:
    """Return the columns of fetched records, in their order: where no stored ones fit."""
    builder = ColumnBuilder(read=lexicon.readings)
    for mark in records:
        builder.add(mark)
    return ColumnIndex(builder.columns(), counts, lexicon.crowd)


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


def all_rows(index: ColumnIndex) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return the rows of every record of columns."""
    return np.arange(len(index.columns))
