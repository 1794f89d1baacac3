"""What the commands print: answers on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from app.facts.api_key import ApiKey

if TYPE_CHECKING:
    from app.use_cases.ingest_article import IngestedArticle

Row = Sequence[str]


def print_json(answer: Any) -> None:
    """Print an answer as indented JSON."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def print_json_line(answer: Any) -> None:
    """Print one of several answers as one line of JSON."""
    click.echo(json.dumps(answer, ensure_ascii=False))


def print_table(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print rows for a person to read, as wide as the terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(printable(cell) for cell in row))
    Console(markup=False, highlight=False).print(table)


def print_text(text: str) -> None:
    """Print a line of an answer."""
    click.echo(printable(text))


def tell(message: str) -> None:
    """Tell the person at the terminal something that is not the answer."""
    click.echo(printable(message), err=True)


def printable(text: str) -> str:
    """One line without the characters that would move a terminal's cursor or change its colours."""
    return "".join(character if character.isprintable() else " " for character in text)


def wants_table() -> bool:
    """Tell whether the answer goes to a terminal rather than into a pipe or a file."""
    return sys.stdout.isatty()


class Advance:
    """The progress of one piece of long work."""

    def __init__(self, progress: Progress, total: int | None, doing: str) -> None:
        self._progress = progress
        self._task = progress.add_task(doing, total=total)

    def step(self, many: int = 1) -> None:
        """One more is done, or so many more."""
        self._progress.advance(self._task, many)

    def expect(self, total: int | None) -> None:
        """So many there are, as is known by now."""
        self._progress.update(self._task, total=total)


@contextmanager
def progress_bar(total: int | None, doing: str) -> Iterator[Advance]:
    """A bar on standard error, where that is a terminal; without a total it only counts."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Advance(progress, total, doing)


def print_ingested_line(path: Path, ingested: "IngestedArticle") -> None:
    """Print what became of a file as one line of JSON."""
    answer = {
        "file": path.as_posix(),
        "article_id": ingested.article.id,
        "is_new": ingested.is_new,
        "quotes": len(ingested.quotes),
        "figures": len(ingested.figures),
    }
    print_json_line(answer)


def print_ingested_for_person(path: Path, ingested: "IngestedArticle") -> None:
    """Print what became of a file for a person to read."""
    counts = f"{len(ingested.quotes):>4} quotes {len(ingested.figures):>4} figures"
    print_text(f"{ingested.article.id} {counts}  {path.as_posix()}")


def print_keys(keys: Iterable[ApiKey]) -> None:
    """Print what is on record of keys for a person to read."""
    rows = [(key.id, key.name, ", ".join(key.scopes), _minute(key.created_at), _minute(key.revoked_at)) for key in keys]
    print_table(("Id", "Name", "Scopes", "Created", "Revoked"), rows)


def print_keys_as_json(keys: Iterable[ApiKey]) -> None:
    """Print what is on record of keys as JSON."""
    answer = [
        {
            "id": key.id,
            "name": key.name,
            "scopes": list(key.scopes),
            "created_at": key.created_at.isoformat(),
            "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
        }
        for key in keys
    ]
    print_json(answer)


def _minute(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant:%Y-%m-%d %H:%M}Z"
