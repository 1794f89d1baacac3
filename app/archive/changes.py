"""Reading the log of changes."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.archive.articles import read_articles
from app.archive.cursors import Position, read_cursor, scope_of, write_cursor
from app.archive.stored_facts import read_facts
from app.archive.tables import ChangeRow
from app.facts.change import Change, ChangedType, ChangePage
from app.facts.errors import InvalidCursor
from app.facts.paging import SortOrder

_SCOPE = scope_of("changes", None, SortOrder.OLDEST_FIRST)
_BEGINNING: Position = (0, "")


def list_changes(session: Session, since: str | None, limit: int) -> ChangePage:
    """The changes after a cursor, or the first ones, in the order in which they became durable.

    Raises InvalidCursor for what is no cursor of this log. So does one of another archive, or of a state that this one
    no longer has: going on from it would leave changes out.
    """
    position = read_cursor(_SCOPE, since, int) or _BEGINNING
    _check_is_logged(session, position)
    statement = select(ChangeRow).where(ChangeRow.sequence > position[0]).order_by(ChangeRow.sequence)
    rows = session.execute(statement.limit(limit + 1)).scalars().all()
    items = _with_what_is_there_now(session, rows[:limit])
    return ChangePage(items, items[-1].cursor if items else write_cursor(_SCOPE, position), len(rows) > limit)


def _check_is_logged(session: Session, position: Position) -> None:
    if position == _BEGINNING:
        return
    row = session.get(ChangeRow, position[0])
    if row is None or row.subject_id != position[1]:
        raise InvalidCursor("this archive has logged no such change; begin anew, without since")


def _with_what_is_there_now(session: Session, rows: Sequence[ChangeRow]) -> tuple[Change, ...]:
    ids = {row.subject_id: row.type for row in rows}
    facts = read_facts(session, [one for one, of_type in ids.items() if of_type is not ChangedType.ARTICLE])
    facts_by_id = {fact.id: fact for fact in facts}
    articles = read_articles(session, [one for one, of_type in ids.items() if of_type is ChangedType.ARTICLE])
    return tuple(
        Change(
            cursor=write_cursor(_SCOPE, (row.sequence, row.subject_id)),
            at=row.at,
            change=row.change,
            type=row.type,
            id=row.subject_id,
            article=articles[row.subject_id].article if row.subject_id in articles else None,
            is_newest=articles[row.subject_id].is_newest if row.subject_id in articles else None,
            fact=facts_by_id.get(row.subject_id),
        )
        for row in rows
    )
