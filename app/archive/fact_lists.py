"""Lists of facts by filter."""

from typing import Any

from sqlalchemy.orm import Session

from app.archive.fact_filters import select_facts
from app.archive.paged_select import Keyset, PagedIds, select_page
from app.archive.resolved_filter import ResolvedFilter
from app.archive.tables import FactRow
from app.facts.paging import PageRequest, SortOrder


def list_facts(session: Session, list_name: str, wanted: ResolvedFilter[Any], page: PageRequest) -> PagedIds:
    """The ids of one page of facts. Sorted by relevance, which only a question has, they stand newest first."""
    key = FactRow.oldest_first if page.sort is SortOrder.OLDEST_FIRST else FactRow.newest_first
    return select_page(session, select_facts(session, wanted), Keyset(list_name, wanted.asked, key, FactRow.id), page)
