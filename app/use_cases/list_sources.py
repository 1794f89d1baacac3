"""Listing sources."""

from sqlalchemy.orm import Session

from app.archive import sources
from app.facts.filters import SourceFilter
from app.facts.paging import Page, PageRequest
from app.facts.recorded import RecordedSource
from app.use_cases.known_sources import known_sources
from app.use_cases.list_facts import check_filter


def list_sources(session: Session, asked: SourceFilter, page: PageRequest) -> Page[RecordedSource]:
    """One page of sources: by name, or the best match first where a name is asked for.

    Raises InvalidCursor, and InvalidArgument for a value that no source can hold.
    """
    check_filter(asked)
    if asked.q is None:
        return sources.list_sources(session, asked, page)
    best_first = known_sources(session).find(asked.q)
    return sources.list_sources(session, asked, page, best_first=best_first)
