"""200 damaged snapshots: each is named in one line or answers as before; none answers otherwise, none ends in a
traceback.
"""

import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpora.errors import NoSnapshot, SnapshotDamaged, SnapshotOutdated
from corpora.records.mark import Mark
from indexer.marks import embedded
from indexer.marks.build import rebuild
from indexer.marks.embedded import EmbeddedEngine
from indexer.marks.engine import Filters, Slot
from indexer.patents.embedded import PatentsEngine
from indexer.patents.engine import PatentFilters
from models.encoders import load_encoder
from search_api.patents.query import PatentQuery
from tests.conftest import SAMPLE, case_patents, records_of
from tests.indexer.test_opensearch_patents import candidate_query

EACH = 100  # damaged snapshots of each collection
SEED = 20_261_107
LINE = re.compile(
    r"\S+: is damaged \(.+\); restore it from a backup, or run `anteriority index (marks|patents) FILE` again"
)
Answers = Callable[[Path], Any]


def marks_answer(folder: Path) -> Any:
    with EmbeddedEngine(folder).read() as reader:
        reader.warm()
        slots = [Slot("A", dict.fromkeys(sorted(reader.counts.words)[:200], 256))]
        found = [reader.match(slots, filters, floor=1, cap=50) for filters in (Filters(), Filters(classes=(25, 30)))]
        assert all(hits.ids for hits in found)
        readings = [reader.lexicon.readings(form) for form in reader.lexicon.index.strings[::20]]
        return (
            reader.snapshot,
            found,
            list(reader.fetch(found[0].ids)),
            sorted(map(repr, reader.records())),
            readings,
            reader.counts,
        )


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("good") / "marks")
    records = [*records_of([SAMPLE / "morocco.jsonl.gz"])]
    with engine.write(replace=True) as writer:
        writer.add(records[:400])
        writer.commit()
    with engine.write(replace=False) as writer:  # so that there are segments taken over, and deleted records
        writer.add(records[300:600])
        writer.commit()
    with engine.write(replace=False):  # sweeps the first away
        pass
    return engine.folder


@pytest.fixture(scope="module")
def patents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    engine = PatentsEngine(tmp_path_factory.mktemp("good") / "patents")
    engine.build(case_patents(), load_encoder())
    return engine.folder


@pytest.fixture(scope="module")
def patents_answer(patents: Path) -> Answers:
    with PatentsEngine(patents).read() as reader:
        asked = candidate_query(
            reader, PatentQuery(text="A solar still for sea water", classes=["C02F1/14"]), PatentFilters()
        )

    def answer(folder: Path) -> Any:
        with PatentsEngine(folder).read() as reader:
            found = reader.candidates(asked, 50)
            held = {group: (v.words, v.vectors.tobytes()) for group, v in reader.vocabularies.items()}
            records = list(reader.fetch(reader.ids)), list(reader.openings(reader.ids))
            near = reader.nearest(asked.vectors, reader.mask(PatentFilters())).tobytes()
            return found.ids, found.scores.tobytes(), records, held, near, reader.holding("solar", "en")

    return answer


def snapshot_of(folder: Path) -> Path:
    return folder / (folder / "CURRENT").read_text()


def damage(folder: Path, number: int, chance: random.Random) -> str:
    """Flip a bit of a file, or cut it; every kind of file has its turn. Return what was done."""
    kinds: dict[str, list[Path]] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.stat().st_size:
            kinds.setdefault(file.suffix or file.name if file.parent.name == "index" else file.name, []).append(file)
    file = chance.choice(kinds[sorted(kinds)[number % len(kinds)]])
    content = bytearray(file.read_bytes())
    at = chance.randrange(len(content))
    cut = chance.random() < 0.4
    if cut:
        del content[at:]
    else:
        content[at] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    return f"{file.name} {'cut' if cut else 'flipped'} at {at}"


def told(answer: Answers, folder: Path, before: Any) -> str:
    """Return what a snapshot said: named in one line, the same, or another thing, which is a failure."""
    try:
        return "the same" if answer(folder) == before else "different"
    except SnapshotDamaged as error:
        return "named" if LINE.fullmatch(str(error)) else str(error)
    except BaseException as error:  # panics of Tantivy are no `Exception`
        return repr(error)


def outcomes(good: Path, answer: Answers, tmp_path: Path) -> Counter[str]:
    chance, before, seen = random.Random(SEED), answer(good), Counter[str]()
    for number in range(EACH):
        folder = tmp_path / f"{number}" / good.name
        shutil.copytree(good, folder)
        done = damage(folder, number, chance)
        said = told(answer, folder, before)
        assert said in {"the same", "named"}, (done, said)
        seen[said] += 1
        shutil.rmtree(folder)
    return seen


def test_damaged_marks_are_named(marks: Path, tmp_path: Path) -> None:
    seen = outcomes(marks, marks_answer, tmp_path)
    print("marks", dict(seen))
    assert seen["named"] >= 0.85 * EACH  # what is not named is a lock, or a byte that means nothing


def test_damaged_patents_are_named(patents: Path, patents_answer: Answers, tmp_path: Path) -> None:
    seen = outcomes(patents, patents_answer, tmp_path)
    print("patents", dict(seen))
    assert seen["named"] >= 0.85 * EACH


def test_damage_under_a_kept_time_is_found_by_a_whole_digest(marks: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    names = sorted(p.relative_to(snapshot_of(marks)) for p in snapshot_of(marks).rglob("*") if p.is_file())
    for name in [n for n in names if n.suffix != ".lock" and n.name not in {"files.json", "seen.json"}]:
        folder = tmp_path / name.name / "marks"
        shutil.copytree(marks, folder)
        file = snapshot_of(folder) / name
        with EmbeddedEngine(folder).read() as reader:
            assert reader.manifest
            before, content = file.stat(), bytearray(file.read_bytes())
            content[chance.randrange(len(content))] ^= 4
            file.write_bytes(content)
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
            with pytest.raises(SnapshotDamaged, match=re.escape(f"{name.as_posix()}: is damaged")):
                reader.manifest.check_whole()
        with pytest.raises(SnapshotDamaged, match=re.escape(f"{name.as_posix()}: is damaged")):  # small: at opening too
            marks_answer(folder)


def test_what_a_kept_time_hides_at_opening_ends_in_no_panic(
    marks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large files of a recorded time are trusted: Tantivy may meet damage, and its panics are told in one line."""
    from indexer.snapshots import manifest

    monkeypatch.setattr(manifest, "SMALL", 0)
    chance, good, seen = random.Random(SEED), marks_answer(marks), Counter[str]()
    segments = sorted(
        n.name for n in (snapshot_of(marks) / "index").iterdir() if n.suffix not in {".lock", ".json", ".del"}
    )
    for number in range(30):
        folder = tmp_path / f"{number}" / "marks"
        shutil.copytree(marks, folder)
        file = snapshot_of(folder) / "index" / segments[number % len(segments)]
        before, content = file.stat(), bytearray(file.read_bytes())
        for _ in range(1 + len(content) // 100):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(content)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        seen[told(marks_answer, folder, good)] += 1
        shutil.rmtree(folder)
    print("under a kept time, without digests", dict(seen))
    assert set(seen) <= {"named", "the same", "different"}, seen


def test_a_restored_backup_is_digested_once(marks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.snapshots import manifest

    monkeypatch.setattr(manifest, "SMALL", 0)
    digested: list[str] = []
    real = manifest.digest_of
    monkeypatch.setattr(manifest, "digest_of", lambda path, **how: digested.append(path.name) or real(path, **how))
    shutil.copytree(marks, tmp_path / "marks", copy_function=shutil.copyfile)
    first = marks_answer(tmp_path / "marks")
    assert "lexicon.npz" in digested
    digested.clear()
    assert marks_answer(tmp_path / "marks") == first == marks_answer(marks)
    assert not digested


@pytest.mark.parametrize(
    "content", [b"", b"../elsewhere", b"/etc", b".", b"20200101T000000-abcdef", b"\xff\xfe", b"a\nb", b"\0"]
)
def test_a_current_that_names_no_snapshot(marks: Path, tmp_path: Path, content: bytes) -> None:
    shutil.copytree(marks, tmp_path / "marks")
    (tmp_path / "elsewhere").mkdir()
    engine = EmbeddedEngine(tmp_path / "marks")
    (engine.folder / "CURRENT").write_bytes(content)
    with pytest.raises(SnapshotDamaged, match="CURRENT: is damaged"), engine.read():
        pass
    with pytest.raises(SnapshotDamaged, match="CURRENT"), engine.write(replace=False):
        pass
    with engine.write(replace=True) as writer:  # what the line says to do
        writer.add([Mark("MA-1", "ATLAS")])
        writer.commit()
    with engine.read() as reader:
        assert [mark.id for mark in reader.records()] == ["MA-1"]


@pytest.mark.parametrize(
    "name", ["lexicon.npz", "counts.json", "snapshot.json", "files.json", "index/meta.json", "index"]
)
def test_a_missing_file_is_named(marks: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(marks, tmp_path / "marks")
    lost = snapshot_of(tmp_path / "marks") / name
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    with pytest.raises(SnapshotDamaged, match=f"{name}.*it is missing"):
        marks_answer(tmp_path / "marks")


def test_an_update_does_not_take_damage_over(marks: Path, tmp_path: Path) -> None:
    shutil.copytree(marks, tmp_path / "marks")
    file = next((snapshot_of(tmp_path / "marks") / "index").glob("*.store"))
    before, content = file.stat(), bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(SnapshotDamaged, match="store"), EmbeddedEngine(tmp_path / "marks").write(replace=False):
        pass
    assert [p.name for p in (tmp_path / "marks").iterdir() if p.is_dir()] == [snapshot_of(tmp_path / "marks").name]


def test_a_snapshot_of_the_format_before_is_outdated_and_rebuilt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = EmbeddedEngine(tmp_path / "marks")
    with monkeypatch.context() as older:
        older.setattr(embedded, "FORMAT", 1)
        older.setattr(embedded, "write_manifest", lambda *_: None)
        older.setattr("indexer.marks.embedded_documents.sealed", lambda record: record)
        with engine.write(replace=True) as writer:
            writer.add([Mark("MA-1", "ATLAS"), Mark("MA-2", "KAHWA")])
            writer.commit()
    with engine.read() as reader, pytest.raises(SnapshotOutdated, match="--rebuild"):
        reader.warm()
    assert rebuild(engine).count == 2
    with engine.read() as reader:
        reader.warm()
        assert {mark.id: mark.text for mark in reader.records()} == {"MA-1": "ATLAS", "MA-2": "KAHWA"}


def test_without_current_nothing_is_indexed(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot), EmbeddedEngine(tmp_path / "marks").read():
        pass
