"""What a run could not read: records in a rejects file, cells in a warnings file, both put in place when the run
is done.
"""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from corpora.files.atomic import Replacement
from corpora.records.rejected import Rejected, Remark

_SAID = 50  # sentences about whole files that are kept for the end of a run


class _RunFile:
    """Lines that a run writes; entered only by who holds the register's lock, since every run writes under the same
    names.

    The file of the run before stays until `keep`; without it, or after a failure, this run's leaves nothing.
    """

    name: str

    def __init__(self, folder: Path) -> None:
        self.path = folder / self.name
        self._new: Replacement | None = None
        self.count = 0

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Half of a character cannot be written as UTF-8; its escape is JSON too.
        self._new = Replacement(self.path, errors="backslashreplace")
        return self

    def _write(self, values: dict[str, str]) -> None:
        assert self._new is not None, "entered first"  # noqa: S101 - a programming error, not input
        self.count += 1
        self._new.file.write(json.dumps(values, ensure_ascii=False) + "\n")

    def keep(self) -> None:
        """Put the file in its place; none where nothing was written."""
        if self._new and self.count:
            self._new.put(self.path)
        else:
            self.path.unlink(missing_ok=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._new:
            self._new.__exit__(kind, error, at)


class Rejects(_RunFile):
    """Takes rejected records."""

    name = "rejects.jsonl"

    def add(self, rejected: Rejected) -> None:
        """Write one."""
        self._write(asdict(rejected))

    def keep_refused(self) -> None:
        """Put the file beside that of the register, which stays with the register: the run is refused."""
        self.path = self.path.with_name("rejects-refused.jsonl")
        self.keep()


class Warnings(_RunFile):
    """Takes remarks: of cells that were left empty, counted by field, and of whole files.

    `fields` counts the cells by our field names; `files` holds the sentences about whole files, each once.
    """

    name = "warnings.jsonl"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.fields: Counter[str] = Counter()
        self.files: dict[str, None] = {}

    def add(self, remark: Remark) -> None:
        """Write and count one."""
        self._write(asdict(remark))
        if remark.position:
            self.fields[remark.field] += 1
        elif len(self.files) < _SAID:
            self.files[str(remark)] = None
