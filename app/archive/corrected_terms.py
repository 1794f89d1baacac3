"""By which names of their sources facts are found, once corrections are taken in."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.answers.terms import terms_of
from app.archive.own_sources import own_attributed_id, own_id_of
from app.archive.search_terms import storable_terms
from app.archive.tables import ArticleSourceRow, AttributedSourceRow, FactRow, FactTermsRow, SourceRow
from app.archive.unit_of_work import WriteSession

# The source that an article's names stand for in it, and those names.
_Presented = tuple[str, list[str]]


def renew_source_terms(session: WriteSession, condition: ColumnElement[bool]) -> None:
    """Let facts be found by the sources that corrections give them, and the others by the article's own names again.

    A merged source's facts are found by the kept one's name too; what was split off alone, and not with all that its
    article says of the source, no longer by the names that it has there.
    """
    corrected = _read_corrected(session, condition)
    changed = select(FactTermsRow).join(FactRow, FactRow.id == FactTermsRow.fact_id)
    is_or_was = FactTermsRow.read_source.is_not(None) | FactTermsRow.fact_id.in_(corrected)
    rows = session.execute(changed.where(condition, is_or_was)).scalars().all()
    presented = _read_presented(session, condition) if corrected else {}
    written = [_terms_row(row, corrected.get(row.fact_id, ()), presented) for row in rows]
    session.expunge_all()
    if written:
        session.execute(update(FactTermsRow), written)


def _terms_row(
    row: FactTermsRow, attributed: Sequence[Any], presented: Mapping[tuple[str, str], _Presented]
) -> dict[str, Any]:
    as_read = row.source if row.read_source is None else row.read_source
    if not attributed:
        return {"id": row.id, "source": as_read, "read_source": None}
    names: list[str] = []
    for one in attributed:
        stands_for, printed = presented.get((one.article_id, one.own_id), (one.source_id, []))
        names += printed if stands_for == one.source_id else []
        names += [one.name] if one.source_id != one.own_id else []
    terms = storable_terms(" ".join(term for name in dict.fromkeys(names) for term in terms_of(name)))
    return {"id": row.id, "source": terms, "read_source": as_read}


def _read_corrected(session: Session, condition: ColumnElement[bool]) -> dict[str, list[Any]]:
    """Every attribution of the facts of which a correction changed one, in order."""
    corrected = (
        select(AttributedSourceRow.fact_id)
        .join(FactRow, FactRow.id == AttributedSourceRow.fact_id)
        .where(condition, AttributedSourceRow.matched_id.is_not(None))
    )
    statement = (
        select(
            AttributedSourceRow.fact_id,
            AttributedSourceRow.source_id,
            own_attributed_id().label("own_id"),
            SourceRow.name,
            FactRow.article_id,
        )
        .join(SourceRow, SourceRow.id == AttributedSourceRow.source_id)
        .join(FactRow, FactRow.id == AttributedSourceRow.fact_id)
        .where(AttributedSourceRow.fact_id.in_(corrected))
        .order_by(AttributedSourceRow.fact_id, AttributedSourceRow.link, AttributedSourceRow.position)
    )
    rows: dict[str, list[Any]] = {}
    for row in session.execute(statement):
        rows.setdefault(row.fact_id, []).append(row)
    return rows


def _read_presented(session: Session, condition: ColumnElement[bool]) -> dict[tuple[str, str], _Presented]:
    articles = select(FactRow.article_id).where(condition)
    statement = (
        select(ArticleSourceRow)
        .where(ArticleSourceRow.article_id.in_(articles), ArticleSourceRow.borrowed.is_(False))
        .order_by(ArticleSourceRow.article_id, ArticleSourceRow.position)
    )
    presented: dict[tuple[str, str], _Presented] = {}
    for row in session.execute(statement).scalars():
        _, names = presented.setdefault((row.article_id, own_id_of(row)), (row.source_id, []))
        names += [row.name, *row.aliases]
    return presented
