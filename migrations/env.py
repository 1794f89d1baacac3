"""What Alembic runs for every command: the models to compare with, and the connection to work on."""

from typing import Any

from alembic import context
from sqlalchemy import Connection

from app.archive.engine import open_engine
from app.archive.schema import check_foreign_keys, wait_for_other_migrations
from app.archive.tables import Base
from app.settings import Settings

# Made by hand in the migrations, for one database each: no model describes them.
SEARCH_VECTORS = {"subject_vector", "content_vector", "vector"}
SEARCH_INDEX_TABLES = ("fact_terms_index", "article_terms_index")
SEARCH_VECTOR_INDEXES = {"ix_fact_terms_vector", "ix_article_terms_vector"}


def is_modelled(name: str | None, kind: str, _parents: Any) -> bool:
    if kind == "table":
        return not (name or "").startswith(SEARCH_INDEX_TABLES)
    if kind == "column":
        return name not in SEARCH_VECTORS
    return name not in SEARCH_VECTOR_INDEXES


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=is_modelled,
        compare_type=True,
        # SQLite changes tables by rebuilding them; and it does so in a transaction, since the engine begins one.
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_on_own_connection() -> None:
    engine = open_engine(Settings.from_environment().database_url, for_migration=True)
    with engine.connect() as connection, connection.begin():
        wait_for_other_migrations(connection)
        run(connection)
        check_foreign_keys(connection)
    engine.dispose()


if context.is_offline_mode():
    raise SystemExit("migrations look at the database they change, and cannot be written out as SQL")

given: Connection | None = context.config.attributes.get("connection")
if given is None:
    run_on_own_connection()
else:
    run(given)
