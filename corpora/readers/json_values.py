"""The JSON objects of a file, whatever its layout: one a line, written over several lines, in an array, or in the one
list inside an object.

Damage costs as little as can be: what follows a value on its line is more values or a `Rejected` of its own, and an
object that never closes ends where another begins.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from corpora.files.lines import MAX_LINE, Line
from corpora.readers.json_open import Open, begun
from corpora.records.rejected import Rejected, excerpt

# What may stand around the values of a line; brackets that close what damage has ended are no record.
_BETWEEN = re.compile(r"[\s,\]}]*")
OF_RECORDS = frozenset(
    [
        "text",
        "texts",
        "names",
        "publication_number",
        "nice_classes",
        "goods",
        "filing_date",
        "status",
        "holders",
        "vienna_codes",
        "image",
        "claims",
        "abstract",
        "application_number",
    ]
)
"""Keys that only records have: an object with one of them is no envelope around records."""
_DEEPEST = 3  # envelopes inside each other: {"response": {"docs": [...]}}


@dataclass(frozen=True, slots=True)
class Found:
    """An object, and where it stands: `line 12`, or `line 12, element 3` where a line holds more than one."""

    value: dict[str, Any]
    position: str


def json_values(lines: Iterator[Line | Rejected], source: str) -> Iterator[Found | Rejected]:
    """Yield every object of a file's lines, and a `Rejected` for what is none."""
    unfinished: Open | None = None
    for line in lines:
        if isinstance(line, Rejected):
            yield line
            continue
        if unfinished and not unfinished.admits(line):
            yield from _cut(unfinished, source)
            unfinished = unfinished.after_damage()
        if unfinished is None:
            row = _decoded(line.text)
            unfinished = begun(line) if row.wrong else None
            if unfinished is None:
                yield from _found(row, [line.number], source)
                continue
        elif not unfinished.take(line):
            yield from _cut(unfinished, source)
            unfinished = unfinished.after_damage()
            continue
        if unfinished.between():
            yield from _found(_decoded(unfinished.text()), unfinished.numbers, source)
            unfinished = unfinished.next()
    if unfinished and unfinished.lines:
        yield from _cut(unfinished, source)


@dataclass(frozen=True, slots=True)
class _Row:
    """The records of the values in a row that a text begins with, where the rest begins that is none, and what is
    wrong with that.
    """

    text: str
    values: list[Any]
    rest: int
    wrong: str = ""


def _found(row: _Row, numbers: list[int], source: str) -> Iterator[Found | Rejected]:
    """Yield the records of a text that has lines of these numbers, one reject for the rest, and what stands whole
    in that.
    """
    for nth, item in enumerate(row.values, start=1):
        position = f"line {numbers[0]}, element {nth}" if len(row.values) > 1 else f"line {numbers[0]}"
        if isinstance(item, dict):
            yield Found(item, position)
        else:
            yield Rejected(source, position, "", "is not a JSON object", excerpt(item))
    if row.wrong:
        text, at = row.text, row.rest
        line = text.count("\n", 0, at)
        shown_text = excerpt(text[at : at + 480].replace("\n", " "))
        yield Rejected(source, f"line {numbers[line]}", "", row.wrong, shown_text)
        for begins, value in _saved(text, at):
            line += text.count("\n", at, begins)
            at = begins
            column = at - text.rfind("\n", 0, at)
            yield Found(value, f"line {numbers[line]}, character {column}")


def _decoded(text: str) -> _Row:
    decoder = json.JSONDecoder(parse_constant=_no_number)
    values: list[Any] = []
    at = _behind(text, 0)
    while at < len(text):
        follows = "what follows a record " if values else ""
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            return _Row(text, values, at, f"{follows}is not JSON ({_why(error)}); the line may be cut")
        if not isinstance(value, dict | list):
            return _Row(text, values, at, f"{follows}is not a JSON object")
        values += _records(value)
        at = _behind(text, end)
    return _Row(text, values, at)


def _behind(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _why(error: Exception) -> str:
    """Return what is wrong in words that are not Python's own."""
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, character {error.colno}"
    return str(error) if isinstance(error, _NoNumberError) else "a number has too many digits"


def _records(value: Any) -> list[Any]:
    """Return the records that a value holds: itself, the elements of an array, or those of the lists of records
    inside an envelope.
    """
    if isinstance(value, list):
        return value
    lists = list(_lists_in(value, _DEEPEST))
    record_lists = [elements for elements in lists if any(_is_record(item) for item in elements)]
    if not record_lists and len(lists) == 1:
        record_lists = lists
    return [item for elements in record_lists for item in elements] or [value]


def _lists_in(value: Any, deep: int) -> Iterator[list[Any]]:
    """Yield the lists that hold objects in what may be an envelope."""
    if not isinstance(value, dict) or OF_RECORDS & value.keys():
        return
    for element in value.values():
        if isinstance(element, list) and any(isinstance(item, dict) for item in element):
            yield element
        elif deep:
            yield from _lists_in(element, deep - 1)


def _is_record(value: Any) -> bool:
    """Return whether a value has a number of its own and more: a holder or a citation has not."""
    if not isinstance(value, dict):
        return False
    record_keys = OF_RECORDS & value.keys() - {"publication_number"}
    return bool(record_keys) and bool({"id", "publication_number", "application_number"} & value.keys())


def _saved(text: str, at: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the records that stand whole in a text which is no JSON, and where: elements of an array beside a
    damaged one, objects in a row.
    """
    decoder = json.JSONDecoder(parse_constant=_no_number)
    at = text.find("{", at)
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            value, end = None, at + 1
        if _is_record(value):
            yield at, value
        elif value is not None:
            yield from ((at, record) for record in _records(value) if _is_record(record))
        at = text.find("{", end)


class _NoNumberError(ValueError):
    """NaN or Infinity, which Python reads and JSON does not have."""


def _no_number(name: str) -> float:
    raise _NoNumberError(f"{name} is no number")


def _cut(held: Open, source: str) -> Iterator[Found | Rejected]:
    """Yield the reject of a value that does not end, and the records that stand whole in it."""
    reason = "begins a JSON value that never ends; it may be cut"
    if held.size > MAX_LINE:
        reason = f"begins a JSON value of more than {MAX_LINE} letters; write one record a line"
    row = _decoded("\n".join(held.lines))
    yield from _found(replace(row, wrong=row.wrong and reason), held.numbers, source)
