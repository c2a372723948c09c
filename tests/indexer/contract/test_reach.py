"""Candidates come as columns, all of them above the floor, each with its record; updates and an office's table too."""

from dataclasses import replace

import numpy as np
import pytest

from corpora.records.mark import Mark
from indexer.marks.engine import Engine, Filters, Reached, Slot
from models.columns.assess import assess_all
from models.marks.assessment import assess
from models.marks.comparison import compare
from models.marks.knowledge import Knowledge
from models.marks.weighing import describing
from models.signs.entry import analyse
from models.signs.likeness import Likeness, entry_words
from models.words.concepts import use_table
from tests.indexer.contract.test_engine import mark, write

SLOTS = [Slot("atlas", {"atlas": 64, "atlaz": 40}), Slot("kahwa", {"kahwa": 30})]
MARKS = [
    mark(n, text) for n, text in enumerate(["ATLAS", "KAHWA", "ATLAZ KAHWA", "SOUSS", "KAHWA ATLAS", "Atlas أطلس"])
]


def records_of(reached: Reached) -> dict[str, str]:
    ids = [reached.index.columns.records.ids[row] for row in reached.rows.tolist()]
    records = [reached.record(at) for at in range(len(ids))]
    assert [record.id for record in records] == ids
    return {record.id[-1]: record.text for record in records}


def same_as_the_definition(reached: Reached, proposed: Mark) -> None:
    entry = analyse(proposed, describes=describing(proposed))
    records = [reached.record(at) for at in range(len(reached.rows))]
    others = [analyse(record, describes=describing(proposed, record)) for record in records]
    found = assess_all(reached.index, reached.rows, entry, np.full(len(others), np.nan))
    words = Likeness(entry_words([entry], compact=True), entry_words(others, compact=True), reached.index.crowd)
    for at, other in enumerate(others):
        comparison = compare(entry, other, Knowledge(words=words, explained=False))
        unknown = replace(comparison, goods=replace(comparison.goods, value=None))
        assert found.probability[at] == pytest.approx(assess(unknown).probability, abs=1e-9)


def test_all_above_the_floor_with_their_records(engine: Engine) -> None:
    write(engine, MARKS)
    with engine.read() as reader:
        reached = reader.reach(SLOTS, Filters(), floor=40)
        assert (reached.floor, reached.total, reached.exhaustive) == (40, 4, True)
        assert sorted(records_of(reached)) == ["0", "2", "4", "5"]
        same_as_the_definition(reached, Mark("", "ATLAS KAHWA"))
        assert records_of(reader.reach(SLOTS, Filters(), floor=200)) == {}


def test_an_update_goes_on_with_the_columns(engine: Engine) -> None:
    write(engine, MARKS)
    write(engine, [mark(0, "SOUSS"), mark(1, "ATLAS NOUR"), mark(7, "ATLAZ")], replace=False)
    with engine.read() as reader:
        reached = reader.reach(SLOTS, Filters(), floor=40)
        wanted = {"1": "ATLAS NOUR", "2": "ATLAZ KAHWA", "4": "KAHWA ATLAS", "5": "Atlas أطلس", "7": "ATLAZ"}
        assert records_of(reached) == wanted
        same_as_the_definition(reached, Mark("", "ATLAS NOUR"))


def test_an_offices_own_table_counts_at_once(engine: Engine) -> None:
    write(engine, MARKS)
    try:
        use_table(["atlas\tsouss"])
        with engine.read() as reader:
            reached = reader.reach([Slot("souss", {"atlas": 64, "souss": 64})], Filters(), floor=40)
            assert sorted(records_of(reached)) == ["0", "3", "4", "5"]
            same_as_the_definition(reached, Mark("", "SOUSS"))
    finally:
        use_table([])
