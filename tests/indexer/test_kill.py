"""`kill -9` in the middle of a commit: the last snapshot answers, the next writer cleans up."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedEngine
from indexer.patents.embedded import PatentsEngine
from models.encoders import load_encoder
from tests.conftest import case_patents

WRITER = """
import sys, time
from pathlib import Path
from corpora.records.mark import Mark
import indexer.marks.embedded as embedded
import indexer.snapshots.folder as folder

def stuck(path, text):
    beside = path.with_name(path.name + ".new")
    beside.write_text(text)   # everything but the one step that makes it visible
    print("ready", flush=True)
    time.sleep(60)

folder.replace_text = stuck
with embedded.EmbeddedEngine(Path(sys.argv[1])).write(replace=False) as writer:
    writer.add(Mark(f"MA-{i}", f"NEW {i}") for i in range(2_000))
    writer.commit()
"""


PATENTS_WRITER = """
import sys, time
from pathlib import Path
import indexer.snapshots.folder as folder
from indexer.patents.embedded import PatentsEngine
from models.encoders import load_encoder
from tests.conftest import case_patents

def stuck(path, text):
    path.with_name(path.name + ".new").write_text(text)
    print("ready", flush=True)
    time.sleep(60)

folder.replace_text = stuck
PatentsEngine(Path(sys.argv[1])).build(case_patents(), load_encoder())
"""


def killed_at_the_last_step(script: str, folder: Path) -> None:
    """Run a writer that says when all but the one step that makes its work visible is done, and kill it there."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_patents_killed_in_the_middle_of_a_commit(tmp_path: Path) -> None:
    engine, encoder = PatentsEngine(tmp_path / "patents"), load_encoder()
    engine.build(case_patents()[:3], encoder)
    before = engine.current()
    killed_at_the_last_step(PATENTS_WRITER, engine.folder)
    assert engine.current() == before
    with engine.read() as reader:
        assert len(reader) == 3
    assert engine.build(case_patents(), encoder) == len(case_patents())
    assert engine.current() != before
    assert len([p for p in engine.folder.iterdir() if p.is_dir()]) == 2  # what the killed one left is gone


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_killed_in_the_middle_of_a_commit(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "marks")
    with engine.write(replace=True) as writer:
        writer.add([Mark("MA-1", "ATLAS"), Mark("MA-2", "KAHWA")])
        before = writer.commit()
    killed_at_the_last_step(WRITER, engine.folder)
    with engine.read() as reader:
        assert reader.snapshot == before
        assert {m.id: m.text for m in reader.records()} == {"MA-1": "ATLAS", "MA-2": "KAHWA"}
    deadline = time.monotonic() + 10
    while True:  # the system frees the dead process's lock
        try:
            with engine.write(replace=False) as writer:
                writer.add([Mark("MA-3", "SOUSS")])
                after = writer.commit()
            break
        except Exception:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    with engine.read() as reader:
        assert sorted(m.id for m in reader.records()) == ["MA-1", "MA-2", "MA-3"]
    with engine.write(replace=False):
        assert {p.name for p in engine.folder.iterdir() if p.is_dir()} >= {after.id}
        assert len([p for p in engine.folder.iterdir() if p.is_dir()]) <= 2  # the current one and the one being built


def test_a_snapshot_of_other_rules_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpora.errors import SnapshotOutdated
    from indexer.marks import embedded
    from indexer.marks.build import rebuild

    engine = EmbeddedEngine(tmp_path / "marks")
    with engine.write(replace=True) as writer:
        writer.add([Mark("MA-1", "ATLAS")])
        writer.commit()
    with monkeypatch.context() as older:
        older.setattr(embedded, "analysis_digest", lambda: "of another version")
        with engine.read() as reader, pytest.raises(SnapshotOutdated, match="--rebuild"):
            _ = reader.lexicon
        assert rebuild(engine).count == 1
        with engine.read() as reader:
            assert len(reader.lexicon) == 1
