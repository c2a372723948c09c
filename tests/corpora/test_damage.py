"""Broken copies of each input: clear rejects, the good records kept, none lost: records in = indexed + rejected."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from corpora.errors import UnreadableFile
from corpora.readers.detect import read_marks
from corpora.readers.options import ReadOptions
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected
from indexer.marks.build import build
from indexer.marks.embedded import EmbeddedEngine
from indexer.sources import Source

FILES = Path(__file__).parent / "files"


def split(path: Path, options: ReadOptions | None = None) -> tuple[list[Mark], list[Rejected]]:
    items = list(read_marks(str(path), None, options))
    return [i for i in items if isinstance(i, Mark)], [i for i in items if isinstance(i, Rejected)]


def test_cut_in_the_middle_of_a_line(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    whole = (FILES / "marks.jsonl").read_bytes()
    path.write_bytes(whole[: len(whole) - 40])
    good, bad = split(path)
    assert (len(good), len(bad)) == (2, 1)
    assert "line 3" in str(bad[0])
    assert "may be cut" in str(bad[0])


LINES = "".join(json.dumps({"id": f"MA-{i}", "text": f"NAME {i * 7919}"}) + "\n" for i in range(5_000)).encode()


def in_many_frames(data: bytes) -> bytes:
    return b"".join(zstandard.compress(data[at : at + 20_000]) for at in range(0, len(data), 20_000))


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.compress, in_many_frames])
@pytest.mark.parametrize("share", [0.001, 0.3, 0.5, 0.9, 0.999])
def test_a_cut_compressed_file_is_an_error_of_the_file(
    tmp_path: Path, packed: Callable[[bytes], bytes], share: float
) -> None:
    """Nobody knows what it lost, so it replaces no register; the same whole is read whole."""
    path = tmp_path / "marks.packed"
    engine = EmbeddedEngine(tmp_path / "marks")
    whole = packed(LINES)
    path.write_bytes(whole)
    assert build(engine, Source((str(path),)), tmp_path, update=False).snapshot.count == 5_000
    before = engine.current()
    path.write_bytes(whole[: max(8, int(len(whole) * share))])
    for update in (False, True):
        with pytest.raises(UnreadableFile, match="cut or damaged"):
            build(engine, Source((str(path),)), tmp_path, update=update)
    assert engine.current() == before


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"filing_date": "2024-13-01"}, "filing_date", "day of the calendar"),
        ({"filing_date": "yesterday"}, "filing_date", "not a date"),
        ({"nice_classes": [46]}, "nice_classes", "1 to 45"),
        ({"right": "patent"}, "right", "not one of"),
        ({"text": "A\x00B"}, "text", "control characters"),
        ({"text": "A" * 3_000}, "text", "at most"),
        ({"id": ""}, "id", "missing"),
        ({"territories": ["Atlantis"]}, "territories", "two-letter"),
        ({"vienna_codes": ["circle"]}, "vienna_codes", "Vienna"),
        ({"goods": 5}, "goods", "must be a list"),
        ({"text": "\ud800"}, "text", "surrogate"),
    ],
)
def test_a_wrong_value_names_its_field(tmp_path: Path, wrong: dict[str, object], field: str, says: str) -> None:
    path = tmp_path / "m.jsonl"
    lines = [{"id": "MA-1", "text": "ONE"}, {"id": "MA-2", "text": "TWO", **wrong}, {"id": "MA-3", "text": "THREE"}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    good, bad = split(path)
    assert [m.id for m in good] == ["MA-1", "MA-3"]
    assert [(r.field, r.position) for r in bad] == [(field, "line 2")]
    assert says in bad[0].reason


def test_wrong_encoding_names_the_line_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("Numéro;Marque\n1;CAFÉ\n2;THE\n".encode("latin-1").replace(b"Num\xe9ro", b"Numero"))
    good, bad = split(path, ReadOptions(encoding="utf-8"))
    assert [m.text for m in good] == ["THE"]
    assert "--encoding" in bad[0].reason
    good, bad = split(path, ReadOptions(encoding="iso-8859-1"))
    assert [m.text for m in good] == ["CAFÉ", "THE"]
    assert not bad


def test_utf16_table(tmp_path: Path) -> None:
    path = tmp_path / "ukipo.txt"
    path.write_bytes("Trade Mark|Mark Text|Status\n1|قهوة|Registered\n".encode("utf-16"))
    good, bad = split(path, ReadOptions(columns={"text": "Mark Text", "application_number": "Trade Mark"}))
    assert not bad
    assert good[0].text == "قهوة"


@pytest.mark.parametrize("damage", ["cut", "nul", "dates"])
@pytest.mark.parametrize("name", ["ompic.txt", "marques.csv", "marks.jsonl"])
def test_records_in_are_records_indexed_plus_rejected(tmp_path: Path, name: str, damage: str) -> None:
    raw = (FILES / name).read_bytes()
    if damage == "cut":
        raw = raw[: raw.rindex(b"\n", 0, len(raw) - 30) - 5]
    elif damage == "nul":
        raw = raw.replace(b"ATLAS", b"AT\x00AS", 1)
    else:
        raw = (
            raw.replace(b"2018-03-14", b"2018-33-14")
            .replace(b"04022020", b"99992020")
            .replace(b"2015-01-02", b"2015-99-02")
        )
    path = tmp_path / name
    path.write_bytes(raw)
    good, bad = split(path)
    built = build(EmbeddedEngine(tmp_path / "marks"), Source((str(path),)), tmp_path, update=False)
    if damage == "dates":  # a record can do without: it is kept, the cell left empty and counted
        assert (built.snapshot.count, built.rejected) == (len(good) + len(bad), 0)
        assert built.warnings.fields.total() == len(bad)
        return
    assert built.snapshot.count == len(good)
    assert built.rejected == len(bad)
    assert built.quality["indexed"] + built.rejected == len(good) + len(bad)
    records = {"ompic.txt": 3, "marques.csv": 4, "marks.jsonl": 3}[name]
    assert len(good) + len(bad) in {records, records - 1}  # a cut may take a whole record away
    if bad:
        assert built.rejects_file is not None
        assert len(built.rejects_file.read_text("utf-8").splitlines()) == len(bad)


def test_a_second_record_of_the_same_id_is_rejected_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text('{"id": "MA-1", "text": "A ONE"}\n{"id": "MA-1", "text": "B TWO"}\n')
    built = build(EmbeddedEngine(tmp_path / "marks"), Source((str(path),)), tmp_path, update=False)
    assert (built.snapshot.count, built.rejected) == (1, 1)


ONE, TWO, THREE = (f'{{"id": "MA-{n}", "text": "NAME {n}", "holders": [{{"name": "X", "id": "9"}}]}}' for n in "123")


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        (f'{{"id": "MA-export-7", "trademarks": [{ONE}, {TWO}]}}', "12", 0),
        (f'{{"title": "Export", "trademarks": [{ONE}, {TWO}]}}', "12", 0),
        (f'{{"links": [{{"rel": "next"}}], "trademarks": [{ONE}, {TWO}]}}', "12", 0),
        (f'{{"response": {{"docs": [{ONE}, {TWO}]}}}}', "12", 0),
        (f'{{"count": 3, "trademarks": [{ONE}, null, {TWO}]}}', "12", 1),
        (f'[{ONE}, {{"id": "MA-2", "text": "BE"TA"}}, {THREE}]', "13", 1),
        (f'{{"trademarks": [\n{ONE},\n{{"id": "MA-2", "text": "BE"TA"}},\n{THREE}]}}', "13", 1),
        (f"{ONE}{TWO}\n{THREE}", "123", 0),
        (f"{ONE}, {TWO}", "12", 0),
        (ONE[:-3], "", 1),
        (f"{ONE[:-3]}\n{TWO}", "2", 1),
    ],
)
def test_an_envelope_or_a_damaged_array_costs_no_good_record(tmp_path: Path, text: str, good: str, bad: int) -> None:
    path = tmp_path / "m.json"
    path.write_text(text, encoding="utf-8")
    found, rejects = split(path)
    assert "".join(mark.id.removeprefix("MA-") for mark in found) == good
    assert len(rejects) == bad


@pytest.mark.parametrize(
    ("rows", "good", "bad"),
    [
        (['MA-1A;"ALPHA;X', "MA-2B3;BETA;Y", 'MA-A3;TV 32";Z'], "MA-2B3 MA-A3", 1),
        (["MA-0;A;B", 'MA-1;"ALPHA;X', ";NO NUMBER;Y", 'MA-3;TV 32";Z'], "MA-0 MA-3", 2),
        (['MA-1;A;"thé; café; cacao\ntapis; laine; coton"', "MA-2;B;x"], "MA-1 MA-2", 0),
        (['MA-1;A;"12 rue Atlas; Fès; Maroc\n3 rue Souss; Agadir; Maroc"', "MA-2;B;x"], "MA-1 MA-2", 0),
    ],
)
def test_a_quote_that_never_closes_takes_no_other_row_with_it(
    tmp_path: Path, rows: list[str], good: str, bad: int
) -> None:
    path = tmp_path / "m.csv"
    path.write_text("\n".join(["id;text;goods", *rows]), encoding="utf-8")
    found, rejects = split(path)
    assert " ".join(mark.id for mark in found) == good
    assert len(rejects) == bad


def test_files_joined_to_one_bear_marks_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_bytes("".join(f"\ufeff{one}\n" for one in (ONE, TWO, THREE)).encode())
    found, rejects = split(path)
    assert (len(found), rejects) == (3, [])
