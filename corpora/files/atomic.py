"""Text files that appear whole or not at all: written beside their place, and put there in one step."""

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO


class Replacement:
    """A text file that is written beside its place; `put` shows it there in one step, and without it nothing is left.

    `secret`: on Linux it has no name until then, so that a run that is killed leaves nothing behind. Where the file
    system has no unnamed files only its owner can read it; a killed run leaves that. `lasting`: it is on the disk
    before it takes its place, so that a power cut leaves the old text or the new one.
    """

    def __init__(
        self,
        path: Path,
        suffix: str = ".new",
        *,
        secret: bool = False,
        lasting: bool = False,
        errors: str = "strict",
    ) -> None:
        self._path = path
        self._beside = path.with_name(path.name + suffix)
        self._lasting = lasting
        self._is_put = False
        descriptor = self._unnamed = _unnamed(path.parent) if secret else None
        if descriptor is None:
            descriptor = os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if secret else 0o666)
        self.file: TextIO = open(descriptor, "w", encoding="utf-8", errors=errors, newline="")  # noqa: SIM115

    def put(self, path: Path | None = None) -> None:
        """Show the file in its place, or in another one of its folder."""
        self.file.flush()
        if self._lasting:
            os.fsync(self.file.fileno())
        if self._unnamed is not None:
            _link(self._unnamed, self._beside)
        self.file.close()
        self._beside.replace(path or self._path)
        self._is_put = True

    def __enter__(self) -> "Replacement":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        try:
            self.file.close()
        finally:
            if not self._is_put:
                self._beside.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a reader, and who comes after a power cut, sees the old or the new text and nothing
    between.
    """
    with Replacement(path, lasting=True) as replacement:
        replacement.file.write(text)
        replacement.put()


def _unnamed(folder: Path) -> int | None:
    """Return the descriptor of a file without a name in a folder, or None where there is no such thing."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").is_dir():
        return None
    with suppress(OSError):
        return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o666)
    return None


def _link(descriptor: int, name: Path) -> None:
    """Give an unnamed file a name. `link` follows the descriptor's link only when it is told a folder's descriptor
    too.
    """
    name.unlink(missing_ok=True)
    folder = os.open(name.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{descriptor}", name.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)
