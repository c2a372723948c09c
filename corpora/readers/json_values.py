"""The JSON objects of a file, whatever its layout: one a line, written over several lines, in an array, or in the one list inside an object.

Damage costs as little as can be: a line that is no JSON is a `Rejected` of its own, and an object that never closes ends where
another begins.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpora.lines import MAX_LINE, Line
from corpora.rejected import Rejected, excerpt

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|"')
_OPENS = {"}": "{", "]": "["}
OWN_KEYS = frozenset({"id", "text", "publication_number", "title", "names", "claims", "deleted"})
"""Keys that make an object a record and not a list of records."""


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
            yield _cut(held, source)
            held = _again(held)
        if held is None:
            begun = _begun(line)
            if isinstance(begun, _Open):
                held = begun
            else:
                yield from _found(begun, line.number, source)
        elif not held.take(line):
            yield _cut(held, source)
            held = _again(held)
        elif not held.brackets or (held.array and len(held.brackets) == 1):
            yield from _found(held.text(), held.number, source)
            held = _again(held) if held.brackets else None
    if held and (held.lines or not held.array):
        yield _cut(held, source)


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
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else str(error)
        yield Rejected(source, position, "", f"is not JSON ({why}); the line may be cut", excerpt(text))
        return
    for item in _records(value):
        if isinstance(item, dict):
            yield Found(item, position)
        else:
            yield Rejected(source, position, "", "is not a JSON object", excerpt(item))


def _records(value: Any) -> list[Any]:
    """Return the records that a value holds: itself, the elements of an array, or those of the only list of objects in it."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not OWN_KEYS & value.keys():
        lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(i, dict) for i in v)]
        if len(lists) == 1:
            return lists[0]
    return [value]


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _cut(held: _Open, source: str) -> Rejected:
    reason = "begins a JSON value that never ends; it may be cut"
    if held.size > MAX_LINE:
        reason = f"begins a JSON value of more than {MAX_LINE} letters; write one record a line"
    return Rejected(source, f"line {held.number}", "", reason, excerpt(" ".join(held.lines[:20])))
