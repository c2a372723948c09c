"""Whether the days of a table stand before their months (28/02/2020) or behind (2/28/2020): decided once for all its
rows.

A row alone cannot tell 12/3/2020; a column can, and the columns of one table were written by one program.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from corpora.parsing.dates import SLASHED
from corpora.readers.options import DateOrder, ReadOptions
from corpora.readers.rows import Row
from corpora.records.rejected import Rejected

LOOKED_AT = 5_000  # rows that are held until one tells


def with_days_first(
    rows: Iterator[Row | Rejected], columns: list[int], options: ReadOptions, source: str
) -> Iterator[Row | Rejected]:
    """Yield the rows, the dates of `columns` in an order that `read_date` reads; what was decided is remarked.

    Dates are told apart by what stands between their parts: 2/28/2020 says nothing of 03.02.2020.
    """
    held: list[Row | Rejected] = []
    orders: dict[str, DateOrder] = dict.fromkeys("/-.", options.dates) if options.dates else {}
    if columns and not orders:
        seen: Counter[tuple[str, str]] = Counter()
        for row in rows:
            held.append(row)
            if isinstance(row, Row):
                seen.update(_kinds(row, columns))
            if len(held) >= LOOKED_AT:
                break
        for separator in dict.fromkeys(separator for separator, _ in seen):
            counts = {kind: seen[separator, kind] for kind in ("dmy", "mdy", "either")}
            orders[separator] = _decided(separator, counts, options, source)
    for row in chain(held, rows):
        yield _turned(row, columns, orders) if "mdy" in orders.values() and isinstance(row, Row) else row


def _kinds(row: Row, columns: Iterable[int]) -> Iterator[tuple[str, str]]:
    for column in columns:
        match = SLASHED.match(row.cells[column]) if column < len(row.cells) else None
        if match and int(match[1]) > 12:
            yield match[2], "dmy"
        elif match and int(match[3]) > 12:
            yield match[2], "mdy"
        elif match and match[1] != match[3]:
            yield match[2], "either"


def _decided(separator: str, seen: dict[str, int], options: ReadOptions, source: str) -> DateOrder:
    order: DateOrder = "mdy" if seen["mdy"] > seen["dmy"] else "dmy"
    named = {"dmy": "day first", "mdy": "month first"}[order]
    dates = f"dates with {separator} "
    if seen["dmy"] and seen["mdy"]:
        options.say(source, f"{dates}stand in both orders; read {named}, the others left empty (--dates dmy|mdy)")
    elif order == "mdy":
        options.say(source, f"{dates}are read month first, as no other order fits them (--dates dmy|mdy names another)")
    elif seen["either"] and not seen["dmy"] and separator == "/":
        options.say(source, f"{dates}may be day first or month first; read day first: say --dates dmy or --dates mdy")
    return order


def _turned(row: Row, columns: Iterable[int], orders: Mapping[str, DateOrder]) -> Row:
    cells = list(row.cells)
    for column in columns:
        match = SLASHED.match(cells[column]) if column < len(cells) else None
        if match and orders.get(match[2]) == "mdy":
            fits = int(match[1]) <= 12
            cells[column] = f"{match[4]}-{match[1]}-{match[3]}" if fits else f"{cells[column]} (month first?)"
    return Row(cells, row.position)
