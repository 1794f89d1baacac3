"""One page of a list, by keyset: the page after a position costs no more than the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.archive.cursors import read_cursor, scope_of, write_cursor
from app.facts.paging import PageRequest


@dataclass(frozen=True, slots=True)
class PagedIds:
    """The ids of one page, in order."""

    ids: tuple[str, ...]
    next_cursor: str | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Keyset:
    """What a list is sorted by, upwards: a key and then the id."""

    list_name: str
    asked: object
    key: InstrumentedAttribute[int] | InstrumentedAttribute[str]
    identifier: InstrumentedAttribute[str]


def select_page(session: Session, rows: Select[str], keyset: Keyset, page: PageRequest) -> PagedIds:
    """Take one page of the ids that `rows` selects. Raises InvalidCursor for a cursor of another list."""
    scope = scope_of(keyset.list_name, keyset.asked, page.sort)
    key_type = int if keyset.key.type.python_type is int else str
    position = read_cursor(scope, page.cursor, key_type)
    statement = rows.add_columns(keyset.key).order_by(keyset.key, keyset.identifier).limit(page.limit + 1)
    if position is not None:
        key, identifier = position
        statement = statement.where(or_(keyset.key > key, and_(keyset.key == key, keyset.identifier > identifier)))
    found = session.execute(statement).all()
    shown = found[: page.limit]
    more = len(found) > page.limit and bool(shown)
    return PagedIds(
        ids=tuple(row[0] for row in shown),
        next_cursor=write_cursor(scope, (shown[-1][1], shown[-1][0])) if more else None,
        total=count_rows(session, rows) if page.count_total else None,
    )


def count_rows(session: Session, rows: Select[str]) -> int:
    """How many rows a select without order or limit gives."""
    return session.execute(select(func.count()).select_from(rows.subquery())).scalar_one()


def page_of_known_order(ids: Sequence[str], scope: str, page: PageRequest) -> PagedIds:
    """One page of ids that stand in order already; the cursor names the last id shown."""
    position = read_cursor(scope, page.cursor, int)
    start = 0 if position is None else _place_after(ids, position)
    shown = tuple(ids[start : start + page.limit])
    end = start + len(shown)
    more = end < len(ids) and bool(shown)
    return PagedIds(
        ids=shown,
        next_cursor=write_cursor(scope, (end, shown[-1])) if more else None,
        total=len(ids) if page.count_total else None,
    )


def _place_after(ids: Sequence[str], position: tuple[int | str, str]) -> int:
    place, last_shown = int(position[0]), position[1]
    if last_shown in ids:
        return ids.index(last_shown) + 1
    return max(0, min(place, len(ids)))
