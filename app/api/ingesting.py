"""Ingesting at the edge: reading first, then one unit of work, which is durable before anything is answered."""

from datetime import UTC, datetime

from starlette.responses import Response

from app.api.schemas.article import ArticleWithFacts
from app.api.service import Service
from app.facts.article import ArticleMetadata
from app.use_cases.ingest_article import IngestedArticle, find_ingested_article, prepare_article, store_article


def ingest(service: Service, text: str, metadata: ArticleMetadata) -> IngestedArticle:
    """Find an article's facts and store it with them, unless it is on record already."""
    with service.archive.reading() as reading:
        known = find_ingested_article(reading, text, metadata)
    ingested = known or _ingest_new(service, text, metadata)
    service.metrics.count_article(is_new=ingested.is_new, quotes=len(ingested.quotes), figures=len(ingested.figures))
    return ingested


def _ingest_new(service: Service, text: str, metadata: ArticleMetadata) -> IngestedArticle:
    prepared = prepare_article(service.extraction, text, metadata, datetime.now(UTC))
    with service.archive.writing() as writing:
        return store_article(writing, prepared)


def answer_ingested(response: Response, ingested: IngestedArticle) -> ArticleWithFacts:
    """201 with the place of a new article, 200 for one that was on record; the article and all its facts either way."""
    response.status_code = 201 if ingested.is_new else 200
    response.headers["Location" if ingested.is_new else "Content-Location"] = f"/v1/articles/{ingested.article.id}"
    return ArticleWithFacts.of(ingested.article, ingested.quotes, ingested.figures)
