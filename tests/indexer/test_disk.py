"""What a disk does: mounted to be read only, full, or damaged under our feet. Each is a search that goes on or one
line.
"""

import errno
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from corpora.errors import AnteriorityError
from corpora.records.mark import Mark
from indexer.marks import embedded
from indexer.marks.build import build
from indexer.marks.embedded import EmbeddedEngine
from indexer.marks.engine import Filters, Slot
from indexer.patents import embedded as patents
from indexer.patents.build import build_patents
from indexer.patents.embedded import PatentsEngine
from indexer.sources import Source
from models.encoders import load_encoder
from search_api.cli.main import main
from tests.conftest import case_patents

HERE = Path(__file__).parents[1]


@pytest.fixture
def mounted() -> Iterator[Any]:
    """Mount something for one test; skips where the machine lets nobody mount."""
    made: list[Path] = []

    def mount(target: Path, *how: str) -> Path:
        target.mkdir(parents=True, exist_ok=True)
        command = shutil.which("mount")
        done = subprocess.run([command, *how, target], capture_output=True, text=True, check=False) if command else None
        if done is None or done.returncode:
            pytest.skip(f"nothing can be mounted here: {done.stderr.strip() if done else 'no mount'}")
        made.append(target)
        return target

    yield mount
    for target in made:
        subprocess.run(["umount", "-l", target], check=False)


def marks_at(folder: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(folder / "marks")
    with engine.write(replace=True) as writer:
        writer.add(Mark(f"MA-{i}", f"ATLAS {i}") for i in range(200))
        writer.commit()
    return engine


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object
) -> tuple[int, str, str]:
    """Run a command; return its exit code and what it said."""
    monkeypatch.setattr(sys, "argv", ["anteriority", "--lang", "en", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err.strip()


def test_a_mount_that_is_read_only_is_searched(
    tmp_path: Path, mounted: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    marks_at(tmp_path / "data")
    PatentsEngine(tmp_path / "data" / "patents").build(case_patents(), load_encoder())
    data = mounted(tmp_path / "only", "--bind", "-o", "ro", str(tmp_path / "data"))
    with EmbeddedEngine(data / "marks").read() as reader:
        reader.warm()
        hits = reader.match([Slot("ATLAS", {"atlas": 256})], Filters(), floor=1, cap=5)
        assert len(list(reader.fetch(hits.ids))) == len(hits.ids) > 0
        assert len(list(reader.records())) == 200
    with PatentsEngine(data / "patents").read() as found:
        assert len(list(found.fetch(found.ids))) == len(case_patents())
    code, out, _ = run(monkeypatch, capsys, "--data", data, "verify")
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()] == [["OK", "marks"], ["OK", "patents"], ["OK", "vectors"]]
    (tmp_path / "one.jsonl").write_text('{"id": "MA-1", "text": "ATLAS"}\n')
    code, _, err = run(monkeypatch, capsys, "--data", data, "index", "marks", tmp_path / "one.jsonl")
    assert (code, err.count("\n")) == (1, 0)
    assert "marks: cannot be written (Read-only file system); give the right to write there" in err
    code, _, err = run(monkeypatch, capsys, "--data", data, "index", "patents", HERE / "cases" / "patents.jsonl")
    assert (code, err.count("\n")) == (1, 0)
    assert "cannot be written" in err


def test_a_full_disk_is_one_line_and_the_old_marks_answer(
    tmp_path: Path, mounted: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=3m", "tmpfs")
    engine = marks_at(data)
    before = sorted(data.rglob("*"))
    large = tmp_path / "large.jsonl"
    with large.open("w") as file:
        file.writelines(
            f'{{"id": "MA-{i}", "text": "ATLAS {i * 7919} {i * 104729:x} ZELLIGE"}}\n' for i in range(30_000)
        )
    code, _, err = run(monkeypatch, capsys, "--data", data, "index", "marks", large)
    assert (code, err.count("\n")) == (1, 0)
    assert str(engine.folder) in err
    assert "free disk space" in err or "the disk is full" in err
    assert sorted(data.rglob("*")) == before
    with engine.read() as reader:
        assert len(list(reader.records())) == 200


def test_a_full_disk_is_one_line_and_the_old_patents_answer(
    tmp_path: Path, mounted: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=2m", "tmpfs")
    engine = PatentsEngine(data / "patents")
    engine.build(case_patents()[:2], load_encoder())
    before = {path for path in data.rglob("*") if path.suffix != ".sqlite"}
    large = tmp_path / "large.jsonl"
    with large.open("w") as file:
        file.writelines(
            f'{{"publication_number": "EP{1_000_000 + i}A1", "abstract": [{{"language": "en", "text": "a solar still {i % 7}"}}], '
            f'"claims": [{{"language": "en", "text": "{" ".join(f"{i * 31 + k:x}" for k in range(120))}"}}]}}\n'
            for i in range(4_000)
        )
    code, _, err = run(monkeypatch, capsys, "--data", data, "index", "patents", large)
    assert (code, err.count("\n")) == (1, 0), err
    assert str(engine.folder) in err
    assert "free disk space" in err or "the disk is full" in err
    assert {path for path in data.rglob("*") if path.suffix != ".sqlite"} == before
    with engine.read() as reader:
        assert len(reader) == 2


@pytest.mark.parametrize("refused", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["write_manifest", "_save_tally", "document_of"])
def test_a_writer_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: BaseException, step: str
) -> None:
    engine = marks_at(tmp_path)
    before = sorted(engine.folder.rglob("*"))
    source = tmp_path / "marks.jsonl"
    source.write_text('{"id": "MA-1", "text": "ATLAS"}\n')

    def fails(*_: object) -> None:
        raise refused

    monkeypatch.setattr(embedded, step, fails)
    kind = AnteriorityError if isinstance(refused, OSError) else KeyboardInterrupt
    with pytest.raises(kind):
        build(engine, Source((str(source),)), engine.folder, update=False)
    assert sorted(engine.folder.rglob("*")) == before
    with engine.read() as reader:
        assert len(list(reader.records())) == 200


@pytest.mark.parametrize("refused", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["write_manifest", "_document"])
def test_a_writer_of_patents_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: BaseException, step: str
) -> None:
    engine = PatentsEngine(tmp_path / "patents")
    engine.build(case_patents()[:2], load_encoder())
    before = sorted(engine.folder.rglob("*"))

    def fails(*_: object) -> None:
        raise refused

    monkeypatch.setattr(patents, step, fails)
    kind = AnteriorityError if isinstance(refused, OSError) else KeyboardInterrupt
    with pytest.raises(kind):
        build_patents(engine, Source((str(HERE / "cases" / "patents.jsonl"),)), load_encoder())
    assert sorted(engine.folder.rglob("*")) == before


def test_verify_names_every_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = marks_at(tmp_path)
    PatentsEngine(tmp_path / "patents").build(case_patents()[:3], load_encoder())
    assert run(monkeypatch, capsys, "--data", tmp_path, "verify")[0] == 0
    snapshot = engine.folder / str(engine.current())
    for name in ("counts.json", "lexicon.npz"):
        content = bytearray((snapshot / name).read_bytes())
        content[len(content) // 2] ^= 1
        (snapshot / name).write_bytes(content)
    cache = tmp_path / "patents" / "vectors.sqlite"
    cache.write_bytes(b"no database" + cache.read_bytes()[11:])
    code, out, _ = run(monkeypatch, capsys, "--data", tmp_path, "verify")
    lines = out.splitlines()
    assert code == 1
    assert [line.partition(": is damaged")[0].rpartition("/")[2] for line in lines if "is damaged" in line] == [
        "counts.json", "lexicon.npz", "vectors.sqlite",
    ]  # fmt: skip
    assert [line for line in lines if line.startswith("OK")] == [
        f"OK patents {PatentsEngine(tmp_path / 'patents').current()}"
    ]


def test_verify_of_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(monkeypatch, capsys, "--data", tmp_path, "verify")
    assert code == 1
    assert "nothing is indexed yet" in err


def test_a_cache_of_vectors_that_is_damaged_is_one_line(tmp_path: Path) -> None:
    engine = PatentsEngine(tmp_path / "patents")
    engine.build(case_patents()[:2], load_encoder())
    cache = tmp_path / "patents" / "vectors.sqlite"
    cache.write_bytes(b"no database" * 100)
    with pytest.raises(AnteriorityError, match=r"vectors\.sqlite: file is not a database; .*remove this file"):
        engine.build(case_patents()[:3], load_encoder())
    cache.unlink()
    assert engine.build(case_patents()[:3], load_encoder()) == 3


@pytest.mark.parametrize("altered_part", ["vector", "key"])
def test_a_vector_that_was_altered_is_named_and_encoded_anew(
    altered_part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What keeps vectors only to save time must not carry damage into the next snapshot."""
    engine = PatentsEngine(tmp_path / "patents")
    engine.build(case_patents()[:3], load_encoder())
    before = (engine.folder / str(engine.current()) / "vectors.npy").read_bytes()
    with closing(sqlite3.connect(tmp_path / "patents" / "vectors.sqlite")) as database:
        key, stored = database.execute("SELECT key, vector FROM sealed").fetchone()
        part = stored if altered_part == "vector" else key
        altered = bytes([*part[:-1], part[-1] ^ 1])
        database.execute(f"UPDATE sealed SET {altered_part} = ? WHERE key = ?", (altered, key))  # noqa: S608
        database.commit()
    code, out, _ = run(monkeypatch, capsys, "--data", tmp_path, "verify")
    assert code == 1
    assert "vectors.sqlite: is damaged (1 vectors are not the ones that were kept)" in out
    engine.build(case_patents()[:3], load_encoder())
    assert (engine.folder / str(engine.current()) / "vectors.npy").read_bytes() == before
    if altered_part == "key":  # no text asks for that key: it stays, and is named, until the file is removed as told
        assert run(monkeypatch, capsys, "--data", tmp_path, "verify")[0] == 1
        (tmp_path / "patents" / "vectors.sqlite").unlink()
    assert run(monkeypatch, capsys, "--data", tmp_path, "verify")[0] == 0
