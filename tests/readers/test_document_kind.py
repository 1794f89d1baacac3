"""What kind of document some bytes are."""

import io
import zipfile

import pytest

from app.facts.errors import BrokenDocument, EncryptedDocument, UnsupportedMediaType
from app.readers.document import DocumentKind
from app.readers.document_kind import DeclaredType, find_kind
from tests.readers.documents import lines_at, pdf_of, word_of

PDF = pdf_of([lines_at(700, "The quay is shut.")])
WORD = word_of("The quay is shut.")


def archive_of(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "file_name", "kind"),
    [
        (b"The quay.", "text/plain", None, DocumentKind.PLAIN_TEXT),
        (b"The quay.", "", None, DocumentKind.PLAIN_TEXT),
        (b"# The quay", "text/markdown", "quay.txt", DocumentKind.MARKDOWN),
        (b"# The quay", "application/octet-stream", "QUAY.MD", DocumentKind.MARKDOWN),
        (b"<p>The quay", "text/html", None, DocumentKind.HTML),
        (b"\xef\xbb\xbf<!-- x --><!DOCTYPE html><html>", "", None, DocumentKind.HTML),
        (b"<p>He said no.</p>", "", None, DocumentKind.HTML),
        (b"<p>He said no.</p>", "text/plain", None, DocumentKind.PLAIN_TEXT),
        (b"Some <b>words</b>", "", None, DocumentKind.PLAIN_TEXT),
        (PDF, "application/pdf", None, DocumentKind.PDF),
        (PDF, "text/plain", "quay.txt", DocumentKind.PDF),
        (b"\n" + PDF, "", None, DocumentKind.PDF),
        (b"A PDF begins with %PDF-1.4.", "text/plain", None, DocumentKind.PLAIN_TEXT),
        (WORD, DocumentKind.WORD.value, None, DocumentKind.WORD),
        (WORD, "application/msword", "quay.doc", DocumentKind.WORD),
        (WORD, "", None, DocumentKind.WORD),
        (b"Subject: Quay\nFrom: a@b.example\n\nHello", "", None, DocumentKind.EMAIL),
        (b"X: y\n\nHello", "message/rfc822", None, DocumentKind.EMAIL),
        (b"Note: this is text.\nIt goes on.", "", None, DocumentKind.PLAIN_TEXT),
        (b"The quay.", "", "quay.unknownsuffix", DocumentKind.PLAIN_TEXT),
        (b"The quay.", "", "C:\\texts\\quay.md", DocumentKind.MARKDOWN),
    ],
)
def test_kind_is_told(content: bytes, media_type: str, file_name: str | None, kind: DocumentKind) -> None:
    assert find_kind(content, media_type, file_name) is kind


@pytest.mark.parametrize(
    ("content", "media_type", "file_name", "named"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "text/plain", None, "image/png"),
        (b"\x89PNG\r\n\x1a\n\x00", "", None, "image/png"),
        (b"{}", "application/json", None, "application/json"),
        (b"a,b", "", "quay.csv", "text/csv"),
        (b"{\\rtf1 The quay}", "", "quay.txt", "application/rtf"),
        (b"old", "", "quay.doc", "application/msword"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "", None, "application/msword"),
        (archive_of("xl/workbook.xml"), "", None, "spreadsheetml"),
        (archive_of("ppt/presentation.xml"), "", None, "presentationml"),
        (archive_of("mimetype", "content.xml"), "", "quay.odt", "opendocument"),
        (archive_of("quay.txt"), "application/zip", None, "application/zip"),
    ],
)
def test_kinds_not_read_here_are_named(content: bytes, media_type: str, file_name: str | None, named: str) -> None:
    with pytest.raises(UnsupportedMediaType, match=named):
        find_kind(content, media_type, file_name)


@pytest.mark.parametrize("media_type", [DocumentKind.PDF.value, DocumentKind.WORD.value])
def test_declared_kind_that_the_bytes_are_not_is_broken(media_type: str) -> None:
    with pytest.raises(BrokenDocument, match="its bytes are not one"):
        find_kind(b"The quay is shut.", media_type, None)


def test_office_file_with_a_password_is_encrypted() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedDocument):
        find_kind(content, DocumentKind.WORD.value, "quay.docx")


def test_damaged_archive_is_broken() -> None:
    with pytest.raises(BrokenDocument):
        find_kind(WORD[:200], "", "quay.docx")


@pytest.mark.parametrize(
    ("declared", "media_type", "charset"),
    [
        (None, "", None),
        (" ", "", None),
        ('Text/HTML; Charset="ISO-8859-1"', "text/html", "ISO-8859-1"),
        ("text/plain;charset=utf-8; format=flowed", "text/plain", "utf-8"),
        ("text/plain\r\nX: y", "text/plain x: y", None),
    ],
)
def test_declared_type_is_taken_apart(declared: str | None, media_type: str, charset: str | None) -> None:
    assert DeclaredType.parse(declared) == DeclaredType(media_type, charset)
