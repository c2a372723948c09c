"""Cells of the tables that we write: no spreadsheet may take a text from a record or a query for a formula."""

import re
import unicodedata
from collections.abc import Iterable

from search_api.printable import without_isolates

_STARTS = frozenset("=+-@\t\r\n")
_BEHIND = re.compile(r"([;\t|])(\s*[=+\-@＝＋－＠])")
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # controls, format marks, blanks: a spreadsheet skips them


def safe_row(cells: Iterable[object]) -> list[object]:
    """Return the cells of a row with every text made safe; numbers stay numbers."""
    return [safe_cell(cell) for cell in cells]


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe in
    front.
    """
    if not isinstance(value, str):
        return value
    # A spreadsheet may cut at another separator than ours, and what stands behind it would begin a cell.
    text = _BEHIND.sub(r"\1'\2", without_isolates(value))
    return f"'{text}" if _begins_a_formula(text) else text


def _begins_a_formula(text: str) -> bool:
    """Return whether a text begins with a sign of a formula, wide forms and signs behind blanks included."""
    if text[:1] in _STARTS:
        return bool(text)
    first = next((c for c in text if unicodedata.category(c) not in _INVISIBLE), "")
    return unicodedata.normalize("NFKC", first)[:1] in _STARTS if first else False
