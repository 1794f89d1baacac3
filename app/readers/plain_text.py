"""Reading plain text."""

from app.facts.article import ArticleMetadata
from app.readers.character_set import decode
from app.readers.clean_text import clean_text
from app.readers.document import ReadDocument


def read_plain_text(content: bytes, charset: str | None) -> ReadDocument:
    """Read a plain text, kept as it is but for line ends and Unicode composition; no metadata is guessed."""
    return ReadDocument(clean_text(decode(content, charset)), ArticleMetadata())
