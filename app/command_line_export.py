"""What `onrecord export` writes."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from pydantic import ValidationError

from app import command_line_output as output
from app.api.addresses import Addresses
from app.api.errors import field_errors_of
from app.api.exporting import ExportedPage, read_export, write_export
from app.api.schemas.export_query import ExportFormat, ExportQuery
from app.archive.unit_of_work import Archive


def read_query(item_type: str, file_format: str, filters: Iterable[str], limit: int | None) -> ExportQuery:
    """What is asked for, its filters as `name=value`. Raises click's BadParameter for what cannot be used."""
    given: dict[str, Any] = {"type": item_type, "format": file_format}
    for one in filters:
        name, equals, value = one.partition("=")
        if not equals or name in (*given, "limit"):
            raise click.BadParameter(f"{one!r} is not of the form NAME=VALUE, once for each", param_hint="--filter")
        given[name] = value
    try:
        return ExportQuery.model_validate({**given, **({} if limit is None else {"limit": limit})})
    except ValidationError as error:
        located = ({**each, "loc": ("query", *each["loc"])} for each in error.errors())
        first = field_errors_of(located)[0]
        raise click.BadParameter(f"{first.parameter}: {first.detail}", param_hint="--filter") from error


def export_to(archive: Archive, query: ExportQuery, target: Path | None, base_url: str) -> int:
    """Write an export to a file, or to standard output where there is none, and tell how many items it holds."""
    if target is None and query.format is ExportFormat.PARQUET and output.wants_table():
        raise click.UsageError("Parquet is not for a terminal: name a file with --output")
    addresses = Addresses(f"{base_url.rstrip('/')}/")
    with (
        _opened(target) as file,
        archive.reading() as session,
        output.progress_bar(None, f"Exporting {query.type}") as progress,
    ):
        pages = _Counted(read_export(session, query, count_total=query.limit is None), progress)
        for chunk in write_export(iter(pages), query, addresses):
            file.write(chunk)
    return pages.count


class _Counted:
    """The items of pages, counted as they are taken."""

    def __init__(self, pages: Iterable[ExportedPage], progress: output.Advance) -> None:
        self._pages = pages
        self._progress = progress
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for page in self._pages:
            if page.total is not None:
                self._progress.expect(page.total)
            yield page.items
            self.count += len(page.items)
            self._progress.step(len(page.items))


@contextmanager
def _opened(target: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that takes its name only when all of it is written."""
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        os.replace(unfinished, target)
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
