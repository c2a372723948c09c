"""Numbers, symbols and codes are what they look like: two spellings are never two documents, whichever way they come."""

import csv
from pathlib import Path

import pytest

from corpora.parsing.patents import patent_from
from corpora.parsing.symbols import read_office, read_symbol, symbols_in
from corpora.parsing.texts import FieldError
from corpora.records.publication import parse_publication

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[list[str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


@pytest.mark.parametrize(("kind", "spellings"), rows("publication_numbers.tsv"))
def test_spellings_of_one_number_have_one_key(kind: str, spellings: str) -> None:
    found = [parse_publication(spelling) for spelling in spellings.split(" | ")]
    if kind == "none":
        assert found == [None]
        return
    keys = {publication.key for publication in found if publication}
    assert None not in found
    assert len(keys) == 1
    assert {parse_publication(str(publication)) for publication in found} == set(found), "written and read, the same"


def test_what_looks_alike_and_differs_stays_apart() -> None:
    pairs = [("JP H05-299702", "JP S05-299702"), ("KR20120012345A", "KR20120012345U"), ("WO02/123456", "WO2012/3456")]
    for one, other in pairs:
        first, second = parse_publication(one), parse_publication(other)
        assert first is not None
        assert second is not None
        assert first.key != second.key


@pytest.mark.parametrize(("written", "symbol"), rows("symbols.tsv"))
def test_symbols_in_records_and_in_queries(written: str, symbol: str) -> None:
    if symbol:
        assert read_symbol(written) == symbol
        assert list(symbols_in([written], "cpc")) == [symbol]
    else:
        with pytest.raises(FieldError, match="is not a CPC or IPC symbol"):
            read_symbol(written)


def test_a_list_of_symbols_in_one_text() -> None:
    raw = {
        "publication_number": "EP1234567B1",
        "cpc": "H02J 7/00 (2013.01), 7/02; B60L0053000000",
        "ipc": "H02J 7/00 // A01B 1/00",
    }
    patent = patent_from(raw)
    assert patent.cpc == ("H02J7/00", "H02J7/02", "B60L53/00")
    assert patent.ipc == ("H02J7/00", "A01B1/00")


@pytest.mark.parametrize(
    ("written", "code"), [("us", "US"), ("U.S.", "US"), ("uk", "GB"), ("USA", "US"), (" ep ", "EP")]
)
def test_codes_of_offices(written: str, code: str) -> None:
    assert read_office(written) == code


@pytest.mark.parametrize("written", ["Maroc", "ZZ", "", "U", "12"])
def test_what_is_no_code_is_refused(written: str) -> None:
    with pytest.raises(FieldError, match=r"WIPO ST\.3"):
        read_office(written)
