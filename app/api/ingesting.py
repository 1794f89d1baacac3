"""Ingesting at the edge: reading first, then one unit of work, which is durable before anything is answered."""

from dataclasses import replace
from datetime import UTC, datetime

from starlette.responses import Response

from app.api.schemas.article import ArticleWithFacts
from app.api.service import Service
from app.archive.idempotency_keys import note_article_made
from app.facts.article import ArticleMetadata
from app.facts.kept_answer import Attempt
from app.use_cases.ingest_article import (
    IngestedArticle,
    PreparedArticle,
    find_ingested_article,
    prepare_article,
    store_article,
)


def ingest(service: Service, text: str, metadata: ArticleMetadata, attempt: Attempt | None = None) -> IngestedArticle:
    """Find an article's facts and store it with them, unless it is on record already.

    One that an earlier attempt at the same request stored, whose answer was lost, is still told as new.
    """
    ingested = store(service, prepare(service, text, metadata), attempt)
    made_before = attempt is not None and attempt.article_id == ingested.article.id
    return replace(ingested, is_new=True) if made_before else ingested


def prepare(service: Service, text: str, metadata: ArticleMetadata) -> PreparedArticle | IngestedArticle:
    """The article where it is on record already, else what is to be stored of it. Stores nothing."""
    with service.archive.reading() as reading:
        known = find_ingested_article(reading, text, metadata)
    return known or prepare_article(service.extraction, text, metadata, datetime.now(UTC))


def store(
    service: Service, prepared: PreparedArticle | IngestedArticle, attempt: Attempt | None = None
) -> IngestedArticle:
    """Store what was prepared, in one unit of work; once this returns, it is durable."""
    ingested = prepared if isinstance(prepared, IngestedArticle) else _store_new(service, prepared, attempt)
    service.metrics.count_article(is_new=ingested.is_new, quotes=len(ingested.quotes), figures=len(ingested.figures))
    return ingested


def _store_new(service: Service, prepared: PreparedArticle, attempt: Attempt | None) -> IngestedArticle:
    with service.archive.writing() as writing:
        ingested = store_article(writing, prepared)
        if attempt is not None and ingested.is_new:
            note_article_made(writing, attempt.id, ingested.article.id)
        return ingested


def answer_ingested(response: Response, ingested: IngestedArticle) -> ArticleWithFacts:
    """201 with the place of a new article, 200 for one that was on record; the article and all its facts either way."""
    response.status_code = 201 if ingested.is_new else 200
    response.headers["Location" if ingested.is_new else "Content-Location"] = f"/v1/articles/{ingested.article.id}"
    return ArticleWithFacts.of(ingested.article, ingested.quotes, ingested.figures)
