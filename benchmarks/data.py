"""Where benchmarks get their data, how it is split, and the register that the known answers are hidden in.

The work data (real registers and pairs, see docs/benchmarks) is not shipped. `ANTERIORITY_WORK_DATA` names its
folder; without it, benchmarks run on the sample register and on the pairs that are shipped in `benchmarks/cases`.
"""

import csv
import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeVar

from corpora.errors import UnreadableFile
from corpora.readers.detect import read_marks
from corpora.records.mark import Mark
from indexer.digest import analysis_digest
from indexer.marks.embedded import EmbeddedEngine
from indexer.marks.engine import Engine, Reader
from indexer.open import open_engine
from indexer.where import Cluster, Where

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "corpora" / "sample"
Half = Literal["development", "test"]
AnyEngine = TypeVar("AnyEngine", bound=Engine)


@dataclass(frozen=True, slots=True)
class KnownPair:
    """A query and the earlier sign that must be found; `group` keeps related pairs in one half of the split."""

    query: str
    answer: str
    kind: str
    group: str

    @property
    def half(self) -> Half:
        """The half of the split that the pair belongs to."""
        return half_of(self.group)


def half_of(group: str) -> Half:
    """Return the half of the split that a group belongs to: by a digest of its name, never by row."""
    return "test" if hashlib.sha256(group.encode()).digest()[0] % 2 else "development"


def work_data() -> Path | None:
    """Return the folder of the work data, or None where there is none."""
    folder = Path(os.environ.get("ANTERIORITY_WORK_DATA", HERE.parent.parent / "shared" / "data"))
    return folder if folder.is_dir() else None


def register_files() -> list[Path]:
    """Return the files of the large register: the work data's, or the shipped sample."""
    folder = work_data()
    large = folder / "marks" / "marks.jsonl.gz" if folder else None
    return [large] if large and large.exists() else sorted(SAMPLE.glob("*.jsonl.gz"))


def read_all(files: Iterable[Path]) -> Iterator[Mark]:
    """Yield the good records of files."""
    for path in files:
        yield from (item for item in read_marks(str(path)) if isinstance(item, Mark))


def json_lines(name: str) -> list[dict[str, Any]]:
    """Return the rows of a work-data file (plain or gzip); raises UnreadableFile where it is absent."""
    folder = work_data()
    path = folder / name if folder else None
    if path is None or not path.exists():
        raise UnreadableFile(f"{name}: is in the work data, which is not here; set ANTERIORITY_WORK_DATA to its folder")
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").splitlines()]


def own_pairs(kind: str) -> list[KnownPair]:
    """Return the pairs that we wrote ourselves (`benchmarks/cases/KIND.csv`: query, answer)."""
    with (HERE / "cases" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return [KnownPair(row["query"], row["answer"], kind, row["answer"]) for row in csv.DictReader(file)]


def embedded_for(folder: Path, what: Iterable[str]) -> EmbeddedEngine:
    """Return the engine in `folder` that is kept for a register named by `what`, and for this program's analysis."""
    return EmbeddedEngine(folder / _name(what) / "marks")


def engine_for(folder: Path, what: Iterable[str], engine: str = "embedded") -> Engine:
    """Return the same in `folder`, or in the cluster that `engine` is the URL of."""
    if engine == "embedded":
        return embedded_for(folder, what)
    return open_engine(Where(engine, folder, Cluster(replicas=0)), f"bench-{_name(what)}")


def _name(what: Iterable[str]) -> str:
    return hashlib.sha256("\n".join([analysis_digest(), *what]).encode()).hexdigest()[:16]


def filled(engine: AnyEngine, records: Iterable[Mark]) -> AnyEngine:
    """Return an engine that holds the records: built now, unless it stands there from a run before."""
    if engine.current() is None:
        with engine.write(replace=True) as writer:
            writer.add(records)
            writer.commit()
    return engine


@contextmanager
def register(folder: Path, hidden: Sequence[Mark], engine: str = "embedded") -> Iterator[Reader]:
    """Yield a reader of the large register with the hidden marks in it, built in `folder` or in a cluster unless the
    same stands there.
    """
    files = register_files()
    contents = [
        *(f"{path.name} {path.stat().st_size}" for path in files),
        *(f"{mark.id} {mark.text}" for mark in hidden),
    ]
    with filled(engine_for(folder, contents, engine), chain(read_all(files), hidden)).read() as reader:
        reader.warm()
        yield reader


def hidden_marks(texts: Iterable[str]) -> list[Mark]:
    """Return one record for every distinct text, as a mark without known goods."""
    return [Mark(f"XX-HIDDEN-{i}", text) for i, text in enumerate(dict.fromkeys(texts))]
