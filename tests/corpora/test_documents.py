"""Files that describe an invention: read by content, and a clear line for those that cannot be."""

from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter

from corpora.errors import UnreadableFile
from corpora.files.documents import read_document


def test_text_and_word_are_read_by_content(tmp_path: Path) -> None:
    plain = tmp_path / "idea.md"
    plain.write_text("\ufeffUn distillateur solaire", "utf-8")
    assert read_document(str(plain)) == "Un distillateur solaire"
    document = Document()
    document.add_paragraph("جهاز لتحلية المياه")
    document.add_table(1, 1).rows[0].cells[0].text = "a basin"
    document.save(str(tmp_path / "idea.txt"))
    assert read_document(str(tmp_path / "idea.txt")) == "جهاز لتحلية المياه\na basin"


def test_a_pdf_is_read(tmp_path: Path) -> None:
    body = b"BT /F1 12 Tf 20 100 Td (A solar still with a basin) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    data = b"%PDF-1.4\n"
    starts = []
    for number, item in enumerate(objects, start=1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    data += b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )
    path = tmp_path / "idea.pdf"
    path.write_bytes(data)
    assert read_document(str(path)).strip() == "A solar still with a basin"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no text"),
        (b"  \n ", "holds no text"),
        (b"\xff\xfe\x00", "neither UTF-8 text"),
        (b"%PDF-1.4 damaged", "is damaged"),
        (b"PK\x03\x04 damaged", "is damaged"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "idea.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=said) as error:
        read_document(str(path))
    assert "\n" not in str(error.value)


def test_a_locked_pdf_and_a_missing_file(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(UnreadableFile, match="locked with a password"):
        read_document(str(tmp_path / "locked.pdf"))
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_document(str(tmp_path / "absent.txt"))
