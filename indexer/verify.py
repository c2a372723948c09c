"""Every collection of a place looked through to the last byte, for `anteriority verify`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpora.errors import AnteriorityError, NoSnapshot
from indexer.open import open_engine, open_patents
from indexer.snapshots.folder import SnapshotFolder
from indexer.snapshots.manifest import Manifest
from indexer.vector_cache import cache_fault
from indexer.where import Where


@dataclass(frozen=True, slots=True)
class Verified:
    """A collection (marks, patents), its snapshot where one is known, and what is wrong, an error a file."""

    what: str
    snapshot: str
    faults: tuple[AnteriorityError, ...]


def verified(where: Where) -> Iterator[Verified]:
    """Yield the outcome of every collection that is there. In a cluster the parts are looked through, whose digests
    are ours.
    """
    for what, open_one in (("marks", _open_marks), ("patents", _open_patents)):
        folder = where.data / what if where.engine == "embedded" else None
        try:
            yield _one(what, folder, partial(open_one, where))
        except NoSnapshot:
            continue
        except AnteriorityError as error:
            yield Verified(what, "", (error,))
    cache = where.data / "patents" / "vectors.sqlite"
    if cache.exists():
        fault = cache_fault(cache)
        yield Verified("vectors of documents", "", (fault,) if fault else ())


def _one(what: str, folder: Path | None, opened: Callable[[], str]) -> Verified:
    current = SnapshotFolder(folder, what).current() if folder else None
    manifest = Manifest.load(current, what) if current else None
    faults = tuple(manifest.faults()) if manifest else ()
    if current and faults:
        return Verified(what, current.name, faults)
    return Verified(what, opened(), ())  # what no list names, as an outdated analysis, is raised by opening


def _open_marks(where: Where) -> str:
    with open_engine(where).read() as reader:
        reader.warm()
        return reader.snapshot.id


def _open_patents(where: Where) -> str:
    with open_patents(where).read() as reader:
        return reader.snapshot
