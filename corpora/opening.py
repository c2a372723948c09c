"""Opening a file or standard input: plain, gzip or Zstandard, told by content and not by name."""

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from corpora.errors import UnreadableFile

HEAD = 64 * 1024  # bytes that `detect` may look at


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
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
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", raw))
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
