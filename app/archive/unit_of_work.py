"""The archive, and its units of work: one transaction each."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from app.archive.engine import open_engine, reading_options, writing_options
from app.archive.schema import bring_schema_up_to_date, schema_matches
from app.facts.errors import ArchiveUnavailable


@contextmanager
def _told_when_unavailable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeoutError) as error:
        raise ArchiveUnavailable("the database does not answer") from error


class ReadSession(Session):
    """A session of a transaction that only reads; the database refuses writes in it."""


class WriteSession(Session):
    """A session of a transaction that writes."""


class Archive:
    """One database of articles and facts. Safe to share between threads; each unit of work belongs to one."""

    def __init__(self, database_url: str) -> None:
        """Open no connection yet. Raises ValueError for a URL of no database that is used here."""
        self.database_url = database_url
        self.engine = open_engine(database_url)
        self._reading_engine = self.engine.execution_options(**reading_options(self.engine))
        self._writing_engine = self.engine.execution_options(**writing_options())

    @contextmanager
    def reading(self) -> Iterator[ReadSession]:
        """A unit of work that reads one unchanging state of the archive. Raises ArchiveUnavailable."""
        with _told_when_unavailable(), ReadSession(self._reading_engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[WriteSession]:
        """A unit of work that is durable, whole, when this ends without an error, and leaves no trace otherwise.

        Raises ArchiveUnavailable.
        """
        with (
            _told_when_unavailable(),
            WriteSession(self._writing_engine, autoflush=False) as session,
            session.begin(),
        ):
            yield session

    def is_reachable(self) -> bool:
        """Tell whether the database answers."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except (SQLAlchemyError, ArchiveUnavailable):
            return False
        return True

    def schema_is_current(self) -> bool:
        """Tell whether the tables are those of this version."""
        with self.reading() as session:
            return schema_matches(session.connection())

    def migrate(self) -> None:
        """Bring the tables up to this version: wholly or not at all, and once even where several try together."""
        bring_schema_up_to_date(self.database_url)

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()
