"""Writing the log of changes: what became of articles and facts, numbered in the order of their commits."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.archive.engine import take_the_writers_turn
from app.archive.tables import AttributedSourceRow, ChangeRow, FactRow
from app.facts.change import ChangedType, ChangeKind
from app.facts.identifiers import IdentifierPrefix

_TYPES = {
    IdentifierPrefix.ARTICLE.value: ChangedType.ARTICLE,
    IdentifierPrefix.QUOTE.value: ChangedType.QUOTE,
    IdentifierPrefix.FIGURE.value: ChangedType.FIGURE,
}


def note_changes(session: Session, change: ChangeKind, ids: Iterable[str], now: datetime) -> None:
    """Log that these articles or facts were added, changed or deleted; it is told once this transaction is durable.

    A fact is changed when anything that callers see of it is: its own words, a source's name or kind, its article.
    Waits until no other transaction logs changes and keeps that turn, so that numbers become visible in their order:
    a reader never passes over one that a slower transaction was given.
    """
    # A number may only be drawn once every transaction that has drawn one before has ended.
    take_the_writers_turn(session.connection())
    rows = [
        {"at": now, "change": change, "type": _TYPES[identifier.partition("_")[0]], "subject_id": identifier}
        for identifier in ids
    ]
    if rows:
        session.execute(insert(ChangeRow), rows)


def note_article_changed(session: Session, article_id: str, now: datetime) -> None:
    """Log that what callers see of an article has changed, in itself and in the evidence of each of its facts."""
    facts = select(FactRow.id).where(FactRow.article_id == article_id).order_by(FactRow.position)
    note_changes(session, ChangeKind.CHANGED, [article_id, *session.execute(facts).scalars()], now)


def note_sources_changed(session: Session, source_ids: Collection[str], now: datetime) -> None:
    """Log a change of every fact that is attributed to one of these sources or was carried by one."""
    if source_ids:
        facts = select(AttributedSourceRow.fact_id).where(AttributedSourceRow.source_id.in_(sorted(source_ids)))
        fact_ids = session.execute(facts.distinct().order_by(AttributedSourceRow.fact_id)).scalars().all()
        note_changes(session, ChangeKind.CHANGED, fact_ids, now)
