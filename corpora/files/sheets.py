"""The first sheet of a spreadsheet (`.xlsx`) as the lines of a comma-separated table."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from openpyxl import load_workbook

from corpora.errors import UnreadableFile

MOST_BYTES = 1 << 30  # that its parts may have unpacked; a sheet of a million rows has some 300 MB
_END = 1_048_576  # rows that a sheet can have


def sheet_lines(stream: io.BufferedReader, source: str) -> Iterator[tuple[int, str]]:
    """Yield (row, its cells as one comma-separated line) for every row that holds a value; days as YYYY-MM-DD.

    Raises:
        UnreadableFile: the spreadsheet is damaged, locked, or larger than can be.

    """
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise UnreadableFile(f"{source}: is larger unpacked than can be read; save the table as CSV (UTF-8)")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which hold no value
            book = load_workbook(stream, read_only=True, data_only=True)
            for number, row in enumerate(book.worksheets[0].iter_rows(max_row=_END, values_only=True), start=1):
                cells = [_text(value) for value in row]
                if any(cells):
                    yield number, _line(cells)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError, SyntaxError, AttributeError, TypeError):
        raise UnreadableFile(f"{source}: is a spreadsheet that cannot be read; save the table as CSV (UTF-8)") from None


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
