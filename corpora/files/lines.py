"""Lines of a byte stream with their numbers, in constant memory.

A line that cannot be decoded is a `Rejected` and reading goes on; a compressed file that is cut or damaged ends
reading with `UnreadableFile`, since nobody knows what it lost. Lines may end in LF, CR LF or CR.
"""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from corpora.errors import UnknownFormat, UnreadableFile
from corpora.files.archives import ZIP
from corpora.files.opening import DAMAGED, HEAD
from corpora.files.sheets import sheet_lines
from corpora.records.rejected import Rejected, excerpt

MAX_LINE = 32 * 1024 * 1024  # bytes; the largest real record seen (EUIPO, 23 languages) has 3 MB
_PASSED = 64 * 1024  # letters of a line that is too long, taken at once to find its end
_LOOKED_AT = 1024  # bytes of the head that tell two-byte letters
Say = Callable[[str], None]
_LOST = "\ufffd"  # what stands for bytes that are no letter


@dataclass(frozen=True, slots=True)
class Line:
    """One decoded line without its end; `number` starts at 1."""

    number: int
    text: str


_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}


def encoding_of(head: bytes, default: str = "utf-8-sig") -> str:
    """Return the encoding that a file's first bytes tell: by a byte order mark, or by the zeros of wide Latin
    letters.
    """
    marked_encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    first = head[: min(len(head), _LOOKED_AT) // 4 * 4]
    zeros = [first[at::4].count(0) for at in range(4)]
    most = len(first) // 4
    if marked_encoding or not most:
        return marked_encoding or default
    if zeros[2] == most and zeros[3] == most:
        return "utf-32-le"
    if zeros[0] == most and zeros[1] == most:
        return "utf-32-be"
    odd_zeros, even_zeros = zeros[1] + zeros[3], zeros[0] + zeros[2]
    if max(odd_zeros, even_zeros) > len(first) // 8 and min(odd_zeros, even_zeros) == 0:
        return "utf-16-le" if odd_zeros else "utf-16-be"
    return default


def known_encoding(name: str) -> str:
    """Return Python's name of a text encoding; raises UnknownFormat when Python has none of that name."""
    try:
        encoding_name = codecs.lookup(name).name
        "A".encode(encoding_name).decode(encoding_name)
    except (LookupError, ValueError):  # none of that name, or one that turns no text into bytes
        raise UnknownFormat(f'"{excerpt(name)}" is no text encoding; try utf-8, windows-1252 or windows-1256') from None
    return encoding_name


_ARABIC_RUN = re.compile(rb"[\xc0-\xff]{3}")  # three accented letters in a row are no French word
_LEGACY = ("windows-1252", "windows-1256")  # what tables of French and Arabic offices are in, where not in UTF-8


def legacy_encoding(sample: bytes) -> str | None:
    """Return the one-byte encoding of a text that is not UTF-8, by its letters; None where most of its lines are
    UTF-8 and the others damaged.
    """
    from charset_normalizer import from_bytes  # slow to import, and most files are UTF-8

    lines = [line for line in sample.splitlines() if not line.isascii()]
    if 2 * sum(map(_is_utf8, lines)) > len(lines):
        return None
    if _ARABIC_RUN.search(sample):
        return "cp1256"
    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    return known_encoding(best.encoding) if best else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeError:
        return False
    return True


def read_lines(
    stream: io.BufferedReader, source: str, encoding: str | None = None, *, blanks: bool = False, say: Say | None = None
) -> Iterator[Line | Rejected]:
    """Yield every line (with `blanks`, blank ones too); a line that is not in `encoding` is a `Rejected`.

    Without `encoding` the head tells it. With `say`, a file that is not UTF-8 is read in the one-byte encoding that its
    letters tell, and `say` gets a sentence about it. A spreadsheet's rows are lines of a comma-separated table.

    Raises:
        UnreadableFile: the compressed file is cut or damaged, or the disk fails; what was read before stays yielded.
        UnknownFormat: there is no such encoding.

    """
    try:
        head = stream.peek(HEAD)[:HEAD]
        if head.startswith(ZIP):
            yield from (Line(number, text) for number, text in sheet_lines(stream, source, say))
            return
        guessed = encoding is None and say is not None
        encoding = known_encoding(encoding) if encoding else encoding_of(head)
        if encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32")):
            lines = _wide_lines(stream, source, encoding)
        else:
            if b"\r" in head and b"\n" not in head:
                stream = io.BufferedReader(cast("io.RawIOBase", _LineFeeds(stream)), HEAD)
            lines = _byte_lines(stream, source, _Decoder(encoding, guessed, say))
        yield from (line for line in lines if blanks or isinstance(line, Rejected) or line.text.strip())
    except DAMAGED as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableFile(f"{source}: is cut or damaged ({reason}); ask for it anew") from None


class _Decoder:
    """Turns bytes into letters: in one encoding, or where none is named in UTF-8 and, where that fails, in another."""

    def __init__(self, encoding: str, guessed: bool, say: Say | None) -> None:
        self.encoding = encoding.removesuffix("-sig")
        self._guesses = guessed and encoding == "utf-8-sig"
        self._say = say
        self._legacy: str | None = None

    def text(self, raw: bytes, stream: io.BufferedReader) -> str:
        """Return a line's text; raises UnicodeError where it is in no encoding that the file can be in."""
        try:
            text = raw.decode(self.encoding)
            if self._guesses and not raw.isascii():
                self._guesses = False  # letters beyond ASCII that are UTF-8: a later line that is not is damaged
            return text
        except UnicodeError:
            if self._guesses:
                self._guesses = False
                self._legacy = legacy_encoding(raw + stream.peek(HEAD)[:HEAD])
                if self._legacy and self._say:
                    self._say(f"is not UTF-8; read as {self._legacy}, as its letters tell (--encoding names another)")
            if self._legacy is None:
                raise
            return raw.decode(self._legacy)


def _byte_lines(stream: io.BufferedReader, source: str, decoder: _Decoder) -> Iterator[Line | Rejected]:
    number = 0
    while raw := stream.readline(MAX_LINE):
        number += 1
        if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
            yield Rejected(source, f"line {number}", "", f"is longer than {MAX_LINE} bytes", excerpt(raw[:HEAD]))
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(_PASSED)
            continue
        try:
            # Files joined to one bear their byte order mark in the middle.
            text = decoder.text(raw, stream).removeprefix("\ufeff")
        except UnicodeError as error:
            at = f"byte {error.start + 1} " if isinstance(error, UnicodeDecodeError) else ""
            reason = f"{at}is not {decoder.encoding.upper()}; name the encoding (--encoding)"
            yield Rejected(source, f"line {number}", "", reason, excerpt(raw[:HEAD]))
            continue
        for part in text.rstrip("\r\n").split("\r"):
            yield Line(number, part)


def _wide_lines(stream: io.BufferedReader, source: str, encoding: str) -> Iterator[Line | Rejected]:
    """Yield the lines of a file whose letters have two or four bytes; one with bytes that are no letter is a
    `Rejected`.
    """
    reader = io.TextIOWrapper(stream, encoding, errors="replace", newline=None)
    number = 0
    try:
        while text := reader.readline(MAX_LINE // 2):
            number += 1
            is_whole = text.endswith("\n") or len(text) < MAX_LINE // 2
            if _LOST in text or not is_whole:
                reason = f"is not {encoding.upper()}" if is_whole else f"is longer than {MAX_LINE} bytes"
                yield Rejected(source, f"line {number}", "", reason, excerpt(text[:HEAD]))
                while text and not text.endswith("\n"):
                    text = reader.readline(_PASSED)
            else:
                yield Line(number, text.lstrip("\ufeff").rstrip("\r\n"))
    finally:
        reader.detach()


class _LineFeeds(io.RawIOBase):
    """A stream whose carriage returns, which alone end its lines, are line feeds (spreadsheets of old Macintoshes)."""

    def __init__(self, source: io.BufferedReader) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._source.read1(len(buffer)).replace(b"\r", b"\n")
        buffer[: len(part)] = part
        return len(part)
