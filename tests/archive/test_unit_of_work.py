"""Units of work: whole or not at all, and what each kind of session may do."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.archive.tables import ApiKeyRow, ApiKeyScopeRow
from app.archive.unit_of_work import Archive
from app.facts.api_key import Scope
from tests.archive.invented import NOW


def a_key(identifier: str) -> dict[str, object]:
    return {"id": identifier, "name": "n", "key_hash": identifier, "created_at": NOW, "revoked_at": None}


def ids(archive: Archive) -> list[str]:
    with archive.reading() as session:
        return list(session.execute(select(ApiKeyRow.id).order_by(ApiKeyRow.id)).scalars())


def write_two(archive: Archive, second: str) -> None:
    with archive.writing() as session:
        session.execute(insert(ApiKeyRow), [a_key("key_1")])
        session.execute(insert(ApiKeyRow), [a_key(second)])


def test_what_was_written_is_durable(archive: Archive) -> None:
    write_two(archive, "key_2")
    assert ids(archive) == ["key_1", "key_2"]


def test_an_error_leaves_no_trace(archive: Archive) -> None:
    with pytest.raises(IntegrityError):
        write_two(archive, "key_1")
    assert ids(archive) == []


def test_savepoint_undoes_only_its_own(archive: Archive) -> None:
    with archive.writing() as session:
        session.execute(insert(ApiKeyRow), [a_key("key_1")])
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(ApiKeyRow), [a_key("key_1")])
        session.execute(insert(ApiKeyRow), [a_key("key_2")])
    assert ids(archive) == ["key_1", "key_2"]


def test_reading_session_cannot_write(archive: Archive) -> None:
    with archive.reading() as session, pytest.raises(DBAPIError):
        session.execute(insert(ApiKeyRow), [a_key("key_1")])
    write_two(archive, "key_2")


def test_foreign_keys_are_enforced(archive: Archive) -> None:
    with pytest.raises(IntegrityError), archive.writing() as session:
        session.execute(insert(ApiKeyScopeRow), [{"key_id": "key_nobody", "scope": Scope.READ}])


def test_reading_sees_one_state_throughout(archive: Archive) -> None:
    with archive.reading() as session:
        before = session.execute(select(ApiKeyRow.id)).all()
        write_two(archive, "key_2")
        assert session.execute(select(ApiKeyRow.id)).all() == before
    assert len(ids(archive)) == 2


def test_writers_that_read_first_wait_for_one_another(archive: Archive) -> None:
    together = Barrier(4)
    failures: list[Exception] = []

    def write(number: int) -> None:
        together.wait()
        try:
            with archive.writing() as session:
                session.execute(select(ApiKeyRow.id)).all()
                session.execute(insert(ApiKeyRow), [a_key(f"key_{number}")])
        except DBAPIError as error:
            failures.append(error)

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(ids(archive)) == 4


def test_sqlite_waits_and_writes_ahead(sqlite_archive: Archive) -> None:
    with sqlite_archive.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert session.execute(text("PRAGMA busy_timeout")).scalar_one() >= 10_000


def test_reachable_archive_says_so(archive: Archive) -> None:
    assert archive.is_reachable()


@pytest.mark.parametrize(
    "database_url", ["sqlite:////nowhere/at/all.db", "postgresql+psycopg://x@127.0.0.1:1/none?connect_timeout=2"]
)
def test_unreachable_archive_says_so(database_url: str) -> None:
    archive = Archive(database_url)
    assert not archive.is_reachable()
    archive.dispose()


@pytest.mark.parametrize("database_url", ["sqlite://", "sqlite:///:memory:", "mysql://x@127.0.0.1/none"])
def test_database_that_cannot_serve_is_refused(database_url: str) -> None:
    with pytest.raises(ValueError, match=r"SQLite|sqlite"):
        Archive(database_url)
