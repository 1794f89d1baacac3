import io
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import click
import pytest
from starlette.testclient import TestClient

from app.archive.unit_of_work import Archive
from app.command_line import commands, main
from app.facts.errors import ArchiveUnavailable
from app.main import create_app
from app.settings import Settings
from app.workers.extraction import InProcessExtraction
from tests.archive.invented import Invented
from tests.conftest import PostgresqlServer

_ROOT = Path(__file__).resolve().parents[1]
_REPORT = (
    "The mayor of Lindow, Ann Reed, said on Monday that 40 trees had been planted along the canal.\n"
    "“We will plant 60 more in the spring,” she said.\n"
)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command did: its exit code, and what it printed where."""

    code: int
    stdout: str
    stderr: str


class CommandRunner:
    """Runs `onrecord` in this process, in a folder of this test alone."""

    def __init__(self, patched: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self._patched = patched
        self._captured = captured

    def __call__(self, *arguments: str, given: str = "", **settings: str) -> Finished:
        with self._patched.context() as patched:
            patched.setenv("ONRECORD_EXTRACTION_PROCESSES", "1")
            for name, value in settings.items():
                patched.setenv(name, value)
            patched.setattr(sys, "argv", ["onrecord", *arguments])
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
            with pytest.raises(SystemExit) as ended:
                main()
        printed = self._captured.readouterr()
        return Finished(int(ended.value.code or 0), printed.out, printed.err)


@pytest.fixture
def onrecord(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> CommandRunner:
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return CommandRunner(monkeypatch, capsys)


def _in_a_process(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    return subprocess.Popen(
        [sys.executable, "-m", "app.command_line", *arguments],
        cwd=folder,
        env=inherited | {"PYTHONPATH": str(_ROOT), "ONRECORD_EXTRACTION_PROCESSES": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def on_record(onrecord: CommandRunner, tmp_path: Path) -> Path:
    """A folder whose database holds one small report."""
    (tmp_path / "trees.txt").write_text(_REPORT)
    options = ("--publisher", "Lindow Gazette", "--published-at", "2024-03-05")
    assert onrecord("ingest", "trees.txt", *options).code == 0
    return tmp_path


def _every_command(group: click.Group, path: str = "onrecord") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += _every_command(command, f"{path} {name}")
        else:
            found.append((f"{path} {name}", command))
    return found


def test_every_command_has_a_help_text_with_an_example_of_itself() -> None:
    for path, command in _every_command(commands):
        assert command.help
        assert path in (command.epilog or ""), path


def test_every_option_has_a_help_text() -> None:
    options = [(path, one) for path, command in _every_command(commands) for one in command.params]
    assert [(path, one.name) for path, one in options if isinstance(one, click.Option) and not one.help] == []


def test_help_loads_neither_database_nor_language_model() -> None:
    script = "import sys, app.command_line; print([name for name in ('sqlalchemy', 'spacy') if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", script], cwd=_ROOT, capture_output=True, text=True, check=True)
    assert printed.stdout == "[]\n"


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"ONRECORD_EXTRACTION_PROCESSES": "none"}, "ONRECORD_EXTRACTION_PROCESSES"),
        ({"ONRECORD_DATABASE_URL": "mysql://somewhere/else"}, "ONRECORD_DATABASE_URL"),
        ({"ONRECORD_DATABASE_URL": "nonsense"}, "ONRECORD_DATABASE_URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(onrecord: CommandRunner, settings: dict[str, str], named: str) -> None:
    finished = onrecord("migrate", **settings)
    assert finished.code == 2
    assert named in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_database_that_cannot_be_reached_is_named_without_its_password(onrecord: CommandRunner) -> None:
    url = "postgresql+psycopg://me:secret@127.0.0.1:1/archive"
    finished = onrecord("keys", "list", ONRECORD_DATABASE_URL=url)
    assert finished.code == 1
    assert "127.0.0.1:1/archive cannot be reached" in finished.stderr
    assert "secret" not in finished.stderr


def test_a_postgresql_database_of_another_version_is_refused_with_the_command_that_helps(
    onrecord: CommandRunner, postgresql_server: PostgresqlServer
) -> None:
    name = f"unmigrated_{uuid4().hex}"
    postgresql_server.run(f"CREATE DATABASE {name}")
    url = postgresql_server.url_of(name)
    refused = onrecord("lookup", "trees", ONRECORD_DATABASE_URL=url)
    assert refused.code == 1
    assert "onrecord migrate" in refused.stderr
    assert onrecord("migrate", ONRECORD_DATABASE_URL=url).code == 0
    assert onrecord("lookup", "trees", ONRECORD_DATABASE_URL=url).code == 0


def test_extract_reads_standard_input_and_touches_no_database(onrecord: CommandRunner, tmp_path: Path) -> None:
    finished = onrecord("extract", "-", given=_REPORT)
    answer = json.loads(finished.stdout)
    assert answer["article"]["counts"]["figures"] == len(answer["figures"]) > 0
    for fact in answer["quotes"] + answer["figures"]:
        evidence = fact["evidence"]
        assert _REPORT[evidence["start"] : evidence["end"]] == evidence["exact"]
        assert _REPORT[: evidence["start"]].endswith(evidence["prefix"])
        assert _REPORT[evidence["end"] :].startswith(evidence["suffix"])
    assert list(tmp_path.iterdir()) == []


def test_extract_says_why_it_cannot_read_a_file(onrecord: CommandRunner, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(32))
    finished = onrecord("extract", "picture.png")
    assert finished.code == 1
    assert finished.stdout == ""
    assert finished.stderr.startswith("Error: image/png is not read here")


def test_ingest_goes_on_after_a_file_that_fails(onrecord: CommandRunner, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "1-broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (folder / "2-trees.txt").write_text(_REPORT)
    (folder / "3-picture.png").write_bytes(b"\x89PNG")
    finished = onrecord("ingest", "reports")
    assert finished.code == 1
    assert "1-broken.pdf: " in finished.stderr
    assert "1 new, 0 on record already, 1 failed." in finished.stderr
    answers = [json.loads(line) for line in finished.stdout.splitlines()]
    assert [(answer["file"], answer["is_new"]) for answer in answers] == [("reports/2-trees.txt", True)]


def test_a_file_put_on_record_twice_is_there_once(onrecord: CommandRunner, on_record: Path) -> None:
    finished = onrecord("ingest", "trees.txt")
    assert finished.code == 0
    assert "0 new, 1 on record already, 0 failed." in finished.stderr


def test_a_date_that_is_none_is_refused_by_its_option(onrecord: CommandRunner, on_record: Path) -> None:
    finished = onrecord("ingest", "trees.txt", "--published-at", "last week")
    assert finished.code == 2
    assert "--published-at" in finished.stderr


def test_a_title_for_several_files_is_refused(onrecord: CommandRunner, on_record: Path) -> None:
    assert onrecord("ingest", "trees.txt", "trees.txt", "--title", "Trees").code == 2


def test_lookup_answers_in_json_where_it_is_piped(onrecord: CommandRunner, on_record: Path) -> None:
    answer = json.loads(onrecord("lookup", "how many trees were planted?").stdout)
    assert answer["items"][0]["fact"]["value"] == 40
    assert answer["searched"]["articles"] == 1


def test_lookup_gives_nothing_where_nothing_answers(onrecord: CommandRunner, on_record: Path) -> None:
    finished = onrecord("lookup", "submarines")
    assert finished.code == 0
    assert json.loads(finished.stdout)["items"] == []


def _read_otherwise(folder: Path) -> None:
    """Leave on record what an earlier extractor might have found: it took one figure for denied, and missed another."""
    with closing(sqlite3.connect(folder / "onrecord.db", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute(
            "UPDATE figures SET modality = 'denied' WHERE fact_id IN (SELECT id FROM facts WHERE exact = '60')"
        )
        database.execute("DELETE FROM facts WHERE type = 'figure' AND exact LIKE '40%'")


def _reextracted(finished: Finished) -> tuple[dict[str, Any], dict[str, Any]]:
    assert finished.code == 0, finished.stderr
    article, total = (json.loads(line) for line in finished.stdout.splitlines())
    return article, total["total"]


def test_reextract_reports_what_changed_and_the_second_time_nothing(onrecord: CommandRunner, on_record: Path) -> None:
    _read_otherwise(on_record)
    article, total = _reextracted(onrecord("reextract"))
    assert (total["articles"], total["added"], total["lost"], total["altered"], total["failed"]) == (1, 1, 0, 1, 0)
    assert [(one["change"], one["text"]) for one in article["facts"]] == [("added", "40 trees"), ("altered", "60")]
    assert article["facts"][1]["changed"] == {"modality": {"before": "denied", "after": "planned"}}
    found = json.loads(onrecord("lookup", "how many trees were planted?").stdout)["items"][0]["fact"]
    assert found["id"] == article["facts"][0]["id"]
    again, total = _reextracted(onrecord("reextract", article["article_id"]))
    assert (total["kept"], again["facts"]) == (article["kept"] + 2, [])


def test_reextract_tells_in_a_dry_run_what_it_would_change(onrecord: CommandRunner, on_record: Path) -> None:
    _read_otherwise(on_record)
    finished = onrecord("reextract", "--dry-run")
    _article, told = _reextracted(finished)
    assert "nothing was changed" in finished.stderr
    _article, done = _reextracted(onrecord("reextract"))
    assert told == done
    assert told["added"] == 1


def test_reextract_prints_tables_on_a_terminal(
    onrecord: CommandRunner, on_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.command_line_output.wants_table", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    _read_otherwise(on_record)
    short = onrecord("reextract", "--dry-run").stdout
    assert "Altered" in short
    assert "40 trees" not in short
    long = onrecord("reextract", "--verbose").stdout
    assert "figure added" in long
    assert "modality: denied → planned" in long


def test_reextract_refuses_an_article_that_is_on_no_record_before_it_begins(
    onrecord: CommandRunner, on_record: Path
) -> None:
    finished = onrecord("reextract", "art_00000000000000000000000000")
    assert finished.code == 1
    assert finished.stderr == "Error: no article has the id art_00000000000000000000000000\n"
    assert finished.stdout == ""


def test_reextract_has_nothing_to_do_where_nothing_is_on_record(onrecord: CommandRunner) -> None:
    finished = onrecord("reextract")
    assert finished.code == 0
    assert json.loads(finished.stdout)["total"]["articles"] == 0


def test_a_key_is_printed_once_and_only_its_hash_is_kept(onrecord: CommandRunner, tmp_path: Path) -> None:
    made = onrecord("keys", "create", "--name", "newsroom", "--scope", "read", "--scope", "ingest")
    key = made.stdout.strip()
    assert key.startswith("onrec_")
    assert key not in made.stderr
    listed = onrecord("keys", "list")
    assert [(one["name"], one["scopes"]) for one in json.loads(listed.stdout)] == [("newsroom", ["read", "ingest"])]
    assert key not in listed.stdout
    assert not [path for path in tmp_path.iterdir() if key.encode() in path.read_bytes()]


def test_a_key_can_be_revoked(onrecord: CommandRunner) -> None:
    onrecord("keys", "create", "--name", "newsroom", "--scope", "admin")
    (key,) = json.loads(onrecord("keys", "list").stdout)
    assert onrecord("keys", "revoke", key["id"]).code == 0
    assert json.loads(onrecord("keys", "list").stdout)[0]["revoked_at"] is not None


def test_an_unknown_key_cannot_be_revoked(onrecord: CommandRunner) -> None:
    assert onrecord("keys", "revoke", "key_00000000000000000000000000").code == 1


def test_serve_refuses_other_machines_while_no_key_exists(onrecord: CommandRunner) -> None:
    finished = onrecord("serve", "--host", "0.0.0.0", "--port", "0")
    assert finished.code == 1
    assert "onrecord keys create" in finished.stderr


def test_serve_says_when_its_port_is_taken(onrecord: CommandRunner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        finished = onrecord("serve", "--port", str(taken.getsockname()[1]))
    assert finished.code == 1
    assert finished.stderr.startswith("Error: cannot listen on 127.0.0.1")


def test_serve_says_where_it_listens_and_ends_at_an_interrupt(tmp_path: Path) -> None:
    with _in_a_process(tmp_path, "serve", "--port", "0") as server:
        assert server.stdout is not None
        assert server.stderr is not None
        try:
            address = server.stderr.readline().split()[3]
            with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
                assert answer.status == 200
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
        assert "Traceback" not in server.stderr.read()
        assert server.stdout.read() == ""


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    with _in_a_process(tmp_path, "openapi") as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert command.wait(60) == 141
        assert command.stderr.read() == ""


def test_openapi_prints_the_description_of_the_api(onrecord: CommandRunner, tmp_path: Path) -> None:
    description = json.loads(onrecord("openapi").stdout)
    assert description["openapi"].startswith("3.1")
    assert "/v1/articles" in description["paths"]
    assert list(tmp_path.iterdir()) == []


def test_the_example_articles_are_loaded_once(onrecord: CommandRunner) -> None:
    assert "14 new, 0 on record already, 0 failed." in onrecord("seed").stderr
    assert "0 new, 14 on record already, 0 failed." in onrecord("seed").stderr


def _record_boats(folder: Path, count: int = 3) -> None:
    """Put invented articles into the database of a folder, without reading any text."""
    archive = Archive(f"sqlite:///{folder / 'onrecord.db'}")
    archive.migrate()
    for number in range(count):
        invented = Invented(f"“We lost {number} boats,” Ana Silva said.", published_at=f"2024-10-1{number}")
        invented.quote(f"We lost {number} boats", source=invented.source("Ana Silva"))
        invented.record(archive)
    archive.dispose()


def test_export_prints_a_whole_list_and_tells_apart_how_many(onrecord: CommandRunner, tmp_path: Path) -> None:
    _record_boats(tmp_path)
    finished = onrecord("export", "--type", "quotes")
    assert finished.code == 0
    lines = [json.loads(line) for line in finished.stdout.splitlines()]
    assert [line["text"] for line in lines] == ["We lost 2 boats", "We lost 1 boats", "We lost 0 boats"]
    assert finished.stderr == "3 quotes exported.\n"


@pytest.mark.parametrize("file_format", ["ndjson", "csv", "jsonld", "parquet"])
def test_export_writes_what_the_service_answers(onrecord: CommandRunner, tmp_path: Path, file_format: str) -> None:
    _record_boats(tmp_path)
    options = ("--type", "quotes", "--format", file_format, "--filter", "source=silva", "--filter", "sort=published_at")
    assert onrecord("export", *options, "--limit", "2", "--output", "boats.out").code == 0
    archive = Archive(f"sqlite:///{tmp_path / 'onrecord.db'}")
    app = create_app(Settings(database_url=archive.database_url), archive, InProcessExtraction())
    query = f"type=quotes&format={file_format}&source=silva&sort=published_at&limit=2"
    answer = TestClient(app, base_url="http://127.0.0.1:8000").get(f"/v1/export?{query}")
    archive.dispose()
    assert answer.status_code == 200
    assert (tmp_path / "boats.out").read_bytes() == answer.content
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_export_makes_ids_of_the_address_it_is_given(onrecord: CommandRunner, tmp_path: Path) -> None:
    _record_boats(tmp_path, 1)
    options = ("--type", "sources", "--format", "jsonld", "--base-url", "https://facts.example/on")
    [source] = json.loads(onrecord("export", *options).stdout)["itemListElement"]
    assert source["id"].startswith("https://facts.example/on/v1/sources/src_")


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (["unit=km"], "unit: This narrows no quotes"),
        (["nosuch=1"], "nosuch: Nothing of this name is known here"),
        (["published_from=soon"], "published_from: neither a date"),
        (["kind"], "'kind' is not of the form NAME=VALUE"),
        (["q=a", "q=b"], "'q=b' is not of the form NAME=VALUE, once for each"),
        (["type=figures"], "'type=figures' is not"),
    ],
)
def test_export_refuses_filters_that_cannot_be_used(
    onrecord: CommandRunner, tmp_path: Path, filters: list[str], told: str
) -> None:
    _record_boats(tmp_path, 1)
    options = [part for one in filters for part in ("--filter", one)]
    finished = onrecord("export", "--type", "quotes", "--output", "boats.out", *options)
    assert (finished.code, finished.stdout) == (2, "")
    assert told in finished.stderr
    assert not (tmp_path / "boats.out").exists()


def test_export_that_fails_leaves_the_file_of_before_as_it_was(
    onrecord: CommandRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _record_boats(tmp_path, 1)
    (tmp_path / "boats.out").write_text("before")

    def break_off(*_arguments: Any) -> Iterator[bytes]:
        yield b"begun"
        raise ArchiveUnavailable("the database does not answer")

    monkeypatch.setattr("app.command_line_export.write_export", break_off)
    finished = onrecord("export", "--type", "quotes", "--output", "boats.out")
    assert (finished.code, finished.stderr) == (1, "Error: the database does not answer\n")
    assert (tmp_path / "boats.out").read_text() == "before"
    assert not list(tmp_path.glob("*.unfinished"))


def test_export_names_a_file_that_cannot_be_written(onrecord: CommandRunner, tmp_path: Path) -> None:
    _record_boats(tmp_path, 1)
    finished = onrecord("export", "--type", "quotes", "--output", "nowhere/boats.out")
    assert finished.code == 1
    assert "nowhere/boats.out cannot be written: No such file or directory" in finished.stderr


def test_export_prints_no_parquet_on_a_terminal(
    onrecord: CommandRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _record_boats(tmp_path, 1)
    monkeypatch.setattr("app.command_line_output.wants_table", lambda: True)
    finished = onrecord("export", "--type", "quotes", "--format", "parquet")
    assert (finished.code, finished.stdout) == (2, "")
    assert "--output" in finished.stderr
