"""Articles: one, and lists of them."""

from dataclasses import replace

import pytest

from app.archive.articles import find_article, get_article, list_facts_of_article
from app.archive.statistics import what_is_searched
from app.archive.unit_of_work import Archive
from app.facts.errors import InvalidCursor
from app.facts.filters import ArticleFilter
from app.facts.paging import PageRequest, SortOrder
from app.facts.partial_date import PartialDate
from app.use_cases.list_articles import list_articles
from tests.archive.invented import Invented


def titles(archive: Archive, asked: ArticleFilter, sort: SortOrder = SortOrder.NEWEST_FIRST) -> list[str | None]:
    with archive.reading() as session:
        page = list_articles(session, asked, PageRequest(limit=200, sort=sort))
    return [article.metadata.title for article in page.items]


def record(archive: Archive, title: str, text: str = "Nobody said a word.", **given: str) -> str:
    return Invented(text, title=title, **given).record(archive).article.id


def test_article_comes_back_as_it_was_given(archive: Archive) -> None:
    article = Invented("A short word.", "https://x.example/1", "Title", "Daily", "2024-10", "en-GB")
    recorded = article.record(archive).article
    with archive.reading() as session:
        assert get_article(session, recorded.id) == recorded
        assert find_article(session, recorded.sha256, "https://x.example/1") == recorded
        assert find_article(session, recorded.sha256, None) is None
    assert recorded.metadata == article.new_article().metadata


def test_both_orders_put_the_undated_last(archive: Archive) -> None:
    for title, published_at in (("b", "2024-02"), ("a", "2024-01"), ("c", "2024-03")):
        record(archive, title, published_at=published_at, url=f"https://x.example/{title}")
    record(archive, "undated")
    assert titles(archive, ArticleFilter()) == ["c", "b", "a", "undated"]
    assert titles(archive, ArticleFilter(), SortOrder.OLDEST_FIRST) == ["a", "b", "c", "undated"]


def test_pages_join_to_the_whole_list(archive: Archive) -> None:
    for number in range(5):
        record(archive, f"{number}", url=f"https://x.example/{number}", published_at="2024")
    request, seen = PageRequest(limit=2, count_total=True), []
    with archive.reading() as session:
        while True:
            page = list_articles(session, ArticleFilter(), request)
            seen += [article.metadata.title for article in page.items]
            assert page.total == 5
            if page.next_cursor is None:
                break
            request = replace(request, cursor=page.next_cursor)
    assert seen == ["0", "1", "2", "3", "4"]


def test_words_of_title_or_text_are_found(archive: Archive) -> None:
    record(archive, "Harbour closed", "The ferries stay away.")
    record(archive, "Nothing")
    assert titles(archive, ArticleFilter(q="harbours ferry")) == ["Harbour closed"]
    assert titles(archive, ArticleFilter(q="harbour zeppelin")) == []


def test_url_publisher_language_and_hash_narrow(archive: Archive) -> None:
    identifier = record(archive, "one", url="https://x.example/1", publisher="Daily", language="en-GB")
    record(archive, "two", url="https://x.example/2", publisher="Weekly", language="eng")
    with archive.reading() as session:
        sha256 = get_article(session, identifier).sha256
    assert titles(archive, ArticleFilter(url="https://x.example/1")) == ["one"]
    assert titles(archive, ArticleFilter(publisher="DAILY")) == ["one"]
    assert titles(archive, ArticleFilter(language="EN")) == ["one"]
    assert titles(archive, ArticleFilter(language="en-gb")) == ["one"]
    assert titles(archive, ArticleFilter(language="e%")) == []
    assert titles(archive, ArticleFilter(sha256=sha256)) == ["one", "two"]


def test_published_dates_narrow(archive: Archive) -> None:
    record(archive, "dated", published_at="2024-10")
    record(archive, "undated", url="https://x.example/2")
    assert titles(archive, ArticleFilter(published_from=PartialDate.parse("2024-10-31"))) == ["dated"]
    assert titles(archive, ArticleFilter(published_from=PartialDate.parse("2024-11"))) == []


def test_articles_of_a_source(archive: Archive) -> None:
    article = Invented("It rains, Ada Quill said.", title="hers")
    article.quote("It rains", source=article.source("Ada Quill"))
    article.record(archive)
    record(archive, "other")
    assert titles(archive, ArticleFilter(source="Ada Quill")) == ["hers"]


def test_newest_version_alone_is_listed_unless_all_are_asked_for(archive: Archive) -> None:
    for title in ("old", "new"):
        record(archive, title, f"{title} text", url="https://x.example/1")
    assert titles(archive, ArticleFilter()) == ["new"]
    assert titles(archive, ArticleFilter(all_versions=True)) == ["old", "new"]


def test_facts_of_an_article_page_in_reading_order(archive: Archive) -> None:
    article = Invented("One, 2, three 4, five 6 and 8.")
    for words in ("8", "2", "6", "4"):
        article.figure(words, words, "thing", confidence=0.1)
    identifier = article.record(archive).article.id
    other = record(archive, "other")
    with archive.reading() as session:
        first = list_facts_of_article(session, identifier, PageRequest(limit=3))
        rest = list_facts_of_article(session, identifier, PageRequest(limit=3, cursor=first.next_cursor))
        with pytest.raises(InvalidCursor):
            list_facts_of_article(session, other, PageRequest(limit=3, cursor=first.next_cursor))
    assert [fact.evidence.span.exact for fact in (*first.items, *rest.items)] == ["2", "4", "6", "8"]
    assert rest.next_cursor is None


def test_what_is_searched_counts_newest_versions_and_their_dates(archive: Archive) -> None:
    with archive.reading() as session:
        nothing = what_is_searched(session)
    assert (nothing.articles, nothing.facts, nothing.from_date, nothing.to_date) == (0, 0, None, None)
    for text, published_at in (("old 4", "2023"), ("new 5 and 6", "2024-05")):
        article = Invented(text, url="https://x.example/1", published_at=published_at)
        for number in set("456") & set(text):
            article.figure(number, number)
        article.record(archive)
    record(archive, "undated")
    record(archive, "dated", url="https://x.example/2", published_at="2025-01-02")
    with archive.reading() as session:
        searched = what_is_searched(session)
    assert (searched.articles, searched.facts) == (3, 2)
    assert (searched.from_date, searched.to_date) == (PartialDate.parse("2024-05"), PartialDate.parse("2025-01-02"))


@pytest.mark.parametrize(("published_at", "newest"), [("2025-01-02", "2025-01-02"), ("9999-12-31", "2025-03-01")])
def test_nothing_counts_back_from_a_date_after_the_last_article_came_in(
    archive: Archive, published_at: str, newest: str
) -> None:
    record(archive, "dated", published_at=published_at)
    with archive.reading() as session:
        searched = what_is_searched(session)
    assert (searched.to_date, searched.newest) == (PartialDate.parse(published_at), PartialDate.parse(newest))
