"""Small documents of every kind, built for the tests of the readers."""

import io
from collections.abc import Sequence

import docx
from pypdf import PdfReader, PdfWriter

PdfText = tuple[float, float, float, str]


def pdf_of(pages: Sequence[Sequence[PdfText]], *, with_picture: bool = False) -> bytes:
    """A PDF whose pages show lines of text: x, y and size in points, then the words."""
    page_ids = [4 + 2 * index for index in range(len(pages))]
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{i} 0 R' for i in page_ids)}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    picture_id = 4 + 2 * len(pages)
    picture = f"/XObject << /Im0 {picture_id} 0 R >>" if with_picture else ""
    for page_id, lines in zip(page_ids, pages, strict=True):
        shown = b"q 200 0 0 200 50 500 cm /Im0 Do Q " if with_picture else b""
        shown += b"".join(_shown(*line) for line in lines)
        objects[page_id] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {page_id + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {picture} >> >>"
        ).encode()
        objects[page_id + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown)
    if with_picture:
        objects[picture_id] = (
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Length 1 >>\nstream\n\x80\nendstream"
        )
    return _assembled(objects)


def _shown(x: float, y: float, size: float, words: str) -> bytes:
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, escaped)


def _assembled(objects: dict[int, bytes]) -> bytes:
    file = b"%PDF-1.4\n"
    places = []
    for number, body in sorted(objects.items()):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(file)
    count = len(objects) + 1
    return file + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        count,
        table,
        count,
        start,
    )


def rewritten_pdf(
    content: bytes, *, user: str | None = None, owner: str | None = None, title: str = "", author: str = ""
) -> bytes:
    """The same PDF with passwords and information about it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    if title or author:
        writer.add_metadata({"/Title": title, "/Author": author})
    if user is not None:
        writer.encrypt(user, owner, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def word_of(*paragraphs: str, title: str = "", author: str = "", rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word document of paragraphs, then a table."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def lines_at(first_y: float, *words: str, x: float = 72, size: float = 11, pitch: float = 14) -> list[PdfText]:
    """Lines one below the other."""
    return [(x, first_y - index * pitch, size, line) for index, line in enumerate(words)]
