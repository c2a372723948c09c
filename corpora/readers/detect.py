"""Which reader a file needs, recognised from its content. A new format is one file in `readers/` and one row here."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from corpora.errors import UnknownFormat, UnreadableFile
from corpora.files.archives import ZIP
from corpora.files.lines import encoding_of, known_encoding
from corpora.files.opening import DAMAGED, HEAD, opened
from corpora.files.sheets import sheet_lines
from corpora.parsing.requests import NameRequest
from corpora.readers import canonical, ompic, table
from corpora.readers.options import ReadOptions
from corpora.records.mark import Mark
from corpora.records.patent import Patent
from corpora.records.rejected import Rejected


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, how to recognise its head, and its reader."""

    name: str
    looks_like: Callable[[str], bool]
    read: Callable[[io.BufferedReader, str, ReadOptions], Iterator[Mark | Rejected]]


FORMATS: tuple[Format, ...] = (
    Format("jsonl", canonical.looks_like, canonical.read),
    Format("ompic", ompic.looks_like, ompic.read),
    Format("csv", table.looks_like, table.read),
)


def detect(head: str, source: str) -> Format:
    """Return the format whose marks the head bears.

    Raises:
        UnknownFormat: none does.

    """
    for file_format in FORMATS:
        if file_format.looks_like(head):
            return file_format
    raise UnknownFormat(
        f"{source}: not a format that is known here ({', '.join(f.name for f in FORMATS)}); give JSON Lines, or "
        "a table (CSV) whose "
        'first line is a header that names the text ("Marque") and the number ("Numéro")'
    )


def read_marks(path: str, name: str | None = None, options: ReadOptions | None = None) -> Iterator[Mark | Rejected]:
    """Yield every record of a file as a `Mark` or a `Rejected`, streaming.

    Raises:
        UnreadableFile: the file cannot be opened, is empty or binary, or is cut or damaged (compressed ones).
        UnknownFormat: no reader fits, or `name` or the encoding is not one.

    """
    options = options or ReadOptions()
    with opened(path, options.watch) as stream:
        yield from marks_in(stream, source_name(path), name, options)


def source_name(path: str) -> str:
    """Return what messages call a file."""
    return PurePath(path).name if path != "-" else "standard input"


def marks_in(
    stream: io.BufferedReader, source: str, name: str | None = None, options: ReadOptions | None = None
) -> Iterator[Mark | Rejected]:
    """Yield every record of an open file, see `read_marks`."""
    options = options or ReadOptions()
    head = head_of(stream, source, options.encoding)
    yield from _format(name, head, source).read(stream, source, options)


def read_patents(path: str, options: ReadOptions | None = None) -> Iterator[Patent | Rejected]:
    """Yield every patent of a file (canonical JSON Lines, or a table with a header) as a `Patent` or a `Rejected`.

    Raises:
        UnreadableFile: the file cannot be opened, or is empty.
        UnknownFormat: the file is neither.

    """
    options = options or ReadOptions()
    source = source_name(path)
    with opened(path, options.watch) as stream:
        head = head_of(stream, source, options.encoding)
        reader = canonical.read_patents if canonical.looks_like(head) else table.read_patents
        yield from reader(stream, source, options)


def requests_in(
    stream: io.BufferedReader, source: str, options: ReadOptions | None = None
) -> Iterator[NameRequest | Rejected]:
    """Yield every row of an office's table of requests for trade names.

    Raises:
        UnreadableFile: the file is empty, binary, or cut or damaged.
        UnknownFormat: no column holds the first name.

    """
    options = options or ReadOptions()
    head_of(stream, source, options.encoding)
    yield from table.read_requests(stream, source, options)


_FIRST_ROWS = 30  # of a spreadsheet, that tell what it holds
_BINARY = {
    b"%PDF": "a PDF; ask for the data as a table or as JSON Lines",
    b"\xd0\xcf\x11\xe0": "an old Office file; save the table as CSV (UTF-8)",
}


def head_of(stream: io.BufferedReader, source: str, encoding: str | None = None) -> str:
    """Return the beginning of an open file as text, without taking it.

    Raises:
        UnreadableFile: the file is empty, binary, or cut or damaged.
        UnknownFormat: it is XML, or there is no such encoding.

    """
    try:
        head = stream.peek(HEAD)[:HEAD]
    except DAMAGED as error:
        raise UnreadableFile(f"{source}: is cut or damaged ({error}); ask for it anew") from None
    if head.startswith(ZIP):
        return "\n".join(text for _, text in islice(sheet_lines(stream, source), _FIRST_ROWS))
    encoding_name = known_encoding(encoding) if encoding else encoding_of(head)
    for magic, kind in _BINARY.items():
        if head.startswith(magic):
            raise UnreadableFile(f"{source}: is {kind}")
    if _is_binary(head) and not encoding_name.startswith(("utf-16", "utf-32")):
        raise UnreadableFile(f"{source}: is a binary file, not a text; ask for a table or JSON Lines")
    try:
        text = head.decode(encoding_name, "replace")
    except UnicodeError:
        raise UnknownFormat(f"{source}: is not {encoding_name.upper()}; name another encoding (--encoding)") from None
    first_letter = text.replace("\ufeff", "").lstrip()[:1]
    if not first_letter:
        raise UnreadableFile(f"{source}: is empty")
    if first_letter == "<":
        raise UnknownFormat(f"{source}: is XML or HTML, which is not read yet; export the records as CSV or JSON Lines")
    return text


def _is_binary(head: bytes) -> bool:
    """Return whether every twentieth byte is a control character; one that strayed into a text costs its record
    only.
    """
    return 20 * sum(head.count(code) for code in range(9)) > len(head)


def _format(name: str | None, head: str, source: str) -> Format:
    if name is None:
        return detect(head, source)
    for file_format in FORMATS:
        if file_format.name == name:
            return file_format
    raise UnknownFormat(f'"{name}" is not a format; choose one of {", ".join(f.name for f in FORMATS)}')
