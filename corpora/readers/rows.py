"""The rows of a delimited table, each from the lines that it takes: a quoted cell may hold line breaks.

A quote that never closes costs its own line and no other: the line is a `Rejected`, and reading goes on at the next.
Whether a quote closes is recognised by what follows it: a line that is a row of its own ends the search, and what
comes of it must have the header's number of columns.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from corpora.files.lines import MAX_LINE, Line
from corpora.parsing.entities import begun, undone
from corpora.records.rejected import Rejected, excerpt

MOST_LINES = 1_000  # lines that one row may take
MOST_AHEAD = MAX_LINE // 4  # letters of lines that are looked at before they are taken; a real cell has 3 MB at most
_OPEN = "unexpected end of data"  # what the library says of a quote that is open at the end of its input

csv.field_size_limit(MAX_LINE)  # the library's own limit (131,072 letters) is below real lists of goods


Item = Line | Rejected


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and where it stands: `line 12`, `lines 12-14`."""

    cells: list[str]
    position: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What rows of a table look like: its delimiter, its number of columns, and the column whose cells are alike
    (a number).
    """

    delimiter: str
    width: int
    key: int


class Ahead:
    """Lines that can be looked at before they are taken; of many letters only the first line over `MOST_AHEAD`."""

    def __init__(self, lines: Iterator[Item]) -> None:
        self._lines = lines
        self._seen: deque[Item] = deque()
        self._held = 0  # letters of the lines seen

    def look(self, at: int) -> Item | None:
        """Return the line that stands `at` places ahead (0: the next), or None behind the end or `MOST_AHEAD`."""
        while len(self._seen) <= at:
            if self._seen and self._held > MOST_AHEAD:
                return None
            line = next(self._lines, None)
            if line is None:
                return None
            self._seen.append(line)
            self._held += _letters(line)
        return self._seen[at]

    def take(self, count: int = 1) -> Item | None:
        """Take lines; return the first of them, or None at the end."""
        line = self.look(0)
        for _ in range(min(count, len(self._seen))):
            self._held -= _letters(self._seen.popleft())
        return line


def _letters(line: Item) -> int:
    return len(line.text) if isinstance(line, Line) else 0


def read_rows(ahead: Ahead, shape: Shape, source: str) -> Iterator[Row | Rejected]:
    """Yield the rows that follow a header and hold a value; a line that is none, or could not be decoded, is a
    `Rejected`.
    """
    key_look = ""
    while (following := ahead.look(0)) is not None:
        if isinstance(following, Line) and not following.text.strip():
            ahead.take()
            continue
        row = read_row(ahead, shape, key_look)
        if isinstance(row, Row):
            if not any(cell.strip() for cell in row.cells):
                continue
            row = Row(_as_wide(row.cells, shape), row.position)
            if len(row.cells) == shape.width:
                key_look = _look_of(row.cells[shape.key])
            yield row
        else:
            yield row if row.source else Rejected(source, row.position, "", row.reason, row.excerpt)


def read_row(ahead: Ahead, shape: Shape, known: str) -> Row | Rejected:
    """Take the row that the next line begins (`known`: how the key of the row before looks), or what is wrong
    with that line.
    """
    line = ahead.take()
    if line is None or isinstance(line, Rejected):
        return line or Rejected("", "", "", "the table ends")
    try:
        if (cells := _cells(line.text, shape.delimiter)) is not None:
            return Row(cells, f"line {line.number}")
        if (row := _over_lines(line, ahead, shape, known)) is not None:
            return row
        reason = "a quote opens here and never closes; close it, or write it twice inside quotes"
    except csv.Error as error:
        whole = line.text.count('"') % 2 == 0
        if whole and len(literal := _as_they_stand(line.text, shape.delimiter)) == shape.width:
            return Row(literal, f"line {line.number}")
        reason = f"is not a row of the table ({error}); check the quotes"
    return Rejected("", f"line {line.number}", "", reason, excerpt(line.text))


def _over_lines(line: Line, ahead: Ahead, shape: Shape, known: str) -> Row | None:
    """Take the lines that close a quote which is open at the end of `line`; None where none does, and nothing is
    taken.
    """
    text = line.text
    cells_begun = loosely(text, shape.delimiter)
    key_look = _look_of(cells_begun[shape.key]) if shape.key < len(cells_begun) - 1 else ""
    for at in range(MOST_LINES):
        following = ahead.look(at)
        if not isinstance(following, Line) or (shape.width and _is_row(following.text, shape, key_look or known)):
            return None
        text = f"{text}\n{following.text}"
        if '"' not in following.text or (cells := _cells(text, shape.delimiter)) is None:
            continue
        if shape.width and len(_as_wide(cells, shape)) != shape.width:
            return None
        ahead.take(at + 1)
        return Row(cells, f"lines {line.number}-{following.number}")
    return None


def _is_row(text: str, shape: Shape, known: str) -> bool:
    cells = _as_wide(loosely(text, shape.delimiter), shape)
    return len(cells) == shape.width > 1 and (not known or _look_of(cells[shape.key]) in {"", known})


def _as_wide(cells: list[str], shape: Shape) -> list[str]:
    """Return the cells of a row that has more than the header: without empty ones at its end, and with character
    references whole whose semicolon is the table's separator (`O&#39;BRYANT`).
    """
    if shape.delimiter == ";" and len(cells) > shape.width:
        whole: list[str] = []
        for cell in cells:
            if whole and (begun(whole[-1]) or begun(undone(whole[-1]))):
                whole[-1] += f";{cell}"
            else:
                whole.append(cell)
        cells = whole
    while len(cells) > shape.width and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _look_of(cell: str) -> str:
    """Return how a number begins, "" for an empty cell: MA-1234 and MA-98B look alike, MA-1234, Casablanca and 12
    rue Atlas do not.
    """
    text = cell.strip()
    if re.fullmatch(r"(?=\S*\d)\S+", text):
        return re.sub(r"[\W\d_].*", "#", text)
    return text


def _cells(text: str, delimiter: str) -> list[str] | None:
    """Return the cells of a text that is a whole row, or None when a quote is open at its end; raises csv.Error."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if _OPEN in str(error):
            return None
        raise


def _as_they_stand(text: str, delimiter: str) -> list[str]:
    """Return the cells of a line whose quotes are part of a name (`"R" ZONE`): only a whole cell is taken out of
    them.
    """
    cells = text.split(delimiter)
    return [cell[1:-1].replace('""', '"') if re.fullmatch(r'"(?:[^"]|"")*"', cell) else cell for cell in cells]


def loosely(text: str, delimiter: str) -> list[str]:
    """Return the cells of one line, whatever its quotes."""
    return next(csv.reader([text], delimiter=delimiter), [])
