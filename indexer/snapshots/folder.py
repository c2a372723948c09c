"""A folder of snapshots: one writer at a time, readers on the newest, one small file replaced in one step.

CURRENT            names the snapshot that readers open
writer.lock        held by the one writer; freed by the system when it dies
<snapshot id>/     whatever the engine keeps; never changed once CURRENT has named it
"""

import errno
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from filelock import FileLock, Timeout

from corpora.errors import AnteriorityError, BuildInProgress, SnapshotDamaged
from corpora.files.atomic import replace_text
from indexer.snapshots.manifest import FILES, damaged, intact

_NAME = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{6}")
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_Opened = TypeVar("_Opened")


@dataclass(frozen=True, slots=True)
class SnapshotFolder:
    """The folder (see the module) of a collection, `what`: marks, patents."""

    path: Path
    what: str

    def current(self) -> Path | None:
        """Return the newest snapshot's folder, or None when there is none. Raises SnapshotDamaged: CURRENT names
        none.
        """
        name = self._current()
        if name is None and any(self.path.glob(f"*/{FILES}")):
            raise damaged(self.path / "CURRENT", "it is missing, and a snapshot lies beside it", self.what)
        before: str | None = None
        while name is not None and not (_NAME.fullmatch(name) and (self.path / name).is_dir()):
            if name == before:
                raise damaged(self.path / "CURRENT", "it names no snapshot that is here", self.what)
            name, before = self._current(), name  # a writer may just have replaced and swept away what it named
        return None if name is None else self.path / name

    def _current(self) -> str | None:
        file = self.path / "CURRENT"
        with intact(file, self.what):
            return file.read_text("utf-8").strip() if file.exists() else None

    def newest(self, opening: Callable[[Path], _Opened]) -> _Opened | None:
        """Return what `opening` makes of the newest snapshot, or None when there is none.

        A snapshot that is replaced and swept away while it is opened is no damage: then the one that took its place
        is opened.
        """
        while current := self.current():
            try:
                return opening(current)
            except SnapshotDamaged:
                if self.current() == current:
                    raise
        return None

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Yield a new folder to build a snapshot in; unless `publish` names it, it is gone after the block.

        Raises:
            BuildInProgress: another process builds here.
            AnteriorityError: the folder cannot be written, or the disk is full.

        """
        with self._writable(), self._locked():
            self._sweep()
            # Built under its final name: open files keep a folder from being renamed on Windows.
            built = self.path / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
            try:
                built.mkdir()
                yield built
            finally:
                if self._named() != built:
                    _remove(built)

    def publish(self, built: Path) -> None:
        """Let CURRENT name a folder that is complete."""
        replace_text(self.path / "CURRENT", built.name)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path / "writer.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise BuildInProgress(
                f"{self.path}: another process is writing this register; wait until it ends"
            ) from None
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _writable(self) -> Iterator[None]:
        """Turn what the system refuses a writer into one line; a file elsewhere that cannot be read is reported by who
        reads it.
        """
        try:
            yield
        except OSError as error:
            here = error.filename is None or Path(str(error.filename)).is_relative_to(self.path)
            short = error.errno is None and "requested and" in str(error)  # NumPy's words for a disk that is full
            if here and (short or error.errno in _FULL):
                problem = "the disk is full; free space there"
            elif here and error.errno in _REFUSED:
                problem = (
                    f"cannot be written ({error.strerror}); give the right to write there, or another folder with "
                    "--data"
                )
            else:
                raise
            raise AnteriorityError(
                f"{self.path}: {problem}, then run the command again; nothing was changed"
            ) from error

    def _named(self) -> Path | None:
        """Return the newest snapshot's folder where CURRENT can be read, for who mends it."""
        try:
            return self.current()
        except SnapshotDamaged:
            return None

    def _sweep(self) -> None:
        """Remove what killed writers and replaced snapshots left; a file still open elsewhere stays until next time.

        Where CURRENT is damaged, nothing is: one of the folders is what a person may want back.
        """
        try:
            current = self.current()
        except SnapshotDamaged:
            return
        for leftover in self.path.iterdir():
            if leftover.is_dir() and leftover != current:
                shutil.rmtree(leftover, ignore_errors=True)


def _remove(folder: Path) -> None:
    """Remove a folder into which a thread that is ending may write a last file."""
    for _ in range(10):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
