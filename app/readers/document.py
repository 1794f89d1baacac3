"""What a reader makes of an uploaded document."""

from dataclasses import dataclass
from enum import StrEnum

from app.facts.article import ArticleMetadata


class DocumentKind(StrEnum):
    """The kinds of document that are read here, by their media types."""

    PLAIN_TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EMAIL = "message/rfc822"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document's text, cleaned once and for all, and what the document says of itself."""

    text: str
    metadata: ArticleMetadata
