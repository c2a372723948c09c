"""Opening a file or standard input: plain, gzip or Zstandard, told by content and not by name."""

import gzip
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import zstandard

from corpora.errors import UnreadableFile

HEAD = 64 * 1024  # bytes that `detect` may look at


Watch = Callable[[int], None]
"""Called with the number of bytes that were just taken from a file, compressed as they may be."""


class _Watched(io.RawIOBase):
    """A raw stream that tells how much was read from it."""

    def __init__(self, raw: BinaryIO, watch: Watch) -> None:
        self._raw = raw
        self._watch = watch

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        self._watch(len(data))
        return len(data)


@contextmanager
def opened(path: str, watch: Watch | None = None) -> Iterator[io.BufferedReader]:
    """Yield the file's decompressed bytes, buffered so that `peek` shows its head; `-` is standard input.

    Raises:
        UnreadableFile: the file is absent, a folder, or not permitted.

    """
    try:
        raw = sys.stdin.buffer if path == "-" else Path(path).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UnreadableFile(
            f"{path}: cannot be opened ({error.strerror}); check the name and the permissions"
        ) from None
    source: Any = _Watched(raw, watch) if watch else raw
    buffered: io.BufferedReader = io.BufferedReader(source, HEAD)
    try:
        yield _decompressed(buffered)
    finally:
        if path != "-":
            raw.close()


def _decompressed(buffered: io.BufferedReader) -> io.BufferedReader:
    magic = buffered.peek(4)[:4]
    if magic[:2] == b"\x1f\x8b":
        unzipped: BinaryIO = cast("BinaryIO", gzip.GzipFile(fileobj=buffered))
    elif magic == b"\x28\xb5\x2f\xfd":
        unzipped = zstandard.ZstdDecompressor().stream_reader(buffered, read_across_frames=True)
    else:
        return buffered
    return io.BufferedReader(cast("io.RawIOBase", unzipped), HEAD)


DAMAGED = (EOFError, OSError, zstandard.ZstdError, gzip.zlib.error)  # type: ignore[attr-defined]
"""What reading a cut or damaged compressed stream raises; readers turn it into one `Rejected`."""
