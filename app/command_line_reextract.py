"""Reading articles on record anew from the command line: found side by side, replaced one after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from app.archive.new_article import IndexedReading
from app.archive.unit_of_work import Archive
from app.command_line_read_ahead import prepare_in_order
from app.facts.errors import NoLongerOnRecord, OnRecordError
from app.facts.reading_changes import ReadingChanges
from app.use_cases.reextract_article import compare_article, get_article_to_read, read_anew, reextract_article
from app.workers.extraction import Extraction


@dataclass(frozen=True, slots=True)
class ReextractedArticle:
    """What a new reading changed in an article, or why it could not be read anew."""

    identifier: str
    outcome: ReadingChanges | OnRecordError


@dataclass(frozen=True, slots=True)
class Reextraction:
    """Everything that reading articles anew takes. `concurrency` is how many are read at once."""

    archive: Archive
    extraction: Extraction
    concurrency: int
    dry_run: bool

    def reextract(self, ids: Iterable[str]) -> Iterator[ReextractedArticle]:
        """Read each article anew, and replace its facts in a transaction of its own unless this is a dry run."""
        for identifier, prepared in prepare_in_order(ids, self._prepare, self.concurrency):
            try:
                yield ReextractedArticle(identifier, self._replace(identifier, prepared.result()))
            except OnRecordError as error:
                yield ReextractedArticle(identifier, error)

    def _prepare(self, identifier: str) -> IndexedReading:
        with self.archive.reading() as session:
            stored = get_article_to_read(session, identifier)
        return read_anew(self.extraction, stored)

    def _replace(self, identifier: str, indexed: IndexedReading) -> ReadingChanges:
        if self.dry_run:
            with self.archive.reading() as session:
                return compare_article(session, identifier, indexed)
        with self.archive.writing() as session:
            return reextract_article(session, identifier, indexed, datetime.now(UTC))


@dataclass(slots=True)
class ChangeCounts:
    """How many articles were read anew, were deleted before that or failed, and what became of their facts."""

    articles: int = 0
    deleted: int = 0
    failed: int = 0
    kept: int = 0
    added: int = 0
    lost: int = 0
    altered: int = 0

    def count(self, outcome: ReadingChanges | OnRecordError) -> None:
        """Count one more article."""
        match outcome:
            case ReadingChanges():
                self.articles += 1
                self.kept += len(outcome.kept)
                self.added += len(outcome.added)
                self.lost += len(outcome.lost)
                self.altered += len(outcome.altered)
            case NoLongerOnRecord():
                self.deleted += 1
            case OnRecordError():
                self.failed += 1


def reextract_all(
    reextraction: Reextraction, ids: Iterable[str], report: Callable[[ReextractedArticle], None]
) -> ChangeCounts:
    """Read every article anew, reporting each as soon as what changed is durable."""
    counts = ChangeCounts()
    for article in reextraction.reextract(ids):
        report(article)
        counts.count(article.outcome)
    return counts
