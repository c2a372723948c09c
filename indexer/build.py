"""Building an index from files: records stream into one writer, what cannot be read into a rejects file."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from corpora.detect import ReadOptions, read_marks, read_patents
from corpora.patent_records import Patent
from corpora.records import Mark
from corpora.rejected import Rejected
from indexer.collection import PatentsStore
from indexer.engine import Engine, Snapshot, Writer
from indexer.quality import Quality
from models.encoders import Encoder

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What an indexing run did: the snapshot, the quality counts, and how many records were rejected."""

    snapshot: Snapshot
    quality: dict[str, int]
    rejected: int
    rejects_file: Path | None


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a run, the format's name (None: told by content), and what a person said of them."""

    files: tuple[str, ...]
    format: str | None = None
    options: ReadOptions | None = None

    def read(self) -> Iterator[Mark | Rejected]:
        """Yield the records of every file in turn."""
        for file in self.files:
            yield from read_marks(file, self.format, self.options)


def build(
    engine: Engine, source: Source, rejects_in: Path, *, update: bool, progress: Progress = lambda _n: None
) -> Built:
    """Index files and commit; `update` merges them into the register by id, else they replace it.

    A record whose id stands twice in one run is rejected the second time; rejects are written into the folder `rejects_in`. Nothing is visible unless all is done.
    """
    quality = Quality(date.today())
    rejects = _Rejects(rejects_in)
    with engine.write(replace=not update) as writer:
        writer.add(_accepted(source.read(), writer, quality, rejects, progress))
        snapshot = writer.commit()
    rejects.keep()
    return Built(snapshot, dict(quality.counts), rejects.count, rejects.path if rejects.count else None)


def build_patents(
    engine: PatentsStore, source: Source, encoder: Encoder, progress: Progress = lambda _n: None
) -> tuple[int, int, Path]:
    """Index files of patents; return how many were indexed, how many rejected, and where the rejects are written.

    `progress` is called with the number of texts whose vectors are done, which is what takes the time.
    """
    rejects = _Rejects(engine.folder)
    seen: set[str] = set()

    def accepted() -> Iterator[Patent]:
        for file in source.files:
            for number, item in enumerate(read_patents(file, source.options), start=1):
                if isinstance(item, Rejected):
                    rejects.add(item)
                elif item.publication_number in seen:
                    what = f'"{item.publication_number}" stands twice in these files'
                    rejects.add(Rejected(file, f"record {number}", "publication_number", what, item.publication_number))
                else:
                    seen.add(item.publication_number)
                    yield item

    count = engine.build(accepted(), encoder, progress)
    rejects.keep()
    return count, rejects.count, rejects.path


def rebuild(engine: Engine, progress: Progress = lambda _n: None) -> Snapshot:
    """Analyse the stored records anew, for a snapshot that older rules made."""
    with engine.read() as reader, engine.write(replace=True) as writer:
        for number, mark in enumerate(reader.records(), start=1):
            writer.add([mark])
            progress(number)
        return writer.commit()


def _accepted(
    items: Iterable[Mark | Rejected],
    writer: Writer,
    quality: Quality,
    rejects: "_Rejects",
    progress: Progress,
) -> Iterator[Mark]:
    for number, item in enumerate(items, start=1):
        progress(number)
        match item:
            case Rejected():
                rejects.add(item)
            case Mark() if item.id in writer:
                what = f'"{item.id}" stands twice in these files; give the newer one alone with --update'
                rejects.add(Rejected(item.source or "input", f"record {number}", "id", what, item.id))
            case Mark():
                yield quality.see(item)


class _Rejects:
    """The rejects file, written beside the index and put in place when the run is done."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "rejects.jsonl"
        self._beside = folder / "rejects.jsonl.new"
        self._beside.unlink(missing_ok=True)
        self.count = 0

    def add(self, rejected: Rejected) -> None:
        self.count += 1
        with self._beside.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(rejected), ensure_ascii=False) + "\n")

    def keep(self) -> None:
        if self.count:
            self._beside.replace(self.path)
        else:
            self.path.unlink(missing_ok=True)
