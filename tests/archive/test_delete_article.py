"""Deleting articles: with all their facts, from search too, leaving nothing but tombstones."""

import pytest
from sqlalchemy import select, text

from app.archive.articles import delete_article, get_article, get_article_text, get_facts_of_article
from app.archive.figures import get_figure
from app.archive.quotes import get_quote
from app.archive.resolved_filter import ResolvedFilter
from app.archive.search import find_candidates
from app.archive.sources import get_source
from app.archive.tables import Base, TombstoneRow
from app.archive.unit_of_work import Archive
from app.facts.article import Article
from app.facts.errors import NoLongerOnRecord, NotOnRecord
from app.facts.filters import FactFilter
from tests.archive.invented import Invented


def record_words(archive: Archive, words: str, url: str | None = None, alias: str = "Quill") -> Article:
    article = Invented(f"Ada Quill said: {words}, with 40 boats.", url=url)
    ada = article.source("Ada Quill", aliases=[alias])
    outer = article.quote(f"{words}, with 40 boats", source=ada)
    article.figure("40 boats", "40", "boat", within=outer)
    return article.record(archive).article


def delete(archive: Archive, identifier: str) -> None:
    with archive.writing() as session:
        delete_article(session, identifier)


def delete_all(archive: Archive, *identifiers: str) -> None:
    with archive.writing() as session:
        for identifier in identifiers:
            delete_article(session, identifier)


def test_everything_of_the_article_is_gone(archive: Archive) -> None:
    article = record_words(archive, "lanterns burn")
    delete(archive, article.id)
    with archive.reading() as session:
        for table in Base.metadata.sorted_tables:
            rows = session.execute(select(table)).all()
            assert not rows or table.name in {"tombstones", "changes"}


def test_tombstones_hold_no_content(archive: Archive) -> None:
    article = record_words(archive, "lanterns burn")
    delete(archive, article.id)
    with archive.reading() as session:
        kinds = sorted(session.execute(select(TombstoneRow.kind)).scalars())
    assert kinds == ["article", "figure", "quote", "source"]
    assert set(TombstoneRow.__table__.columns.keys()) == {"id", "kind", "deleted_at"}


def test_what_was_deleted_is_no_longer_on_record(archive: Archive) -> None:
    article = record_words(archive, "lanterns burn")
    with archive.reading() as session:
        quotes, figures = get_facts_of_article(session, article.id)
    delete(archive, article.id)
    with archive.reading() as session:
        for get, identifier in (
            (get_article, article.id),
            (get_article_text, article.id),
            (get_quote, quotes[0].id),
            (get_figure, figures[0].id),
            (get_source, quotes[0].quote.attribution.sources[0].id),
        ):
            with pytest.raises(NoLongerOnRecord):
                get(session, identifier)


@pytest.mark.parametrize("identifier", ["art_0", "art_", "quo_0", "", "art_\0", "art_" + "0" * 500, "ART_0", "art_é"])
def test_what_never_was_is_not_on_record(archive: Archive, identifier: str) -> None:
    with archive.reading() as session, pytest.raises(NotOnRecord):
        get_article(session, identifier)
    with archive.writing() as session, pytest.raises(NotOnRecord):
        delete_article(session, identifier)


def test_deleted_facts_are_found_no_more(archive: Archive) -> None:
    kept = record_words(archive, "lanterns burn")
    deleted = record_words(archive, "lanterns drown")
    delete(archive, deleted.id)
    with archive.reading() as session:
        found = find_candidates(session, [("lantern",)], ResolvedFilter(FactFilter()), 10)
    assert {candidate.article_sha256 for candidate in found} == {kept.sha256}


def test_the_search_index_of_sqlite_holds_nothing_more(sqlite_archive: Archive) -> None:
    delete(sqlite_archive, record_words(sqlite_archive, "lanterns burn").id)
    with sqlite_archive.writing() as session:
        for index in ("fact_terms_index", "article_terms_index"):
            query = text(f"SELECT count(*) FROM {index} WHERE {index} MATCH 'lantern'")
            assert session.execute(query).scalar_one() == 0
            session.execute(text(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"))


def test_source_named_elsewhere_stays_with_what_the_others_call_it(archive: Archive) -> None:
    first = record_words(archive, "lanterns burn", alias="Quillie")
    second = record_words(archive, "lanterns drown", alias="Engineer Quill")
    with archive.reading() as session:
        source_id = get_facts_of_article(session, second.id)[0][0].quote.attribution.sources[0].id
        assert get_source(session, source_id).aliases == ("Quillie", "Engineer Quill")
    delete(archive, first.id)
    with archive.reading() as session:
        source = get_source(session, source_id)
    assert source.aliases == ("Engineer Quill",)
    assert (source.counts.quotes, source.counts.articles) == (1, 1)


def test_source_is_still_matched_after_one_of_its_articles_went(archive: Archive) -> None:
    first = record_words(archive, "lanterns burn")
    second = record_words(archive, "lanterns drown")
    delete(archive, first.id)
    third = record_words(archive, "lanterns float")
    with archive.reading() as session:
        ids = {get_facts_of_article(session, one.id)[0][0].quote.attribution.sources[0].id for one in (second, third)}
    assert len(ids) == 1


def test_version_before_a_deleted_one_becomes_the_newest(archive: Archive) -> None:
    url = "https://daily.example/1"
    first, second = record_words(archive, "one", url), record_words(archive, "two", url)
    delete(archive, second.id)
    third = record_words(archive, "three", url)
    assert (third.version, third.previous_id) == (2, first.id)


def test_version_after_a_deleted_one_follows_the_one_before(archive: Archive) -> None:
    url = "https://daily.example/1"
    first, second, third = (record_words(archive, words, url) for words in ("one", "two", "three"))
    delete(archive, second.id)
    with archive.reading() as session:
        assert get_article(session, third.id).previous_id == first.id


def test_deleted_article_can_be_recorded_anew(archive: Archive) -> None:
    first = record_words(archive, "lanterns burn")
    delete(archive, first.id)
    assert record_words(archive, "lanterns burn").id != first.id


def test_failed_deletion_deletes_nothing(archive: Archive) -> None:
    article = record_words(archive, "lanterns burn")
    with pytest.raises(NotOnRecord):
        delete_all(archive, article.id, "art_nobody")
    with archive.reading() as session:
        quotes, figures = get_facts_of_article(session, article.id)
        found = find_candidates(session, [("lantern",)], ResolvedFilter(FactFilter()), 10)
    assert (len(quotes), len(figures), len(found)) == (1, 1, 2)
