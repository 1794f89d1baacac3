"""The log of changes: whole, in the order of commits, and begun with what was there before."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import delete

from app.archive.articles import delete_article
from app.archive.change_log import note_article_changed, note_changes
from app.archive.changes import list_changes
from app.archive.replace_reading import replace_reading
from app.archive.schema import alembic_configuration
from app.archive.tables import ChangeRow
from app.archive.unit_of_work import Archive
from app.facts.attribution import SourceKind
from app.facts.change import Change, ChangeKind
from app.facts.errors import InvalidCursor
from tests.archive.invented import NOW, Invented

BOATS = "Ada Quill said: we have 40 boats."


def read_all(archive: Archive, since: str | None = None, limit: int = 200) -> list[Change]:
    found: list[Change] = []
    while True:
        with archive.reading() as session:
            page = list_changes(session, since, limit)
        found += page.items
        since = page.since
        if not page.has_more:
            return found


def told(changes: Sequence[Change]) -> list[tuple[str, str]]:
    return [(one.change.value, one.id) for one in changes]


def boats(url: str | None = None, *, confidence: float = 0.9, kind: SourceKind = SourceKind.PERSON) -> Invented:
    article = Invented(BOATS, url=url)
    ada = article.source("Ada Quill", kind)
    article.quote("we have 40 boats", source=ada, confidence=confidence)
    article.figure("40 boats", "40", "boat", source=ada)
    return article


def test_an_article_comes_with_its_facts_and_goes_with_them(archive: Archive) -> None:
    article = boats().record(archive).article
    added = read_all(archive)
    assert [one.type.value for one in added] == ["article", "quote", "figure"]
    assert {one.change for one in added} == {ChangeKind.ADDED}
    assert added[0].article == article
    assert [one.fact.id for one in added[1:] if one.fact] == [one.id for one in added[1:]]
    with archive.writing() as session:
        delete_article(session, article.id, deleted_at=NOW)
    everything = read_all(archive)
    assert everything[3:] == read_all(archive, added[-1].cursor)
    assert told(everything[3:]) == [("deleted", one.id) for one in [*added[1:], added[0]]]
    assert all((one.article, one.is_newest, one.fact) == (None, None, None) for one in everything)


def test_an_article_sent_again_changes_nothing(archive: Archive) -> None:
    boats().record(archive)
    before = read_all(archive)
    boats().record(archive)
    assert read_all(archive) == before


def test_a_new_version_hides_the_one_before_and_shows_it_again_when_it_goes(archive: Archive) -> None:
    first = boats("https://x.example").record(archive).article
    since = read_all(archive)[-1].cursor
    second = Invented("Nothing more.", url="https://x.example").record(archive).article
    changes = read_all(archive, since)
    assert told(changes) == [("added", second.id), ("changed", first.id)]
    assert [one.is_newest for one in changes] == [True, False]
    with archive.writing() as session:
        delete_article(session, second.id)
    last = read_all(archive, changes[-1].cursor)
    assert told(last) == [("deleted", second.id), ("changed", first.id)]
    assert last[1].is_newest


def test_the_version_after_a_deleted_one_is_changed(archive: Archive) -> None:
    first, second, third = (
        Invented(f"Version {n}.", url="https://x.example").record(archive).article for n in (1, 2, 3)
    )
    since = read_all(archive)[-1].cursor
    with archive.writing() as session:
        delete_article(session, second.id)
    changes = read_all(archive, since)
    assert told(changes) == [("deleted", second.id), ("changed", third.id)]
    assert changes[1].article is not None
    assert changes[1].article.previous_id == first.id


def test_a_new_reading_tells_what_it_lost_added_and_changed(archive: Archive) -> None:
    article = boats().record(archive).article
    since = read_all(archive)[-1].cursor
    with archive.writing() as session:
        replace_reading(session, article.id, boats().indexed(), now=NOW)
    assert read_all(archive, since) == []
    anew = Invented(BOATS)
    anew.quote("we have 40 boats", source=anew.source("Ada Quill"), confidence=0.7)
    anew.figure("40", "40", "boat")
    with archive.writing() as session:
        changes = replace_reading(session, article.id, anew.indexed(), now=NOW)
    assert told(read_all(archive, since)) == [
        ("deleted", changes.lost[0].id),
        ("added", changes.added[0].id),
        ("changed", changes.kept[0].id),
    ]


def test_facts_change_with_what_is_known_of_their_sources(archive: Archive) -> None:
    boats("https://x.example/1", kind=SourceKind.UNKNOWN).record(archive)
    facts = sorted(one.id for one in read_all(archive)[1:])
    since = read_all(archive)[-1].cursor
    other = boats("https://x.example/2", kind=SourceKind.PERSON).record(archive).article
    changes = read_all(archive, since)
    assert told(changes[:2]) == [("changed", one) for one in facts]
    with archive.writing() as session:
        delete_article(session, other.id)
    last = read_all(archive, changes[-1].cursor)
    assert told(last[-2:]) == [("changed", one) for one in facts]
    assert last[-1].fact is not None
    assert "unknown" in repr(last[-1].fact)


def test_a_changed_article_changes_each_of_its_facts(archive: Archive) -> None:
    article = boats().record(archive).article
    added = read_all(archive)
    with archive.writing() as session:
        note_article_changed(session, article.id, NOW)
    assert told(read_all(archive, added[-1].cursor)) == [("changed", one.id) for one in added]


def note_and_fail(archive: Archive) -> None:
    with archive.writing() as session:
        note_changes(session, ChangeKind.CHANGED, ["quo_1"], NOW)
        raise KeyError


def test_what_is_rolled_back_is_not_logged(archive: Archive) -> None:
    with pytest.raises(KeyError):
        note_and_fail(archive)
    assert read_all(archive) == []


def test_a_cursor_that_this_log_did_not_give_is_refused(archive: Archive) -> None:
    boats().record(archive)
    cursors = [one.cursor for one in read_all(archive)]
    # As after a restore: the log is shorter, and then tells of other things under the same numbers.
    with archive.writing() as session:
        session.execute(delete(ChangeRow))
    for _ in range(2):
        for cursor in cursors:
            with pytest.raises(InvalidCursor, match="begin anew"), archive.reading() as session:
                list_changes(session, cursor, 1)
        boats("https://x.example/other").record(archive)


def test_an_empty_log_gives_a_cursor_that_misses_nothing(archive: Archive) -> None:
    with archive.reading() as session:
        page = list_changes(session, None, 20)
        assert (page.items, page.has_more) == ((), False)
        assert list_changes(session, page.since, 20) == page
    boats().record(archive)
    assert len(read_all(archive, page.since)) == 3


def test_what_a_slower_transaction_logs_is_never_passed_over(archive: Archive) -> None:
    has_logged, may_commit = threading.Event(), threading.Event()

    def log_slowly() -> None:
        with archive.writing() as session:
            note_changes(session, ChangeKind.ADDED, ["quo_slow"], NOW)
            has_logged.set()
            assert not may_commit.wait(0.7)

    def log_quickly() -> None:
        has_logged.wait(10)
        with archive.writing() as session:
            note_changes(session, ChangeKind.ADDED, ["quo_quick"], NOW)

    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(log_slowly), threads.submit(log_quickly)]
        seen: list[Change] = []
        since = None
        while not all(one.done() for one in running):
            with archive.reading() as session:
                page = list_changes(session, since, 1)
            seen += page.items
            since = page.since
        for one in running:
            one.result()
    seen += read_all(archive, since)
    assert [one.id for one in seen] == ["quo_slow", "quo_quick"]


def test_who_reads_while_many_write_misses_nothing(archive: Archive) -> None:
    def record(number: int) -> None:
        article = boats(f"https://x.example/{number}").record(archive).article
        if number % 3 == 0:
            with archive.writing() as session:
                delete_article(session, article.id)

    seen: list[Change] = []
    since = None
    with ThreadPoolExecutor(6) as threads:
        running = [threads.submit(record, number) for number in range(24)]
        while not all(one.done() for one in running):
            with archive.reading() as session:
                page = list_changes(session, since, 7)
            seen += page.items
            since = page.since
        for one in running:
            one.result()
    seen += read_all(archive, since)
    assert told(seen) == told(read_all(archive))
    assert len(seen) == 24 * 3 + 8 * 3


def test_the_migration_begins_the_log_with_what_is_there(archive: Archive) -> None:
    kept = [boats(f"https://x.example/{number}").record(archive).article.id for number in range(3)]
    gone = boats("https://x.example/gone").record(archive).article.id
    with archive.writing() as session:
        delete_article(session, gone)
    logged = read_all(archive)
    configuration = alembic_configuration()
    before = ScriptDirectory.from_config(configuration).get_revision("0004").down_revision
    with archive.engine.connect() as connection:
        for move, target in ((command.downgrade, str(before)), (command.upgrade, "head")):
            with connection.execution_options(onrecord_writes=True).begin():
                configuration.attributes["connection"] = connection
                move(configuration, target)
    begun = read_all(archive)
    still_there = [one for one in logged if one.article or one.fact]
    assert told(begun[:9]) == told(still_there)
    assert [(one.article, one.fact, one.at) for one in begun[:9]] == [
        (one.article, one.fact, one.at) for one in still_there
    ]
    assert [one.id for one in begun if one.article] == kept
    assert sorted(told(begun[9:])) == sorted(one for one in told(logged) if one[0] == "deleted")
    later = boats("https://x.example/later").record(archive).article
    assert [one.id for one in read_all(archive, begun[-1].cursor)][:1] == [later.id]
