"""What reads documents and articles: here and now, or in processes of its own (`extraction_pool.py`)."""

from typing import Protocol

from app.facts.extractor import QuoteMethod
from app.facts.reading import ArticleContext, Reading
from app.readers.document import ReadDocument
from app.workers import tasks


class Extraction(Protocol):
    """Bytes in, text out; text in, facts out.

    Both raise the errors of `app/facts/errors.py`, `ExtractionUnavailable` and `ExtractionTimedOut` among them.
    """

    def read_document(self, content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
        """Read the clean text and the metadata of an uploaded document."""
        ...

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        """Find every fact of an article."""
        ...


class InProcessExtraction:
    """Extraction in the calling process: for one document at the command line, and for tests."""

    def __init__(self, method: QuoteMethod = QuoteMethod.LEARNED) -> None:
        """`method` is how quotes are found."""
        self._method = method

    def read_document(self, content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
        """Read the clean text and the metadata of an uploaded document."""
        return tasks.read_document(content, media_type, file_name)

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        """Find every fact of an article. The first call loads the language model."""
        return tasks.read_article(text, context, self._method)
