"""Reading an article on record anew: its facts are found first, and then replaced in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.archive.articles import get_article, get_article_text
from app.archive.new_article import IndexedReading
from app.archive.replace_reading import compare_reading, replace_reading
from app.archive.unit_of_work import WriteSession
from app.facts.article import Article
from app.facts.reading import ArticleContext
from app.facts.reading_changes import ReadingChanges
from app.use_cases.ingest_article import index_reading
from app.workers.extraction import Extraction


@dataclass(frozen=True, slots=True)
class ArticleToRead:
    """An article on record with the text in which its facts are found."""

    article: Article
    text: str


def get_article_to_read(session: Session, identifier: str) -> ArticleToRead:
    """An article with its text. Raises NotOnRecord or NoLongerOnRecord."""
    return ArticleToRead(get_article(session, identifier), get_article_text(session, identifier))


def read_anew(extraction: Extraction, stored: ArticleToRead) -> IndexedReading:
    """Find the facts of an article as if it were new, and what they are searched by; touches no database.

    Its language is the one it was first read in. Raises what the extraction raises.
    """
    metadata = stored.article.metadata
    context = ArticleContext(metadata.title, metadata.publisher, metadata.published_at)
    return index_reading(extraction.read_article(stored.text, context), stored.text, context)


def reextract_article(session: WriteSession, identifier: str, indexed: IndexedReading, now: datetime) -> ReadingChanges:
    """Put a new reading of an article in the place of the one on record; what is the same keeps its ids.

    The article's text, metadata, status and reply stay. Raises NotOnRecord, or NoLongerOnRecord where it was deleted
    while it was being read.
    """
    return replace_reading(session, identifier, indexed, now=now)


def compare_article(session: Session, identifier: str, indexed: IndexedReading) -> ReadingChanges:
    """Tell what `reextract_article` would change, and change nothing. Raises NotOnRecord or NoLongerOnRecord."""
    return compare_reading(session, identifier, indexed)
