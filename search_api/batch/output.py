"""What a batch writes: JSON Lines, a table (CSV or a spreadsheet) or a TREC run; the output's suffix says which."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, cast

from corpora.errors import InvalidQuery
from search_api.batch.cells import safe_row
from search_api.printable import json_text, without_isolates

Lines = Iterator[dict[str, Any]]
Writer = Callable[[Lines, TextIO], None]
"""Writes output objects into a file."""

_JSON_LINES = frozenset({"", ".jsonl", ".ndjson", ".json"})
_COMMA = frozenset({"en"})  # whose spreadsheets part cells by commas; French and Arabic ones by semicolons
_MARK = "\ufeff"  # without it a spreadsheet takes UTF-8 for the system's own encoding, and Arabic is lost
_WIDEST_CELL = 32_767  # characters that a spreadsheet's cell holds


@dataclass(slots=True)
class Tally:
    """How many lines were answered, and how many of them failed."""

    count: int = 0
    failed: int = 0

    def watch(self, lines: Lines) -> Lines:
        """Yield the lines, counted."""
        for line in lines:
            self.count += 1
            self.failed += "error" in line
            yield line


@dataclass(frozen=True, slots=True)
class Table:
    """A table of answers: `rows` gives those of an answer; a line that failed has its id and its error."""

    columns: Sequence[str]
    rows: Callable[[dict[str, Any]], Iterable[Sequence[object]]]

    def cells(self, lines: Lines) -> Iterator[Sequence[object]]:
        """Yield the header and every row."""
        yield self.columns
        for line in lines:
            if "error" in line:
                yield [line["id"], *[""] * (len(self.columns) - 2), line["error"]["message"]]
            else:
                yield from self.rows(line)


def writer_for(
    output: Path, locale: str, table: Table | None = None, others: Mapping[str, Writer] | None = None
) -> Writer:
    """Return what writes an output, by its suffix.

    Raises:
        InvalidQuery: the suffix is none that can be written.

    """
    suffix = output.suffix.lower()
    writers: dict[str, Writer] = {**dict.fromkeys(_JSON_LINES, write_jsonl), **(others or {})}
    if table:
        writers |= {
            ".csv": lambda lines, out: write_csv(table, lines, out, locale),
            ".xlsx": lambda lines, out: _write_xlsx(table, lines, out),
        }
    if suffix not in writers:
        known = ", ".join(sorted(name for name in writers if name))
        raise InvalidQuery(f"--output {output.name}: {suffix} cannot be written; name a file that ends in {known}")
    return writers[suffix]


def write_jsonl(lines: Lines, out: TextIO) -> None:
    """Write one JSON object per line."""
    for line in lines:
        out.write(json_text(line) + "\n")


def write_csv(table: Table, lines: Lines, out: TextIO, locale: str) -> None:
    """Write a table as a spreadsheet of the locale opens it: its separator, a byte order mark, no formula."""
    out.write(_MARK)
    writer = csv.writer(out, delimiter="," if locale in _COMMA else ";")
    writer.writerows(safe_row(row) for row in table.cells(lines))


def _write_xlsx(table: Table, lines: Lines, out: TextIO) -> None:
    """Write a spreadsheet, whose texts are texts and never formulas; it is made in memory, since temporary files would
    hold what was asked.
    """
    from xlsxwriter import Workbook

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(made, options)
    sheet = book.add_worksheet()
    for at, row in enumerate(table.cells(lines)):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, column, without_isolates(cell)[:_WIDEST_CELL])
            elif cell is not None:
                sheet.write(at, column, cell)
    sheet.freeze_panes(1, 0)
    book.close()
    out.flush()
    cast(Any, out).buffer.write(made.getvalue())
