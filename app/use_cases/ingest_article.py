"""Ingesting an article: its facts are found first, and then recorded with it in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.answers.search_fields import SearchFields, search_fields_of_figure, search_fields_of_quote
from app.answers.terms import terms_of
from app.answers.text_signature import keys_of_copies
from app.answers.told_text import told_text
from app.archive.articles import find_article, get_facts_of_article, record_article
from app.archive.new_article import IndexedReading, NewArticle, sha256_of
from app.archive.unit_of_work import WriteSession
from app.facts.article import Article, ArticleMetadata
from app.facts.errors import UnsupportedLanguage
from app.facts.figure import Figure
from app.facts.quote import Quote
from app.facts.reading import ArticleContext, FoundSource, Reading
from app.facts.recorded import RecordedFigure, RecordedQuote
from app.meaning.encoder import load_encoder
from app.names.identity_keys import identity_keys
from app.readers.check_storable import check_storable
from app.readers.detect_language import detect_language
from app.workers.extraction import Extraction


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article that was read and only waits to be recorded."""

    article: NewArticle
    indexed: IndexedReading


@dataclass(frozen=True, slots=True)
class IngestedArticle:
    """An article on record with all its facts in reading order, and whether it is there only since now."""

    article: Article
    quotes: tuple[RecordedQuote, ...]
    figures: tuple[RecordedFigure, ...]
    is_new: bool


def find_ingested_article(session: Session, text: str, metadata: ArticleMetadata) -> IngestedArticle | None:
    """The article of this text and URL where it is on record already, so that nobody reads it twice.

    Raises UnreadableDocument where the text cannot be stored.
    """
    check_storable(text)
    article = find_article(session, sha256_of(text), metadata.url)
    return None if article is None else _with_facts(session, article, is_new=False)


def prepare_article(extraction: Extraction, text: str, metadata: ArticleMetadata, now: datetime) -> PreparedArticle:
    """Find the facts of an article, and what they and copies of it are found by; touches no database.

    Raises what `read_new_article` raises.
    """
    article, reading = read_new_article(extraction, text, metadata, now)
    context = ArticleContext(metadata.title, metadata.publisher, metadata.published_at)
    return PreparedArticle(article, index_reading(reading, text, context))


def read_new_article(
    extraction: Extraction, text: str, metadata: ArticleMetadata, now: datetime
) -> tuple[NewArticle, Reading]:
    """Find the facts of an article; touches no database.

    Raises UnstorableText or DocumentWithoutText for a text that cannot be stored, UnsupportedLanguage for one that is
    not in English (as `metadata.language` says or, without it, as is detected), and what the extraction raises.
    """
    check_storable(text)
    language = _find_language(text, metadata.language)
    context = ArticleContext(metadata.title, metadata.publisher, metadata.published_at)
    reading = extraction.read_article(text, context)
    return NewArticle(text, replace(metadata, language=language), now, language), reading


def store_article(session: WriteSession, prepared: PreparedArticle) -> IngestedArticle:
    """Record a prepared article; one that is on record already is given back as it is, with its own ids."""
    recording = record_article(session, prepared.article, prepared.indexed)
    return _with_facts(session, recording.article, is_new=recording.is_new)


def index_reading(reading: Reading, text: str, context: ArticleContext) -> IndexedReading:
    """Tell what each source of a reading is known by, and what each fact, the article and its copies are found by."""
    sources = {source.id: source for source in reading.sources}
    fields: dict[str, SearchFields] = {
        quote.id: search_fields_of_quote(quote, sources, context, text) for quote in reading.quotes
    }
    fields.update({figure.id: search_fields_of_figure(figure, sources, context) for figure in reading.figures})
    return IndexedReading(
        reading=reading,
        source_keys={source.id: identity_keys(source, context.published_at) for source in reading.sources},
        search_fields={fact_id: own.as_mapping() for fact_id, own in fields.items()},
        article_terms=" ".join(terms_of(f"{context.title or ''}\n{text}")),
        copy_keys=keys_of_copies(text),
        vectors=_vectors_of(reading, sources),
    )


def _vectors_of(reading: Reading, sources: Mapping[str, FoundSource]) -> dict[str, bytes]:
    facts: list[Quote | Figure] = [*reading.quotes, *reading.figures]
    descriptions = {identifier: one.description for identifier, one in sources.items() if one.description}
    told = {fact.id: told_text(fact, descriptions) for fact in facts}
    return dict(zip(told, load_encoder().encode(list(told.values())), strict=True))


def _with_facts(session: Session, article: Article, *, is_new: bool) -> IngestedArticle:
    quotes, figures = get_facts_of_article(session, article.id)
    return IngestedArticle(article, quotes, figures, is_new)


def _find_language(text: str, given: str | None) -> str:
    language = given or detect_language(text)
    if language.split("-")[0].lower() != "en":
        raise UnsupportedLanguage(language)
    return language
