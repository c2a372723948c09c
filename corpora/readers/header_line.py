"""Where the header of a table stands, and what parts its cells: titles and a line `sep=;` may stand above it."""

import re
from collections.abc import Callable

from corpora.files.lines import Line
from corpora.readers.rows import Ahead, Row, Shape, loosely, read_row
from corpora.records.rejected import Rejected

_VALUES = re.compile(r'[^\s,;|"]')  # what is neither blank nor around a cell
_SEPARATOR = re.compile(r"\ufeff?\s*sep=(.)[\s;,]*$", re.IGNORECASE)
_LINES_ABOVE = 20  # titles, dates and blank lines that stand above a header

Known = Callable[[list[str]], int]
"""How many cells of a line name a column that is known."""


def read_header(ahead: Ahead, known: Known = len) -> tuple[list[str], str, int]:
    """Return the cells of a table's header, its delimiter, and how many lines that are none stand above it.

    The header is the line that names the most known columns among the first ones, and the first line where none names
    two. No cells where the file holds no line.
    """
    named = None
    line = ahead.look(0)
    while line is not None and (isinstance(line, Rejected) or not _VALUES.search(line.text)):
        ahead.take()
        line = ahead.look(0)
    if isinstance(line, Line) and (separator := _SEPARATOR.match(line.text)):
        named = separator[1]
        ahead.take()
    above = _above(ahead, known, named)
    for _ in range(above):
        ahead.take()
    line = ahead.look(0)
    if not isinstance(line, Line):
        return [], ",", above
    delimiter = named or delimiter_of(line.text)
    row = read_row(ahead, Shape(delimiter, 0, 0), "")
    cells = row.cells if isinstance(row, Row) else loosely(line.text, delimiter)
    while len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip() for cell in cells], delimiter, above


def _above(ahead: Ahead, known: Known, named: str | None) -> int:
    """Return how many lines stand above the header."""
    best, at_best = 1, 0
    for at in range(_LINES_ABOVE):
        line = ahead.look(at)
        if line is None:
            break
        if isinstance(line, Line):
            count = known(loosely(line.text, named or delimiter_of(line.text)))
            if at == 0:
                best = max(best, count)
            elif count > best:
                best, at_best = count, at
    return at_best


def delimiter_of(line: str) -> str:
    """Return what parts the cells of a header line: the sign among `, ; tab |` that stands in it most."""
    return max(",;\t|", key=line.count)
