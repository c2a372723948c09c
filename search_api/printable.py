"""Text that came from a record, a query or a file name, made fit for a terminal and for JSON that is read at one.

A terminal obeys control characters (ESC, the C1 codes), and letters can be made to stand in another order than they
have (bidirectional overrides): a record could repaint the screen or show another name than its own.
"""

import json
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

REPLACED = "\ufffd"
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\ud800-\udfff]")  # `json.dumps` escapes the other controls itself
_END = "\u2069"
Made = TypeVar("Made")


def printable(text: str) -> str:
    """Return a text without control characters (tab and line end stay) and overrides, its isolates balanced.

    A character is replaced by one character, so that places in the text stay; isolates left open are closed at the end.
    """
    cleaned = _UNSAFE.sub(REPLACED, text)
    return _balanced(cleaned) if _ISOLATES.search(cleaned) else cleaned


def one_line(text: str) -> str:
    """Return a text that is safe at a terminal and stays on one line."""
    return " ".join(printable(text).split())


def without_isolates(text: str) -> str:
    """Return a text without isolates: a value that stands between our own must not close them, and a file has no use
    for them.
    """
    return _ISOLATES.sub("", text)


def printable_values(value: Made) -> Made:
    """Return an answer (dataclasses, mappings, lists) with every text in it made printable."""
    return _cleaned(value)  # type: ignore[no-any-return]


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a plain value as JSON in which what a terminal would obey is escaped; letters of all scripts stay as
    they are.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple | list):
        items = [_cleaned(item) for item in value]
        return value._make(items) if hasattr(value, "_make") else type(value)(items)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _cleaned(getattr(value, field.name)) for field in fields(value)})
    return value


def _balanced(text: str) -> str:
    """Return a text in which every isolate is closed and nothing else is."""
    letters, deep = [], 0
    for letter in text:
        if letter == _END and not deep:
            letters.append(REPLACED)
            continue
        deep += (_ISOLATES.match(letter) is not None) - 2 * (letter == _END)
        letters.append(letter)
    return "".join(letters) + _END * deep
