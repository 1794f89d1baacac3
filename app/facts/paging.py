"""Pages of a list."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Item = TypeVar("Item")


class SortOrder(StrEnum):
    """How a list is ordered; each order ends in the id, and undated articles stand last."""

    OLDEST_FIRST = "published_at"
    NEWEST_FIRST = "-published_at"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list is wanted; `cursor` is the opaque text of an earlier page."""

    limit: int = 20
    sort: SortOrder = SortOrder.NEWEST_FIRST
    cursor: str | None = None
    count_total: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list, the cursor of the next one, and the exact count of the whole list where it was asked for."""

    items: tuple[Item, ...]
    next_cursor: str | None
    total: int | None = None
