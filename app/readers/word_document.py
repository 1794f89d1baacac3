"""Reading Word documents (.docx)."""

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from app.facts.article import ArticleMetadata
from app.facts.errors import BrokenDocument, DocumentWithoutText, EncryptedDocument
from app.readers.clean_text import clean_layout
from app.readers.document import ReadDocument

_MAX_UNPACKED_BYTES = 200_000_000
_MAX_XML_BYTES = 50_000_000
_MAX_TABLE_DEPTH = 5
_ENCRYPTED = 0x1
_BEGINNING = 4096


def read_word(content: bytes) -> ReadDocument:
    """Read a Word document's paragraphs and tables in order, a paragraph or a row a line, and its title and authors.

    Headers, footers, footnotes and comments are left out, and so are words that tracked changes deleted. The date of
    the file is not the date of publication and is not taken for one.
    Raises BrokenDocument, EncryptedDocument and DocumentWithoutText.
    """
    _check_archive(content)
    try:
        document = docx.Document(io.BytesIO(content))
        text = clean_layout("\n".join(_lines_of(document, depth=0)))
        metadata = _metadata_of(document)
    except Exception as error:
        # python-docx, lxml and zipfile let errors of every kind through where a file is damaged.
        raise BrokenDocument("the Word document is damaged") from error
    if not text:
        raise DocumentWithoutText("the Word document holds no text")
    return ReadDocument(text, metadata)


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            beginning = _beginning_of(archive)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError) as error:
        raise BrokenDocument("the Word document is damaged: its archive cannot be opened") from error
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise EncryptedDocument("the Word document is protected by a password")
    if b"<!DOCTYPE" in beginning:
        raise BrokenDocument("the Word document declares entities, which none may")
    if sum(entry.file_size for entry in entries) > _MAX_UNPACKED_BYTES:
        raise BrokenDocument("the Word document unpacks to more than it may")
    if any(entry.file_size > _MAX_XML_BYTES for entry in entries if entry.filename.endswith((".xml", ".rels"))):
        raise BrokenDocument("the Word document unpacks to more text than it may")


def _beginning_of(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("word/document.xml") as part:
            return part.read(_BEGINNING)
    except (KeyError, RuntimeError, zlib.error, OSError):
        return b""


def _lines_of(container: Document, *, depth: int) -> Iterator[str]:
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield _words_of(block)
        elif isinstance(block, Table):
            yield from _rows_of(block, depth)


def _words_of(paragraph: Paragraph) -> str:
    is_item = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    bullet = "- " if (is_item or style.startswith("List ")) and not style.startswith("Heading") else ""
    words = paragraph.text
    return bullet + words if words.strip() else ""


def _rows_of(table: Table, depth: int) -> Iterator[str]:
    for row in table.rows:
        cells = dict.fromkeys(row.cells)
        if len(cells) == 1 and depth < _MAX_TABLE_DEPTH:
            yield from _lines_of(next(iter(cells)), depth=depth + 1)
        else:
            yield "\t".join(" ".join(cell.text.split()) for cell in cells)


def _metadata_of(document: Document) -> ArticleMetadata:
    properties = document.core_properties
    authors = (" ".join(name.split()) for name in properties.author.split(";"))
    title = " ".join(properties.title.split())
    return ArticleMetadata(
        title=title if title and title != "Word Document" else None,
        authors=tuple(dict.fromkeys(name for name in authors if name and name != "python-docx")),
    )
