"""Building an index from files: records stream into one writer, what cannot be read into a rejects file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpora.detect import ReadOptions, read_marks, read_patents
from corpora.errors import NothingToIndex
from corpora.patent_records import Patent
from corpora.records import Mark
from corpora.rejected import Rejected
from indexer.collection import PatentsStore
from indexer.engine import Engine, Snapshot, Writer
from indexer.quality import Quality
from indexer.rejects import Rejects
from indexer.storable import unstorable
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
    """The files of a run, the format's name (None: told by content), and what a person said of them: `accept_rejects`, that many may be bad."""

    files: tuple[str, ...]
    format: str | None = None
    options: ReadOptions | None = None
    accept_rejects: bool = False

    def read(self) -> Iterator[Mark | Rejected]:
        """Yield the records of every file in turn."""
        for file in self.files:
            yield from read_marks(file, self.format, self.options)


def build(
    engine: Engine, source: Source, rejects_in: Path, *, update: bool, progress: Progress = lambda _n: None
) -> Built:
    """Index files and commit; `update` merges them into the register by id, else they replace it.

    A record whose id stands twice in one run is rejected the second time; rejects are written into the folder `rejects_in`. Nothing is visible
    unless all is done: a register is never replaced by nothing, nor by the part of a file that is cut.

    Raises:
        NothingToIndex: no record was good, or more were bad than good and `source.accept_rejects` is not set.
        UnreadableFile: a file cannot be read to its end.

    """
    quality = Quality(date.today())
    with engine.write(replace=not update) as writer, Rejects(rejects_in) as rejects:
        writer.add(_accepted(source.read(), writer, quality, rejects, progress))
        _require_records(quality.counts["indexed"], rejects, source)
        snapshot = writer.commit()
        rejects.keep()
    return Built(snapshot, dict(quality.counts), rejects.count, rejects.path if rejects.count else None)


def build_patents(
    engine: PatentsStore, source: Source, encoder: Encoder, progress: Progress = lambda _n: None
) -> tuple[int, int, Path]:
    """Index files of patents; return how many were indexed, how many rejected, and where the rejects are written.

    `progress` is called with the number of texts whose vectors are done, which is what takes the time. Raises what `build` does.
    """
    rejects = Rejects(engine.folder)

    def accepted() -> Iterator[Patent]:
        seen: set[str] = set()
        with rejects:
            for file in source.files:
                yield from _good_patents(file, source, seen, rejects)
            _require_records(len(seen), rejects, source)
            rejects.keep()

    count = engine.build(accepted(), encoder, progress)
    return count, rejects.count, rejects.path


def _good_patents(file: str, source: Source, seen: set[str], rejects: Rejects) -> Iterator[Patent]:
    for number, item in enumerate(read_patents(file, source.options), start=1):
        if isinstance(item, Rejected):
            rejects.add(item)
            continue
        wrong = "stands twice in these files" if item.publication_number in seen else unstorable(item)
        if wrong:
            named = item.publication_number
            rejects.add(Rejected(file, f"record {number}", "publication_number", f'"{named}" {wrong}', named))
            continue
        seen.add(item.publication_number)
        yield item


def _require_records(indexed: int, rejects: Rejects, source: Source) -> None:
    """Raise unless a run may be committed: it has a record, and more good ones than bad ones or a person's word for it."""
    if indexed and (rejects.count <= indexed or source.accept_rejects):
        return
    if rejects.count:
        rejects.keep_refused()
    why = f"{rejects.count:,} rejected, see {rejects.path}" if rejects.count else "only a header"
    if not indexed:
        raise NothingToIndex(
            f"{', '.join(source.files)}: holds no record that can be indexed ({why}); nothing was changed"
        )
    raise NothingToIndex(
        f"{', '.join(source.files)}: {indexed:,} records are good and {why}; nothing was changed: mend the file, or give --accept-rejects"
    )


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
    rejects: Rejects,
    progress: Progress,
) -> Iterator[Mark]:
    for number, item in enumerate(items, start=1):
        progress(number)
        if isinstance(item, Rejected):
            rejects.add(item)
            continue
        wrong = "stands twice in these files; give the newer one alone with --update" if item.id in writer else None
        if wrong := wrong or unstorable(item):
            rejects.add(Rejected(item.source or "input", f"record {number}", "id", f'"{item.id}" {wrong}', item.id))
        else:
            yield quality.see(item)
