"""Lines of a byte stream with their numbers, in constant memory; damage becomes a `Rejected`, never an exception."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

from corpora.opening import DAMAGED
from corpora.rejected import Rejected, excerpt

MAX_LINE = 32 * 1024 * 1024  # bytes; the largest real record seen (EUIPO, 23 languages) has 3 MB


@dataclass(frozen=True, slots=True)
class Line:
    """One decoded line without its end; `number` starts at 1."""

    number: int
    text: str


def read_lines(stream: io.BufferedReader, source: str, encoding: str | None = None) -> Iterator[Line | Rejected]:
    """Yield every line that is not blank; a line that is not in `encoding` (default UTF-8) is a `Rejected`.

    A byte order mark decides the encoding when none is asked for (UTF-16 tables from UKIPO).
    """
    mark = stream.peek(4)[:4]
    if encoding is None:
        encoding = "utf-16" if mark[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    if encoding.lower().replace("_", "-").startswith("utf-16"):
        yield from _utf16_lines(stream, source, encoding)
        return
    number = 0
    while True:
        number += 1
        try:
            raw = stream.readline(MAX_LINE)
        except DAMAGED as error:
            yield Rejected(source, f"line {number}", "", f"the file is cut or damaged here ({error}); ask for it anew")
            return
        if not raw:
            return
        if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
            yield Rejected(source, f"line {number}", "", f"is longer than {MAX_LINE} bytes", excerpt(raw))
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MAX_LINE)
            continue
        try:
            text = raw.decode(encoding if number == 1 else encoding.removesuffix("-sig"))
        except UnicodeDecodeError as error:
            what = (
                f"byte {error.start + 1} is not {encoding.removesuffix('-sig').upper()}; name the encoding (--encoding)"
            )
            yield Rejected(source, f"line {number}", "", what, excerpt(raw))
            continue
        if text.strip():
            yield Line(number, text.rstrip("\r\n"))


def _utf16_lines(stream: io.BufferedReader, source: str, encoding: str) -> Iterator[Line | Rejected]:
    number = 0
    try:
        for number, text in enumerate(io.TextIOWrapper(stream, encoding, newline=None), start=1):
            if text.strip():
                yield Line(number, text.rstrip("\n"))
    except (UnicodeDecodeError, *DAMAGED) as error:
        yield Rejected(source, f"line {number + 1}", "", f"is not {encoding.upper()} from here on ({error})")
