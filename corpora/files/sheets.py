"""The first sheet of a spreadsheet (`.xlsx`) as the lines of a comma-separated table."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

from corpora.errors import UnreadableFile

MOST_BYTES = 1 << 30  # that its parts may have unpacked; a sheet of a million rows has some 300 MB
_MOST_WHOLE = 64 << 20  # bytes of the parts that are no sheet: they are loaded whole, texts at 7 times their size
_MOST_OF_ROW = 4 << 20  # bytes of one row, loaded at up to 80 times their size; 16,384 cells have 1 MB
_END = 1_048_576  # rows that a sheet can have
_ROW = re.compile(rb"[<:]row[\s/>]|/(?:\w+:)?sheetData>")
_PART, _TAG = 1 << 20, 64  # bytes that are looked at together, and of the beginning of a tag that waits for its end


def sheet_lines(
    stream: io.BufferedReader, source: str, say: Callable[[str], None] | None = None
) -> Iterator[tuple[int, str]]:
    """Yield (row, its cells as one comma-separated line) for every row that holds a value; days as YYYY-MM-DD. `say` is
    told of sheets that are left out.

    Raises:
        UnreadableFile: the spreadsheet is damaged, locked, or larger than can be.

    """
    from openpyxl import load_workbook  # slow to import, and most files are none

    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            if not _fits(archive):
                raise UnreadableFile(f"{source}: is larger unpacked than can be read; save the table as CSV (UTF-8)")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which hold no value
            book = load_workbook(stream, read_only=True, data_only=True)
            sheet = next(filter(_holds_rows, book.worksheets), book.worksheets[0])
            if say and len(book.worksheets) > 1:
                say(
                    f"has {len(book.worksheets)} sheets; {sheet.title} alone is read, save others as files of their own"
                )
            for number, row in enumerate(sheet.iter_rows(max_row=_END, values_only=True), start=1):
                cells = [_text(value) for value in row]
                if any(cells):
                    yield number, _line(cells)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError, SyntaxError, AttributeError, TypeError):
        raise UnreadableFile(f"{source}: is a spreadsheet that cannot be read; save the table as CSV (UTF-8)") from None


def _holds_rows(sheet: Any) -> bool:
    """Return whether a sheet begins as a table does: some row with two cells; a cover page has none."""
    return any(sum(cell is not None for cell in row) > 1 for row in sheet.iter_rows(max_row=30, values_only=True))


def _fits(archive: zipfile.ZipFile) -> bool:
    """Return whether reading a spreadsheet takes no more memory than its rows and texts can need."""
    entries = [entry for entry in archive.infolist() if not entry.filename.startswith("xl/media/")]  # never loaded
    sheets = [entry for entry in entries if entry.filename.startswith("xl/worksheets/")]
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES or size - sum(entry.file_size for entry in sheets) > _MOST_WHOLE:
        return False
    return all(entry.file_size <= _MOST_OF_ROW or _rows_fit(archive, entry) for entry in sheets)


def _rows_fit(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Return whether a sheet has at most `_END` rows of at most `_MOST_OF_ROW` bytes, without taking it apart."""
    rows, passed, began, held = 0, 0, 0, b""  # `passed`: bytes before those held
    with archive.open(entry) as sheet:
        while part := sheet.read(_PART):
            held += part
            taken = max(0, len(held) - _TAG)
            for match in _ROW.finditer(held):
                at, taken = passed + match.start(), max(taken, match.end())
                if at - began > _MOST_OF_ROW or rows > _END:
                    return False
                if match[0].endswith(b"sheetData>"):
                    return True
                rows, began = rows + 1, at
            passed, held = passed + taken, held[taken:]
            if passed - began > _MOST_OF_ROW:
                return False
    return True


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().rstrip("\r\n")
