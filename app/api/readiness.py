"""Whether the service can do its work."""

from app.api.service import Service
from app.facts.errors import ArchiveUnavailable
from app.workers.extraction_pool import ExtractionPool

PARTS = ("database", "schema", "extraction")


def find_what_is_not_ready(service: Service) -> list[str]:
    """Name each part that is not ready, in words; an empty list where all are."""
    return [*_what_the_archive_lacks(service), *_what_the_extraction_lacks(service)]


def _what_the_archive_lacks(service: Service) -> list[str]:
    if not service.archive.is_reachable():
        return ["the database does not answer"]
    try:
        current = service.archive.schema_is_current()
    except ArchiveUnavailable:
        return ["the database does not answer"]
    return [] if current else ["the database's schema is not that of this version; run `onrecord migrate`"]


def _what_the_extraction_lacks(service: Service) -> list[str]:
    pool = service.extraction
    if isinstance(pool, ExtractionPool) and not pool.is_ready():
        return ["no extraction worker is ready"]
    return []
