"""What is handed to the archive to be recorded."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.facts.article import Article, ArticleMetadata
from app.facts.reading import Reading


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article not yet recorded. `language` is the one it was read in."""

    text: str
    metadata: ArticleMetadata
    ingested_at: datetime
    language: str

    @property
    def sha256(self) -> str:
        """The hash of the text in UTF-8. Raises UnicodeEncodeError where the text holds lone surrogates."""
        return sha256_of(self.text)


@dataclass(frozen=True, slots=True)
class IndexedReading:
    """A reading with what its sources are known by and its facts are found by, under the reading's local ids.

    `search_fields` has the fields `subject`, `content`, `source` and `context` of every fact; each, as
    `article_terms`, is folded and stemmed terms joined by blanks. `copy_keys` is what copies of the text are looked for
    by. `vectors` tells what a fact means (`app/meaning/encoder.py`).
    """

    reading: Reading
    source_keys: Mapping[str, tuple[str, ...]]
    search_fields: Mapping[str, Mapping[str, str]]
    article_terms: str
    copy_keys: tuple[int, ...]
    vectors: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recording:
    """An article on record, and whether it is there only since now."""

    article: Article
    is_new: bool


def sha256_of(text: str) -> str:
    """The hash that an article's text is known by."""
    return hashlib.sha256(text.encode()).hexdigest()
