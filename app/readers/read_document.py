"""Reading an uploaded document, whatever its kind."""

from app.facts.errors import DocumentWithoutText
from app.readers.check_storable import check_storable
from app.readers.document import DocumentKind, ReadDocument
from app.readers.document_kind import DeclaredType, find_kind
from app.readers.email_message import read_email
from app.readers.html_page import read_html
from app.readers.markdown_text import read_markdown
from app.readers.pdf_document import read_pdf
from app.readers.plain_text import read_plain_text
from app.readers.word_document import read_word


def read_document(content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
    """Read a document's text and what it says of itself.

    The kind is told by the content's signature, the declared media type (with its charset), the file's name and the
    content's look, in this order. The text is cleaned once, can be stored as it is and is not blank; paragraphs are
    lines. Nothing is fetched, and files named inside the document are not opened.
    Raises UnsupportedMediaType, BrokenDocument, EncryptedDocument, DocumentWithoutText and UnstorableText.
    """
    declared = DeclaredType.parse(media_type)
    if not content.strip():
        raise DocumentWithoutText("the document is empty")
    document = _read(find_kind(content, declared.media_type, file_name), content, declared.charset)
    check_storable(document.text)
    return document


def _read(kind: DocumentKind, content: bytes, charset: str | None) -> ReadDocument:
    match kind:
        case DocumentKind.PLAIN_TEXT:
            return read_plain_text(content, charset)
        case DocumentKind.MARKDOWN:
            return read_markdown(content, charset)
        case DocumentKind.HTML:
            return read_html(content, charset)
        case DocumentKind.PDF:
            return read_pdf(content)
        case DocumentKind.WORD:
            return read_word(content)
        case DocumentKind.EMAIL:
            return read_email(content)
