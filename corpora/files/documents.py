"""The text of a file that describes an invention: plain text, Markdown, Word, PDF or XML; or standard input."""

import logging
import sys
from io import BytesIO
from pathlib import Path

from corpora.errors import UnreadableFile
from corpora.files.word import word_text

LARGEST = 50 * 1024 * 1024  # bytes of a file; a description is a few hundred kilobytes
MOST_LETTERS = 200_000  # of a text or of claims, whichever way they come: some eighty pages
_OTHERS = {
    b"{\\rtf": "an RTF file; save it as docx, PDF or text",
    b"\xd0\xcf\x11\xe0": "an old Word file (doc); save it as docx, PDF or text",
}


def read_document(name: str) -> str:
    """Return the text of a file by its content, not its ending; `-` is standard input, read in the same way.

    Raises:
        UnreadableFile: it cannot be opened, is too large, is locked, holds no text (a scanned PDF) or too much, or is
            no kind that is read.

    """
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFile(f"{name}: cannot be opened ({error.strerror}); check the name") from None
    if len(data) > LARGEST:
        raise UnreadableFile(f"{name}: is larger than {LARGEST >> 20} MB; give the description alone")
    return text_of(data, "standard input" if name == "-" else Path(name).name)


def text_of(data: bytes, name: str) -> str:
    """Return the text of a file's bytes (see `read_document`); `name` is for messages."""
    for magic, kind in _OTHERS.items():
        if data.startswith(magic):
            raise UnreadableFile(f"{name}: is {kind}")
    try:
        if data.startswith(b"%PDF"):
            text = _pdf(data, name)
        elif data.startswith(b"PK\x03\x04"):
            text = word_text(data, name)
        else:
            text = data.decode("utf-8-sig")
    except UnreadableFile:
        raise
    except UnicodeDecodeError:
        raise UnreadableFile(f"{name}: is neither UTF-8 text, Word (docx) nor PDF; save it as one of them") from None
    except Exception as error:
        raise UnreadableFile(
            f"{name}: is damaged ({type(error).__name__}); save it again as docx, PDF or text"
        ) from None
    if not text.strip():
        raise UnreadableFile(f"{name}: holds no text; a scanned file needs character recognition first")
    if len(text) > MOST_LETTERS:
        raise UnreadableFile(
            f"{name}: has more than {MOST_LETTERS:,} letters; give the claims, or the part that says what is new"
        )
    return text


def _pdf(data: bytes, name: str) -> str:
    from pypdf import PdfReader

    # What it says of a damaged file would stand before our one line, with pieces of an unpublished text.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile(f"{name}: is locked with a password; save it without one")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MOST_LETTERS:  # enough to refuse it
            break
    return "\n".join(pages)
