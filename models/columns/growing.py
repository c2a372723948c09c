"""Columns that grow: values are appended to what was stored, and become arrays once."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, Generic, TypeVar, get_type_hints

import numpy as np

from models.columns.layout import Strings

Table = TypeVar("Table")
_TYPES: dict[str, type[Any]] = {
    "core_mask": np.uint16,
    "first": np.int16,
    "last": np.int16,
    "piece": np.int64,
    "whole": np.int64,
    "classes": np.uint64,
    "flags": np.uint8,
    "piece_at": np.uint8,
    "whole_at": np.uint8,
    "form_flags": np.uint8,
    "form_rhythm": np.uint8,
    "reading_rhythm": np.uint8,
    "form_weight": np.float64,
    "plausible": np.float64,
    "values": np.float64,
    "vocalised": np.bool_,
}
_WIDTHS = {"whole_at": 3, "values": 4, "parts": 2}


class Numbers:
    """Numbers of distinct values, given in the order in which they come; `values` is the list that grows."""

    def __init__(self, values: Strings) -> None:
        self.values = values
        self._number = {value: i for i, value in enumerate(values)}

    def of(self, value: str) -> int:
        """Return the number of a value, a new one where it was not seen yet."""
        number = self._number.get(value)
        if number is None:
            number = self._number[value] = len(self.values)
            self.values.append(value)
        return number

    def get(self, value: str) -> int:
        """Return the number of a value, -1 where it is not there."""
        return self._number.get(value, -1)


class Grown(Generic[Table]):
    """The columns of one part while they grow; `end` closes a group (`*start`)."""

    def __init__(self, kind: type[Table], old: Table | None) -> None:
        assert is_dataclass(kind)  # noqa: S101 - for the type checker
        self._kind: Any = kind
        self._old = old
        hints = get_type_hints(kind)
        self._strings: dict[str, Strings] = {}
        self._new: dict[str, list[Any]] = {}
        self._before: dict[str, int] = {}
        for field in fields(kind):
            stored = getattr(old, field.name) if old is not None else None
            if hints[field.name] == Strings:
                self._strings[field.name] = list(stored) if stored is not None else []
            else:
                self._before[field.name] = len(stored) if stored is not None else 0
                starts = field.name.endswith("start") and stored is None
                self._new[field.name] = [0] if starts else []

    def strings(self, name: str) -> Strings:
        """Return a list of strings, to be appended to."""
        return self._strings[name]

    def add(self, name: str, value: Any) -> None:
        """Append a value."""
        self._new[name].append(value)

    def extend(self, name: str, values: Iterable[Any]) -> None:
        """Append values."""
        self._new[name].extend(values)

    def count(self, name: str) -> int:
        """Return how many values a column holds."""
        return self._before[name] + len(self._new[name])

    def end(self, name: str, count: int) -> None:
        """Close a group at a count of its members."""
        self._new[name].append(count)

    def columns(self) -> Table:
        """Return all as arrays."""
        made: dict[str, Any] = dict(self._strings)
        for name, values in self._new.items():
            shape = (-1, _WIDTHS[name]) if name in _WIDTHS else (-1,)
            array = np.array(values, _TYPES.get(name, np.int32)).reshape(shape)
            made[name] = np.concatenate([getattr(self._old, name), array]) if self._old is not None else array
        result: Table = self._kind(**made)
        return result
