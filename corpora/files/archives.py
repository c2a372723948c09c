"""Archives that people send in place of a table: a zip around one file is opened, a spreadsheet is known as one."""

import io
import tempfile
import zipfile
from pathlib import PurePath
from typing import BinaryIO, cast

from corpora.errors import UnreadableFile

ZIP = b"PK\x03\x04"
_IN_MEMORY = 32 * 1024 * 1024  # bytes of an archive that comes through a pipe; the rest waits on disk


def unzipped(stream: io.BufferedReader, source: str, buffer: int) -> io.BufferedReader:
    """Return the one file that a zip holds; a spreadsheet stays as it is.

    Raises:
        UnreadableFile: the archive is damaged or locked, or holds no file, several, or a Word document.

    """
    seekable = _seekable(stream)
    try:
        archive = zipfile.ZipFile(seekable)
    except zipfile.BadZipFile:
        raise UnreadableFile(f"{source}: is a damaged zip archive; ask for it anew") from None
    entries = [entry for entry in archive.infolist() if not _is_aside(entry)]
    names = [entry.filename for entry in entries]
    if "[Content_Types].xml" in names:
        if not any(name.startswith("xl/") for name in names):
            raise UnreadableFile(f"{source}: is a Word document or slides; save the table as CSV (UTF-8)")
        seekable.seek(0)
        return seekable
    if len(entries) != 1:
        what = (
            f"{len(entries)} files ({', '.join(names[:3])}{', …' if len(names) > 3 else ''})" if entries else "no file"
        )
        raise UnreadableFile(f"{source}: is a zip archive of {what}; unpack it and name the files")
    if entries[0].flag_bits & 1:
        raise UnreadableFile(f"{source}: is a zip archive with a password; unpack it first")
    try:
        return io.BufferedReader(cast("io.RawIOBase", archive.open(entries[0])), buffer)
    except NotImplementedError:
        raise UnreadableFile(f"{source}: is packed in a way that is not read here; unpack it first") from None


def _is_aside(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry is a folder or what a Macintosh adds."""
    return entry.is_dir() or entry.filename.startswith("__MACOSX/") or PurePath(entry.filename).name.startswith(".")


def _seekable(stream: io.BufferedReader) -> io.BufferedReader:
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as the reader of it
    while part := stream.read(1 << 20):
        copy.write(part)
    copy.seek(0)
    return io.BufferedReader(cast("io.RawIOBase", cast(BinaryIO, copy)))
