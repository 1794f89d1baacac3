"""One ingested document."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.facts.partial_date import PartialDate


class ArticleStatus(StrEnum):
    """Whether an article stands as it is, is disputed, or is withheld in part."""

    ACTIVE = "active"
    DISPUTED = "disputed"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class ArticleMetadata:
    """What a caller, or the document itself, says about an article beside its text."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: PartialDate | None = None
    language: str | None = None

    def completed_by(self, other: "ArticleMetadata") -> "ArticleMetadata":
        """This metadata, and the other's wherever this says nothing."""
        return ArticleMetadata(
            url=self.url or other.url,
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            authors=self.authors or other.authors,
            published_at=self.published_at or other.published_at,
            language=self.language or other.language,
        )


@dataclass(frozen=True, slots=True)
class FactCounts:
    """How many facts of each sort an article holds, and how many sources they are attributed to."""

    quotes: int
    figures: int
    sources: int


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article without its text. `words` counts stretches between white space."""

    id: str
    version: int
    previous_id: str | None
    metadata: ArticleMetadata
    ingested_at: datetime
    sha256: str
    characters: int
    words: int
    counts: FactCounts
    status: ArticleStatus
    reply: str | None
