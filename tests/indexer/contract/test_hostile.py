"""A register of the hostile records, on every engine: good ones are kept, found, fetched and shown whatever stands
beside them.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from corpora.errors import NothingToIndex
from indexer.marks.build import build
from indexer.marks.engine import Engine, Filters
from indexer.sources import Source
from search_api.answer import plain
from search_api.marks.clear import AnswerOptions, clear_mark
from search_api.shown import record_out
from tests.corpora.test_hostile import CASES

NEEDED = {"", "id", "office", "text"}


def test_all_of_them_in_one_register_on_every_engine(engine: Engine, tmp_path: Path) -> None:
    """Good records are kept whatever stands beside them; each can be fetched, found and shown."""
    records = [
        {**case["record"], "id": f"MA-{at}"} if case["record"].get("id") in ("MA-1", 1) else case["record"]
        for at, case in enumerate(CASES)
    ]
    path = tmp_path / "all.jsonl"
    path.write_text("".join(json.dumps(r).replace("Infinity", "1e400") + "\n" for r in records), encoding="utf-8")
    built = build(engine, Source((str(path),), accept_rejects=True), tmp_path, update=False)
    bad = sum(case.get("field") in NEEDED for case in CASES)  # a record can do without any other field
    assert built.warnings.fields.total() >= sum("field" in case for case in CASES) - bad
    assert (built.rejected, built.snapshot.count) == (bad, len(CASES) - bad)
    assert sum(1 for _ in (tmp_path / "rejects.jsonl").open(encoding="utf-8")) == bad
    with engine.read() as reader:
        for mark in list(reader.records()):
            assert next(iter(reader.fetch([mark.id]))) == mark
            json.dumps(plain(clear_mark(mark, Filters(), reader, AnswerOptions(date(2026, 1, 1), limit=5))))
            json.dumps(plain(record_out(mark, date(2026, 1, 1))))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id;text\n", "only a header"),
        ("id;text\n;A\n;B\n", "2 rejected"),
        ('{"id": "MA-1"\n', "1 rejected"),
        ("id;text;nice_classes\nMA-1;A;3\n;B;9\n;C;9\n", "give --accept-rejects"),
    ],
)
@pytest.mark.parametrize("update", [False, True])
def test_a_register_is_never_replaced_by_nothing(
    engine: Engine, tmp_path: Path, content: str, says: str, update: bool
) -> None:
    path, good = tmp_path / "new.csv", tmp_path / "good.csv"
    good.write_text("id;text\nMA-1;ATLAS\nMA-2;KAHWA\n")
    before = build(engine, Source((str(good),)), tmp_path, update=False).snapshot
    path.write_text(content)
    with pytest.raises(NothingToIndex, match=says):
        build(engine, Source((str(path),)), tmp_path, update=update)
    assert engine.current() == before.id
    assert not (tmp_path / "rejects.jsonl").exists()  # it belongs to the register that stays
    assert (tmp_path / "rejects-refused.jsonl").exists() == ("rejected" in says or "accept" in says)
    if "accept" in says:
        source = Source((str(path),), accept_rejects=True)
        assert build(engine, source, tmp_path, update=update).rejected == 2


def test_a_record_that_stands_twice_is_rejected_where_it_stands(engine: Engine, tmp_path: Path) -> None:
    """Also by an engine that takes many records before it writes the first."""
    path = tmp_path / "m.csv"
    path.write_text("id;text\nMA-1;ATLAS\nMA-2;KAHWA\nMA-1;NOUR\n")
    built = build(engine, Source((str(path),)), tmp_path, update=False)
    assert (built.snapshot.count, built.rejected) == (2, 1)
    assert built.rejects_file is not None
    assert json.loads(built.rejects_file.read_text("utf-8"))["position"] == "line 4"


def test_a_refused_second_run_leaves_the_rejects_of_the_first(engine: Engine, tmp_path: Path) -> None:
    """The second run is refused while the first writes; it must not touch the file that the first is writing."""
    from corpora.errors import BuildInProgress
    from indexer.marks import build as building

    path = tmp_path / "m.csv"
    path.write_text("id;text\nMA-1;ATLAS\nMA-2;KAHWA\n;C\n")
    refused = []

    def second(_number: int) -> None:
        with pytest.raises(BuildInProgress):
            building.build(engine, Source((str(path),)), tmp_path, update=False)
        refused.append(True)

    built = building.build(engine, Source((str(path),)), tmp_path, update=False, progress=second)
    assert refused
    assert built.rejected == 1
    assert built.rejects_file is not None
    assert json.loads(built.rejects_file.read_text("utf-8"))["field"] == "id"
