"""Versions of an article with what each changed, and copies elsewhere."""

import pytest

from app.archive.articles import delete_article
from app.archive.unit_of_work import Archive
from app.facts.article import Article
from app.facts.errors import NoLongerOnRecord, NotOnRecord
from app.facts.paging import PageRequest
from app.use_cases.list_versions import ListedVersions, list_versions
from tests.answers.gold_copies import text_of
from tests.archive.invented import Invented

URL = "https://wire.example/1"
WIRE = text_of({"article": "marsh-fever-outbreak"})


def record(archive: Archive, boats: int, url: str | None = URL, end: str = "") -> Article:
    article = Invented(f"Ada Quill said: we own {boats} boats at Dal. {WIRE}{end}", url=url)
    ada = article.source("Ada Quill")
    outer = article.quote(f"we own {boats} boats at Dal", source=ada)
    article.figure(f"{boats} boats", str(boats), "boat", source=ada, subject="boats", within=outer)
    article.figure("9 percent", "9", "percent")
    return article.record(archive).article


def versions_of(archive: Archive, article: Article, page: PageRequest | None = None) -> ListedVersions:
    with archive.reading() as session:
        return list_versions(session, article.id, page or PageRequest())


def test_versions_stand_in_order_with_what_each_changed(archive: Archive) -> None:
    first, second, third = (record(archive, boats, end=end) for boats, end in ((40, ""), (45, ""), (45, " Later.")))
    for asked in (first, third):
        found = versions_of(archive, asked).page.items
        assert [one.article.id for one in found] == [first.id, second.id, third.id]
    assert found[0].changes is None
    assert found[1].changes is not None
    assert found[2].changes is not None
    assert (found[1].changes.kept, found[1].changes.added, found[1].changes.lost) == (1, (), ())
    texts = [(one.before.evidence.span.exact, one.after.evidence.span.exact) for one in found[1].changes.changed]
    assert texts == [("we own 40 boats at Dal", "we own 45 boats at Dal"), ("40 boats", "45 boats")]
    assert (found[2].changes.kept, found[2].changes.changed) == (3, ())


def test_a_version_after_a_deleted_one_is_compared_with_the_one_before_that(archive: Archive) -> None:
    first, second, third = (record(archive, boats) for boats in (40, 45, 50))
    with archive.writing() as session:
        delete_article(session, second.id)
    _, last = versions_of(archive, first).page.items
    assert last.article.id == third.id
    assert last.changes is not None
    assert last.changes.changed[1].before.evidence.span.exact == "40 boats"


def test_pages_of_versions_follow_one_another(archive: Archive) -> None:
    recorded = [record(archive, boats) for boats in (40, 45, 50)]
    page = versions_of(archive, recorded[0], PageRequest(limit=2, count_total=True)).page
    rest = versions_of(archive, recorded[0], PageRequest(limit=2, cursor=page.next_cursor)).page
    assert [one.article.id for one in (*page.items, *rest.items)] == [one.id for one in recorded]
    assert (page.total, rest.next_cursor) == (3, None)
    assert rest.items[0].changes is not None


def test_an_article_without_a_url_is_its_only_version(archive: Archive) -> None:
    article, other = record(archive, 40, url=None), record(archive, 45, url=None)
    found = versions_of(archive, article)
    assert [one.article.id for one in found.page.items] == [article.id]
    assert [copy.article.id for copy in found.copies] == [other.id]


def test_copies_stand_under_other_urls(archive: Archive) -> None:
    first, second = record(archive, 40), record(archive, 45)
    copy = record(archive, 40, url="https://herald.example/1", end=" Our own words about eels.")
    found = versions_of(archive, second)
    assert [one.article.id for one in found.copies] == [copy.id]
    assert (found.original_id, found.copies_total) == (first.id, 1)
    assert 0.9 < found.copies[0].similarity < found.copies[0].containment < 1


def test_no_more_than_twenty_copies_are_listed(archive: Archive) -> None:
    article = record(archive, 40)
    copies = [record(archive, 40, url=f"https://herald.example/{number}") for number in range(22)]
    found = versions_of(archive, article)
    assert [one.article.id for one in found.copies] == [one.id for one in copies[:20]]
    assert found.copies_total == 22


def test_versions_of_what_is_not_on_record(archive: Archive) -> None:
    article = record(archive, 40)
    with archive.writing() as session:
        delete_article(session, article.id)
    with archive.reading() as session:
        with pytest.raises(NoLongerOnRecord):
            list_versions(session, article.id, PageRequest())
        with pytest.raises(NotOnRecord):
            list_versions(session, "art_nobody", PageRequest())
