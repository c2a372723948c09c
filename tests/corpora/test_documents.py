"""Files that describe an invention: read by content, and a clear line for those that cannot be."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from pypdf import PdfWriter

from corpora.errors import UnreadableFile
from corpora.files.documents import read_document, text_of


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


LISTS = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="99"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="{form}"/>
<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>
<w:num w:numId="77"><w:abstractNumId w:val="99"/></w:num></w:numbering>"""


def numbered(form: str = "lowerLetter", text: str = "%2)") -> bytes:
    """Claims as Word numbers them, with a table between, a header, a deleted word and a content control."""
    document = Document()
    lists = document.part.numbering_part.element
    made = parse_xml(LISTS.format(form=form, text=text))
    abstract, num = made
    lists.insert(0, abstract)
    lists.append(num)
    document.sections[0].header.paragraphs[0].text = "DOCKET 12"
    document.add_paragraph("CLAIMS")
    for level, words in ((0, "A pump comprising:"), (1, "a rotor;"), (1, "a stator."), (0, "The pump of claim 1.")):
        paragraph = document.add_paragraph(words)
        place = f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(place))
        if words == "a stator.":
            deleted = f'<w:del xmlns:w="{W}"><w:r><w:delText>not</w:delText><w:t>gone</w:t></w:r></w:del>'
            paragraph._p.append(parse_xml(deleted))
            inserted = f'<w:ins xmlns:w="{W}"><w:r><w:t> Or two.</w:t></w:r></w:ins>'
            paragraph._p.append(parse_xml(inserted))
            table = document.add_table(1, 2)
            table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_paragraph("by style", style="List Number")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("form", "text", "steps"),
    [
        ("lowerLetter", "%2)", "a) b)"),
        ("upperRoman", "(%2)", "(I) (II)"),
        ("decimal", "%1.%2", "1.1 1.2"),
        ("bullet", "•", ""),
    ],
)
def test_automatic_numbers_of_word_are_read(form: str, text: str, steps: str) -> None:
    first, second = [*steps.split(), "", ""][:2]
    assert text_of(numbered(form, text), "a.docx").splitlines() == [
        "CLAIMS",
        "1.\tA pump comprising:",
        f"{first}\ta rotor;".lstrip(),
        f"{second}\ta stator. Or two.".lstrip(),
        "left\tright",
        "2.\tThe pump of claim 1.",
        "1.\tby style",
    ]


def bomb(part: str, size: int) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(numbered())) as whole, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in whole.namelist():
            made.writestr(name, whole.read(name))
        made.writestr(part, b" " * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb("word/more.xml", 20 << 20), "unpacks to more"),
        (bomb("word/media/image.png", 130 << 20), "unpacks to more"),
        (b"{\\rtf1 hello}", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word file"),
        (b"word " * 41_000, "more than 200,000 letters"),
    ],
)
def test_what_is_too_much_or_of_another_kind_is_one_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as error:
        text_of(data, "a.docx")
    assert "\n" not in str(error.value)


def test_another_archive_is_no_word_file() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("content.xml", "<office/>")
    with pytest.raises(UnreadableFile, match="no Word file"):
        text_of(out.getvalue(), "a.odt")
