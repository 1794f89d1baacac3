"""What reading an uploaded document gives."""

from dataclasses import dataclass

from app.facts.article import ArticleMetadata


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document's clean text, as it will be stored, and what the document says about itself."""

    text: str
    metadata: ArticleMetadata
