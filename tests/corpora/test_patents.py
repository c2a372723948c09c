"""Patents from canonical lines and tables: numbers in every spelling, claims with what they depend on,
paragraphs, rejects.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from corpora.parsing.claims import claims_from
from corpora.parsing.patents import patent_from
from corpora.readers.detect import read_patents
from corpora.records.patent import Patent, patent_from_json, patent_to_json
from corpora.records.publication import parse_publication
from corpora.records.rejected import Rejected


@pytest.mark.parametrize(
    ("written", "number", "key"),
    [
        ("EP1234567B1", "EP1234567B1", "EP1234567"),
        ("EP 1 234 567", "EP1234567", "EP1234567"),
        ("ep 1.234.567 b1", "EP1234567B1", "EP1234567"),
        ("US2012/0123456A1", "US20120123456A1", "US20120123456"),
        ("US 2012123456", "US2012123456", "US20120123456"),
        ("WO 2013/065371 A1", "WO2013065371A1", "WO2013065371"),
        ("WO98/12345", "WO1998012345", "WO1998012345"),
        ("DE-10 2012 001 234-A1", "DE102012001234A1", "DE102012001234"),
        ("MA34680B1", "MA34680B1", "MA34680"),
        ("BRPI1003397A2", "BRPI1003397A2", "BRPI1003397"),
        ("IN2014CH01286A", "IN2014CH01286A", "IN2014CH01286"),
    ],
)
def test_publication_numbers(written: str, number: str, key: str) -> None:
    found = parse_publication(written)
    assert found is not None
    assert (str(found), found.key) == (number, key)


@pytest.mark.parametrize("nothing", ["", "hello", "12345", "EP", "a patent about pumps"])
def test_no_publication_number(nothing: str) -> None:
    assert parse_publication(nothing) is None


def test_claims_keep_numbers_and_dependencies() -> None:
    claims = list(
        claims_from(
            [
                "1. A pump comprising a rotor.",
                "2. The pump of claim 1, wherein the rotor is steel.",
                "Pompe selon la revendication 2, à deux étages.",
                "5. Vorrichtung nach einem der Ansprüche 1 bis 3.",
                "A use of a rotor of 40 mm.",
            ]
        )
    )
    assert [(c.number, c.depends_on) for c in claims] == [(1, ()), (2, (1,)), (3, (2,)), (5, (1, 2, 3)), (6, ())]
    assert claims[0].text == "A pump comprising a rotor."


def test_a_record_in_full() -> None:
    found = patent_from(
        {
            "publication_number": "EP 1 234 567 B1", "title": {"en": "Pump", "fr": "Pompe"}, "abstract": "A pump.", "language": "en",
            "claims": ["1. A pump."], "description": "[0001] A pump is known.\n\n[0002] It leaks.", "cpc": ["F04D 29/00", "f04d1/06"],
            "priority_date": "2001-02-03", "publication_date": "20030405", "applicants": "A; B",
            "citations": [{"publication_number": "US 2,345,678", "category": "X"}], "colour": "blue",
        }
    )  # fmt: skip
    assert found.publication_number == "EP1234567B1"
    assert (found.country, found.kind) == ("EP", "B1")
    assert [(t.language, t.text) for t in found.title] == [("en", "Pump"), ("fr", "Pompe")]
    assert [(p.number, p.text) for p in found.description] == [(1, "A pump is known."), (2, "It leaks.")]
    assert found.cpc == ("F04D29/00", "F04D1/06")
    assert found.publication_date == date(2003, 4, 5)
    assert found.applicants == ("A", "B")
    assert (found.citations[0].publication_number, found.citations[0].category) == ("US2345678", "X")
    assert found.extra == {"colour": "blue"}
    assert patent_from_json(patent_to_json(found)) == found


def test_lines_with_faults_are_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    rows = [
        {"publication_number": "EP1234567B1"},
        {"title": "no number"},
        {"publication_number": "EP1234568A1", "filing_date": "2000-13-01"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + '\n{"publication_number": "EP12', encoding="utf-8")
    items = list(read_patents(str(path)))
    assert [type(item) for item in items] == [Patent, Rejected, Rejected, Rejected]
    assert [item.field for item in items if isinstance(item, Rejected)] == ["publication_number", "filing_date", ""]


def test_a_table_of_patents(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        'Numéro de publication;Titre;Revendications;CIB\nMA34680B1;Moulin;"1. Un moulin.\n2. Moulin selon la revendication 1.";A23N5/00\n',
        encoding="utf-8",
    )
    found = list(read_patents(str(path)))
    assert len(found) == 1
    assert isinstance(found[0], Patent)
    assert [c.depends_on for c in found[0].claims] == [(), (1,)]
    assert found[0].ipc == ("A23N5/00",)
