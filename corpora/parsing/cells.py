"""Cells of a record that it can do without: what cannot be read is told and left empty, and the record is kept."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from corpora.parsing.texts import FieldError

Made = TypeVar("Made")
Empty = TypeVar("Empty")
Tell = Callable[[FieldError], None]
"""Told of a cell that was left empty, or read otherwise than it stands."""


class Cells:
    """Reads the cells of one record; without anybody to tell, a cell that cannot be read raises (a query is refused,
    a record of a file is not).
    """

    def __init__(self, tell: Tell | None = None) -> None:
        self.tell = tell

    def read(self, read: Callable[[], Made], empty: Empty) -> Made | Empty:
        """Return what `read` returns, or `empty` where it raises FieldError and somebody is told."""
        try:
            return read()
        except FieldError as error:
            if self.tell is None:
                raise
            self.tell(error)
            return empty

    def each(self, items: Callable[[], Iterable[object]], read: Callable[[object], Iterable[Made]]) -> tuple[Made, ...]:
        """Return what `read` makes of every item, one after the other: one that cannot be read costs no other."""
        listed: Iterable[object] = self.read(items, ())
        return tuple(made for item in listed for made in self.read(partial(_all, read, item), ()))


def _all(read: Callable[[object], Iterable[Made]], item: object) -> tuple[Made, ...]:
    return tuple(read(item))
