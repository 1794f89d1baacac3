"""`onrecord`: the service at the command line.

Answers go to standard output, everything else to standard error. Exit codes: 0 done, 1 failed (also in part), 2 wrong
usage or settings, 130 interrupted, 141 nobody reads the output any more.
"""

import ipaddress
import json
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app import command_line_output as output
from app.facts.api_key import Scope
from app.facts.article import ArticleMetadata
from app.facts.errors import OnRecordError
from app.settings import Settings

if TYPE_CHECKING:
    from app.archive.unit_of_work import Archive
    from app.command_line_ingest import FileToIngest, IngestCounts, IngestedFile
    from app.command_line_reextract import ChangeCounts, ReextractedArticle
    from app.facts.reading_changes import ReadingChanges
    from app.use_cases.ingest_article import IngestedArticle

_ROOT = Path(__file__).resolve().parents[1]
_FAILED, _MISUSED, _INTERRUPTED, _UNREAD = 1, 2, 130, 141
_EXISTING = click.Path(exists=True, path_type=Path)
_EXISTING_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)

Command = Callable[..., int | None]


def main() -> None:
    """Run the command that the arguments name, and end the process with its exit code."""
    try:
        with commands.make_context("onrecord", sys.argv[1:]) as context:
            code = commands.invoke(context) or 0
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except OnRecordError as error:
        output.tell(f"Error: {error}")
        code = _FAILED
    except (click.Abort, KeyboardInterrupt):
        output.tell("Interrupted.")
        code = _INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _UNREAD
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onrecord")
def commands() -> None:
    """Who said what, who claims how many, and where it stands in the text.

    Settings are environment variables; ONRECORD_DATABASE_URL names the database, a file onrecord.db without it.
    """


@commands.command(epilog="Example: onrecord serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 is any free one.")
def serve(host: str, port: int) -> int:
    """Serve the API and its documentation.

    Beyond this machine's loopback it listens only where API keys exist.
    """
    from app.command_line_server import listen, run_server
    from app.workers.extraction_worker import load_models_ahead

    settings = _settings()
    with _current_archive(settings) as archive:
        _refuse_open_doors(archive, host)
    load_models_ahead()
    try:
        listener = listen(host, port)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}, port {port}: {error.strerror or error}") from error
    from app.main import create_app

    return 0 if run_server(create_app(settings), listener, when_ready=output.tell) else _FAILED


@commands.command(epilog="Example: ONRECORD_DATABASE_URL=postgresql+psycopg://me@db/onrecord onrecord migrate")
def migrate() -> None:
    """Bring the database's tables up to this version."""
    with _reachable_archive(_settings()) as archive:
        archive.migrate()
    output.tell("The database is up to date.")


@commands.command(epilog="Example: onrecord seed")
def seed() -> int:
    """Load the example articles. Those on record already stay as they are."""
    from app.command_line_ingest import FileToIngest

    folder = _ROOT / "seeds"
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["articles"]
    files = []
    for entry in entries:
        path, media_type = folder / entry.pop("file"), entry.pop("media_type")
        files.append(FileToIngest(path, media_type, _metadata(**entry)))
    counts = _ingest(files, "Reading the example articles", lambda _path, _ingested: None)
    output.tell(f"Example articles: {counts.new} new, {counts.known} on record already, {counts.failed} failed.")
    return _FAILED if counts.failed else 0


def _metadata_options(*names: str) -> Callable[[Command], Command]:
    options = {
        "title": click.option("--title", help="Its title."),
        "publisher": click.option("--publisher", help="Who published it."),
        "authors": click.option("--author", "authors", multiple=True, help="Who wrote it; may be given several times."),
        "published_at": click.option("--published-at", help="When: 2024, 2024-10, 2024-10-18 or 2024-10-18T09:30:00Z."),
        "url": click.option("--url", help="Where it was published."),
        "language": click.option("--language", help="Language of the text (BCP 47); detected where not given."),
    }

    def add_options(command: Command) -> Command:
        for option in (options[name] for name in reversed(names)):
            command = option(command)
        return command

    return add_options


@commands.command(epilog='Example: onrecord ingest reports/ notes.txt --publisher "Example Daily"')
@click.argument("paths", nargs=-1, required=True, type=_EXISTING)
@_metadata_options("title", "publisher", "authors", "published_at", "url", "language")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, also on a terminal.")
def ingest(paths: tuple[Path, ...], *, as_json: bool, **metadata: Any) -> int:
    """Put files on record, and every file in folders that can be read.

    What is given here wins over what a document says of itself; --title and --url are for a single file. A file that
    fails is named, and the others go on.
    """
    from app.command_line_ingest import FileToIngest, files_in

    found = files_in(paths)
    if len(found) != 1 and (metadata["title"] or metadata["url"]):
        raise click.UsageError("--title and --url are for a single file")
    known_metadata = _metadata(**metadata)
    files = [FileToIngest(path, None, known_metadata) for path in found]
    for_person = output.wants_table() and not as_json
    counts = _ingest(files, "Reading", output.print_ingested_for_person if for_person else output.print_ingested_line)
    output.tell(f"{counts.new} new, {counts.known} on record already, {counts.failed} failed.")
    return _FAILED if counts.failed else 0


@commands.command(epilog="Example: onrecord extract report.html | jq '.figures[].text'")
@click.argument("file", type=_EXISTING_FILE)
@_metadata_options("title", "publisher", "published_at", "language")
def extract(file: Path, **metadata: Any) -> None:
    """Print the facts of one file as JSON; `-` is standard input. No database is touched.

    The ids hold only inside this answer.
    """
    from app.api.schemas.article import ArticleWithFacts
    from app.use_cases.extract_facts import extract_facts
    from app.use_cases.read_upload import read_upload
    from app.workers.extraction import InProcessExtraction

    known_metadata = _metadata(**metadata)
    from_pipe = str(file) == "-"
    content = sys.stdin.buffer.read() if from_pipe else file.read_bytes()
    extraction = InProcessExtraction(_settings().extractor)
    document = read_upload(extraction, content, None, None if from_pipe else file.name, known_metadata)
    found = extract_facts(extraction, document.text, document.metadata, datetime.now(UTC))
    output.print_json(ArticleWithFacts.of(found.article, found.quotes, found.figures).model_dump(mode="json"))


@commands.command(epilog='Example: onrecord lookup "who said what about the bridge?"')
@click.argument("question")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 200), help="How many facts to show.")
@click.option("--json", "as_json", is_flag=True, help="JSON as GET /v1/lookup gives it, also on a terminal.")
def lookup(question: str, limit: int, *, as_json: bool) -> None:
    """Answer a question in plain words with the facts on record, best first."""
    from app.command_line_lookup import print_lookup, print_lookup_as_json
    from app.use_cases.look_up_facts import LookupRequest, look_up_facts

    if not question.strip():
        raise click.BadParameter("a question needs words", param_hint="QUESTION")
    request = LookupRequest(question, limit=limit)
    with _current_archive(_settings()) as archive, archive.reading() as session:
        answer = look_up_facts(session, request)
    if as_json or not output.wants_table():
        print_lookup_as_json(request, answer)
    else:
        print_lookup(answer)


@commands.command(
    epilog='Example: onrecord export --type quotes --format csv --filter source="Mina Sorel" --output sorel.csv'
)
@click.option(
    "--type",
    "item_type",
    required=True,
    type=click.Choice(["quotes", "figures", "articles", "sources"]),
    help="What to export.",
)
@click.option(
    "--format",
    "file_format",
    default="ndjson",
    show_default=True,
    type=click.Choice(["ndjson", "csv", "jsonld", "parquet"]),
    help="How to write it down.",
)
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of GET /v1/export, as in published_from=2024-10 or role=all; may be given several times.",
)
@click.option("--limit", type=click.IntRange(1), help="At most so many; all of them without it.")
@click.option(
    "--output",
    default="-",
    show_default=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="File to write; it appears under its name only when it is whole. `-` is standard output.",
)
@click.option(
    "--base-url",
    default="http://127.0.0.1:8000/",
    show_default=True,
    help="Where the service is reached: the ids in JSON-LD begin with it.",
)
def export(item_type: str, file_format: str, filters: tuple[str, ...], **options: Any) -> None:
    """Write a whole list to a file or to standard output, as GET /v1/export answers it.

    As on lists, figures that only refer are left out unless role=all, facts under a confidence of 0.5 unless
    min_confidence says otherwise, and older versions of articles unless versions=all.
    """
    from app.command_line_export import export_to, read_query

    query = read_query(item_type, file_format, filters, options["limit"])
    target: Path = options["output"]
    with _current_archive(_settings()) as archive:
        count = export_to(archive, query, None if str(target) == "-" else target, options["base_url"])
    output.tell(f"{count} {item_type} exported.")


@commands.command(epilog="Example: onrecord reextract --dry-run > changes.ndjson")
@click.argument("article_ids", nargs=-1, metavar="[ARTICLE_ID]...")
@click.option("--dry-run", is_flag=True, help="Report what would change in each article, and change nothing.")
@click.option("--verbose", is_flag=True, help="List the changed facts on a terminal too, as JSON always does.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, also on a terminal.")
def reextract(article_ids: tuple[str, ...], *, dry_run: bool, verbose: bool, as_json: bool) -> int:
    """Read articles on record anew, and report which facts were kept, added, lost and altered.

    Without ids it reads every article, the one longest on record first. A fact keeps its id where its words and its
    sources stay. Each article is changed wholly or not at all, also while the service runs; a second run changes
    nothing more.
    """
    from app.command_line_reextract_report import print_changes, print_changes_line, print_total_line

    for_person = output.wants_table() and not as_json
    told: list[ReadingChanges] = []
    counts = _reextract(article_ids, told.append if for_person else print_changes_line, dry_run=dry_run)
    if for_person:
        print_changes(told, counts, verbose=verbose)
    else:
        print_total_line(counts, dry_run=dry_run)
    output.tell(
        f"{counts.articles} articles read anew, {counts.deleted} deleted meanwhile, {counts.failed} failed"
        + ("; nothing was changed." if dry_run else ".")
    )
    return _FAILED if counts.failed else 0


@commands.group()
def keys() -> None:
    """Make, list and revoke API keys."""


@keys.command("create", epilog="Example: onrecord keys create --name newsroom --scope read --scope ingest")
@click.option("--name", required=True, help="Whose key it is, or what for.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What it allows; may be given several times.",
)
def create_key(name: str, scopes: tuple[str, ...]) -> None:
    """Make a key and print it, this once: only its hash is stored."""
    from app.api.security.access import hash_of_key
    from app.archive.api_keys import record_api_key

    key = f"onrec_{secrets.token_urlsafe(32)}"
    granted = [Scope(scope) for scope in scopes]
    with _current_archive(_settings()) as archive, archive.writing() as session:
        record = record_api_key(
            session, name=name, key_hash=hash_of_key(key), scopes=granted, created_at=datetime.now(UTC)
        )
    output.tell(f"{record.id}, scopes {', '.join(record.scopes)}. The key is shown only this once:")
    output.print_text(key)


@keys.command("list", epilog="Example: onrecord keys list")
@click.option("--json", "as_json", is_flag=True, help="JSON, also on a terminal.")
def list_keys(*, as_json: bool) -> None:
    """List the keys: everything but the keys themselves."""
    from app.archive.api_keys import list_api_keys

    with _current_archive(_settings()) as archive, archive.reading() as session:
        records = list_api_keys(session)
    if as_json or not output.wants_table():
        output.print_keys_as_json(records)
    else:
        output.print_keys(records)


@keys.command("revoke", epilog="Example: onrecord keys revoke key_01jb4m2q7ze9k8w6r5t3x1y0va")
@click.argument("identifier", metavar="ID")
def revoke_key(identifier: str) -> None:
    """Let a key open nothing from now on."""
    from app.archive.api_keys import revoke_api_key

    with _current_archive(_settings()) as archive, archive.writing() as session:
        record = revoke_api_key(session, identifier, revoked_at=datetime.now(UTC))
    output.tell(f"{record.id} ({record.name}) is revoked.")


@commands.command(epilog="Example: onrecord openapi > openapi.json")
def openapi() -> None:
    """Print the description of the API (OpenAPI 3.1)."""
    from app.main import create_app

    output.print_json(create_app(_settings()).openapi())


def _settings() -> Settings:
    try:
        return Settings.from_environment()
    except ValueError as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def _reachable_archive(settings: Settings) -> "Iterator[Archive]":
    from app.archive.unit_of_work import Archive

    try:
        archive = Archive(settings.database_url)
    except ValueError as error:
        raise click.UsageError(f"ONRECORD_DATABASE_URL: {error}") from error
    try:
        if not archive.is_reachable():
            raise click.ClickException(f"the database {archive.engine.url} cannot be reached")
        yield archive
    finally:
        archive.dispose()


@contextmanager
def _current_archive(settings: Settings) -> "Iterator[Archive]":
    """An embedded database is brought up to date unasked; a server may have other users, so that takes a command."""
    with _reachable_archive(settings) as archive:
        if archive.engine.dialect.name == "sqlite":
            archive.migrate()
        elif not archive.schema_is_current():
            raise click.ClickException("the database's tables are not of this version: run `onrecord migrate` first")
        yield archive


def _refuse_open_doors(archive: "Archive", host: str) -> None:
    from app.archive.api_keys import any_api_key_exists

    if _is_loopback(host):
        return
    with archive.reading() as session:
        has_keys = any_api_key_exists(session)
    if not has_keys:
        raise click.ClickException(
            f"{host} can be reached from other machines, and no API key exists: make one first, as with "
            "`onrecord keys create --name me --scope read --scope ingest`"
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _metadata(authors: Sequence[str] = (), **given: Any) -> ArticleMetadata:
    from pydantic import ValidationError

    from app.api.schemas.article_input import MetadataInput

    try:
        return MetadataInput(authors=tuple(authors), **given).to_metadata()
    except ValidationError as error:
        first = error.errors()[0]
        option = "--author" if first["loc"][0] == "authors" else f"--{first['loc'][0]}".replace("_", "-")
        raise click.BadParameter(first["msg"].removeprefix("Value error, "), param_hint=option) from error


def _ingest(
    files: "Sequence[FileToIngest]", doing: str, answer: "Callable[[Path, IngestedArticle], None]"
) -> "IngestCounts":
    from app.answers.text_signature import load_ahead
    from app.command_line_ingest import FileIngest, ingest_all
    from app.workers.extraction_pool import ExtractionPool

    settings = _settings()
    processes = min(settings.extraction_processes, max(1, len(files)))
    pool = ExtractionPool(processes, settings.extraction_timeout_seconds, settings.extractor)
    with _current_archive(settings) as archive, output.progress_bar(len(files), doing) as progress:

        def report(file: "IngestedFile") -> None:
            if isinstance(file.outcome, Exception):
                output.tell(f"{file.path}: {file.outcome}")
            else:
                answer(file.path, file.outcome)
            progress.step()

        load_ahead()
        pool.start()
        try:
            return ingest_all(FileIngest(archive, pool, processes, settings.max_upload_bytes), files, report)
        finally:
            pool.stop()


def _reextract(ids: Sequence[str], answer: "Callable[[ReadingChanges], None]", *, dry_run: bool) -> "ChangeCounts":
    from app.answers.text_signature import load_ahead
    from app.command_line_reextract import Reextraction, reextract_all
    from app.workers.extraction_pool import ExtractionPool

    settings = _settings()
    with _current_archive(settings) as archive:
        wanted = _articles_on_record(archive, ids)
        processes = min(settings.extraction_processes, max(1, len(wanted)))
        pool = ExtractionPool(processes, settings.extraction_timeout_seconds)
        with output.progress_bar(len(wanted), "Reading anew") as progress:

            def report(article: "ReextractedArticle") -> None:
                if isinstance(article.outcome, OnRecordError):
                    output.tell(f"{article.identifier}: {article.outcome}")
                else:
                    answer(article.outcome)
                progress.step()

            load_ahead()
            pool.start()
            try:
                return reextract_all(Reextraction(archive, pool, processes, dry_run), wanted, report)
            finally:
                pool.stop()


def _articles_on_record(archive: "Archive", ids: Sequence[str]) -> Sequence[str]:
    """The ids given, each once, or without any those of every article. Raises for one that is on no record."""
    from app.archive.articles import get_article, list_article_ids

    with archive.reading() as session:
        if not ids:
            return list_article_ids(session)
        return [get_article(session, identifier).id for identifier in dict.fromkeys(ids)]


if __name__ == "__main__":
    main()
