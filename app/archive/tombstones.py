"""What is remembered of the deleted: that it was there, and nothing of what it said."""

from collections.abc import Iterable
from datetime import datetime
from typing import NoReturn

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.archive.identifiers import looks_like_identifier
from app.archive.tables import Remembered, TombstoneRow
from app.facts.errors import NoLongerOnRecord, NotOnRecord
from app.facts.identifiers import IdentifierPrefix

_PREFIXES = {
    Remembered.ARTICLE: IdentifierPrefix.ARTICLE,
    Remembered.QUOTE: IdentifierPrefix.QUOTE,
    Remembered.FIGURE: IdentifierPrefix.FIGURE,
    Remembered.SOURCE: IdentifierPrefix.SOURCE,
}


def remember_deleted(session: Session, kind: Remembered, ids: Iterable[str], deleted_at: datetime) -> None:
    """Leave a tombstone for each id."""
    rows = [{"id": identifier, "kind": kind, "deleted_at": deleted_at} for identifier in ids]
    if rows:
        session.execute(insert(TombstoneRow), rows)


def check_identifier(kind: Remembered, identifier: str) -> None:
    """Raise NotOnRecord for what cannot be an id of this kind, before any database is asked for it."""
    if not looks_like_identifier(identifier, _PREFIXES[kind]):
        raise NotOnRecord(kind.value, identifier)


def raise_missing(session: Session, kind: Remembered, identifier: str) -> NoReturn:
    """Raise NoLongerOnRecord for what was deleted, NotOnRecord for what never was."""
    tombstone = session.get(TombstoneRow, identifier)
    if tombstone is not None and tombstone.kind == kind:
        raise NoLongerOnRecord(kind.value, identifier)
    raise NotOnRecord(kind.value, identifier)
