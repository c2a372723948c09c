"""A register whose CURRENT is lost is damaged, not absent: no run sweeps the snapshot that lies there."""

from pathlib import Path

import pytest

from corpora.errors import InvalidQuery, NothingToIndex, SnapshotDamaged
from indexer.marks.build import build
from indexer.marks.embedded import EmbeddedEngine
from indexer.patents.embedded import PatentsEngine
from indexer.sources import Source
from models.encoders import load_encoder
from search_api.cli.demo import run_demo
from search_api.settings import Settings
from tests.conftest import case_patents


@pytest.fixture
def lost(tmp_path: Path) -> EmbeddedEngine:
    path, engine = tmp_path / "m.csv", EmbeddedEngine(tmp_path / "demo" / "marks")
    path.write_text("id;text\nMA-1;ATLAS\nMA-2;KAHWA\n")
    build(engine, Source((str(path),)), tmp_path, update=False)
    (engine.folder / "CURRENT").unlink()
    return engine


def snapshots(engine: EmbeddedEngine | PatentsEngine) -> set[str]:
    return {path.name for path in engine.folder.iterdir() if path.is_dir()}


def test_a_search_names_what_is_missing(lost: EmbeddedEngine) -> None:
    with pytest.raises(SnapshotDamaged, match=r"CURRENT.*missing"), lost.read():
        pass


def test_a_refused_run_and_an_update_leave_it(lost: EmbeddedEngine, tmp_path: Path) -> None:
    before, header, one = snapshots(lost), tmp_path / "header.csv", tmp_path / "one.csv"
    header.write_text("id;text\n")
    one.write_text("id;text\nMA-3;SOUSS\n")
    with pytest.raises(NothingToIndex):
        build(lost, Source((str(header),)), tmp_path, update=False)
    with pytest.raises(SnapshotDamaged):
        build(lost, Source((str(one),)), tmp_path, update=True)
    with pytest.raises((InvalidQuery, SnapshotDamaged)):
        run_demo(Settings(data=tmp_path, lang="en"))
    assert snapshots(lost) == before
    (lost.folder / "CURRENT").write_text(next(iter(before)))
    with lost.read() as reader:
        assert reader.snapshot.count == 2


def test_patents_too(tmp_path: Path) -> None:
    engine = PatentsEngine(tmp_path / "patents")
    engine.build(case_patents()[:2], load_encoder())
    before = snapshots(engine)
    (engine.folder / "CURRENT").unlink()
    with pytest.raises(SnapshotDamaged, match=r"CURRENT.*missing"), engine.read():
        pass
    with pytest.raises(ZeroDivisionError):
        engine.build((patent for patent in case_patents() if 1 / 0), load_encoder())
    assert snapshots(engine) == before
