"""Field values as offices write them."""

from datetime import date

import pytest

from corpora.parsing.dates import read_date
from corpora.parsing.statuses import read_status
from corpora.parsing.texts import FieldError
from corpora.parsing.values import read_class, read_classes, read_vienna


@pytest.mark.parametrize(
    "written",
    ["2020-02-03", "03022020", "20200203", "03/02/2020", "2020-02-03-05:00", "2020-02-03T00:00:00Z", "3.2.2020"],
)
def test_dates(written: str) -> None:
    assert read_date(written, "filing_date") == date(2020, 2, 3)


@pytest.mark.parametrize("blank", ["", None, "00000000", "0000-00-00", "  "])
def test_blank_dates(blank: str | None) -> None:
    assert read_date(blank, "filing_date") is None


@pytest.mark.parametrize("wrong", ["2020-02-30", "31022020", "soon", "2020", "99999999"])
def test_wrong_dates(wrong: str) -> None:
    with pytest.raises(FieldError):
        read_date(wrong, "filing_date")


@pytest.mark.parametrize("written", ["9", "09", "009", "NCL(11) 09", 9, "Cl. 9"])
def test_class(written: object) -> None:
    assert read_class(written) == 9


@pytest.mark.parametrize("none", ["00", "A", "B", "200"])
def test_no_class(none: str) -> None:
    assert read_class(none) is None


def test_classes_of_a_text() -> None:
    assert read_classes("NCL(11) 09; 42, 9") == (9, 42)


@pytest.mark.parametrize("written", ["260418", "26.04.18", "26.4.18"])
def test_vienna(written: str) -> None:
    assert read_vienna(written) == "26.04.18"
    assert read_vienna("2604") == "26.04"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("ENREGISTREE", "registered"),
        ("Marque expirée", "expired"),
        ("Demande publiée", "pending"),
        ("Demande totalement rejetée", "refused"),
        ("Application opposed", "opposed"),
        ("Registered : Renewal due", "registered"),
        ("مسجلة", "registered"),
        ("Marque ayant fait l'objet d'un retrait total", "withdrawn"),
        ("Radiée", "struck_off"),
        ("zzz", "unknown"),
    ],
)
def test_status_words(words: str, status: str) -> None:
    assert read_status(words) == status
