"""Where the id of a source leads that is no source of its own any more."""

from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.archive.tables import CorrectionRow, Remembered, SourceRow
from app.archive.tombstones import raise_missing
from app.facts.correction import CorrectionKind
from app.facts.errors import MergedSource


def find_kept_source(session: Session, identifier: str) -> str:
    """The source that stands for this one: the last that it was merged into, or what it was split off if that was
    undone. Any other id stands for itself."""
    merged = select(SourceRow.merged_into).where(SourceRow.id == identifier)
    row = session.execute(merged).one_or_none()
    if row is not None:
        return row.merged_into or identifier
    undone = select(CorrectionRow.source_id).where(
        CorrectionRow.into_id == identifier,
        CorrectionRow.kind == CorrectionKind.SPLIT,
        CorrectionRow.undone_at.is_not(None),
    )
    split_off = session.execute(undone).scalar_one_or_none()
    return identifier if split_off is None else find_kept_source(session, split_off)


def raise_unlisted(session: Session, identifier: str) -> NoReturn:
    """Raise MergedSource where another source stands for this one; else NoLongerOnRecord or NotOnRecord."""
    kept = find_kept_source(session, identifier)
    listed = select(SourceRow.id).where(SourceRow.id == kept, SourceRow.listed)
    if kept != identifier and session.execute(listed).first() is not None:
        raise MergedSource(identifier, kept)
    raise_missing(session, Remembered.SOURCE, identifier)
