"""Output that appears only when it is complete."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from corpora.errors import InvalidQuery
from corpora.files.atomic import Replacement


def not_over(output: Path, *inputs: str) -> None:
    """Raise InvalidQuery where an output would take the place of a file that is read, by whatever name or link."""
    for path in inputs:
        with suppress(OSError):
            if output.samefile(path):
                raise InvalidQuery(f"--output {output}: is the file that is read; name another one")


@contextmanager
def written(output: Path | None) -> Iterator[Any]:
    """Yield a text stream: standard output, or a file that appears only when it is complete.

    On Linux the file has no name until then, so that a run that is killed leaves nothing of what was asked behind.
    Where the file system has no unnamed files it is written as `NAME.part`, which only its owner can read; a killed
    run leaves that. A link is followed and stays a link; a pipe or a device is written to directly.

    Raises:
        InvalidQuery: the output cannot be written (no such folder, no space); in one line, with the reason.

    """
    if output is None:
        yield sys.stdout
        return
    try:
        yield from _direct(output) if _is_device(output) else _complete(Path(os.path.realpath(output)))
    except OSError as error:
        raise InvalidQuery(f"{output}: cannot be written ({error.strerror})") from None


def _is_device(output: Path) -> bool:
    return (output.exists() and not output.is_file()) or output.parts[:2] in {("/", "dev"), ("/", "proc")}


def _direct(output: Path) -> Iterator[IO[str]]:
    with output.open("a", encoding="utf-8", newline="") as file:  # "w" would empty the file that /dev/stdout leads to
        yield file


def _complete(output: Path) -> Iterator[IO[str]]:
    with Replacement(output, ".part", secret=True) as part:
        yield part.file
        part.put()
