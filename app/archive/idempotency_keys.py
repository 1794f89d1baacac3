"""Answers kept by key, so that a request sent again is answered as the first time."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from app.archive.engine import take_the_writers_turn
from app.archive.tables import IdempotencyKeyRow
from app.archive.unit_of_work import WriteSession
from app.facts.errors import IdempotencyKeyReused, RequestUnderWay
from app.facts.kept_answer import Attempt, KeptAnswer, RequestIdentity

KEPT_FOR = timedelta(hours=24)
# How long a request counts as under way after it was last heard of.
UNDER_WAY_FOR = timedelta(seconds=15)


def begin_attempt(
    session: WriteSession, request: RequestIdentity, *, attempt_id: str, now: datetime
) -> Attempt | KeptAnswer:
    """Claim a key for a new attempt at its request, or give the answer that was kept of it.

    An attempt that was not heard of for `UNDER_WAY_FOR` is taken for dead, and its key claimed anew. Raises
    IdempotencyKeyReused where the key was sent with another request, RequestUnderWay where another attempt is alive.
    """
    take_the_writers_turn(session.connection())
    session.execute(delete(IdempotencyKeyRow).where(IdempotencyKeyRow.expires_at <= now))
    row = session.get(IdempotencyKeyRow, (request.caller, request.key))
    if row is None:
        session.execute(insert(IdempotencyKeyRow), [_new_row(request, attempt_id, now)])
        return Attempt(attempt_id, None)
    if row.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused("this key was sent with another request before")
    if row.status is not None and row.headers is not None and row.body is not None:
        return KeptAnswer(row.status, tuple((name, value) for name, value in row.headers), row.body)
    if row.under_way_until > now:
        raise RequestUnderWay("the first request of this key is still being answered")
    _update(session, row.attempt_id, attempt_id=attempt_id, under_way_until=now + UNDER_WAY_FOR)
    return Attempt(attempt_id, row.article_id)


def note_under_way(session: WriteSession, attempt_id: str, now: datetime) -> None:
    """Tell that an attempt is still alive."""
    _update(session, attempt_id, under_way_until=now + UNDER_WAY_FOR)


def note_article_made(session: WriteSession, attempt_id: str, article_id: str) -> None:
    """Remember, in the transaction that records an article, which attempt it was of.

    Where the answer of that attempt is lost, the next one can still tell that the article is new.
    """
    _update(session, attempt_id, article_id=article_id)


def keep_answer(session: WriteSession, attempt_id: str, answer: KeptAnswer) -> None:
    """Keep the answer of an attempt, unless another one took its key over meanwhile."""
    headers = [list(header) for header in answer.headers]
    _update(session, attempt_id, status=answer.status, headers=headers, body=answer.body)


def give_up(session: WriteSession, attempt_id: str, now: datetime) -> None:
    """End an attempt of which no answer is kept: the request may be sent again at once, under the same key."""
    of_attempt = IdempotencyKeyRow.attempt_id == attempt_id
    session.execute(delete(IdempotencyKeyRow).where(of_attempt, IdempotencyKeyRow.article_id.is_(None)))
    _update(session, attempt_id, under_way_until=now)


def _new_row(request: RequestIdentity, attempt_id: str, now: datetime) -> dict[str, object]:
    return {
        "caller": request.caller,
        "key": request.key,
        "fingerprint": request.fingerprint,
        "attempt_id": attempt_id,
        "under_way_until": now + UNDER_WAY_FOR,
        "expires_at": now + KEPT_FOR,
    }


def _update(session: Session, attempt_id: str, /, **columns: object) -> None:
    statement = update(IdempotencyKeyRow).where(IdempotencyKeyRow.attempt_id == attempt_id)
    session.execute(statement.values(columns).execution_options(synchronize_session=False))
