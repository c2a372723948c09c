"""The readers that the server holds: opened once, opened anew when another snapshot was committed, never half open.

A request that notices a newer snapshot opens it; the others go on with the one held until it is whole. Where the
newer one cannot be opened its reason is what every request and `/readyz` say: an older register must not pass for the
current one. After opening, the files are digested once more in the background; what is found damaged then is answered
from no longer.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Generic, Protocol, TypeVar, runtime_checkable

from corpora.errors import AnteriorityError, EngineUnreachable, SnapshotDamaged
from indexer.marks.engine import Reader
from indexer.open import open_engine, open_patents
from indexer.patents.engine import PatentsReading
from indexer.snapshots.manifest import Manifest
from search_api.settings import Settings

RETRY = 10.0  # seconds until a snapshot that could not be opened is tried again
GLANCE = (
    0.1  # seconds that `ready` gives a look that it has begun; a refused connection or an empty folder tells at once
)
_UNKNOWN = "?"  # in the place of a snapshot's name, where the engine does not say which is the newest
_R = TypeVar("_R")


@runtime_checkable
class _OnDisk(Protocol):
    """A reader of files that were listed with their digests."""

    manifest: Manifest | None


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a snapshot cannot be answered from, until when that is not tried again. No traceback: it would hold what
    was half open.
    """

    name: str | None
    kind: type[AnteriorityError]
    message: str
    until: float

    def error(self) -> AnteriorityError:
        return self.kind(self.message)


class _Newest(Generic[_R]):
    """The newest snapshot's reader, shared by all requests; a request keeps the one it got to its end."""

    def __init__(self, current: Callable[[], str | None], opened: Callable[[], tuple[str, _R]]) -> None:
        self._current, self._open = current, opened
        self._opening, self._looking = Lock(), Lock()
        self._snapshot: tuple[str, _R] | None = None
        self._failure: _Failure | None = None

    def reader(self) -> _R:
        """Return the reader of the newest snapshot; raises the reason why there is none."""
        try:
            name = self._current()
        except AnteriorityError as error:
            self._fail(_UNKNOWN, error)
            raise
        snapshot = self._snapshot
        if snapshot is not None and snapshot[0] == name:
            self._failure = None
            return snapshot[1]
        return self._newer(name, snapshot)

    def ready(self) -> str:
        """Return the id of the snapshot that answers; raises the reason why none does. Waits for no opening."""
        if self._looking.acquire(blocking=False):
            look = Thread(target=self._look, name="newest snapshot", daemon=True)
            look.start()
            look.join(GLANCE)
        failure, snapshot = self._failure, self._snapshot
        if failure:
            raise failure.error()
        if snapshot is None:
            raise EngineUnreachable("the newest snapshot is being opened; ask again in a moment")
        return snapshot[0]

    def has_tried(self) -> bool:
        """Return whether a snapshot was opened, or could not be, since the start."""
        return self._snapshot is not None or self._failure is not None

    def _look(self) -> None:
        try:
            with suppress(Exception):  # what went wrong is kept, and reported by whoever asks
                self.reader()
        finally:
            self._looking.release()

    def _newer(self, name: str | None, old: tuple[str, _R] | None) -> _R:
        if not self._opening.acquire(blocking=old is None) and old is not None:
            return old[1]
        try:
            snapshot, failure = self._snapshot, self._failure
            if snapshot is not None and snapshot[0] == name:  # another request was faster
                return snapshot[1]
            if failure and failure.name == name and monotonic() < failure.until:
                raise failure.error()
            return self._opened(name)
        finally:
            self._opening.release()

    def _opened(self, name: str | None) -> _R:
        try:
            opened, reader = self._open()
        except AnteriorityError as error:
            self._fail(name, error)
            raise
        except Exception as error:
            kind = type(error).__name__
            self._fail(
                name,
                AnteriorityError(f"the snapshot cannot be opened ({kind}): a fault of the program; please report it"),
            )
            raise
        self._failure, self._snapshot = None, (opened, reader)
        if isinstance(reader, _OnDisk) and reader.manifest:
            Thread(target=self._digest, args=(opened, reader.manifest), name="digests", daemon=True).start()
        return reader

    def _fail(self, name: str | None, error: AnteriorityError, until: float | None = None) -> None:
        if name != _UNKNOWN:
            self._snapshot = None  # what it held is no longer the newest, and would only take memory
        self._failure = _Failure(name, type(error), str(error), monotonic() + RETRY if until is None else until)

    def _digest(self, name: str, manifest: Manifest) -> None:
        """Digest a snapshot's files behind the answers; one that was replaced and swept away meanwhile is no damage."""

        def still_newest() -> bool:
            snapshot = self._snapshot
            return snapshot is not None and snapshot[0] == name

        try:
            manifest.check_whole(still_newest, resting=True)
        except SnapshotDamaged as error:
            with suppress(AnteriorityError):
                if still_newest() and self._current() == name:
                    self._fail(name, error, until=float("inf"))


class Holding:
    """Gives every request the newest reader of the register."""

    def __init__(self, settings: Settings) -> None:
        engine = open_engine(settings.where)

        def opened() -> tuple[str, Reader]:
            with engine.read() as reader:
                reader.warm()
                return reader.snapshot.id, reader

        self._newest = _Newest(engine.current, opened)

    def reader(self) -> Reader:
        """Return the reader of the newest snapshot; raises NoSnapshot, SnapshotOutdated, SnapshotDamaged,
        EngineUnreachable.
        """
        return self._newest.reader()

    def ready(self) -> str:
        """Return the id of the snapshot that answers; raises what `reader` does, and EngineUnreachable while the
        first is being opened.
        """
        return self._newest.ready()

    def has_tried(self) -> bool:
        """Return whether a snapshot was opened, or could not be, since the start."""
        return self._newest.has_tried()


class PatentsHolding:
    """The same for the patents' collection."""

    def __init__(self, settings: Settings) -> None:
        store = open_patents(settings.where)

        def opened() -> tuple[str, PatentsReading]:
            with store.read() as reader:
                return reader.snapshot, reader

        self._newest = _Newest(store.current, opened)

    def reader(self) -> PatentsReading:
        """Return the reader of the newest snapshot; raises NoSnapshot, SnapshotOutdated, SnapshotDamaged,
        EngineUnreachable.
        """
        return self._newest.reader()

    def ready(self) -> str:
        """Return the id of the snapshot that answers; raises what `reader` does, and EngineUnreachable while the
        first is being opened.
        """
        return self._newest.ready()
