"""A folder of snapshots: one writer at a time, readers on the newest, one small file replaced in one step.

CURRENT            names the snapshot that readers open
writer.lock        held by the one writer; freed by the system when it dies
<snapshot id>/     whatever the engine keeps; never changed once CURRENT has named it
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from corpora.errors import BuildInProgress


@dataclass(frozen=True, slots=True)
class SnapshotFolder:
    """The folder (see the module)."""

    path: Path

    def current(self) -> Path | None:
        """Return the newest snapshot's folder, or None when there is none."""
        try:
            name = (self.path / "CURRENT").read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        return self.path / name if name else None

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Yield a new folder to build a snapshot in; unless `publish` names it, it is gone after the block.

        Raises:
            BuildInProgress: another process builds here.

        """
        self.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path / "writer.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise BuildInProgress(
                f"{self.path}: another process is writing this register; wait until it ends"
            ) from None
        try:
            self._sweep()
            # Built under its final name: open files keep a folder from being renamed on Windows.
            built = self.path / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
            built.mkdir()
            try:
                yield built
            finally:
                if self.current() != built:
                    shutil.rmtree(built, ignore_errors=True)
        finally:
            lock.release()

    def publish(self, built: Path) -> None:
        """Let CURRENT name a folder that is complete."""
        replace_text(self.path / "CURRENT", built.name)

    def _sweep(self) -> None:
        """Remove what killed writers and replaced snapshots left; a file still open elsewhere stays until next time."""
        current = self.current()
        for leftover in self.path.iterdir():
            if leftover.is_dir() and leftover != current:
                shutil.rmtree(leftover, ignore_errors=True)


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old or the new text and nothing between."""
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
