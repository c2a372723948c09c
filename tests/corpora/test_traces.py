"""Every reject leads to its place and says what to do; nothing that stands in a file is lost without a word."""

import json
from pathlib import Path

import pytest

from corpora.errors import AnteriorityError, NothingToIndex
from corpora.files.opening import opened
from corpora.readers.detect import read_marks, read_patents, requests_in
from corpora.readers.options import ReadOptions
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected
from indexer.marks.build import Built, build
from indexer.marks.embedded import EmbeddedEngine
from indexer.patents.build import build_patents
from indexer.patents.embedded import PatentsEngine
from indexer.sources import Source
from models.encoders import load_encoder

ONE, TWO, THREE = (json.dumps({"id": f"MA-{n}", "text": f"NAME {n}"}) for n in (1, 2, 3))


def told(items: list[Mark | Rejected]) -> list[tuple[str, str]]:
    """Return the id of every record, and position and excerpt of every reject, in order."""
    return [(i.id, "") if isinstance(i, Mark) else (i.position, i.excerpt) for i in items]


def written(folder: Path, text: str, name: str = "f") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f'{ONE} {{"id": "MA-2", "text": "cut he', [("MA-1", ""), ("line 1", '{"id": "MA-2", "text": "cut he')]),
        (f'{ONE} {{"broken\n{TWO}', [("MA-1", ""), ("line 1", '{"broken'), ("MA-2", "")]),
        (f"{ONE} xx", [("MA-1", ""), ("line 1", "xx")]),
        (f'{ONE}\n{{"id": "MA-2",\n"text": "B"}} xx', [("MA-1", ""), ("MA-2", ""), ("line 3", "xx")]),
        (f'{ONE} {{"id": "MA-2", "goods": [1', [("MA-1", ""), ("line 1", '{"id": "MA-2", "goods": [1')]),
        (f'{ONE} {{"id": "MA-2",\n"text": "B"}}', [("MA-1", ""), ("MA-2", "")]),
        (f"[{ONE}][{TWO}]", [("MA-1", ""), ("MA-2", "")]),
        (f"[\n{ONE}\n][\n{TWO}\n]\n[{THREE}]", [("MA-1", ""), ("MA-2", ""), ("MA-3", "")]),
        (f"[{ONE},\n{TWO}][{THREE}\n]", [("MA-1", ""), ("MA-2", ""), ("MA-3", "")]),
        (f'[{ONE}, {{"text": "x"}}, null]', [("MA-1", ""), ("line 1, element 2", '{"text": "x"}'), ("line 1, element 3", "null")]),
        (f'{{"n": 2, "m": [{ONE}, {{"text": "é"}}]}}', [("MA-1", ""), ("line 1, element 2", '{"text": "é"}')]),
        (f'[\n{ONE},\n{{"text": true}}\n]', [("MA-1", ""), ("line 3", '{"text": true}')]),
        (f'{{"id": [null], "text": "x"}}\n{ONE}', [("line 1", "[null]"), ("MA-1", "")]),
        ('{"id": "MA-2", "text": "BE"TA"\n}\n' + ONE, [("line 1", '{"id": "MA-2", "text": "BE"TA"'), ("MA-1", "")]),
        ('12 rue "Atlas"\n', [("line 1", '12 rue "Atlas"')]),
    ],
)  # fmt: skip
def test_json(tmp_path: Path, text: str, found: list[tuple[str, str]]) -> None:
    assert told(list(read_marks(written(tmp_path, text), "jsonl"))) == found


def test_a_number_of_too_many_digits(tmp_path: Path) -> None:
    (bad,) = read_marks(written(tmp_path, f'{{"id": "MA-1", "text": "A", "x": {"9" * 5_000}}}'))
    assert isinstance(bad, Rejected)
    assert "a number has too many digits" in bad.reason
    assert "sys." not in bad.reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("id;text\nMA-1;A\nFR-2;B\n", [("MA", "MA-1"), ("FR", "FR-2")]),
        ("id;text\n=2+5;A\n7;B\nMA-3;C\n", [("office", "line 2"), ("office", "line 3"), ("MA", "MA-3")]),
        ("id;text;office\n1;A;MA\nFR-2;B;\n", [("MA", "1"), ("FR", "FR-2")]),
        ("Numéro;Marque\n12;A\n", [("XX", "XX-12")]),
        ("id;text;city\nMA-1;A;\n;;;\n \n;;\n;;Fès\n\"\";\"\";\"\"\nMA-2;B;\n", [("MA", "MA-1"), ("id", "line 6"), ("MA", "MA-2")]),
        (";;\nid;text;city\nMA-1;A;\n", [("MA", "MA-1")]),
        ('id;text\nMA-0;Z\n"MA-1\nbis";A\nMA-3;"B\nC"\n', [("MA", "MA-0"), ("id", "lines 3-4"), ("MA", "MA-3")]),
    ],
)  # fmt: skip
def test_tables(tmp_path: Path, text: str, found: list[tuple[str, str]]) -> None:
    items = list(read_marks(written(tmp_path, text)))
    assert [(i.office, i.id) if isinstance(i, Mark) else (i.field, i.position) for i in items] == found


def test_rows_without_a_value_are_no_requests_and_no_patents(tmp_path: Path) -> None:
    with opened(written(tmp_path, "N° demande;Nom 1;Ville\nD1;ATLAS;\n;;\nD2\u0080;NOUR;\nD\t3;NOUR;\n")) as stream:
        found = list(requests_in(stream, "f"))
    assert [i.field if isinstance(i, Rejected) else i.id for i in found] == ["D1", "id", "id"]
    rows = "publication_number;title\nEP1000001A1;A\n;\nEP1000002A1;B\u0085\nEP1000003A1;\u202bC\u202c\n"
    patents = list(read_patents(written(tmp_path, rows)))
    assert [i.field if isinstance(i, Rejected) else i.title[0].text for i in patents] == ["A", "title", "C"]


@pytest.mark.parametrize("read", [read_marks, read_patents])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('<?xml version="1.0"?>\n<marks/>', "XML.*not read yet.*CSV or JSON Lines"),
        ("\ufeff\n <marks>;<a>", "XML"),
        ("\ufeff", "is empty"),
        ("\ufeff\n\n", "is empty"),
    ],
)
def test_a_file_that_no_reader_takes(tmp_path: Path, read: object, content: str, says: str) -> None:
    for encoding in ("utf-8", "utf-16-le"):
        path = tmp_path / "f"
        path.write_bytes(content.encode(encoding))
        with pytest.raises(AnteriorityError, match=says) as error:
            list(read(str(path)))  # type: ignore[operator]
        assert "--format" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1;CAFÉ;30\n2;THÉ;30\n", r'the mark\'s text: either the header line is missing \(it must name "Marque" and "Numéro"'),
        ("Aktenzahl;Zeichen\n1;A\n", r"--columns text=HEADER \(first line: Aktenzahl, Zeichen\)"),
        ("Aktenzahl;Name\n1;A\n", r"the number: .*--columns application_number=HEADER \(first line: Aktenzahl, Name\)"),
        ("hello\nworld\n", r'first line is a header that names the text \("Marque"\) and the number'),
    ],
)  # fmt: skip
def test_a_table_without_its_header_says_what_is_needed(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(AnteriorityError, match=says):
        list(read_marks(written(tmp_path, text)))
    with pytest.raises(AnteriorityError, match="publication_number=HEADER"):
        list(read_patents(written(tmp_path, text)))


# -- a run


def run(folder: Path, *files: str) -> tuple[Built, list[dict[str, str]]]:
    built = build(EmbeddedEngine(folder / "marks"), Source(files, accept_rejects=True), folder, update=False)
    lines = built.rejects_file.read_text("utf-8").splitlines() if built.rejects_file else []
    return built, [json.loads(line) for line in lines]


OMPIC = "(111) 1\n(210) 1\n(540) A\n(000) ENREGISTREE\n"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (f"{ONE}\n\n{ONE}\n", "line 3"),
        (f"[{ONE}, {TWO}, {ONE}]", "line 1, element 3"),
        ("id;text\nMA-1;A\nMA-2;B\nMA-1;C\n", "line 4"),
        (OMPIC + OMPIC, "line 5"),
    ],
)
def test_a_record_that_stands_twice_is_rejected_where_it_stands(tmp_path: Path, text: str, position: str) -> None:
    _, (bad,) = run(tmp_path, written(tmp_path, text, "twice"))
    assert (bad["source"], bad["position"], bad["field"]) == ("twice", position, "id")
    assert '"MA-1" stands twice' in bad["reason"]


def test_a_record_of_two_files_is_rejected_in_the_second(tmp_path: Path) -> None:
    built, (bad,) = run(tmp_path, written(tmp_path, f"{ONE}\n{TWO}", "a"), written(tmp_path, f"{THREE}\n{ONE}", "b"))
    assert (built.quality["indexed"], bad["source"], bad["position"]) == (3, "b", "line 2")


def test_a_patent_that_stands_twice_is_rejected_where_it_stands(tmp_path: Path) -> None:
    rows = written(tmp_path, "publication_number;title\nEP1000001A1;A\nEP1000002A1;B\nEP 1000001 A1;C\n", "twice")
    indexed, rejects, _ = build_patents(PatentsEngine(tmp_path / "p"), Source((rows,)), load_encoder())
    assert (indexed, rejects.count) == (2, 1)
    bad = json.loads(rejects.path.read_text("utf-8"))
    assert (bad["source"], bad["position"], bad["field"]) == ("twice", "line 4", "publication_number")


def test_what_the_records_do_not_say_is_counted(tmp_path: Path) -> None:
    built, _ = run(tmp_path, written(tmp_path, "Numéro;Marque\n12;A\n13;\u202bقهوة\u202c\n"))
    assert (built.quality["no_office"], built.quality["overrides"]) == (2, 1)
    path = written(tmp_path, "Numéro;Marque\n12;A\n")
    named = Source((path,), options=ReadOptions(office="MA"))
    quality = build(EmbeddedEngine(tmp_path / "marks"), named, tmp_path, update=False).quality
    assert not quality.get("no_office")


@pytest.mark.parametrize("text", ["[]", "id;text\n", "id;text\n;\n"])
def test_a_file_without_records_holds_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(NothingToIndex, match=r"holds no record \(only a header, or an empty list\)"):
        run(tmp_path, written(tmp_path, text))


def test_an_export_of_ompic_may_hold_typographic_signs(tmp_path: Path) -> None:
    """Its ISO-8859-1 is what Windows writes: ’ and œ are no damage."""
    sample = (Path(__file__).parent / "files" / "ompic.txt").read_bytes()
    text = next(
        mark.text for mark in read_marks(str(Path(__file__).parent / "files" / "ompic.txt")) if isinstance(mark, Mark)
    )
    path = tmp_path / "ompic.txt"
    path.write_bytes(sample.replace(text.encode("latin-1"), "L’Œuvre d’Atlas".encode("windows-1252"), 1))
    assert "L’Œuvre d’Atlas" in [mark.text for mark in read_marks(str(path)) if isinstance(mark, Mark)]


def test_a_column_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("id;text\nMA-1;ATLAS\n")
    with pytest.raises(AnteriorityError, match=r"is none of our columns; they are .*nice_classes"):
        list(read_marks(str(path), None, ReadOptions(columns={"zzz": "text"})))
