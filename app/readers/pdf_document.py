"""Reading PDF documents."""

import io
import logging

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from app.facts.article import ArticleMetadata
from app.facts.errors import BrokenDocument, DocumentWithoutText, EncryptedDocument, UnreadableDocument
from app.readers.clean_text import clean_layout
from app.readers.document import ReadDocument
from app.readers.pdf_lines import PdfLine, lines_of_page
from app.readers.pdf_paragraphs import paragraphs_of, without_running_heads

_MAX_PAGES = 500
_MAX_CHARACTERS = 5_000_000
_TITLES_OF_PROGRAMS = ("untitled", "microsoft word - ", "slide 1", "powerpoint presentation")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(content: bytes) -> ReadDocument:
    """Read a PDF's text, a paragraph a line, without running heads and page numbers, and its title and authors.

    A PDF that only restricts what may be done with it opens; the date of the file is not the date of publication and
    is not taken for one. Raises BrokenDocument, EncryptedDocument, DocumentWithoutText where the pages hold only
    pictures or nothing, and UnreadableDocument for more than 500 pages.
    """
    reader = _open(content)
    pages = _pages_of(reader)
    texts = _lines_within_limits(pages)
    text = clean_layout("\n".join(paragraphs_of(without_running_heads(texts))))
    if not text:
        text = clean_layout("\n".join(line.words for lines in texts for line in lines))
    if not text:
        raise DocumentWithoutText(_why_without_text(pages))
    return ReadDocument(text, _metadata_of(reader))


def _open(content: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        is_locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except DependencyError as error:
        raise EncryptedDocument("the PDF is encrypted in a way that is not read here") from error
    except Exception as error:
        # pypdf lets errors of every kind through where a file is damaged.
        raise BrokenDocument("the PDF is damaged: its structure cannot be read") from error
    if is_locked:
        raise EncryptedDocument("the PDF is protected by a password")
    return reader


def _pages_of(reader: PdfReader) -> list[PageObject]:
    try:
        pages = list(reader.pages[: _MAX_PAGES + 1])
    except Exception as error:
        raise BrokenDocument("the PDF is damaged: its pages cannot be found") from error
    if not pages:
        raise BrokenDocument("the PDF is damaged: it has no pages")
    if len(pages) > _MAX_PAGES:
        raise UnreadableDocument(f"the PDF has more than {_MAX_PAGES} pages")
    return pages


def _lines_within_limits(pages: list[PageObject]) -> list[list[PdfLine]]:
    texts: list[list[PdfLine]] = []
    characters = 0
    for number, page in enumerate(pages, start=1):
        texts.append(_lines_of(page, number))
        characters += sum(len(line.words) for line in texts[-1])
        if characters > _MAX_CHARACTERS:
            raise UnreadableDocument(f"the PDF holds more than {_MAX_CHARACTERS} characters of text")
    return texts


def _lines_of(page: PageObject, number: int) -> list[PdfLine]:
    try:
        return lines_of_page(page)
    except Exception as error:
        raise BrokenDocument(f"the PDF is damaged: page {number} cannot be read") from error


def _why_without_text(pages: list[PageObject]) -> str:
    if any(_shows_picture(page) for page in pages):
        return "the PDF holds only pictures of its pages; text has to be recognised in them (OCR) first"
    return "the PDF holds no text"


def _shows_picture(page: PageObject) -> bool:
    try:
        objects = page["/Resources"]["/XObject"]  # type: ignore[index]
        return any(objects[name].get("/Subtype") == "/Image" for name in objects)
    except (PyPdfError, KeyError, TypeError, AttributeError, ValueError):
        return False


def _metadata_of(reader: PdfReader) -> ArticleMetadata:
    try:
        information = reader.metadata
        title = " ".join(str(information.title or "").split()) if information else ""
        author = str(information.author or "") if information else ""
    except Exception:
        # Damaged information about a document that can be read is no reason to refuse it.
        return ArticleMetadata()
    names = (" ".join(name.split()) for name in author.replace("\x00", "").split(";"))
    title = title.replace("\x00", "")
    return ArticleMetadata(
        title=None if not title or title.lower().startswith(_TITLES_OF_PROGRAMS) else title,
        authors=tuple(dict.fromkeys(name for name in names if name)),
    )
