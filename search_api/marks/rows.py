"""Rows, not records: the same right in several registers, or one holder's family around one element, is one row.

A record joins a row by its international number, and by its holder with its dominant element, the first strong word of
its first version. One that names no holder joins nobody's family.
"""

from collections.abc import Callable, Iterable
from typing import Any

from search_api.marks.order import Judged

Keys = Callable[[Judged], Iterable[tuple[Any, ...]]]


def grouped(judged: Iterable[Judged], keys_of: Keys) -> list[list[Judged]]:
    """Return rights in rows, in the order of each row's first one; every right is in exactly one row.

    A dead right may stand in the row of a live one before it, but heads no row in which a live one stands.
    """
    rows: list[list[Judged]] = []
    row_of: dict[tuple[Any, ...], int] = {}
    for right in judged:
        keys = tuple(keys_of(right))
        at = next((row_of[key] for key in keys if key in row_of), None)
        own_row = at is None or (rows[at][0].dead and not right.dead)
        if at is None or own_row:
            at = len(rows)
            rows.append([])
        rows[at].append(right)
        for key in keys:
            if own_row:
                row_of[key] = at
            row_of.setdefault(key, at)
    return rows
