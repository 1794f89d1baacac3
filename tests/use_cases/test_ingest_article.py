"""Ingesting articles: read, then recorded."""

import pytest

from app.archive.articles import get_article_text
from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.facts.errors import DocumentWithoutText, UnstorableText, UnsupportedLanguage
from app.facts.filters import QuoteFilter
from app.facts.paging import PageRequest
from app.facts.partial_date import PartialDate
from app.facts.reading import ArticleContext, Reading
from app.readers.document import ReadDocument
from app.use_cases.ingest_article import (
    IngestedArticle,
    find_ingested_article,
    prepare_article,
    store_article,
)
from app.use_cases.list_facts import list_quotes
from tests.archive.invented import NOW, Invented

TEXT = (
    "The harbour of the old town will stay closed for the whole winter, its keeper said on Friday.\n\n"
    "“We own 40 boats and none of them floats,” Ada Quill said."
)


class InventedExtraction:
    """Finds in every text what was found in one before."""

    def __init__(self) -> None:
        self.seen: list[ArticleContext] = []

    def read_document(self, content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
        raise NotImplementedError

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        self.seen.append(context)
        article = Invented(text)
        ada = article.source("Ada Quill")
        outer = article.quote("We own 40 boats and none of them floats,", source=ada)
        article.figure("40 boats", "40", "boat", source=ada, within=outer, subject="boats")
        return Reading(tuple(article.sources), tuple(article.quotes), tuple(article.figures))


def ingest(archive: Archive, text: str = TEXT, metadata: ArticleMetadata | None = None) -> IngestedArticle:
    prepared = prepare_article(InventedExtraction(), text, metadata or ArticleMetadata(), NOW)
    with archive.writing() as session:
        return store_article(session, prepared)


def test_article_comes_back_with_its_facts(archive: Archive) -> None:
    ingested = ingest(archive, metadata=ArticleMetadata(title="Harbour", publisher="Daily"))
    assert ingested.is_new
    assert [quote.quote.text for quote in ingested.quotes] == ["We own 40 boats and none of them floats,"]
    assert ingested.figures[0].figure.within == ingested.quotes[0].id
    assert ingested.article.metadata == ArticleMetadata(title="Harbour", publisher="Daily", language="en")
    assert ingested.article.ingested_at == NOW


def test_text_is_kept_exactly(archive: Archive) -> None:
    text = f"\t{TEXT}\r\n\u00a0 e\u0301 \U0001f600 "
    ingested = ingest(archive, text)
    with archive.reading() as session:
        assert get_article_text(session, ingested.article.id) == text


def test_sent_again_it_keeps_its_ids_and_metadata(archive: Archive) -> None:
    first = ingest(archive, metadata=ArticleMetadata(title="Harbour"))
    second = ingest(archive, metadata=ArticleMetadata(title="Another"))
    assert not second.is_new
    assert (second.article, second.quotes, second.figures) == (first.article, first.quotes, first.figures)


def test_ingested_article_is_found_without_reading_it_again(archive: Archive) -> None:
    with archive.reading() as session:
        assert find_ingested_article(session, TEXT, ArticleMetadata()) is None
    first = ingest(archive)
    with archive.reading() as session:
        found = find_ingested_article(session, TEXT, ArticleMetadata(title="Another"))
        assert find_ingested_article(session, TEXT, ArticleMetadata(url="https://x.example")) is None
    assert found is not None
    assert (found.article, found.quotes, found.is_new) == (first.article, first.quotes, False)


def test_what_was_ingested_is_found_by_its_words(archive: Archive) -> None:
    ingest(archive)
    with archive.reading() as session:
        assert len(list_quotes(session, QuoteFilter(q="floating boat"), PageRequest()).items) == 1


def test_extraction_is_told_what_is_known_of_the_article() -> None:
    extraction = InventedExtraction()
    published_at = PartialDate.parse("2024-10")
    prepare_article(extraction, TEXT, ArticleMetadata(None, "Harbour", "Daily", (), published_at), NOW)
    assert extraction.seen == [ArticleContext("Harbour", "Daily", published_at)]


@pytest.mark.parametrize("language", ["en", "EN", "en-GB"])
def test_english_of_any_country_is_read(language: str) -> None:
    prepared = prepare_article(InventedExtraction(), TEXT, ArticleMetadata(language=language), NOW)
    assert prepared.article.language == language


@pytest.mark.parametrize("language", ["de", "fr-CA", "enm"])
def test_another_language_given_is_refused(language: str) -> None:
    with pytest.raises(UnsupportedLanguage) as refusal:
        prepare_article(InventedExtraction(), TEXT, ArticleMetadata(language=language), NOW)
    assert refusal.value.language == language


def test_another_language_detected_is_refused() -> None:
    text = "Der Hafen der alten Stadt bleibt den ganzen Winter über geschlossen, sagte der Hafenmeister am Freitag."
    with pytest.raises(UnsupportedLanguage) as refusal:
        prepare_article(InventedExtraction(), text, ArticleMetadata(), NOW)
    assert refusal.value.language == "de"


def test_language_given_as_english_is_believed() -> None:
    text = "„We own 40 boats and none of them floats,“ sagte Ada Quill am Freitag. Wir haben sehr gelacht, said keiner."
    prepared = prepare_article(InventedExtraction(), text, ArticleMetadata(language="en"), NOW)
    assert prepared.article.language == "en"


@pytest.mark.parametrize(
    ("text", "error"),
    [("a\0b", UnstorableText), ("a\ud800b", UnstorableText), ("", DocumentWithoutText), (" \n\t", DocumentWithoutText)],
)
def test_text_that_cannot_be_stored_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        prepare_article(InventedExtraction(), text, ArticleMetadata(language="en"), NOW)
