"""A JSON value that is not closed yet, gathered line by line."""

import re
from dataclasses import dataclass, field

from corpora.files.lines import MAX_LINE, Line

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|"')
_OPENS = {"}": "{", "]": "["}


@dataclass(slots=True)
class Open:
    """An object, or an array: its lines with their numbers, and the brackets that are open.

    `inside`: the bracket that opened the array stands in lines that were read before.
    """

    array: bool
    inside: bool = False
    numbers: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    size: int = 0

    def take(self, line: Line) -> bool:
        """Add a line; return False when it closes what is not open, ends inside a string, or the whole grows too
        large.
        """
        self.numbers.append(line.number)
        self.lines.append(line.text)
        self.size += len(line.text)
        for sign in _TOKENS.findall(line.text):
            if sign in {"{", "["}:
                self.brackets.append(sign)
            elif sign == '"' or (sign in _OPENS and (not self.brackets or self.brackets.pop() != _OPENS[sign])):
                return False
            self.inside = self.inside and bool(self.brackets)
        return self.size <= MAX_LINE

    def admits(self, line: Line) -> bool:
        """Return whether a line may follow: inside an object, behind anything but a colon, only a key or the end
        may.
        """
        last_sign = self.lines[-1].rstrip()[-1:] if self.lines else ""
        if self.brackets[-1:] != ["{"] or last_sign == ":":
            return True
        text = line.text.lstrip()
        if last_sign in {",", "{"}:
            return text.startswith(('"', "}"))
        return text.startswith("}") or (text.startswith(",") and text[1:].lstrip()[:1] in {"", '"'})

    def between(self) -> bool:
        """Return whether all is closed, or nothing but an array, so that what has come so far can be read."""
        return not self.brackets or self.brackets == ["["]

    def text(self) -> str:
        """Return what is held as values in a row; an array that goes on is closed behind the elements that have
        come so far.
        """
        text = "\n".join(self.lines)
        return text.rstrip().removesuffix(",") + "]" if self.brackets and not self.inside else text

    def next(self) -> "Open | None":
        """Return an array's state behind an element; nothing is open behind a value that is closed."""
        return Open(array=True, inside=True, brackets=["["]) if self.brackets else None

    def after_damage(self) -> "Open | None":
        """Return the state behind an element that does not end: an array goes on, whatever is open in the element."""
        return Open(array=True, inside=True, brackets=["["]) if self.array else None


def begun(line: Line) -> Open | None:
    """Return what a line begins when it opens more than it closes; None where it is whole, or no JSON."""
    bracket = line.text.lstrip()[:1]
    if bracket not in {"{", "["}:
        return None
    unfinished = Open(array=bracket == "[")
    if not unfinished.take(line) or not unfinished.brackets:
        return None
    return unfinished
