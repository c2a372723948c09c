"""The text of a file that describes an invention: plain text, Markdown, Word or PDF; or standard input."""

import logging
import sys
from io import BytesIO
from pathlib import Path

from corpora.errors import UnreadableFile

LARGEST = 50 * 1024 * 1024  # bytes of a file; a description is a few hundred kilobytes
MOST_CHARACTERS = 2_000_000  # a Word or PDF file may unpack to far more than it holds


def read_document(name: str) -> str:
    """Return the text of a file by its content, not its ending; `-` reads UTF-8 text from standard input.

    Raises:
        UnreadableFile: it cannot be opened, is too large, is locked, holds no text (a scanned PDF), or is no kind
            that is read.

    """
    if name == "-":
        return sys.stdin.read(MOST_CHARACTERS)
    try:
        with Path(name).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFile(f"{name}: cannot be opened ({error.strerror}); check the name") from None
    if len(data) > LARGEST:
        raise UnreadableFile(f"{name}: is larger than {LARGEST >> 20} MB; give the description alone")
    return text_of(data, Path(name).name)


def text_of(data: bytes, name: str) -> str:
    """Return the text of a file's bytes (see `read_document`); `name` is for messages."""
    try:
        if data.startswith(b"%PDF"):
            text = _pdf(data, name)
        elif data.startswith(b"PK\x03\x04"):
            text = _word(data)
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
    return text[:MOST_CHARACTERS]


def _pdf(data: bytes, name: str) -> str:
    from pypdf import PdfReader

    # What it says of a damaged file would stand before our one line, with pieces of an unpublished text.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile(f"{name}: is locked with a password; save it without one")
    return "\n".join(page.extract_text() for page in reader.pages)


def _word(data: bytes) -> str:
    from docx import Document

    document = Document(BytesIO(data))
    rows = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])
