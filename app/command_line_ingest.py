"""Putting files on record from the command line: read side by side, recorded one after the other in the order given."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.archive.unit_of_work import Archive
from app.command_line_read_ahead import prepare_in_order
from app.facts.article import ArticleMetadata
from app.facts.errors import DocumentTooLarge, OnRecordError
from app.use_cases.ingest_article import (
    IngestedArticle,
    PreparedArticle,
    find_ingested_article,
    prepare_article,
    store_article,
)
from app.use_cases.read_upload import read_upload
from app.workers.extraction import Extraction

_READABLE_SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml"}
)


@dataclass(frozen=True, slots=True)
class FileToIngest:
    """A file, its media type where that is known, and what is known of it beside what it says itself."""

    path: Path
    media_type: str | None
    metadata: ArticleMetadata


@dataclass(frozen=True, slots=True)
class IngestedFile:
    """What became of a file: the article it is, or why it could not be put on record."""

    path: Path
    outcome: IngestedArticle | OnRecordError | OSError


@dataclass(frozen=True, slots=True)
class FileIngest:
    """Everything that putting a file on record takes. `concurrency` is how many are read at once."""

    archive: Archive
    extraction: Extraction
    concurrency: int
    max_bytes: int

    def ingest(self, files: Iterable[FileToIngest]) -> Iterator[IngestedFile]:
        """Put each file on record in a transaction of its own. A file that fails leaves the others as they are."""
        for file, prepared in prepare_in_order(files, self._prepare, self.concurrency):
            try:
                yield IngestedFile(file.path, self._store(prepared.result()))
            except (OnRecordError, OSError) as error:
                yield IngestedFile(file.path, error)

    def _prepare(self, file: FileToIngest) -> PreparedArticle | IngestedArticle:
        if file.path.stat().st_size > self.max_bytes:
            raise DocumentTooLarge(self.max_bytes)
        content = file.path.read_bytes()
        document = read_upload(self.extraction, content, file.media_type, file.path.name, file.metadata)
        with self.archive.reading() as session:
            known = find_ingested_article(session, document.text, document.metadata)
        if known is not None:
            return known
        return prepare_article(self.extraction, document.text, document.metadata, datetime.now(UTC))

    def _store(self, prepared: PreparedArticle | IngestedArticle) -> IngestedArticle:
        if isinstance(prepared, IngestedArticle):
            return prepared
        with self.archive.writing() as session:
            return store_article(session, prepared)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and in folders every file of a kind that is read here, hidden ones left out; by name."""
    return [file for path in paths for file in (_files_under(path) if path.is_dir() else [path])]


def _files_under(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _READABLE_SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def ingest_all(
    ingest: FileIngest, files: Iterable[FileToIngest], report: Callable[[IngestedFile], None]
) -> "IngestCounts":
    """Put every file on record, reporting each as soon as it is."""
    new = known = failed = 0
    for file in ingest.ingest(files):
        report(file)
        match file.outcome:
            case IngestedArticle(is_new=True):
                new += 1
            case IngestedArticle():
                known += 1
            case OnRecordError() | OSError():
                failed += 1
    return IngestCounts(new, known, failed)


@dataclass(frozen=True, slots=True)
class IngestCounts:
    """How many files are on record since now, were there before, and could not be put there."""

    new: int
    known: int
    failed: int
