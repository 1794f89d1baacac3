"""Reading the vectors of facts, and telling which of them changed."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.archive.tables import ChangeRow, FactRow, FactVectorRow

# An `IN` of more is slower than reading all.
_MOST_AT_A_TIME = 10_000


def last_change(session: Session) -> int:
    """The number of the last change on record; 0 where there is none."""
    return session.execute(select(func.max(ChangeRow.sequence))).scalar() or 0


def changed_since(session: Session, sequence: int, most: int) -> list[str] | None:
    """The ids of the facts and articles changed since a change; None where that is more than `most`."""
    statement = select(ChangeRow.subject_id).where(ChangeRow.sequence > sequence).distinct().limit(most + 1)
    found = list(session.execute(statement).scalars())
    return found if len(found) <= most else None


def newest_vectors(session: Session, most: int) -> list[tuple[str, bytes]]:
    """The vectors of the newest facts, with their ids."""
    statement = (
        select(FactVectorRow.fact_id, FactVectorRow.meaning)
        .join(FactRow, FactRow.id == FactVectorRow.fact_id)
        .order_by(FactRow.newest_first, FactRow.id)
        .limit(most)
    )
    return [(identifier, vector) for identifier, vector in session.execute(statement)]


def vectors_of(session: Session, ids: Sequence[str]) -> list[tuple[str, bytes]]:
    """The vectors of those facts that have one."""
    statement = select(FactVectorRow.fact_id, FactVectorRow.meaning)
    return [
        (identifier, vector)
        for start in range(0, len(ids), _MOST_AT_A_TIME)
        for identifier, vector in session.execute(
            statement.where(FactVectorRow.fact_id.in_(ids[start : start + _MOST_AT_A_TIME]))
        )
    ]
