"""The JSON objects of a file, whatever its layout: one a line, written over several lines, in an array, or in the one list inside an object.

Damage costs as little as can be: a line that is no JSON is a `Rejected` of its own, and an object that never closes ends where
another begins.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpora.files.lines import MAX_LINE, Line
from corpora.records.rejected import Rejected, excerpt

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|"')
_OPENS = {"}": "{", "]": "["}
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
    """An object, and where it begins: `line 12`."""

    value: dict[str, Any]
    position: str


@dataclass(slots=True)
class _Open:
    """An object, or an array, that is not closed yet: its lines, the brackets that are open, the line where it began."""

    array: bool
    number: int = 0
    lines: list[str] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    size: int = 0

    def take(self, line: Line) -> bool:
        """Add a line; return False when it closes what is not open, ends inside a string, or the whole grows too large."""
        self.number = self.number or line.number
        self.lines.append(line.text)
        self.size += len(line.text)
        for sign in _TOKENS.findall(line.text):
            if sign in {"{", "["}:
                self.brackets.append(sign)
            elif sign == '"' or (sign in _OPENS and (not self.brackets or self.brackets.pop() != _OPENS[sign])):
                return False
        return self.size <= MAX_LINE

    def admits(self, line: Line) -> bool:
        """Return whether a line may follow: inside an object, behind anything but a colon, only a key or the end may."""
        last = self.lines[-1].rstrip()[-1:] if self.lines else ""
        if self.brackets[-1:] != ["{"] or last == ":":
            return True
        text = line.text.lstrip()
        if last in {",", "{"}:
            return text.startswith(('"', "}"))
        return text.startswith("}") or (text.startswith(",") and text[1:].lstrip()[:1] in {"", '"'})

    def text(self) -> str:
        """Return what is held as JSON; of an array the elements that have come so far."""
        text = "\n".join(self.lines).strip()
        if not self.array:
            return text
        text = text if self.brackets else text.removesuffix("]")
        return "[" + text.strip().removeprefix("[").strip().removeprefix(",").removesuffix(",") + "]"


def json_values(lines: Iterator[Line | Rejected], source: str) -> Iterator[Found | Rejected]:
    """Yield every object of a file's lines, and a `Rejected` for what is none."""
    held: _Open | None = None
    for line in lines:
        if isinstance(line, Rejected):
            yield line
            continue
        if held and not held.admits(line):
            yield from _cut(held, source)
            held = _again(held)
        if held is None:
            begun = _begun(line)
            if isinstance(begun, _Open):
                held = begun
            else:
                yield from _found(begun, line.number, source)
        elif not held.take(line):
            yield from _cut(held, source)
            held = _again(held)
        elif not held.brackets or (held.array and len(held.brackets) == 1):
            yield from _found(held.text(), held.number, source)
            held = _again(held) if held.brackets else None
    if held and (held.lines or not held.array):
        yield from _cut(held, source)


def _begun(line: Line) -> "_Open | str":
    """Return what a line begins when it opens more than it closes; else its text."""
    text = line.text.strip()
    if text[:1] not in {"{", "["}:
        return text
    if text[-1:] in {"}", "]"} and _is_json(text):
        return text
    opened = _Open(text.startswith("["))
    return opened if opened.take(line) and opened.brackets else text.removesuffix(",")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _again(held: _Open) -> "_Open | None":
    """Return an array's state behind an element; nothing is open behind an object."""
    return _Open(array=True, brackets=["["]) if held.array else None


def _found(text: str, number: int, source: str) -> Iterator[Found | Rejected]:
    position = f"line {number}"
    try:
        values = _records(json.loads(text, parse_constant=_no_number))
    except (ValueError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else str(error)
        values = list(_saved(text))
        if not (values and isinstance(error, json.JSONDecodeError) and error.msg == "Extra data"):
            yield Rejected(source, position, "", f"is not JSON ({why}); the line may be cut", excerpt(text))
    for item in values:
        if isinstance(item, dict):
            yield Found(item, position)
        else:
            yield Rejected(source, position, "", "is not a JSON object", excerpt(item))


def _records(value: Any) -> list[Any]:
    """Return the records that a value holds: itself, the elements of an array, or those of the lists of records inside an envelope."""
    if isinstance(value, list):
        return value
    lists = list(_lists_in(value, _DEEPEST))
    of_records = [found for found in lists if any(_is_record(item) for item in found)]
    if not of_records and len(lists) == 1:
        of_records = lists
    return [item for found in of_records for item in found] or [value]


def _lists_in(value: Any, deep: int) -> Iterator[list[Any]]:
    """Yield the lists that hold objects in what may be an envelope."""
    if not isinstance(value, dict) or OF_RECORDS & value.keys():
        return
    for inner in value.values():
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            yield inner
        elif deep:
            yield from _lists_in(inner, deep - 1)


def _is_record(value: Any) -> bool:
    """Return whether a value has a number of its own and more: a holder or a citation has not."""
    if not isinstance(value, dict):
        return False
    more = OF_RECORDS & value.keys() - {"publication_number"}
    return bool(more) and bool({"id", "publication_number", "application_number"} & value.keys())


def _saved(text: str) -> Iterator[dict[str, Any]]:
    """Yield the records that stand whole in a text which is no JSON: elements of an array beside a damaged one, objects in a row."""
    decoder = json.JSONDecoder(parse_constant=_no_number)
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            value, end = None, at + 1
        if _is_record(value):
            yield value
        elif value is not None and any(map(_is_record, _records(value))):
            yield from filter(_is_record, _records(value))
        at = text.find("{", end)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _cut(held: _Open, source: str) -> Iterator[Found | Rejected]:
    """Yield the reject of a value that does not end, and the records that stand whole in it."""
    reason = "begins a JSON value that never ends; it may be cut"
    if held.size > MAX_LINE:
        reason = f"begins a JSON value of more than {MAX_LINE} letters; write one record a line"
    position = f"line {held.number}"
    yield Rejected(source, position, "", reason, excerpt(" ".join(held.lines[:20])))
    yield from (Found(value, position) for value in _saved("\n".join(held.lines)))
