"""Records in = records indexed + rejects, over generated files of every reader: damage costs the record that it
strikes and no other.
"""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corpora.readers import canonical, ompic, table
from corpora.readers.options import ReadOptions
from corpora.records.rejected import Rejected

NAMES = st.sampled_from(
    ["ZELLIGE", "قهوة الأطلس", "ⵣⵍⵍⵉⵊ", 'DAR "NEJMA"', "CAFÉ; THÉ", "A, B", "L'ATLAS", "COCA\tCOLA", "ICE 12"]
)


@dataclass(frozen=True)
class Written:
    """A record of a generated file: its text in the file, and whether it is whole."""

    text: str
    good: bool


Read = Callable[[io.BufferedReader, str], Iterator[Any]]


def read(reader: Read, text: str) -> tuple[set[str], int]:
    """Return the ids of the records that a reader finds in a file, and how many rejects; one that stands twice
    fails here.
    """
    items = list(reader(io.BufferedReader(io.BytesIO(text.encode("utf-8", "surrogateescape"))), "f"))
    good = [getattr(i, "publication_number", None) or i.id for i in items if not isinstance(i, Rejected)]
    assert len(set(good)) == len(good)
    return set(good), len(items) - len(good)


def whole(records: list[Written]) -> set[str]:
    return {f"MA-{at}" for at, record in enumerate(records) if record.good}


# -- tables


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@st.composite
def rows(draw: st.DrawFn) -> list[Written]:
    found = []
    for at in range(draw(st.integers(1, 12))):
        name, goods = draw(NAMES), draw(st.sampled_from(["thé", "thé;\ncafé", "tapis\nde laine;\ncarreaux", ""]))
        line = f"MA-{at};{quoted(name)};{quoted(goods)};30"
        damage = draw(
            st.sampled_from(
                ["", "", "", "open", "open at the end", "short", "long", "class", "no id", "behind", "bytes"]
            )
        )
        spoilt = {
            "": line,
            "open": f'MA-{at};"{name.replace(chr(34), "")};thé;30',
            "open at the end": f'MA-{at};X;thé;"30',
            "short": f"MA-{at};X;thé",
            "long": f"MA-{at};X;thé;30;;1",
            "class": f"MA-{at};X;thé;99",
            "no id": ";X;thé;30",
            "behind": f'MA-{at};"X" Y;thé;30',
            "bytes": f"MA-{at};X\udcff;thé;30",
        }[damage]
        found.append(Written(spoilt, damage in {"", "behind"}))
    return found


@given(rows(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_tables(records: list[Written], ends: str, last: bool) -> None:
    text = ends.join(["id;text;goods;nice_classes", *(r.text for r in records)]) + (ends if last else "")
    good, bad = read(partial(table.read, options=ReadOptions(encoding="utf-8")), text)
    assert good == whole(records)
    assert bad == sum(not r.good for r in records)


# -- JSON, a record a line


@st.composite
def objects(draw: st.DrawFn) -> list[Written]:
    found = []
    for at in range(draw(st.integers(1, 12))):
        record = {
            "id": f"MA-{at}",
            "text": draw(NAMES),
            "goods": [{"class": 30, "text": "thé"}, {"class": 43}],
            "extra": {"a": [1, {"b": "}"}]},
        }
        indent = draw(st.sampled_from([None, 1, 2]))
        text = json.dumps(record, ensure_ascii=False, indent=indent)
        damage = draw(st.sampled_from(["", "", "", "cut", "cut in a text", "class", "list", "NaN", "bytes"]))
        line = json.dumps(record, ensure_ascii=False)
        spoilt = {
            "": text,
            "cut": line[: line.index(', "extra"')],
            "cut in a text": line[: line.index("thé") + 1],
            "class": json.dumps({**record, "nice_classes": [99]}),
            "list": "[1]",
            "NaN": '{"id": "MA-99", "text": NaN}',
            "bytes": '{"id": "MA-99", "text": "\udcff"}',
        }[damage]
        found.append(Written(spoilt, not damage))
    return found


@given(objects())
def test_json_lines(records: list[Written]) -> None:
    good, bad = read(canonical.read, "\n".join(r.text for r in records))
    assert good == whole(records)
    assert bad == sum(not r.good for r in records)


@given(
    objects(),
    st.sampled_from([("[", "]"), ("[\n", "\n]"), ('{"trademarks": [', "]}"), ('{"count": 2,\n"marks": [\n', "\n]\n}")]),
)
def test_json_in_one_value(records: list[Written], around: tuple[str, str]) -> None:
    kept = [r for r in records if r.good]
    text = around[0] + ",\n".join(r.text for r in kept) + around[1]
    good, bad = read(canonical.read, text)
    if kept:
        assert good == {json.loads(r.text)["id"] for r in kept}
        assert not bad


@given(objects())
def test_a_damaged_element_costs_an_array_no_other(records: list[Written]) -> None:
    spoilt = [
        r
        for r in records
        if r.good or (r.text.startswith('{"id": "MA-') and "NaN" not in r.text and "\udcff" not in r.text)
    ]
    lines = [json.dumps(json.loads(r.text), ensure_ascii=False) if r.good else r.text for r in spoilt]
    good, bad = read(canonical.read, "[\n" + ",\n".join(lines) + "\n]")
    assert good == {json.loads(r.text)["id"] for r in spoilt if r.good}
    assert bad == sum(not r.good for r in spoilt)


# -- OMPIC's text export


@st.composite
def blocks(draw: st.DrawFn) -> list[Written]:
    found = []
    for at in range(draw(st.integers(1, 10))):
        damage = draw(st.sampled_from(["", "", "number", "date", "class", "control"]))
        number = "" if damage == "number" else str(at)
        date = "99992020" if damage == "date" else "03022020"
        goods = "99 thé" if damage == "class" else "30 thé\ncafé\n43 services"
        name = "A\x01B" if damage == "control" else draw(st.sampled_from(["DAR ZELLIJ", "ATLAS\nSERVICES", "CAF"]))
        text = f"(111) {at}\n(210) {number}\n(220) {date}\n(540) {name}\n(511)\n{goods}\n(000) ENREGISTREE"
        found.append(Written(text, not damage))
    return found


@given(blocks())
def test_ompic(records: list[Written]) -> None:
    good, bad = read(ompic.read, "\n".join(r.text for r in records))
    assert good == whole(records)
    assert bad == sum(not r.good for r in records)


# -- patents and requests for trade names: the same readings of rows and objects


@st.composite
def other_rows(draw: st.DrawFn) -> list[Written]:
    """Rows of a number, two texts and a day."""
    found = []
    for at in range(draw(st.integers(1, 10))):
        number, text = (
            f"EP10000{at:02d}A1",
            draw(st.sampled_from(["1. A pump.\n2. A pump of claim 1.", "pompe; vanne", 'a "b" c'])),
        )
        damage = draw(st.sampled_from(["", "", "open", "short", "day", "nothing"]))
        spoilt = {
            "": f"{number};{quoted(text)};x;2019-01-02",
            "open": f'{number};"pump;x;2019-01-02',
            "short": f"{number};pump",
            "day": f"{number};pump;x;2019-02-31",
            "nothing": ";;;2019-01-02",
        }[damage]
        found.append(Written(spoilt, not damage))
    return found


@given(other_rows())
def test_tables_of_patents(records: list[Written]) -> None:
    text = "\n".join(["publication_number;claims;title;filing_date", *(r.text for r in records)])
    good, bad = read(table.read_patents, text)
    assert good == {f"EP10000{at:02d}A1" for at, record in enumerate(records) if record.good}
    assert bad == sum(not r.good for r in records)


@given(other_rows())
def test_tables_of_requests(records: list[Written]) -> None:
    text = "\n".join(["N° demande;Nom 1;Activité;Date de la demande", *(r.text for r in records)])
    good, bad = read(table.read_requests, text)
    assert good == {f"EP10000{at:02d}A1" for at, record in enumerate(records) if record.good}
    assert bad == sum(not r.good for r in records)


@given(objects())
def test_patents_as_json(records: list[Written]) -> None:
    """The same damage; a class that is none says nothing of a patent."""
    text = "\n".join(r.text.replace('"id": "MA-', '"publication_number": "EP100000') for r in records)
    good, bad = read(canonical.read_patents, text)
    fine = [r.good or "nice_classes" in r.text for r in records]
    assert good == {f"EP100000{at}" for at, is_good in enumerate(fine) if is_good}
    assert bad == fine.count(False)
