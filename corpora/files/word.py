"""The text of a Word file (docx) as it is read on paper: paragraphs with their automatic numbers, tables where they
stand. Headers, footers, footnotes, comments and deleted words are left out.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from corpora.errors import UnreadableFile
from corpora.files.word_numbers import Numbering

MOST_XML = 16 * 1024 * 1024  # bytes of XML: a description of 200,000 letters has about two million
MOST_UNPACKED = 120 * 1024 * 1024  # bytes of all parts, pictures too
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def word_text(data: bytes, name: str) -> str:
    """Return the text of a docx file, a line a paragraph; cells of a table's row are parted by tabs.

    Raises:
        UnreadableFile: it is another kind of archive, or unpacks to far more than any document has.

    """
    from docx import Document

    _check_sizes(data, name)
    try:
        document = Document(BytesIO(data))
    except (KeyError, ValueError):
        raise UnreadableFile(f"{name}: is an archive but no Word file; save the text as docx, PDF or text") from None
    numbering = Numbering(document.part)
    return "\n".join(_blocks(document.element.body, numbering))


def _check_sizes(data: bytes, name: str) -> None:
    """Refuse a file whose parts unpack to too much, by what its directory says: no more than that is ever read."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
            count = len(archive.infolist())
    except BadZipFile:
        raise UnreadableFile(f"{name}: is damaged (BadZipFile); save it again as docx, PDF or text") from None
    xml = sum(size for part, size in sizes.items() if part.lower().endswith((".xml", ".rels")))
    if xml > MOST_XML or sum(sizes.values()) > MOST_UNPACKED or count > 10_000:
        raise UnreadableFile(
            f"{name}: unpacks to more than any document has ({MOST_XML >> 20} MB of text); give the description alone"
        )


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of a body or cell: paragraphs, and rows of tables, in their order."""
    for child in parent:
        if child.tag == f"{_W}p":
            label, text = numbering.label(child), "".join(_run_texts(child))
            if text.strip():
                yield f"{label}\t{text}" if label else text
            for box in child.iter(f"{_W}txbxContent"):
                if not any(above.tag in _LEFT_OUT for above in box.iterancestors()):
                    yield from _blocks(box, numbering)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if next(row.iterancestors(f"{_W}tbl")) is child:
                    yield "\t".join(filter(None, ("\n".join(_blocks(cell, numbering)) for cell in _cells(row))))
        elif child.tag not in _LEFT_OUT and child.tag != f"{_W}sectPr":  # content controls, custom XML, inserted blocks
            yield from _blocks(child, numbering)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row)


def _run_texts(element: Any) -> Iterator[str]:
    """Yield the words of a paragraph; those of text boxes in it are blocks of their own."""
    for child in element:
        if child.tag in {f"{_W}t", f"{_M}t"}:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _LEFT_OUT and child.tag not in {f"{_W}txbxContent", f"{_W}pPr"}:
            yield from _run_texts(child)
