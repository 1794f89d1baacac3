"""The tables as the migrations make them."""

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from app.archive.schema import alembic_configuration, check_foreign_keys
from app.archive.tables import Base
from app.archive.unit_of_work import Archive
from tests.archive.invented import NOW, Invented

ROOT = Path(__file__).resolve().parents[2]


def record_one(archive: Archive) -> None:
    article = Invented("Ada Quill said: We own 40 boats.", url="https://x.example", published_at="2024")
    ada = article.source("Ada Quill")
    article.quote("We own 40 boats", source=ada)
    article.figure("40 boats", "40", "boat")
    article.record(archive)
    with archive.writing() as session:
        key = {"id": "key_1", "name": "n", "key_hash": "h", "created_at": NOW}
        session.execute(insert(Base.metadata.tables["api_keys"]), [key])
        session.execute(insert(Base.metadata.tables["api_key_scopes"]), [{"key_id": "key_1", "scope": "read"}])
        kept = {
            "caller": "",
            "key": "k",
            "fingerprint": "f",
            "attempt_id": "a",
            "under_way_until": NOW,
            "expires_at": NOW,
        }
        kept |= {"status": 201, "headers": [], "body": b""}
        session.execute(insert(Base.metadata.tables["idempotency_keys"]), [kept])
        tombstone = {"id": "art_0", "kind": "article", "deleted_at": NOW}
        session.execute(insert(Base.metadata.tables["tombstones"]), [tombstone])
        merge = {"id": "mrg_1", "kind": "merge", "source_id": "src_1", "into_id": "src_2", "fact_ids": []}
        undone = {"made_at": NOW, "made_by": "key_1", "undone_at": NOW}
        session.execute(insert(Base.metadata.tables["corrections"]), [merge | undone])
        deed = {"id": "aud_1", "done_at": NOW, "newest_first": -1, "action": "undo", "target_id": "src_1"}
        session.execute(insert(Base.metadata.tables["audit_entries"]), [deed])


def spoil(archive: Archive, table: str, values: dict[str, Any]) -> None:
    """Change every row of a table in plain SQL, past the checks of the models."""
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    with archive.writing() as session:
        session.execute(text(f"UPDATE {table} SET {assignments}"), values)


def copy_article(archive: Archive, changes: dict[str, Any]) -> None:
    articles = Base.metadata.tables["articles"]
    with archive.writing() as session:
        row = dict(session.execute(select(articles)).one()._mapping)
        session.execute(insert(articles), [{**row, **changes}])


def test_models_and_migrations_agree(archive: Archive) -> None:
    configuration = alembic_configuration()
    with archive.engine.connect() as connection, warnings.catch_warnings():
        # Neither database can compare an index of an expression; its own test does.
        warnings.filterwarnings("ignore", message=".*expression-based index.*")
        configuration.attributes["connection"] = connection
        command.check(configuration)


def test_migrated_schema_is_current(archive: Archive) -> None:
    assert archive.schema_is_current()


def test_migrating_again_changes_nothing(archive: Archive) -> None:
    record_one(archive)
    archive.migrate()
    with archive.reading() as session:
        assert len(session.execute(select(Base.metadata.tables["facts"])).all()) == 2


def test_empty_database_is_not_current(tmp_path: Path) -> None:
    archive = Archive(f"sqlite:///{tmp_path / 'new.db'}")
    assert not archive.schema_is_current()
    archive.dispose()


def test_migrations_run_from_any_folder(tmp_path: Path) -> None:
    program = "from app.archive.unit_of_work import Archive; Archive('sqlite:///here.db').migrate()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True)
    archive = Archive(f"sqlite:///{tmp_path / 'here.db'}")
    assert archive.schema_is_current()
    archive.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    server.run("CREATE DATABASE empty")
    yield server.url_of("empty")
    server.run("DROP DATABASE empty WITH (FORCE)")


def test_two_that_migrate_at_once_do_it_once(empty_database_url: str) -> None:
    program = "import sys; from app.archive.unit_of_work import Archive; Archive(sys.argv[1]).migrate()"
    command_line = [sys.executable, "-c", program, empty_database_url]
    together = [subprocess.Popen(command_line, cwd=ROOT) for _ in range(2)]
    assert [one.wait() for one in together] == [0, 0]
    archive = Archive(empty_database_url)
    assert archive.schema_is_current()
    archive.dispose()


def test_alembic_itself_migrates_the_database_of_the_settings(empty_database_url: str, tmp_path: Path) -> None:
    environment = {**os.environ, "ONRECORD_DATABASE_URL": empty_database_url}
    command_line = [sys.executable, "-m", "alembic", "-c", str(ROOT / "alembic.ini"), "upgrade", "head"]
    subprocess.run(command_line, cwd=tmp_path, env=environment, check=True)
    archive = Archive(empty_database_url)
    assert archive.schema_is_current()
    archive.dispose()


def test_row_that_refers_to_none_stops_a_migration(sqlite_archive: Archive) -> None:
    record_one(sqlite_archive)
    with sqlite_archive.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.execution_options(onrecord_writes=True).begin():
            connection.execute(text("DELETE FROM articles"))
        with pytest.raises(RuntimeError, match="without what they refer to"):
            check_foreign_keys(connection)
        connection.invalidate()


def test_downgrade_leaves_nothing(archive: Archive) -> None:
    configuration = alembic_configuration()
    with archive.engine.connect() as connection:
        with connection.execution_options(onrecord_writes=True).begin():
            configuration.attributes["connection"] = connection
            command.downgrade(configuration, "base")
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("articles", {"status": "gone"}),
        ("articles", {"version": 0}),
        ("articles", {"sha256": "short"}),
        ("articles", {"published_from": None}),
        ("articles", {"published_to": None}),
        ("sources", {"kind": "robot"}),
        ("article_sources", {"kind": "robot"}),
        ("facts", {"type": "rumour"}),
        ("facts", {"origin": "nobody"}),
        ("facts", {"start_offset": -1}),
        ("facts", {"end_offset": 0}),
        ("facts", {"confidence": 1.5}),
        ("facts", {"confidence": -0.1}),
        ("quotes", {"kind": "sung"}),
        ("quotes", {"marks": "curly"}),
        ("quotes", {"stance": "sings"}),
        ("figures", {"bound": "vague"}),
        ("figures", {"bound": "range"}),
        ("figures", {"bound": "at_least"}),
        ("figures", {"bound": "at_most"}),
        ("figures", {"value": None}),
        ("figures", {"change": "sideways"}),
        ("figures", {"unit_kind": "magic"}),
        ("figures", {"role": "extra"}),
        ("figures", {"modality": "perhaps"}),
        ("attributed_sources", {"link": -1}),
        ("tombstones", {"kind": "thought"}),
        ("changes", {"change": "forgotten"}),
        ("changes", {"type": "source"}),
        ("idempotency_keys", {"headers": None}),
        ("idempotency_keys", {"body": None}),
        ("api_key_scopes", {"scope": "everything"}),
        ("corrections", {"kind": "marriage"}),
        ("audit_entries", {"action": "sneeze"}),
    ],
)
def test_bad_row_is_refused_by_the_database(archive: Archive, table: str, values: dict[str, Any]) -> None:
    record_one(archive)
    with pytest.raises(IntegrityError):
        spoil(archive, table, values)


def test_range_runs_upwards(archive: Archive) -> None:
    record_one(archive)
    figures = Base.metadata.tables["figures"]
    with pytest.raises(IntegrityError), archive.writing() as session:
        session.execute(update(figures).values(value=None, bound="range", low=Decimal(9), high=Decimal(-10)))


def test_enum_value_of_no_member_is_refused_before_it_is_sent(archive: Archive) -> None:
    with pytest.raises(StatementError), archive.writing() as session:
        session.execute(update(Base.metadata.tables["articles"]).values(status="gone"))


@pytest.mark.parametrize("url", [None, "https://x.example/1"])
def test_same_text_and_url_cannot_stand_twice(archive: Archive, url: str | None) -> None:
    Invented("Nothing was said.", url=url).record(archive)
    with pytest.raises(IntegrityError):
        copy_article(archive, {"id": "art_other", "version": 2})


def test_same_version_of_a_url_cannot_stand_twice(archive: Archive) -> None:
    Invented("Nothing was said.", url="https://x.example/1").record(archive)
    with pytest.raises(IntegrityError):
        copy_article(archive, {"id": "art_other", "sha256": "0" * 64})


def test_constraints_are_named_by_the_convention(archive: Archive) -> None:
    with archive.engine.connect() as connection:
        inspector = inspect(connection)
        for table in Base.metadata.tables:
            assert inspector.get_pk_constraint(table)["name"] == f"pk_{table}"
            for key in inspector.get_foreign_keys(table):
                assert str(key["name"]).startswith(f"fk_{table}_")
            for check in inspector.get_check_constraints(table):
                assert str(check["name"]).startswith(f"ck_{table}_")
