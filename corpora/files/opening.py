"""Opening a file or standard input: plain, gzip, Zstandard or a zip of one file, recognised by content and not by name.

A compressed file that is cut or damaged raises `DAMAGED` when it is read, never passes for a whole one.
"""

import gzip
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import zstandard

from corpora.errors import UnreadableFile
from corpora.files.archives import ZIP, unzipped

HEAD = 64 * 1024  # bytes that `detect` may look at
FED = 4 * 1024  # compressed bytes taken at once: a block of four bytes may stand for 128 KB


Watch = Callable[[int], None]
"""Called with the number of bytes that were just taken from a file, compressed as they may be."""


class _Watched(io.RawIOBase):
    """A raw stream that tells how much was read from it."""

    def __init__(self, raw: BinaryIO, watch: Watch) -> None:
        self._raw = raw
        self._watch = watch

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._raw.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._raw.seek(offset, whence)

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
    except (OSError, ValueError) as error:  # ValueError: NUL in a name
        reason = error.strerror if isinstance(error, OSError) else "no such name"
        raise UnreadableFile(f"{path}: cannot be opened ({reason}); check the name and the permissions") from None
    source: Any = _Watched(raw, watch) if watch else raw
    buffered: io.BufferedReader = io.BufferedReader(source, HEAD)
    try:
        yield _decompressed(buffered, path)
    finally:
        if path != "-":
            raw.close()


def _decompressed(buffered: io.BufferedReader, path: str) -> io.BufferedReader:
    try:
        magic = buffered.peek(4)[:4]
    except OSError as error:
        raise UnreadableFile(
            f"{getattr(buffered.raw, 'name', 'the file')}: cannot be read ({error.strerror})"
        ) from None
    if magic[:2] == b"\x1f\x8b":
        gunzipped: BinaryIO = cast("BinaryIO", gzip.GzipFile(fileobj=buffered))
    elif magic == b"\x28\xb5\x2f\xfd":
        return io.BufferedReader(_Unzstd(buffered), HEAD)
    elif magic == ZIP:
        return unzipped(buffered, path, HEAD)
    else:
        return buffered
    return io.BufferedReader(cast("io.RawIOBase", gunzipped), HEAD)


class _Unzstd(io.RawIOBase):
    """The content of one or more Zstandard frames; the library's own stream takes a cut frame for a whole one."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._ready = b""
        self._began = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if self._frame.eof:
                compressed = self._frame.unused_data or self._source.read(FED)
                self._frame, self._began = zstandard.ZstdDecompressor().decompressobj(), False
            else:
                compressed = self._source.read(FED)
            if not compressed:
                if self._began:
                    raise EOFError("the last Zstandard frame does not end")
                return 0
            self._began = True
            self._ready = self._frame.decompress(compressed)
        part, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


DAMAGED = (EOFError, OSError, zstandard.ZstdError, zipfile.BadZipFile, gzip.zlib.error)  # type: ignore[attr-defined]
"""What reading a cut or damaged compressed stream raises; `corpora.files.lines` turns it into one `UnreadableFile`: a
file that lost an unknown part of
its records does not replace a register."""
