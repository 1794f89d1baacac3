"""Finding the facts of an article without recording them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.archive.new_article import NewArticle
from app.facts.article import Article, ArticleMetadata, ArticleStatus, FactCounts
from app.facts.attribution import Attribution
from app.facts.figure import Figure
from app.facts.quote import Quote
from app.facts.reading import Reading
from app.facts.recorded import ArticleReference, Evidence, RecordedFigure, RecordedQuote
from app.facts.text_span import TextSpan
from app.use_cases.ingest_article import read_new_article
from app.workers.extraction import Extraction

_AFFIX_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class ExtractedFacts:
    """An article that is on no record, with its facts in reading order; all ids hold only here (`art_1`, `quo_1`)."""

    article: Article
    quotes: tuple[RecordedQuote, ...]
    figures: tuple[RecordedFigure, ...]


def extract_facts(extraction: Extraction, text: str, metadata: ArticleMetadata, now: datetime) -> ExtractedFacts:
    """Find what would be recorded of an article; touches no database. Raises what `read_new_article` raises."""
    new, reading = read_new_article(extraction, text, metadata, now)
    article = _article_of(new, reading)
    return ExtractedFacts(
        article,
        tuple(RecordedQuote(quote, _evidence_of(quote, article, text)) for quote in reading.quotes),
        tuple(RecordedFigure(figure, _evidence_of(figure, article, text)) for figure in reading.figures),
    )


def _article_of(article: NewArticle, reading: Reading) -> Article:
    facts: tuple[Quote | Figure, ...] = (*reading.quotes, *reading.figures)
    sources = {source_id for fact in facts for source_id in _source_ids(fact.attribution)}
    return Article(
        id="art_1",
        version=1,
        previous_id=None,
        metadata=article.metadata,
        ingested_at=article.ingested_at,
        sha256=article.sha256,
        characters=len(article.text),
        words=len(article.text.split()),
        counts=FactCounts(len(reading.quotes), len(reading.figures), len(sources)),
        status=ArticleStatus.ACTIVE,
        reply=None,
    )


def _source_ids(attribution: Attribution) -> Iterator[str]:
    yield from (source.id for source in attribution.sources)
    yield from (source.id for link in attribution.via for source in link.sources)


def _evidence_of(fact: Quote | Figure, article: Article, text: str) -> Evidence:
    metadata = article.metadata
    return Evidence(
        article=ArticleReference(
            id=article.id,
            title=metadata.title,
            publisher=metadata.publisher,
            published_at=metadata.published_at,
            url=metadata.url,
            status=article.status,
            sha256=article.sha256,
        ),
        span=TextSpan.of(text, fact.start, fact.end),
        prefix=text[max(0, fact.start - _AFFIX_CHARACTERS) : fact.start],
        suffix=text[fact.end : fact.end + _AFFIX_CHARACTERS],
        sentence=fact.sentence,
    )
