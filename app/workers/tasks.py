"""What a worker can be asked to do.

The server names these functions to its workers and never runs them, so they import what they need only when they run:
a process that has no reading to do loads neither language model nor document readers.
"""

from app.facts.extractor import QuoteMethod
from app.facts.reading import ArticleContext, Reading
from app.readers.document import ReadDocument


def read_document(content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
    """Read the clean text and the metadata of an uploaded document."""
    from app.readers.read_document import read_document as read_in_this_process

    return read_in_this_process(content, media_type, file_name)


def read_article(text: str, context: ArticleContext, method: QuoteMethod = QuoteMethod.LEARNED) -> Reading:
    """Find every fact of an article."""
    from app.extraction.read_article import read_article as read_in_this_process

    return read_in_this_process(text, context, method)


def warm_up() -> None:
    """Load everything the other tasks need by doing each once."""
    document = read_document(b"Nothing is settled yet, the clerk said.\n", "text/plain", None)
    read_article(document.text, ArticleContext())
