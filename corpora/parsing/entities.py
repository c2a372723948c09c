"""Character references that exports leave in texts (`O&#39;BRYANT`, `AN&Eacute;MONE`), undone.

Only what is written as a whole reference, with its semicolon, counts: `AT&T` and `R&D` are names.
"""

import re
from collections.abc import Mapping
from html import unescape
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BEGUN = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})$")


def begun(text: str) -> bool:
    """Return whether a text ends with a reference but for its semicolon, which was taken for a separator."""
    match = _BEGUN.search(text)
    return match is not None and undone(f"{match[0]};") != f"{match[0]};"


def undone(text: str) -> str:
    """Return a text with its character references replaced; those that were escaped twice (`&amp;eacute;`) too."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_letter, _REFERENCE.sub(_letter, text))


def holds_references(value: object) -> bool:
    """Return whether a text in a raw value holds a character reference that `undone` replaces."""
    if isinstance(value, str):
        return "&" in value and undone(value) != value
    if isinstance(value, Mapping):
        return any(map(holds_references, value.values()))
    return isinstance(value, list) and any(map(holds_references, value))


def _letter(match: re.Match[str]) -> str:
    reference = match[0]
    if reference[1] == "#":
        return unescape(reference)
    # An office that writes its marks in capitals has written the references in capitals too: &EACUTE; stands for É.
    for name in (reference[1:], reference[1:].lower(), reference[1:].capitalize()):
        if name in html5:
            return html5[name].upper() if reference.isupper() and len(html5[name]) == 1 else html5[name]
    return reference
