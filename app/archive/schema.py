"""The version of the tables: telling it, and bringing it up to date with the migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.archive.engine import open_engine

_ROOT = Path(__file__).resolve().parents[2]
_LOCK_OF_MIGRATIONS = 4_711_002


def alembic_configuration() -> Config:
    """Alembic's settings and migrations, found beside the package whatever the working directory."""
    return Config(_ROOT / "alembic.ini")


def schema_matches(connection: Connection) -> bool:
    """Tell whether the database stands at the newest migration."""
    newest = ScriptDirectory.from_config(alembic_configuration()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(newest)


def bring_schema_up_to_date(database_url: str) -> None:
    """Run every migration that the database has not seen, in one transaction."""
    engine = open_engine(database_url, for_migration=True)
    configuration = alembic_configuration()
    with engine.connect() as connection, connection.begin():
        wait_for_other_migrations(connection)
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        check_foreign_keys(connection)
    engine.dispose()


def wait_for_other_migrations(connection: Connection) -> None:
    """Hold the turn to migrate to the end of this transaction; SQLite has given it at BEGIN."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK_OF_MIGRATIONS})


def check_foreign_keys(connection: Connection) -> None:
    """Raise RuntimeError where a migration left a row that refers to none: SQLite enforced nothing meanwhile."""
    if connection.dialect.name != "sqlite":
        return
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        raise RuntimeError(f"the migration left {len(lost)} rows without what they refer to, the first in {lost[0][0]}")
