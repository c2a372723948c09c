"""Whatever a record holds, it becomes an entry or a reject (`cases/hostile_records.jsonl`), and what is stored
can be read, found and shown.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpora.errors import AnteriorityError
from corpora.readers.detect import read_marks, read_patents
from corpora.records.mark import Mark, to_json
from corpora.records.patent import Patent
from corpora.records.rejected import Rejected
from indexer.marks import build as marks
from indexer.patents import build as patents
from indexer.storable import unstorable
from models.law.standing import effective, standing
from models.words.text import words_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "hostile_records.jsonl").read_text("utf-8").splitlines()
]


def read_one(folder: Path, record: dict[str, Any]) -> Mark | Rejected:
    path = folder / "one.jsonl"
    path.write_text(json.dumps(record).replace("Infinity", "1e400") + "\n", encoding="utf-8")
    (item,) = read_marks(str(path))
    return item


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{json.dumps(case['record'])[:60]}")
def test_a_record_becomes_an_entry_or_a_reject(case: dict[str, Any], tmp_path: Path) -> None:
    item = read_one(tmp_path, case["record"])
    if "field" in case:
        assert isinstance(item, Rejected)
        assert item.field == case["field"]
        json.dumps(item.reason + item.excerpt, ensure_ascii=False).encode()
        return
    assert isinstance(item, Mark), item
    assert unstorable(item, marks.written_and_read) is None
    stored = json.loads(to_json(item))
    for key, value in case.get("becomes", {}).items():
        assert stored[key] == value
    if "words" in case:
        assert list(words_of(item.text)) == case["words"]
    assert standing(item, date(2026, 1, 1)).state in {"live", "may_revive", "dead"}
    effective(item, "MA")


@pytest.mark.parametrize(
    "wrong",
    [
        {"citations": [{"number": "EP1", "category": ["X"]}]},
        {"priorities": [{"date": "2019-01-01", "number": {"a": 1}}]},
        {"title": {"fr": ["x"]}},
        {"claims": [{"text": {"a": 1}}]},
        {"abstract": True},
        {"applicants": [["x"]]},
        {"cpc": [["H02J"]]},
        {"extra": {"x": json.loads("[" * 200 + "]" * 200)}},
        {"family_id": ["1"]},
        {"title": "\ud800"},
    ],
)
def test_a_patent_with_structures_for_texts_is_a_reject(tmp_path: Path, wrong: dict[str, Any]) -> None:
    path = tmp_path / "p.jsonl"
    good = {
        "publication_number": "EP1000001A1",
        "title": {"en": "Pump"},
        "citations": [{"number": 12, "category": 3, "phase": 1}],
    }
    path.write_text(json.dumps(good) + "\n" + json.dumps({**good, "publication_number": "EP1000002A1", **wrong}) + "\n")
    first, second = read_patents(str(path))
    assert isinstance(first, Patent)
    assert unstorable(first, patents.written_and_read) is None
    assert isinstance(second, Rejected)
    assert second.field == next(iter(wrong))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b" \n\n ", "is empty"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00", "binary"),
        ("book.xlsx", b"PK\x03\x04\x14\x00\x06\x00", "damaged zip"),
        ("report.jsonl", b"%PDF-1.7\n", "is a PDF"),
        ("words.csv", b"hello\nworld\n", "not a format"),
        ("header.csv", b'"' + b"x" * 200_000 + b'";b\n1;2\n', "not a format"),
        ("damaged.gz", b"\x1f\x8b\x08\x00 no gzip", "damaged"),
        ("damaged.zst", b"\x28\xb5\x2f\xfd no zstd at all", "damaged"),
    ],
)
def test_a_file_that_is_no_register_is_one_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for read in (read_marks, read_patents):
        with pytest.raises(AnteriorityError, match=says if read is read_marks else None) as told:
            list(read(str(path)))
        assert "\n" not in str(told.value)
        assert name in str(told.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_tables_in_every_width_and_line_end(tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "t.csv"
    text = ends.join(["Numéro de dépôt;Marque;Classes", "1;قهوة;30", "2;CAFÉ;43", "3;ⵣⵍⵍⵉⵊ;19", ""])
    path.write_bytes(text.encode(encoding))
    assert [m.text for m in read_marks(str(path)) if isinstance(m, Mark)] == ["قهوة", "CAFÉ", "ⵣⵍⵍⵉⵊ"]


@pytest.mark.parametrize("encoding", ["foo", "base64", "zlib", "hex", "rot13"])
def test_an_encoding_that_is_none_is_one_line(tmp_path: Path, encoding: str) -> None:
    from corpora.readers.options import ReadOptions

    path = tmp_path / "t.csv"
    path.write_text("id;text\n1;A\n")
    with pytest.raises(AnteriorityError, match="no text encoding"):
        list(read_marks(str(path), None, ReadOptions(encoding=encoding)))
