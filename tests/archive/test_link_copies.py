"""Articles that repeat one text: linked as they come, whoever comes first, and whoever goes."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from app.archive.articles import delete_article
from app.archive.copies import find_copies, originals_of
from app.archive.replace_reading import replace_reading
from app.archive.tables import ArticleOriginalRow, CopyKeyRow, CopyLinkRow
from app.archive.unit_of_work import Archive
from app.facts.article import Article
from tests.answers.gold_copies import text_of
from tests.archive.invented import NOW, Invented

WIRE = text_of({"article": "port-strike-vote"})
CUT = text_of({"article": "port-strike-vote", "edits": [{"keep": [0, 5]}]})
ADDED = text_of({"article": "port-strike-vote", "edits": [{"insert": [3, "Anke Rohde sells eels on the quay."]}]})
FIRST_HALF = text_of({"article": "port-strike-vote", "edits": [{"keep": [0, 4]}]})
SECOND_HALF = text_of({"article": "port-strike-vote", "edits": [{"keep": [4, None]}]})
OTHER = text_of({"article": "milk-price-farmers"})


def record(archive: Archive, text: str, name: str, published_at: str | None = None) -> Article:
    return Invented(text, url=f"https://{name}.example/1", published_at=published_at).record(archive).article


def originals(archive: Archive, *articles: Article) -> list[str]:
    ids = [article.id for article in articles]
    with archive.reading() as session:
        found = originals_of(session, ids)
    return [found[identifier] for identifier in ids]


def remove(archive: Archive, article: Article) -> None:
    with archive.writing() as session:
        delete_article(session, article.id)


def forget_copies(archive: Archive) -> None:
    """Leave the archive as a migration leaves one that is older."""
    with archive.writing() as session:
        for table in (CopyKeyRow, CopyLinkRow, ArticleOriginalRow):
            session.execute(delete(table))


def test_an_article_without_copies_stands_for_itself(archive: Archive) -> None:
    wire, other = record(archive, WIRE, "wire"), record(archive, OTHER, "other")
    assert originals(archive, wire, other) == [wire.id, other.id]


@pytest.mark.parametrize("text", [WIRE, CUT, ADDED])
def test_a_copy_is_stood_for_by_what_came_first(archive: Archive, text: str) -> None:
    wire, copy = record(archive, WIRE, "wire"), record(archive, text, "copy")
    assert originals(archive, wire, copy) == [wire.id, wire.id]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_was_published_first_stands_for_all_whatever_the_order_of_coming(
    archive: Archive, order: tuple[int, ...]
) -> None:
    texts = [(CUT, "cut", "2024-10-02"), (WIRE, "wire", "2024-10-01"), (ADDED, "added", None)]
    recorded = {place: record(archive, *texts[place]) for place in order}
    assert originals(archive, *recorded.values()) == [recorded[1].id] * 3


def test_who_links_two_groups_makes_them_one(archive: Archive) -> None:
    first, second = record(archive, FIRST_HALF, "first"), record(archive, SECOND_HALF, "second")
    assert originals(archive, first, second) == [first.id, second.id]
    whole = record(archive, WIRE, "whole")
    assert originals(archive, first, second, whole) == [first.id] * 3


def test_the_group_lives_on_without_its_original(archive: Archive) -> None:
    wire, cut, added = (record(archive, *one) for one in ((WIRE, "wire"), (CUT, "cut"), (ADDED, "added")))
    remove(archive, wire)
    assert originals(archive, cut, added) == [cut.id, cut.id]


def test_what_only_a_deleted_article_held_together_falls_apart(archive: Archive) -> None:
    first, whole, second = (
        record(archive, *one) for one in ((FIRST_HALF, "first"), (WIRE, "whole"), (SECOND_HALF, "second"))
    )
    assert originals(archive, first, second) == [first.id, first.id]
    remove(archive, whole)
    assert originals(archive, first, second) == [first.id, second.id]


def test_copies_that_were_never_compared_stay_together_without_those_that_were(archive: Archive) -> None:
    articles = [record(archive, WIRE, f"copy-{number}") for number in range(9)]
    for place in range(8):
        remove(archive, articles[place])
        rest = articles[place + 1 :]
        assert originals(archive, *rest) == [rest[0].id] * len(rest)


def test_a_text_that_very_many_printed_is_one_group_to_the_last(archive: Archive) -> None:
    """Only so many articles are found by one key; who comes later is found when those before it have gone."""
    text = FIRST_HALF[:400]
    articles = [record(archive, text, f"copy-{number:02d}") for number in range(54)]
    assert set(originals(archive, *articles)) == {articles[0].id}
    for article in articles[:52]:
        remove(archive, article)
    assert originals(archive, *articles[52:]) == [articles[52].id] * 2
    assert originals(archive, record(archive, text, "late")) == [articles[52].id]


def test_versions_of_one_text_are_copies_but_not_elsewhere(archive: Archive) -> None:
    first = Invented(WIRE, url="https://wire.example/1").record(archive).article
    second = Invented(ADDED, url="https://wire.example/1").record(archive).article
    elsewhere = record(archive, CUT, "cut")
    assert originals(archive, first, second, elsewhere) == [first.id] * 3
    with archive.reading() as session:
        copies = find_copies(session, second.id, 10)
    assert [copy.article_id for copy in copies.items] == [elsewhere.id]
    assert (copies.total, copies.original_id) == (1, first.id)


def test_copies_tell_how_much_they_share(archive: Archive) -> None:
    wire, cut, same = (record(archive, *one) for one in ((WIRE, "wire"), (CUT, "cut"), (WIRE + "\n", "same")))
    with archive.reading() as session:
        copies = find_copies(session, wire.id, 1)
        both = find_copies(session, wire.id, 2)
    assert (copies.total, [copy.article_id for copy in copies.items]) == (2, [cut.id])
    assert both.items[1].article_id == same.id
    assert (both.items[1].similarity, both.items[1].containment) == (1, 1)
    assert both.items[0].containment == 1
    assert 0.4 < both.items[0].similarity < 0.7


def test_short_texts_are_copies_only_word_for_word(archive: Archive) -> None:
    one, other = record(archive, "Ada Quill has 40 boats.", "one"), record(archive, "Ada Quill has 41 boats.", "other")
    same = record(archive, "ADA QUILL has 40 boats", "same")
    assert originals(archive, one, other, same) == [one.id, other.id, one.id]


def test_text_without_words_has_no_copies(archive: Archive) -> None:
    one, other = record(archive, "***", "one"), record(archive, "***", "other")
    assert originals(archive, one, other) == [one.id, other.id]


def test_articles_of_an_older_archive_stand_for_themselves_until_they_are_read_anew(archive: Archive) -> None:
    wire, cut = record(archive, WIRE, "wire"), record(archive, CUT, "cut")
    forget_copies(archive)
    assert originals(archive, wire, cut) == [wire.id, cut.id]
    for article, text in ((wire, WIRE), (cut, CUT)):
        with archive.writing() as session:
            replace_reading(session, article.id, Invented(text).indexed(), now=NOW)
    assert originals(archive, wire, cut) == [wire.id, wire.id]


def test_an_article_of_an_older_archive_can_be_deleted(archive: Archive) -> None:
    wire, cut = record(archive, WIRE, "wire"), record(archive, CUT, "cut")
    forget_copies(archive)
    remove(archive, wire)
    assert originals(archive, cut) == [cut.id]


def test_reading_anew_looks_for_copies_once(archive: Archive) -> None:
    wire, cut = record(archive, WIRE, "wire"), record(archive, CUT, "cut")
    with archive.reading() as session:
        before = session.execute(select(CopyKeyRow.__table__)).all()
    with archive.writing() as session:
        replace_reading(session, cut.id, Invented(CUT).indexed(), now=NOW)
    with archive.reading() as session:
        assert session.execute(select(CopyKeyRow.__table__)).all() == before
    assert originals(archive, wire, cut) == [wire.id, wire.id]


def test_copies_sent_at_once_are_one_group(archive: Archive) -> None:
    with ThreadPoolExecutor(6) as threads:
        articles = list(threads.map(lambda number: record(archive, WIRE, f"copy-{number}"), range(6)))
    assert originals(archive, *articles) == [min(article.id for article in articles)] * 6


def test_ids_on_no_record_stand_for_themselves(archive: Archive) -> None:
    with archive.reading() as session:
        assert originals_of(session, ["art_nobody"]) == {"art_nobody": "art_nobody"}
        assert originals_of(session, []) == {}


def test_a_link_runs_from_the_lower_id(archive: Archive) -> None:
    one, other = record(archive, WIRE, "wire"), record(archive, OTHER, "other")
    with pytest.raises(IntegrityError), archive.writing() as session:
        session.execute(insert(CopyLinkRow), [{"first_id": other.id, "second_id": one.id}])
