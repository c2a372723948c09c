"""The readers that the server holds: opened once, opened anew when another snapshot was committed."""

from contextlib import ExitStack
from threading import Lock

from indexer.collection import PatentsReading
from indexer.engine import Engine, Reader
from indexer.open import open_engine, open_patents
from search_api.settings import Settings


class Holding:
    """Gives every request the newest snapshot's reader; a request keeps the one it got to its end."""

    def __init__(self, settings: Settings) -> None:
        self._engine: Engine = open_engine(settings.where)
        self._lock = Lock()
        self._reader: Reader | None = None

    def reader(self) -> Reader:
        """Return the reader of the newest snapshot; raises NoSnapshot, SnapshotOutdated."""
        with self._lock, ExitStack() as stack:
            if self._reader is None or self._engine.current() != self._reader.snapshot.id:
                self._reader = stack.enter_context(self._engine.read())
                self._reader.warm()
            return self._reader

    def ready(self) -> str:
        """Return the id of the snapshot that is held, or would be opened, without waiting for one that is; raises NoSnapshot."""
        held = self._reader
        if held is not None:
            return held.snapshot.id
        with self._engine.read() as reader:  # raises the reason
            return reader.snapshot.id


class PatentsHolding:
    """The same for the patents' collection."""

    def __init__(self, settings: Settings) -> None:
        self._engine = open_patents(settings.where)
        self._lock = Lock()
        self._reader: PatentsReading | None = None

    def reader(self) -> PatentsReading:
        """Return the reader of the newest snapshot; raises NoSnapshot."""
        with self._lock:
            if self._reader is None or self._engine.current() != self._reader.snapshot:
                with self._engine.read() as reader:
                    self._reader = reader
            return self._reader
