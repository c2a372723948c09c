"""All records of a register, one after the other: as much work for each as the register were small."""

from pathlib import Path
from typing import Any

import pytest

from corpora.errors import SnapshotDamaged
from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedEngine

COUNT = 300


class Counted:
    """A searcher that counts the documents that its searches go over, and hides the last ones on demand."""

    def __init__(self, searcher: Any, lost: int = 0) -> None:
        self._searcher, self._lost, self.work = searcher, lost, 0

    def search(self, query: Any, limit: int, offset: int = 0) -> Any:
        self.work += limit + offset
        return self._searcher.search(query, limit=limit, offset=offset)

    def doc(self, address: Any) -> Any:
        self.work += 1
        if address.doc >= COUNT - self._lost:
            raise ValueError("Failed to lookup Doc")
        return self._searcher.doc(address)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._searcher, name)


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path)
    with engine.write(replace=True) as writer:
        writer.add(Mark(f"MA-{i}", f"ATLAS {i}") for i in range(COUNT))
        writer.commit()
    return engine


def test_each_record_costs_the_same_however_many_there_are(engine: EmbeddedEngine) -> None:
    with engine.read() as reader:
        reader._searcher = counted = Counted(reader._searcher)  # type: ignore[assignment]
        assert sorted(mark.id for mark in reader.records()) == sorted(f"MA-{i}" for i in range(COUNT))
    assert counted.work <= 3 * COUNT


def test_records_that_an_update_replaced_or_deleted_are_passed_over(engine: EmbeddedEngine) -> None:
    with engine.write(replace=False) as writer:
        writer.add(Mark(f"MA-{i}", f"KAHWA {i}") for i in range(100, 110))
        writer.delete(f"MA-{i}" for i in range(100))
        writer.commit()
    with engine.read() as reader:
        assert sorted((m.id, m.text.split()[0]) for m in reader.records()) == sorted(
            (f"MA-{i}", "KAHWA" if i < 110 else "ATLAS") for i in range(100, COUNT)
        )


def test_an_index_that_lost_records_never_passes_for_whole(engine: EmbeddedEngine) -> None:
    with engine.read() as reader:
        reader._searcher = Counted(reader._searcher, lost=7)  # type: ignore[assignment]
        with pytest.raises(SnapshotDamaged, match="7 records are missing"):
            list(reader.records())
