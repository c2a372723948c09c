"""Rows, not records: the same right in several registers, or one holder's family around one element, is one row."""

from collections.abc import Callable, Iterable

from corpora.records.mark import Mark
from models.signs.entry import Entry
from models.words.text import words_of
from models.words.weak import STRONG


def row_keys(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """Return the keys under which a record joins a row: its international number, and holder with dominant element.

    A record that names no holder joins nobody's family.
    """
    mark = entry.record
    keys: list[tuple[str, ...]] = []
    if mark.international_number:
        keys.append(("international", mark.international_number))
    if mark.holders and entry.signs:
        keys.append(("family", holder_key(mark.holders[0].name), dominant_element(entry)))
    return tuple(keys)


def holder_key(name: str) -> str:
    """Return a holder's name folded, so that spellings of one holder meet."""
    return " ".join(sorted(words_of(name)))


def dominant_element(entry: Entry) -> str:
    """Return the first strong word of the first version."""
    sign = entry.signs[0]
    return next(w.form for w, weight in zip(sign.words, sign.weights, strict=True) if weight >= STRONG)


def is_own(mark: Mark, holder: str) -> bool:
    """Return whether a record belongs to the holder who asks."""
    return any(holder_key(h.name) == holder_key(holder) for h in mark.holders)


def grouped(entries: Iterable[Entry], is_dead: Callable[[Entry], bool] = lambda _: False) -> list[list[Entry]]:
    """Return the entries in rows, in the order of each row's first entry; every entry is in exactly one row.

    A dead right may stand in the row of a live one before it, but heads no row in which a live one stands.
    """
    rows: list[list[Entry]] = []
    row_of: dict[tuple[str, ...], int] = {}
    for entry in entries:
        keys = row_keys(entry)
        at = next((row_of[key] for key in keys if key in row_of), None)
        own_row = at is None or (is_dead(rows[at][0]) and not is_dead(entry))
        if at is None or own_row:
            at = len(rows)
            rows.append([])
        rows[at].append(entry)
        for key in keys:
            if own_row:
                row_of[key] = at
            row_of.setdefault(key, at)
    return rows
