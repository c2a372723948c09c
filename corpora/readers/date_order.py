"""Whether the days of a table stand before their months (28/02/2020) or behind (2/28/2020): decided once for all its
rows.

A row alone cannot tell 12/3/2020; a column can, and the columns of one table were written by one program.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from corpora.parsing.dates import SLASHED
from corpora.readers.options import DateOrder, ReadOptions
from corpora.readers.rows import Row
from corpora.records.rejected import Rejected

LOOKED_AT = 5_000  # rows that are held until one tells


def with_days_first(
    rows: Iterator[Row | Rejected], columns: list[int], options: ReadOptions, source: str
) -> Iterator[Row | Rejected]:
    """Yield the rows, the dates of `columns` in an order that `read_date` reads; what was decided is remarked."""
    held: list[Row | Rejected] = []
    order = options.dates
    if columns and order is None:
        seen = {"dmy": 0, "mdy": 0, "either": 0}
        for row in rows:
            held.append(row)
            if isinstance(row, Row):
                for kind in _kinds(row, columns):
                    seen[kind] += 1
            if len(held) >= LOOKED_AT or seen["dmy"] > 10 or seen["mdy"] > 10:
                break
        order = _decided(seen, options, source)
    for row in chain(held, rows):
        yield _turned(row, columns) if order == "mdy" and isinstance(row, Row) else row


def _kinds(row: Row, columns: Iterable[int]) -> Iterator[str]:
    for column in columns:
        match = SLASHED.match(row.cells[column]) if column < len(row.cells) else None
        if match and int(match[1]) > 12:
            yield "dmy"
        elif match and int(match[3]) > 12:
            yield "mdy"
        elif match and match[1] != match[3]:
            yield "either"


def _decided(seen: dict[str, int], options: ReadOptions, source: str) -> DateOrder:
    order: DateOrder = "mdy" if seen["mdy"] > seen["dmy"] else "dmy"
    named = {"dmy": "day first", "mdy": "month first"}[order]
    if seen["dmy"] and seen["mdy"]:
        options.say(source, f"dates are written in both orders; read {named}, the others left empty (--dates dmy|mdy)")
    elif order == "mdy":
        options.say(source, "dates are read month first, as no other order fits them (--dates dmy|mdy names another)")
    elif seen["either"] and not seen["dmy"]:
        options.say(source, "dates may stand day first or month first; read day first: say --dates dmy or --dates mdy")
    return order


def _turned(row: Row, columns: Iterable[int]) -> Row:
    cells = list(row.cells)
    for column in columns:
        if column < len(cells) and (match := SLASHED.match(cells[column])):
            cells[column] = f"{match[4]}-{match[1]}-{match[3]}"
    return Row(cells, row.position)
