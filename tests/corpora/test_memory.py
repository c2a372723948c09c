"""What a file can make its reader hold: a bound that does not grow with the file. Bounds have a wide margin."""

import csv
import gzip
import io
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpora.errors import UnreadableFile
from corpora.files import sheets
from corpora.files.lines import MAX_LINE, Line, read_lines
from corpora.files.opening import opened
from corpora.readers import columns, ompic, rows, table
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected, excerpt

MB = 1 << 20
Read = Callable[[io.BufferedReader, str], Iterator[Any]]


def peak(task: Callable[[], object]) -> int:
    """Return how many bytes a task held at most."""
    tracemalloc.start()
    try:
        task()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def read(path: Path, reader: Read) -> list[Any]:
    with opened(str(path)) as stream:
        return list(reader(stream, path.name))


def test_a_record_of_ompic_without_end_is_one_reject_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ompic.txt"
    with path.open("wb") as file:
        file.write(b"(111) 1\n(210) 5\n(540) ATLAS\n")
        file.writelines(b"goods that go on and on\n" * 10_000 for _ in range(30))
        file.write(b"(111) 2\n(210) 6\n(540) KAHWA\n")
    found: list[Any] = []
    assert peak(lambda: found.extend(read(path, ompic.read))) < 30 * MB
    first, second = found
    assert isinstance(first, Rejected)
    assert (first.position, first.excerpt) == ("line 1", "1")
    assert "is longer than" in first.reason
    assert isinstance(second, Mark)
    assert second.text == "KAHWA"


WIDE = """
import resource, sys
from corpora.files.lines import read_lines
from corpora.files.opening import opened
with opened(sys.argv[1]) as stream:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = list(read_lines(stream, "f"))
    assert "is longer than" in found[0].reason and [line.text for line in found[1:]] == ["ATLAS"], found
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def _endless(path: Path, kind: str) -> Path:
    piece, last = "A" * MB, "\nATLAS\n"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as inner:
            inner.writelines([piece.encode()] * 200 + [last.encode()])
    elif kind == "gzip":
        with gzip.open(path, "wb", 1) as inner:
            inner.writelines([piece.encode()] * 200 + [last.encode()])
    else:
        with path.open("w", encoding=kind, newline="") as file:
            file.writelines([piece] * 100 + [last])
    return path


@pytest.mark.parametrize("kind", ["utf-16", "utf-32", "zip", "gzip"])
def test_a_line_without_end_is_passed_over(kind: str, tmp_path: Path) -> None:
    path = _endless(tmp_path / "endless", kind)
    done = subprocess.run([sys.executable, "-c", WIDE, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 10 * MAX_LINE // MB


def test_an_excerpt_takes_only_what_it_shows() -> None:
    big = {"id": "MA-1", "goods": [{"text": "x" * 200, "at": i} for i in range(20_000)], "a": ["y" * 20 * MB]}
    shown: list[str] = []
    assert peak(lambda: shown.append(excerpt(big))) < MB
    assert peak(lambda: excerpt([big["a"]])) < MB
    assert shown[0].startswith('{"id": "MA-1", "goods": [{"text": "xxx')
    assert len(shown[0]) == 120


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"a": [1, None, True], "b": {"c": 2.5}}, '{"a": [1, null, true], "b": {"c": 2.5}}'),
        ([], "[]"),
        ("a\nb", "a·b"),
        (list(range(1000)), str(list(range(1000)))[:120]),
    ],
)
def test_an_excerpt_begins_as_the_value(value: object, shown: str) -> None:
    assert excerpt(value) == shown


def test_a_quote_that_never_closes_holds_few_of_the_lines_behind_it() -> None:
    taken: list[int] = []

    def lines() -> Iterator[Line]:
        for number in range(1, 200):
            taken.append(number)
            yield Line(number, '"' if number == 1 else "x" * MB)

    row = rows.read_row(rows.Ahead(lines()), rows.Shape(",", 3, 0), "")
    assert isinstance(row, Rejected)
    assert "never closes" in row.reason
    assert len(taken) * MB <= rows.MOST_AHEAD + 3 * MB


def _table(path: Path, count: int, goods: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Marque", "Numéro", "Classe", "Produits"])
        writer.writerows(["ATLAS", "1", 1 + i % 45, goods] for i in range(count))
        writer.writerow(["KAHWA", "2", "3", "café"])
    return path


@pytest.mark.parametrize(("count", "goods"), [(11_000, "x"), (300, "tapis " * 10_000)])
def test_rows_of_one_record_without_end_are_one_reject(count: int, goods: str, tmp_path: Path) -> None:
    path, found = _table(tmp_path / "marks.csv", count, goods), []
    assert peak(lambda: found.extend(read(path, table.read))) < 6 * columns.MOST_LETTERS
    first, second = found
    assert isinstance(first, Rejected)
    assert first.position == f"lines 2-{count + 1}"
    assert f"{count:,} rows" in first.reason
    assert isinstance(second, Mark)


def test_forty_five_classes_with_long_lists_of_goods_are_one_record(tmp_path: Path) -> None:
    (first, _) = read(_table(tmp_path / "marks.csv", 45, "tapis " * 5_000), table.read)
    assert isinstance(first, Mark)
    assert len(first.nice_classes) == 45


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def _book(path: Path, *, row: bytes = b"", shared: bytes = b"", times: int = 1) -> Path:
    from openpyxl import Workbook

    plain = io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if not entry.filename.startswith("xl/worksheets/"):
                target.writestr(entry.filename, source.read(entry))
        with target.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.writelines([SHEET, *[row] * times, b"</sheetData></worksheet>"])
        with target.open("xl/sharedStrings.xml", "w") as strings:
            strings.writelines([b"<sst>", *[shared] * times, b"</sst>"])
    return path


@pytest.mark.parametrize(
    "parts",
    [
        {"shared": b"<si><t>123456</t></si>" * 50_000, "times": 70},
        {"row": b"<c/>" * 250_000, "times": 6},
        {"row": b'<row r="1"/>' * 50_000, "times": 9},
    ],
    ids=["shared texts", "a row without end", "more rows than a sheet has"],
)
def test_a_spreadsheet_that_would_take_gigabytes_is_refused(
    parts: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_END", 400_000)
    path = _book(tmp_path / "marks.xlsx", **parts)

    def refused() -> None:
        with pytest.raises(UnreadableFile, match="is larger unpacked than can be read"):
            read(path, read_lines)

    assert peak(refused) < 20 * MB


def test_a_sheet_longer_than_a_row_may_be_is_read(tmp_path: Path) -> None:
    row = b'<row><c t="inlineStr"><is><t>ATLAS</t></is></c></row>' * 1_000
    path = _book(tmp_path / "marks.xlsx", row=row, times=1 + 5 * MB // len(row))
    assert path.stat().st_size < MB
    with zipfile.ZipFile(path) as archive:
        assert sheets._rows_fit(archive, archive.getinfo("xl/worksheets/sheet1.xml"))
    assert len(read(path, read_lines)) == 1_000 * (1 + 5 * MB // len(row))
