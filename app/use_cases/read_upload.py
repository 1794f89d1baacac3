"""Reading an uploaded document: what its sender knows of it wins over what it says of itself."""

from dataclasses import replace

from app.facts.article import ArticleMetadata
from app.readers.document import ReadDocument
from app.workers.extraction import Extraction


def read_upload(
    extraction: Extraction,
    content: bytes,
    media_type: str | None,
    file_name: str | None,
    given: ArticleMetadata,
) -> ReadDocument:
    """Read a document's text, and join its metadata with the given: each given field wins.

    The language is never taken from the document, whose mark-up often tells it wrongly: it is given, or detected.
    Raises what `read_document` and the extraction raise.
    """
    document = extraction.read_document(content, media_type, file_name)
    metadata = replace(given.completed_by(document.metadata), language=given.language)
    return ReadDocument(document.text, metadata)
