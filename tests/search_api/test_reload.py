"""Reload: what cannot be opened is never said to be ready, what is replaced leaves memory, and the old answers while
the new is opened.
"""

import gc
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from corpora.errors import AnteriorityError, EngineUnreachable, SnapshotDamaged, SnapshotOutdated
from corpora.records.mark import Mark
from indexer.marks import embedded
from indexer.marks.embedded import EmbeddedEngine, EmbeddedReader
from indexer.marks.engine import Engine, Filters, Slot
from indexer.open import open_engine
from indexer.patents.embedded import PatentsEngine
from indexer.snapshots.in_cluster import PREFIX
from models.encoders import load_encoder
from search_api.patents.word_book import WordBook
from search_api.settings import Settings
from search_api.web import holding
from search_api.web.app import create_app
from search_api.web.holding import Holding, PatentsHolding
from tests.conftest import case_patents, records_of, sample_files

TIMES, FIRST = 50, 20
MOST = 12  # MB that thirty reloads may add: the register of these tests takes more than this each time it is held
STATM = Path("/proc/self/statm")
measured = pytest.mark.skipif(not STATM.exists(), reason="memory and open files are read from /proc")


def resident() -> float:
    gc.collect()
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def files_open() -> int:
    return len(os.listdir("/proc/self/fd"))


def index(engine: Engine, marks: list[Mark]) -> str:
    with engine.write(replace=True) as writer:
        writer.add(marks)
        return writer.commit().id


def until(ready: Callable[[], str], wanted: str | type[AnteriorityError]) -> str:
    """Ask until a snapshot is ready, or an error is raised; return what was said."""
    said: Any = None
    for _ in range(200):
        try:
            said = ready()
        except AnteriorityError as error:
            said = error
        if said == wanted or (isinstance(wanted, type) and isinstance(said, wanted)):
            return str(said)
        time.sleep(0.05)
    raise AssertionError(said)


@contextmanager
def replaced_again(good: Path, folder: Path) -> Iterator[Callable[[int], str]]:
    """Give a function that lets CURRENT name a copy of a snapshot under a new name, and removes the one before."""
    folder.mkdir(parents=True)
    source = good / (good / "CURRENT").read_text()

    def again(number: int) -> str:
        name = f"20260101T{number:06}-abcdef"
        shutil.copytree(source, folder / name)
        if embedded._SNAPSHOT_FILE in os.listdir(source):
            _renamed(folder / name)
        (folder / "CURRENT").write_text(name)
        for older in folder.iterdir():
            if older.is_dir() and older.name != name:
                shutil.rmtree(older)
        return name

    yield again


def _renamed(folder: Path) -> None:
    from indexer.snapshots.manifest import write_manifest

    reader = EmbeddedReader(folder)
    reader.close()
    snapshot = replace(reader.snapshot, id=folder.name)
    (folder / "snapshot.json").write_bytes(embedded._SNAPSHOT.dump_json(snapshot))
    (folder / "files.json").unlink()
    (folder / "seen.json").unlink(missing_ok=True)
    write_manifest(folder, None)


def steady(again: Callable[[int], None]) -> tuple[list[float], list[int]]:
    """Reload many times; return memory and open files after each."""
    memory, files = [], []
    gc.collect()
    gc.freeze()  # what other tests hold is not walked again at every reload
    try:
        for number in range(TIMES):
            again(number)
            memory.append(resident())
            files.append(files_open())
    finally:
        gc.unfreeze()
    return memory, files


def assert_level(what: str, memory: list[float], files: list[int]) -> None:
    grown = max(memory[-5:]) - max(memory[FIRST - 5 : FIRST])
    print(
        f"{what}: RSS {memory[0]:.0f} MB first, {memory[FIRST - 1]:.0f} after {FIRST}, {memory[-1]:.0f} after {TIMES}; files {files[0]} to {files[-1]}"
    )
    assert grown < MOST, memory
    assert max(files[-5:]) <= max(files[FIRST - 5 : FIRST]) + 2, files


@measured
def test_marks_reloaded_many_times_stay_level(sample_data: Path, tmp_path: Path) -> None:
    held = Holding(Settings(data=tmp_path))
    with replaced_again(sample_data / "marks", tmp_path / "marks") as again:

        def reload(number: int) -> None:
            name = again(number)
            reader = held.reader()
            assert reader.snapshot.id == name
            words = sorted(reader.counts.words)[:200]
            for word in words:
                reader.lexicon.readings(word)
            hits = reader.match([Slot("A", dict.fromkeys(words, 256))], Filters(), floor=1, cap=20)
            assert list(reader.fetch(hits.ids))

        assert_level("marks", *steady(reload))


@measured
def test_patents_reloaded_many_times_stay_level(sample_data: Path, tmp_path: Path) -> None:
    held = PatentsHolding(Settings(data=tmp_path))
    with replaced_again(sample_data / "patents", tmp_path / "patents") as again:

        def reload(number: int) -> None:
            name = again(number)
            reader = held.reader()
            assert reader.snapshot == name
            book = WordBook(reader, load_encoder())
            assert len(book.document_words([("en", "a solar still with a basin")])[0].texts)

        assert_level("patents", *steady(reload))


@pytest.fixture
def cluster(opensearch_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[tuple[Settings, Engine]]:
    """A register of its own in the cluster, opened by the server as its only one."""
    settings = Settings(data=tmp_path, engine=opensearch_url, engine_replicas=0)
    made = open_engine(settings.where, f"test-{uuid4().hex[:8]}")
    monkeypatch.setattr(holding, "open_engine", lambda _where: made)
    yield settings, made
    made.client.indices.delete(index=f"{made.alias}-*", params={"ignore_unavailable": "true"})  # type: ignore[attr-defined]
    made.client.delete(index=f"{PREFIX}-leases", id=made.alias, params={"ignore": [404]})  # type: ignore[attr-defined]


@measured
def test_a_cluster_reloaded_many_times_stays_level(cluster: tuple[Settings, Engine]) -> None:
    settings, engine = cluster
    records = [*records_of(sample_files()[:1])][:4_000]
    names = [index(engine, records) for _ in range(2)]
    held = Holding(settings)

    def reload(number: int) -> None:
        name = names[number % 2]
        actions = [{"remove": {"index": f"{engine.alias}-*", "alias": engine.alias}}]  # type: ignore[attr-defined]
        actions += [{"add": {"index": engine.index(name), "alias": engine.alias}}]  # type: ignore[attr-defined]
        engine.client.indices.update_aliases(body={"actions": actions})  # type: ignore[attr-defined]
        reader = held.reader()
        assert reader.snapshot.id == name
        reader.lexicon.readings(reader.lexicon.index.strings[-1])
        assert next(reader.fetch([records[0].id]))

    assert_level("cluster", *steady(reload))


def test_a_replaced_reader_is_let_go_at_once(tmp_path: Path) -> None:
    import weakref

    held, engine = Holding(Settings(data=tmp_path)), EmbeddedEngine(tmp_path / "marks")
    index(engine, [Mark("MA-1", "ATLAS")])
    first = held.reader()
    first.lexicon.readings("atlas")
    gone = weakref.ref(first.lexicon)
    del first
    index(engine, [Mark("MA-2", "KAHWA")])
    gc.disable()
    try:
        assert [mark.id for mark in held.reader().fetch(["MA-2"])] == ["MA-2"]
        assert gone() is None
    finally:
        gc.enable()


def test_an_outdated_register_is_never_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = EmbeddedEngine(tmp_path / "marks")
    index(engine, [Mark("MA-1", "ATLAS")])
    client = TestClient(create_app(Settings(data=tmp_path)), base_url="http://127.0.0.1")
    with monkeypatch.context() as newer:
        newer.setattr(embedded, "analysis_digest", lambda: "of another version")
        for _ in range(3):
            answer = client.post("/v1/marks/search", json={"text": "ATLAS"})
            assert (answer.status_code, answer.json()["type"]) == (503, "urn:anteriority:snapshot-outdated")
            ready = client.get("/readyz")
            assert (ready.status_code, ready.json()["type"]) == (503, "urn:anteriority:snapshot-outdated")


def test_a_newer_snapshot_that_is_damaged_is_said_and_not_opened_at_every_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, engine = Holding(Settings(data=tmp_path)), EmbeddedEngine(tmp_path / "marks")
    first = index(engine, [Mark("MA-1", "ATLAS")])
    assert until(held.ready, first)
    second = index(engine, [Mark("MA-2", "KAHWA")])
    lexicon = engine.folder / second / "lexicon.npz"
    good = lexicon.read_bytes()
    lexicon.write_bytes(good[:-1])
    until(held.ready, SnapshotDamaged)
    opened: list[Path] = []
    real = EmbeddedReader.__init__
    monkeypatch.setattr(EmbeddedReader, "__init__", lambda self, folder: opened.append(folder) or real(self, folder))
    for _ in range(5):
        with pytest.raises(SnapshotDamaged, match=r"lexicon\.npz"):
            held.reader()
        with pytest.raises(SnapshotDamaged, match=r"lexicon\.npz"):
            held.ready()
    assert not opened
    lexicon.write_bytes(good)  # restored: found after some seconds
    monkeypatch.setattr(holding, "monotonic", lambda: time.monotonic() + holding.RETRY)
    assert [mark.id for mark in held.reader().fetch(["MA-2"])] == ["MA-2"]
    third = index(engine, [Mark("MA-3", "SOUSS")])  # another snapshot: found at once
    assert held.reader().snapshot.id == until(held.ready, third) == third


def test_the_old_reader_answers_while_the_new_one_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held, engine = Holding(Settings(data=tmp_path)), EmbeddedEngine(tmp_path / "marks")
    first = index(engine, [Mark("MA-1", "ATLAS")])
    assert held.reader().snapshot.id == first
    opening, go_on = threading.Event(), threading.Event()
    real = EmbeddedReader.warm

    def slow(reader: EmbeddedReader) -> None:
        opening.set()
        assert go_on.wait(20)
        real(reader)

    monkeypatch.setattr(EmbeddedReader, "warm", slow)
    second = index(engine, [Mark("MA-1", "ATLAS"), Mark("MA-2", "KAHWA")])
    opener = threading.Thread(target=held.reader)
    opener.start()
    assert opening.wait(20)
    began = time.monotonic()
    assert held.reader().snapshot.id == held.ready() == first
    assert [mark.id for mark in held.reader().fetch(["MA-1", "MA-2"])] == ["MA-1"]
    assert time.monotonic() - began < 2
    go_on.set()
    opener.join(20)
    assert held.reader().snapshot.id == until(held.ready, second) == second


def test_readiness_waits_for_no_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Holding(Settings(data=tmp_path))
    name = index(EmbeddedEngine(tmp_path / "marks"), [Mark("MA-1", "ATLAS")])
    go_on, real = threading.Event(), EmbeddedReader.warm
    monkeypatch.setattr(EmbeddedReader, "warm", lambda reader: real(reader) if go_on.wait(20) else None)
    began = time.monotonic()
    for _ in range(5):
        with pytest.raises(EngineUnreachable, match="is being opened"):
            held.ready()
    assert time.monotonic() - began < 2
    go_on.set()
    assert until(held.ready, name)


def test_damage_that_is_found_behind_the_answers_ends_them(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "marks")
    name = index(engine, [Mark(f"MA-{i}", f"ATLAS {i}") for i in range(50)])
    file = next((engine.folder / name / "index").glob("*.store"))
    before, content = file.stat(), bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # as a disk does it, not a program
    held = Holding(Settings(data=tmp_path))
    assert "store" in until(held.ready, SnapshotDamaged)
    with pytest.raises(SnapshotDamaged, match="store"):
        held.reader()
    after = index(engine, [Mark("MA-1", "ATLAS")])
    assert held.reader().snapshot.id == until(held.ready, after)


def test_a_snapshot_swept_away_while_it_is_held_is_no_damage(tmp_path: Path) -> None:
    held, engine = PatentsHolding(Settings(data=tmp_path)), PatentsEngine(tmp_path / "patents")
    engine.build(case_patents()[:3], load_encoder())
    reader = held.reader()
    engine.build(case_patents()[:2], load_encoder())
    engine.build(case_patents()[:4], load_encoder())
    assert len(list(reader.fetch([patent.publication_number for patent in case_patents()[:3]]))) == 3
    assert len(held.reader()) == 4
    assert held.ready() == engine.current()


def test_an_outdated_error_is_raised_anew_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index(EmbeddedEngine(tmp_path / "marks"), [Mark("MA-1", "ATLAS")])
    held = Holding(Settings(data=tmp_path))
    monkeypatch.setattr(embedded, "analysis_digest", lambda: "of another version")
    until(held.ready, SnapshotOutdated)
    raised = []
    for _ in range(2):
        with pytest.raises(SnapshotOutdated) as told:
            held.ready()
        raised.append(told.value)
    assert raised[0] is not raised[1]  # one that is kept would hold the frames of every request that met it
