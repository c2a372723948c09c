"""Building an index from files: records stream into one writer, what cannot be read into a rejects file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from corpora.parsing.texts import FieldError
from corpora.records.mark import Mark, from_json, to_json
from corpora.records.rejected import Rejected
from indexer.marks.engine import Engine, Snapshot
from indexer.marks.filter_fields import filter_fields
from indexer.marks.quality import Quality
from indexer.rejects import Rejects, Warnings
from indexer.sources import Progress, Source, require_records
from indexer.storable import unstorable
from models.tokens import tokens


@dataclass(frozen=True, slots=True)
class Built:
    """What an indexing run did: the snapshot, the quality counts, how many records were rejected, and what was read
    with a remark.

    `words` counts status words that no table holds, the commonest first.
    """

    snapshot: Snapshot
    quality: dict[str, int]
    rejected: int
    rejects_file: Path | None
    warnings: Warnings
    words: tuple[tuple[str, int], ...] = ()


def build(
    engine: Engine, source: Source, rejects_in: Path, *, update: bool, progress: Progress = lambda _n: None
) -> Built:
    """Index files and commit; `update` merges them into the register by id, else they replace it.

    A record whose id stands twice in one run is rejected the second time; rejects are written into the folder
    `rejects_in`. Nothing is visible unless all is done: a register is never replaced by nothing, nor by the part of a
    file that is cut.

    Raises:
        NothingToIndex: no record was good, or more were bad than good and `source.accept_rejects` is not set.
        UnreadableFile: a file cannot be read to its end.

    """
    quality = Quality(date.today())
    with (
        engine.write(replace=not update) as writer,
        Rejects(rejects_in) as rejects,
        Warnings(rejects_in) as warnings,
    ):
        items = source.read(partial(_accept, set(), quality), warnings)
        writer.add(_good(items, quality, rejects, progress))
        require_records(quality.counts["indexed"], rejects, source)
        snapshot = writer.commit()
        rejects.keep()
        warnings.keep()
    path = rejects.path if rejects.count else None
    return Built(snapshot, dict(quality.counts), rejects.count, path, warnings, tuple(quality.words.most_common()))


def rebuild(engine: Engine, progress: Progress = lambda _n: None) -> Snapshot:
    """Analyse the stored records anew, for a snapshot that older rules made."""
    with engine.read() as reader, engine.write(replace=True) as writer:
        for number, mark in enumerate(reader.records(), start=1):
            writer.add([mark])
            progress(number)
        return writer.commit()


def _accept(seen: set[str], quality: Quality, mark: Mark, raw: Mapping[str, Any]) -> None:
    """Raise FieldError for a mark that was seen already, or cannot be stored; the reader knows where it stands."""
    wrong = (
        "stands twice in these files; give the newer one alone with --update (rows of one record follow each other)"
        if mark.id in seen
        else None
    )
    if wrong := wrong or unstorable(mark, written_and_read):
        raise FieldError("id", wrong, mark.id)
    seen.add(mark.id)  # not asked of the writer, which may take records by the thousand before it knows them
    quality.see_raw(raw)


def _good(items: Iterable[Mark | Rejected], quality: Quality, rejects: Rejects, progress: Progress) -> Iterator[Mark]:
    for number, item in enumerate(items, start=1):
        progress(number)
        if isinstance(item, Rejected):
            rejects.add(item)
        else:
            yield quality.see(item)


def written_and_read(mark: Mark) -> Mark:
    """Return a mark as a search would read it, after all that a build derives from it."""
    tokens(mark)
    filter_fields(mark)
    return from_json(to_json(mark))
