"""Tables as offices and chambers really send them: none loses a record that has a name and a number."""

import csv
import io
import random
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpora.errors import UnreadableFile
from corpora.readers.detect import read_marks, read_patents
from corpora.readers.options import ReadOptions
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected, Remark


def read(path: Path, **said: object) -> tuple[list[Mark], list[Rejected], list[Remark]]:
    remarks: list[Remark] = []
    options = ReadOptions(remark=remarks.append, **said)  # type: ignore[arg-type]
    items = list(read_marks(str(path), options=options))
    return [i for i in items if isinstance(i, Mark)], [i for i in items if isinstance(i, Rejected)], remarks


def written(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "m.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


NAMES = ["ATLAS", "O&#39;BRYANT", "AN&Eacute;MONE", "K&apos;N", "AT&T", "CAFÉ", "B&B"]


def test_a_trade_mark_export_with_entities_empty_dates_and_one_row_a_class(tmp_path: Path) -> None:
    rng = random.Random(5)
    lines = [
        "Export des marques du 12/03/2021",
        "",
        "N° de dépôt;Marque;Date de dépôt;Date d'expiration;Classe;Statut;Pays;",
    ]
    classes = {}
    for number in range(1_000):
        classes[f"FR-{number}"] = tuple(sorted(rng.sample((3, 5, 9, 25, 30, 43), rng.choice((1, 1, 2, 3)))))
        day = f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/2019"
        end, status = rng.choice(("NA", "N/A", "", "12/03/2030")), rng.choice(("Annulation partielle", "Suspended"))
        name = f"{rng.choice(NAMES)} {rng.choice(NAMES)}"
        for nice_class in classes[f"FR-{number}"]:
            lines.append(f"{number};{name};{day};{end};Cl. {nice_class};{status};{rng.choice(('Maroc', 'France'))};")
    marks, rejected, remarks = read(written(tmp_path, "\r\n".join(lines), "windows-1252"), office="FR")
    assert not rejected
    assert {mark.id: mark.nice_classes for mark in marks} == classes
    assert {mark.status for mark in marks} == {"registered", "pending"}
    assert not [mark for mark in marks if "&#" in mark.text or "&E" in mark.text or mark.filing_date is None]
    assert {remark.field for remark in remarks} <= {"", "expiry_date"}
    assert any("cp1252" in remark.reason for remark in remarks)


def test_a_company_register_with_address_columns(tmp_path: Path) -> None:
    rng = random.Random(7)
    path = tmp_path / "companies.csv"
    header = [" CompanyName ", "CompanyNumber", "RegAddress.PostTown", "RegAddress.Country", "Country", "CompanyStatus"]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([*header, "CompanyCategory", "IncorporationDate", "DissolutionDate"])
        for number in range(20_000):
            place = [
                rng.choice(("LONDON", "LEEDS")),
                rng.choice(("ENGLAND", "WALES", "")),
                rng.choice(("ENGLAND", "?")),
            ]
            day = f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/2015"
            status = rng.choice(("Active", "Liquidation", "Dissolved"))
            table.writerow(
                [f"NAME {number} LTD", f"{number:08d}", *place, status, "Private Limited Company", day, "NA"]
            )
    marks, rejected, _ = read(path, office="GB")
    assert (len(marks), rejected) == (20_000, [])
    assert {mark.right for mark in marks} == {"trade_name"}
    assert not [mark for mark in marks if mark.territories or mark.registration_date is None]
    assert {mark.status for mark in marks} == {"registered", "struck_off"}


HEADED = "N° de dépôt;Marque;Date de dépôt\n"


@pytest.mark.parametrize(
    ("text", "days", "says"),
    [
        ("1;A;2/28/2020\n2;B;12/3/2020\n", ["2020-02-28", "2020-12-03"], "month first"),
        ("1;A;12/3/2020\n2;B;2/28/2020\n", ["2020-12-03", "2020-02-28"], "month first"),
        ("1;A;12/3/2020\n2;B;28/2/2020\n", ["2020-03-12", "2020-02-28"], ""),
        ("1;A;12/3/2020\n2;B;4/5/2020\n", ["2020-03-12", "2020-05-04"], "--dates mdy"),
        ("1;A;2/28/2020\n2;B;03.02.2020 00:00\n", ["2020-02-28", "2020-02-03"], "month first"),
        ("1;A;2/28/2020\n2;B;28/2/2020\n3;C;27/2/2020\n", [None, "2020-02-28", "2020-02-27"], "both orders"),
    ],
)
def test_days_and_months_are_told_apart_for_the_column(
    tmp_path: Path, text: str, days: list[str | None], says: str
) -> None:
    marks, _, remarks = read(written(tmp_path, HEADED + text))
    assert [mark.filing_date.isoformat() if mark.filing_date else None for mark in marks] == days
    sentences = [remark.reason for remark in remarks if not remark.position]
    assert (says in sentences[0]) if says else not sentences


def test_the_order_that_a_person_names(tmp_path: Path) -> None:
    marks, _, remarks = read(written(tmp_path, HEADED + "1;A;12/3/2020\n"), dates="mdy")
    assert marks[0].filing_date == date(2020, 12, 3)
    assert not remarks


def test_a_column_named_by_hand_is_the_only_source(tmp_path: Path) -> None:
    text = "id;text;owner;Titulaire;Nom;Déposant\nMA-1;ATLAS;SOC A;SOC B;AUTRE;SOC C\n"
    marks, _, _ = read(written(tmp_path, text), columns={"holders": "owner"})
    assert [holder.name for holder in marks[0].holders] == ["SOC A"]
    assert marks[0].text == "ATLAS"
    assert marks[0].extra == {"titulaire": "SOC B", "nom": "AUTRE", "deposant": "SOC C"}


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nN° de dépôt;Marque\n1;ATLAS\n",
        "Liste des marques\nédité le 12/03/2021\n\nN° de dépôt;Marque\n1;ATLAS\n",
        " Numéro de dépôt ; Marque \n1;ATLAS\n",
        "ApplicationNumber,MarkText\n1,ATLAS\n",
        "N° de dépôt;Marque;;\n1;ATLAS;;\n",
        "N° de dépôt;Marque\n1;ATLAS;\n",
        "\ufeffN° de dépôt;Marque\n1;ATLAS\n",
        "رقم الإيداع;العلامة\n1;ATLAS\n",
        '[{"id": "XX-1", "text": "ATLAS"}]',
    ],
)
def test_what_stands_around_a_table(tmp_path: Path, text: str) -> None:
    marks, rejected, _ = read(written(tmp_path, text))
    assert not rejected
    assert [(mark.id, mark.text) for mark in marks] == [("XX-1", "ATLAS")]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("windows-1252", "SOCIÉTÉ GÉNÉRALE"), ("windows-1256", "شركة الأطلس"), ("utf-16", "شركة الأطلس")],
)
def test_the_encoding_is_recognised_and_said(tmp_path: Path, encoding: str, name: str) -> None:
    text = "Numéro;Marque\n" if encoding != "windows-1256" else "Numero;Marque\n"
    marks, rejected, remarks = read(written(tmp_path, text + f"1;{name}\n2;ATLAS\n", encoding))
    assert ([mark.text for mark in marks], rejected) == ([name, "ATLAS"], [])
    assert len(remarks) == (encoding != "utf-16")


def test_a_broken_line_makes_no_other_encoding(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes("Numéro;Marque\n1;CAFÉ\n2;THÉ\n3;CRÈME\n".encode() + b"4;CAF\xe9\n")
    marks, rejected, _ = read(path)
    assert ([mark.text for mark in marks], len(rejected)) == (["CAFÉ", "THÉ", "CRÈME"], 1)


def sheet() -> bytes:
    book = Workbook()
    rows = book.active
    assert rows is not None
    for row in [["Liste des marques"], [], ["N° de dépôt", "Marque", "Date de dépôt", "Classes", "Produits"]]:
        rows.append(row)
    rows.append([101, "قهوة الأطلس", datetime(2020, 2, 3), "3, 30", "café;\nthé"])
    rows.append([102, "ATLAS", date(2021, 2, 3), 9.0, None])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(sheet())
    marks, rejected, _ = read(path, office="MA")
    assert not rejected
    assert [(m.id, m.text, m.filing_date, m.nice_classes) for m in marks] == [
        ("MA-101", "قهوة الأطلس", date(2020, 2, 3), (3, 30)),
        ("MA-102", "ATLAS", date(2021, 2, 3), (9,)),
    ]


def test_a_zip_of_one_table_and_of_several(tmp_path: Path) -> None:
    path = tmp_path / "day.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__MACOSX/._day.csv", "x")
        archive.writestr("day.csv", HEADED + "1;ATLAS;\n")
    assert [mark.text for mark in read(path)[0]] == ["ATLAS"]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("more.csv", HEADED)
    with pytest.raises(UnreadableFile, match="2 files"):
        read(path)


def test_rows_of_one_record_that_differ_keep_the_first_and_say_so(tmp_path: Path) -> None:
    text = "N° de dépôt;Marque;Classe;Produits;Statut\n1;A;3;savon;Registered\n1;A;5;baume;Expired\n1;A;3;savon;Registered\n"
    marks, _, remarks = read(written(tmp_path, text))
    assert (marks[0].nice_classes, marks[0].status) == ((3, 5), "registered")
    assert [(goods.nice_class, goods.text) for goods in marks[0].goods[:2]] == [(3, "savon"), (5, "baume")]
    assert [remark.field for remark in remarks] == ["status"]


def test_paragraphs_in_a_cell_stay(tmp_path: Path) -> None:
    text = 'publication_number;title;description\nEP1000001A1;A pump;"[0001] First.\n\n[0002] Second."\n'
    patent = next(read_patents(str(written(tmp_path, text))))
    assert not isinstance(patent, Rejected)
    assert [(p.number, p.text) for p in patent.description] == [(1, "First."), (2, "Second.")]


def endless() -> Iterator[str]:
    yield "id;text;Classe\n"
    for _ in range(20_000):
        yield "MA-1;ATLAS;3\nMA-1;ATLAS;5\n"


def test_rows_of_one_number_without_end_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(endless())
    tracemalloc.start()
    count = sum(1 for _ in read_marks(str(path)))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert count


def test_a_country_beside_a_holder_is_the_holders(tmp_path: Path) -> None:
    text = "N° de dépôt;Marque;Titulaire;Pays;Dossier\n1;ATLAS;Foo SARL;France;x\n"
    marks, _, remarks = read(written(tmp_path, text), office="MA")
    assert (marks[0].territories, marks[0].office) == ((), "MA")
    assert (marks[0].holders[0].name, marks[0].holders[0].country) == ("Foo SARL", "France")
    assert any("Dossier" in remark.reason for remark in remarks), "what is not read is said"


def test_numbers_are_one_however_they_are_typed(tmp_path: Path) -> None:
    marks, _, _ = read(written(tmp_path, 'N° de dépôt;Marque\n٢٣٤٥٦٧;A\n"=""00123""";B\n'), office="MA")
    assert [mark.id for mark in marks] == ["MA-234567", "MA-00123"]


def test_a_column_a_class(tmp_path: Path) -> None:
    marks, _, _ = read(written(tmp_path, "N° de dépôt;Marque;Classe 1;Classe 2;Classe 3\n1;A;3;30;\n"))
    assert marks[0].nice_classes == (3, 30)


def test_arabic_beside_accents_is_arabic(tmp_path: Path) -> None:
    text = "Numero;Marque;Titulaire\n1;زليج;Société\n2;ATLAS;Hôtel\n3;RIF;Côté\n"
    marks, _, _ = read(written(tmp_path, text, "windows-1256"))
    assert marks[0].text == "زليج"


def test_goods_of_one_class_over_several_rows(tmp_path: Path) -> None:
    text = "N° de dépôt;Marque;Classe;Produits\n102;TAJINE;21;plats\n102;Tajine ;21;ustensiles\n102;TAJINE;30;riz\n"
    marks, rejected, _ = read(written(tmp_path, text))
    assert not rejected
    assert marks[0].nice_classes == (21, 30)
    assert [goods.text for goods in marks[0].goods] == ["plats", "ustensiles", "riz"]


def test_a_misspelt_key_of_a_record_is_said(tmp_path: Path) -> None:
    _, _, remarks = read(
        written(tmp_path, '{"id": "MA-1", "texte": "DELTA", "record_type": "brand"}\n', name="m.jsonl")
    )
    assert [remark.reason for remark in remarks] == ['key "texte" is kept without being read; did you mean "text"?']
