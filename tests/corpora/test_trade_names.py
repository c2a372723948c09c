"""Registers of trade names and files of requests, as offices export them: French, English, Arabic headers."""

from pathlib import Path

import pytest

from corpora.errors import UnknownFormat
from corpora.files.opening import opened
from corpora.readers.detect import ReadOptions, read_marks, requests_in
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected

FRENCH = (
    "N° RC;Tribunal;Dénomination sociale;Sigle;Forme juridique;Activité principale;Code NAF;Ville;État;Date d'immatriculation\n"
    "1234;Casablanca;COMPAGNIE DES EPICES;CES;SARL AU;commerce d'épices;46.37;Casablanca;Immatriculée;10/03/2014\n"
    "1234;Rabat;TIMITAR;;SARL;meubles;;Rabat;Radiée;01/02/2001\n"
    "77;Rabat;;;SARL;meubles;;Rabat;;\n"
)
ARABIC = (
    "رقم السجل التجاري,الاسم التجاري,النشاط,المدينة,الشكل القانوني,الحالة\n55,شركة قهوة أطلس,مقهى,أكادير,ش.م.م,مسجل\n"
)
ENGLISH = "Company number,Company name,Legal status,Business activity,Town,Status\nAB12,BLUE ORCA,LTD,boat rental,Agadir,active\n"


def marks(tmp_path: Path, text: str, office: str | None = None) -> list[Mark | Rejected]:
    file = tmp_path / "register.csv"
    file.write_text(text, "utf-8")
    return list(read_marks(str(file), None, ReadOptions(office=office)))


def test_a_french_trade_register(tmp_path: Path) -> None:
    first, second, nameless = marks(tmp_path, FRENCH, "MA")
    assert isinstance(first, Mark)
    assert isinstance(second, Mark)
    assert (first.id, first.right, first.office) == ("MA-Casablanca-1234", "trade_name", "MA")
    assert (first.acronym, first.legal_form, first.city) == ("CES", "SARL AU", "Casablanca")
    assert first.activity is not None
    assert (first.activity.text, first.activity.code) == ("commerce d'épices", "46.37")
    assert first.status == "registered"
    assert (second.id, second.status, second.office_status) == ("MA-Rabat-1234", "struck_off", "Radiée")
    assert isinstance(nameless, Mark)
    assert nameless.text == ""


@pytest.mark.parametrize(
    ("text", "name", "activity"), [(ARABIC, "شركة قهوة أطلس", "مقهى"), (ENGLISH, "BLUE ORCA", "boat rental")]
)
def test_arabic_and_english_headers(tmp_path: Path, text: str, name: str, activity: str) -> None:
    (found,) = marks(tmp_path, text)
    assert isinstance(found, Mark)
    assert (found.right, found.text, found.status) == ("trade_name", name, "registered")
    assert found.activity is not None
    assert found.activity.text == activity


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Nom commercial", "trade_name"),
        ("Enseigne", "shop_sign"),
        ("الاسم التجاري", "trade_name"),
        ("marque", "trademark"),
    ],
)
def test_a_right_in_the_offices_words(tmp_path: Path, said: str, right: str) -> None:
    (found,) = marks(tmp_path, f"Numéro;Nom;Type de droit\n1;ATLAS;{said}\n")
    assert isinstance(found, Mark)
    assert found.right == right


def test_an_unknown_right_names_row_and_field(tmp_path: Path) -> None:
    (found,) = marks(tmp_path, "Numéro;Nom;Type de droit\n1;ATLAS;brevet\n")
    assert isinstance(found, Rejected)
    assert (found.position, found.field) == ("line 2", "right")


def test_requests_of_an_office(tmp_path: Path) -> None:
    file = tmp_path / "requests.csv"
    file.write_text(
        "N° demande;Nom 1;Nom 2;Nom 3;Activité;Sigle;Ville;Date de la demande\nD1;ATLAS;;NOUR;café;;Agadir;02/11/2026\nD2;;;;café;;;\n",
        "utf-8",
    )
    with opened(str(file)) as stream:
        first, bad = requests_in(stream, file.name)
    assert not isinstance(first, Rejected)
    assert (first.id, first.names, first.activity, first.city) == ("D1", ("ATLAS", "NOUR"), "café", "Agadir")
    assert first.as_of is not None
    assert first.as_of.isoformat() == "2026-11-02"
    assert isinstance(bad, Rejected)
    assert (bad.position, bad.field) == ("line 3", "name_1")


def test_a_table_without_names_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "requests.csv"
    file.write_text("a;b\n1;2\n", "utf-8")
    with opened(str(file)) as stream, pytest.raises(UnknownFormat, match="name_1=HEADER"):
        list(requests_in(stream, file.name))


@pytest.mark.parametrize(
    ("said", "status"),
    [("Active", "registered"), ("actif", "registered"), ("inactive", "unknown"), ("Radiée", "struck_off")],
)
def test_a_status_in_a_trade_registers_words(tmp_path: Path, said: str, status: str) -> None:
    (found,) = marks(tmp_path, f"N° RC;Dénomination;Forme juridique;Statut\n1;ATLAS;SARL;{said}\n")
    assert isinstance(found, Mark)
    assert found.status == status
