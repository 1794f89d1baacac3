"""Which source an article's own names find, whatever corrections by hand make of it."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.archive.tables import (
    ArticleSourceRow,
    AttributedSourceRow,
    CorrectionRow,
    SplitFactRow,
    SplitPresentationRow,
)


def own_id_of(row: ArticleSourceRow) -> str:
    """The source that a presentation's names find."""
    return row.matched_id or row.source_id


def own_id_in(source_ids: Collection[str]) -> ColumnElement[bool]:
    """Presentations whose names find one of these sources; a borrowed name finds none."""
    ids = sorted(source_ids)
    as_found = and_(ArticleSourceRow.source_id.in_(ids), ArticleSourceRow.matched_id.is_(None))
    return and_(or_(as_found, ArticleSourceRow.matched_id.in_(ids)), ArticleSourceRow.borrowed.is_(False))


def own_attributed_id() -> ColumnElement[str]:
    """The source that the names find to which a fact is attributed."""
    return func.coalesce(AttributedSourceRow.matched_id, AttributedSourceRow.source_id)


def read_own_presentations(session: Session, condition: ColumnElement[bool]) -> dict[str, list[ArticleSourceRow]]:
    """How articles present their sources, by the source that the names find, the oldest article first."""
    rows = session.execute(
        select(ArticleSourceRow)
        .where(condition, ArticleSourceRow.borrowed.is_(False))
        .order_by(ArticleSourceRow.article_id, ArticleSourceRow.position)
    ).scalars()
    presentations: dict[str, list[ArticleSourceRow]] = {}
    for row in rows:
        presentations.setdefault(own_id_of(row), []).append(row)
    return presentations


def list_own_sources(session: Session, article_id: str) -> frozenset[str]:
    """The sources that an article's names find."""
    presentations = read_own_presentations(session, ArticleSourceRow.article_id == article_id)
    return frozenset(presentations)


def list_shown_sources(session: Session, article_id: str) -> frozenset[str]:
    """The sources under which an article's facts stand, corrections taken in."""
    shown = select(ArticleSourceRow.source_id).where(ArticleSourceRow.article_id == article_id)
    return frozenset(session.execute(shown.distinct()).scalars())


def corrected_among(session: Session, source_ids: Collection[str]) -> set[str]:
    """Those of these sources that a correction in force has to do with."""
    ids = sorted(source_ids)
    in_force = CorrectionRow.undone_at.is_(None)
    concerned = select(CorrectionRow.source_id).where(CorrectionRow.source_id.in_(ids), in_force)
    others = (
        select(CorrectionRow.into_id).where(CorrectionRow.into_id.in_(ids), in_force),
        select(SplitFactRow.matched_id).where(SplitFactRow.matched_id.in_(ids)),
        select(SplitPresentationRow.matched_id).where(SplitPresentationRow.matched_id.in_(ids)),
    )
    return set(session.execute(concerned.union(*others)).scalars()) if ids else set()
