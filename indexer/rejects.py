"""The rejects file of a run, written beside the index and put in place when the run is done."""

import json
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from corpora.files.atomic import Replacement
from corpora.records.rejected import Rejected


class Rejects:
    """Takes rejected records; entered only by who holds the register's lock, since every run writes under the same
    names.

    The file of the run before stays until `keep`; without it, or after a failure, this run's leaves nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "rejects.jsonl"
        self._new: Replacement | None = None
        self.count = 0

    def __enter__(self) -> "Rejects":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Half of a character cannot be written as UTF-8; its escape is JSON too.
        self._new = Replacement(self.path, errors="backslashreplace")
        return self

    def add(self, rejected: Rejected) -> None:
        """Write one."""
        assert self._new is not None, "entered first"  # noqa: S101 - a programming error, not input
        self.count += 1
        self._new.file.write(json.dumps(asdict(rejected), ensure_ascii=False) + "\n")

    def keep_refused(self) -> None:
        """Put the file beside that of the register, which stays with the register: the run is refused."""
        self.path = self.path.with_name("rejects-refused.jsonl")
        self.keep()

    def keep(self) -> None:
        """Put the file in its place; none where nothing was rejected."""
        if self._new and self.count:
            self._new.put(self.path)
        else:
            self.path.unlink(missing_ok=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._new:
            self._new.__exit__(kind, error, at)
