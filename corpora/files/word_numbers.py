"""The automatic numbers of a Word file's paragraphs, which stand nowhere in its text: they are counted as Word does.

A list (`w:num`) has levels with a format and a form (`%1.%2)`) from its abstract list; a paragraph names a list itself
or by its style (ECMA-376 part 1, 17.9).
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_ABJAD = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Numbering:
    """Counts numbered paragraphs as Word does: lists of one abstract list count on, unless a list starts anew."""

    def __init__(self, part: Any) -> None:
        styles = part.styles.element
        self._styles = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
        numbering = _numbering_of(part)
        self._abstract = {a.get(f"{_W}abstractNumId"): a for a in numbering.iter(f"{_W}abstractNum")}
        self._lists = {num.get(f"{_W}numId"): num for num in numbering.iter(f"{_W}num")}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Any) -> str:
        """Return the number that stands before a paragraph, as `1.` or `a)`; "" for none and for bullets."""
        list_id, level = self._place(paragraph)
        num = self._lists.get(list_id)
        if num is None:
            return ""
        abstract_id = _value(num.find(f"{_W}abstractNumId")) or ""
        levels = {
            int(lvl.get(f"{_W}ilvl") or 0): lvl
            for lvl in (*self._levels(abstract_id), *num.iter(f"{_W}lvl"))  # a list's own level replaces the abstract
        }
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract_id, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for override in num.iter(f"{_W}lvlOverride"):
                if override.find(f"{_W}startOverride") is not None:
                    start = int(_value(override.find(f"{_W}startOverride")) or 1)
                    counts[int(override.get(f"{_W}ilvl") or 0)] = start - 1
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return _written(levels, counts, level)

    def _levels(self, abstract_id: str) -> Iterator[Any]:
        abstract = self._abstract.get(abstract_id)
        link = abstract.find(f"{_W}numStyleLink") if abstract is not None else None
        if link is not None and (style := self._styles.get(_value(link) or "")) is not None:  # levels of a list style
            num = self._lists.get(_value(style.find(f"{_W}pPr/{_W}numPr/{_W}numId")) or "")
            abstract = self._abstract.get(_value(num.find(f"{_W}abstractNumId")) or "") if num is not None else None
        return iter(()) if abstract is None else abstract.iter(f"{_W}lvl")

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, else those of its style or of the styles behind it."""
        properties = paragraph.find(f"{_W}pPr")
        list_id = level = None
        for _ in range(12):  # styles behind styles
            if properties is not None and (stated := properties.find(f"{_W}numPr")) is not None:
                list_id = list_id or _value(stated.find(f"{_W}numId"))
                level = level or _value(stated.find(f"{_W}ilvl"))
            if list_id:
                break
            link = properties.find(f"{_W}pStyle") if properties is not None else None
            style = self._styles.get(_value(link) or "") if link is not None else None
            if style is None:
                break
            properties = _with_link(style)
        return list_id or "0", int(level or 0)


def _with_link(style: Any) -> Any:
    """Return the paragraph properties of a style, which name the style behind it as a paragraph names its own."""
    properties = style.find(f"{_W}pPr")
    copied = deepcopy(properties) if properties is not None else style.makeelement(f"{_W}pPr", {})
    if (based := style.find(f"{_W}basedOn")) is not None:
        copied.append(style.makeelement(f"{_W}pStyle", {f"{_W}val": _value(based) or ""}))
    return copied


def _numbering_of(part: Any) -> Any:
    """Return the root of a document's lists; of a document without any, an empty element."""
    found = next((r.target_part for r in part.rels.values() if r.reltype.endswith("/numbering")), None)
    return found.element if found is not None else part.element.makeelement(f"{_W}numbering", {})


def _start(level: Any) -> int:
    return int(_value(level.find(f"{_W}start")) or 1)


def _written(levels: dict[int, Any], counts: dict[int, int], level: int) -> str:
    """Return the number of a paragraph in the form of its level, which may name those above: `%1.%2)`."""
    form = _value(levels[level].find(f"{_W}lvlText")) or ""
    if _value(levels[level].find(f"{_W}numFmt")) in {"bullet", "none"}:
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        above = levels.get(at)
        count = counts.get(at, 1 if above is None else _start(above))
        return _figure(count, _value(above.find(f"{_W}numFmt")) if above is not None else None)

    return re.sub(r"%(\d)", number, form)


def _figure(number: int, form: str | None) -> str:
    """Return a number in a format of Word: letters, Roman, Arabic letters; else figures."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4_000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    if form in {"arabicAlpha", "arabicAbjad"} and 0 < number <= len(_ABJAD):
        return _ABJAD[number - 1]
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _value(element: Any) -> str | None:
    value: str | None = element.get(f"{_W}val") if element is not None else None
    return value
