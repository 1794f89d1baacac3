"""Reading articles on record anew, with what the extraction of now finds."""

from dataclasses import replace

from app.archive.articles import get_article, get_facts_of_article
from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.facts.filters import QuoteFilter
from app.facts.paging import PageRequest
from app.facts.partial_date import PartialDate
from app.facts.quote import Stance
from app.facts.reading import ArticleContext, Reading
from app.facts.reading_changes import ReadingChanges
from app.readers.document import ReadDocument
from app.use_cases.ingest_article import prepare_article, store_article
from app.use_cases.list_facts import list_quotes
from app.use_cases.reextract_article import compare_article, get_article_to_read, read_anew, reextract_article
from tests.archive.invented import NOW, Invented

TEXT = "Ada Quill said: we own 40 boats. Ben Oar said that none of them floats."
METADATA = ArticleMetadata("https://daily.example/1", "Harbour", "Daily", (), PartialDate.parse("2024-10"), "en-GB")


class ExtractionOfThen:
    """Finds what Ada Quill said."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, ArticleContext]] = []

    def read_document(self, content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
        raise NotImplementedError

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        self.seen.append((text, context))
        return self.reading_of(Invented(text))

    def reading_of(self, article: Invented) -> Reading:
        article.quote("we own 40 boats", source=article.source("Ada Quill"))
        return Reading(tuple(article.sources), tuple(article.quotes), tuple(article.figures))


class ExtractionOfNow(ExtractionOfThen):
    """Finds what both said, and how sure Ada Quill is."""

    def reading_of(self, article: Invented) -> Reading:
        article.quote("none of them floats", source=article.source("Ben Oar"))
        ada = article.source("Ada Quill")
        article.quote("we own 40 boats", source=ada, stance=Stance.BELIEVES)
        return Reading(tuple(article.sources), tuple(reversed(article.quotes)), ())


def ingest(archive: Archive) -> str:
    prepared = prepare_article(ExtractionOfThen(), TEXT, METADATA, NOW)
    with archive.writing() as session:
        return store_article(session, prepared).article.id


def reextract(archive: Archive, identifier: str, extraction: ExtractionOfThen) -> ReadingChanges:
    with archive.reading() as session:
        stored = get_article_to_read(session, identifier)
    indexed = read_anew(extraction, stored)
    with archive.writing() as session:
        return reextract_article(session, identifier, indexed, NOW)


def test_what_is_found_now_is_on_record_and_what_is_the_same_keeps_its_id(archive: Archive) -> None:
    identifier = ingest(archive)
    with archive.reading() as session:
        before = get_facts_of_article(session, identifier)[0]
    changes = reextract(archive, identifier, ExtractionOfNow())
    with archive.reading() as session:
        after = get_facts_of_article(session, identifier)[0]
    assert [quote.quote.text for quote in after] == ["we own 40 boats", "none of them floats"]
    assert after[0] == replace(before[0], quote=replace(before[0].quote, stance=Stance.BELIEVES))
    assert [(one.before, one.after) for one in changes.altered] == [(before[0], after[0])]
    assert changes.added == (after[1].quote,)


def test_the_same_extraction_changes_nothing(archive: Archive) -> None:
    identifier = ingest(archive)
    first = reextract(archive, identifier, ExtractionOfNow())
    second = reextract(archive, identifier, ExtractionOfNow())
    assert len(second.kept) == len(first.altered) + len(first.added) == 2
    assert (second.added, second.lost, second.altered) == ((), (), ())


def test_the_article_itself_stays_as_it_is(archive: Archive) -> None:
    identifier = ingest(archive)
    with archive.reading() as session:
        before = get_article(session, identifier)
    changes = reextract(archive, identifier, ExtractionOfNow())
    assert replace(changes.article, counts=before.counts) == before
    assert (changes.article.counts.quotes, changes.article.counts.sources) == (2, 2)


def test_extraction_is_told_what_it_was_told_first(archive: Archive) -> None:
    identifier = ingest(archive)
    extraction = ExtractionOfNow()
    reextract(archive, identifier, extraction)
    assert extraction.seen == [(TEXT, ArticleContext("Harbour", "Daily", METADATA.published_at))]


def test_what_is_found_now_is_found_by_its_words(archive: Archive) -> None:
    identifier = ingest(archive)
    reextract(archive, identifier, ExtractionOfNow())
    with archive.reading() as session:
        assert len(list_quotes(session, QuoteFilter(q="floating", source="Ben Oar"), PageRequest()).items) == 1


def test_comparing_changes_nothing(archive: Archive) -> None:
    identifier = ingest(archive)
    with archive.reading() as session:
        before = get_facts_of_article(session, identifier)
        indexed = read_anew(ExtractionOfNow(), get_article_to_read(session, identifier))
        changes = compare_article(session, identifier, indexed)
    assert (len(changes.added), len(changes.altered)) == (1, 1)
    with archive.reading() as session:
        assert get_facts_of_article(session, identifier) == before
