"""Each format read whole: how many, the first in full, the oddities; files made from the published syntax."""

import gzip
from datetime import date
from pathlib import Path

import pytest
import zstandard

from corpora.errors import UnknownFormat, UnreadableFile
from corpora.readers.detect import read_marks
from corpora.readers.options import ReadOptions
from corpora.records.mark import Goods, Holder, Mark, Priority, from_json, to_json
from corpora.records.rejected import Rejected
from models.tokens import tokens

FILES = Path(__file__).parent / "files"


def read(path: Path, name: str | None = None, options: ReadOptions | None = None) -> list[Mark | Rejected]:
    return list(read_marks(str(path), name, options))


def marks(items: list[Mark | Rejected]) -> list[Mark]:
    return [item for item in items if isinstance(item, Mark)]


def test_ompic_first_record() -> None:
    items = read(FILES / "ompic.txt")
    assert len(items) == 3
    assert items[0] == Mark(
        "MA-123456",
        "DAR ZELLIJ",
        office="MA",
        application_number="123456",
        kind="combined",
        nice_classes=(30, 43),
        goods=(
            Goods("Café, thé, cacao; succédanés du café", 30, "fr"),
            Goods("Services de restauration", 43, "fr"),
        ),
        image="123456",
        status="pending",
        office_status="PUBLIEE",
        filing_date=date(2020, 2, 3),
        priorities=(Priority(date(2019, 12, 1), "FR", "4601234"), Priority(date(2019, 11, 15), "DE", "302019")),
        holders=(Holder("EXEMPLE SARL", "MA"), Holder("SOCIÉTÉ DEUX", "FR")),
        territories=("MA",),
        source="ompic-export",
        extra={"record_key": "123456", "representative": "CABINET Z"},
    )


def test_ompic_continued_lines_and_dates() -> None:
    second = marks(read(FILES / "ompic.txt"))[1]
    assert second.text == "ATLAS SERVICES"
    assert (second.status, second.registration_date, second.expiry_date) == (
        "registered",
        date(2020, 9, 1),
        date(2030, 2, 4),
    )


def test_text_lost_by_the_export_has_no_words_to_search() -> None:
    lost = marks(read(FILES / "ompic.txt"))[2]
    assert lost.text == "??????"
    assert tokens(lost) == ()
    assert lost.nice_classes == (3,)


def test_csv_french_headers_quotes_and_dates() -> None:
    found = marks(read(FILES / "marques.csv"))
    assert [(m.id, m.text, m.nice_classes, m.status, m.filing_date) for m in found] == [
        ("MA-1001", "ZELLIGE ATLAS", (19, 37), "registered", date(2018, 3, 12)),
        ("MA-1002", 'CAFÉ "NOUR"', (30,), "pending", date(2018, 3, 13)),
        ("MA-1003", "الزليج", (19,), "expired", date(2018, 3, 14)),
        ("MA-1004", "SANS DATE", (3,), "refused", None),
    ]
    assert found[2].office_status == "Marque expirée"


def test_csv_with_an_explicit_column_map(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Ref,Enseigne,Kl\n7,KAHWA,30\n", encoding="utf-8")
    options = ReadOptions(columns={"text": "Enseigne", "application_number": "Ref", "nice_classes": "Kl"})
    assert marks(read(table, "csv", options))[0].nice_classes == (30,)
    with pytest.raises(UnknownFormat, match="no column"):
        read(table, "csv", ReadOptions(columns={"text": "Nothing"}))


@pytest.mark.parametrize(
    "pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress], ids=["plain", "gz", "zst"]
)
def test_canonical_lines_plain_and_compressed(tmp_path: Path, pack: object) -> None:
    path = tmp_path / "marks"
    path.write_bytes(pack((FILES / "marks.jsonl").read_bytes()))  # type: ignore[operator]
    found = marks(read(path))
    assert [m.id for m in found] == ["MA-1", "MA-2", "WO-3"]
    assert found[0].extra == {"colour": "blue"}
    assert found[2].vienna_codes == ("26.04.18",)
    assert [t.role for t in found[2].texts] == ["transliteration"]


def test_a_record_survives_its_own_line() -> None:
    for mark in marks(read(FILES / "marks.jsonl")):
        assert from_json(to_json(mark)) == mark


def test_format_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_bytes((FILES / "ompic.txt").read_bytes())
    assert marks(read(path))[0].id == "MA-123456"


def test_unknown_absent_and_empty_files_are_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("hello\nworld\n")
    with pytest.raises(UnknownFormat, match="header that names the text"):
        read(path)
    path.write_bytes(b"")
    with pytest.raises(UnreadableFile, match="is empty"):
        read(path)
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read(tmp_path / "absent")
