"""Database engines, set up so that both databases keep the same promises."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

WRITES = "onrecord_writes"
_BUSY_TIMEOUT_MILLISECONDS = 30_000
_LOCK_OF_WRITERS = 4_711_001


def open_engine(database_url: str, *, for_migration: bool = False) -> Engine:
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`. Connects to nothing yet.

    Raises ValueError for another database, and for SQLite in memory, which threads cannot share.
    For a migration, connections are not kept and SQLite enforces no foreign keys, so that tables can be rebuilt.
    """
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise ValueError("a database is given as sqlite:///file or postgresql+psycopg://user@host/name") from error
    match url.get_backend_name():
        case "sqlite":
            return _open_sqlite(url, for_migration=for_migration)
        case "postgresql":
            return _open_postgresql(url.set(drivername="postgresql+psycopg"), for_migration=for_migration)
        case other:
            raise ValueError(f"a database is sqlite or postgresql, not {other}")


def take_the_writers_turn(connection: Connection) -> None:
    """Wait until no other transaction is writing articles, and hold that turn to the end of this one.

    SQLite writers wait at their BEGIN already. On PostgreSQL this keeps two articles from making one source twice.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK_OF_WRITERS})


def _open_sqlite(url: URL, *, for_migration: bool) -> Engine:
    if not url.database or url.database == ":memory:" or "mode=memory" in url.database:
        raise ValueError("SQLite needs a file: a database in memory cannot be shared between threads")
    engine = create_engine(url, poolclass=NullPool) if for_migration else create_engine(url)
    foreign_keys = "OFF" if for_migration else "ON"

    # The driver would begin transactions by itself, late and deferred; so it is told not to, and we do.
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA foreign_keys = {foreign_keys}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, for_migration)
        # A deferred transaction that comes to write after it has read fails at once, whatever the timeout.
        connection.exec_driver_sql("PRAGMA query_only = OFF" if writes else "PRAGMA query_only = ON")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _open_postgresql(url: URL, *, for_migration: bool) -> Engine:
    # Instants come back in the zone of the connection, and the first and last years fit in no zone but UTC.
    settings: dict[str, Any] = {"connect_args": {"options": "-c timezone=utc"}}
    if for_migration:
        return create_engine(url, poolclass=NullPool, **settings)
    return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=30, **settings)


def reading_options(engine: Engine) -> dict[str, Any]:
    """Execution options of a transaction that only reads: it sees one state of the archive throughout."""
    if engine.dialect.name == "postgresql":
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return {WRITES: False}


def writing_options() -> dict[str, Any]:
    """Execution options of a transaction that writes."""
    return {WRITES: True}
