"""Search: candidates from the database's own engine, for the caller to rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.archive.fact_filters import select_facts
from app.archive.resolved_filter import ResolvedFilter
from app.archive.search_terms import facts_with_terms
from app.archive.tables import ArticleRow, FactRow, FactTermsRow, FactType, FigureRow
from app.facts.filters import FactFilter

_FIELDS = ("subject", "content", "source", "context")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may answer, with what it is ranked by.

    `fields` holds the terms of `subject`, `content`, `source` and `context`, joined by blanks. Instants that are not
    known are None. `text_hash` is the same for copies of one fact in several articles.
    """

    fact_id: str
    fact_type: FactType
    fields: dict[str, str]
    published_latest: datetime | None
    said_from: datetime | None
    said_to: datetime | None
    period_from: datetime | None
    period_to: datetime | None
    confidence: float
    article_id: str
    article_sha256: str
    text_hash: str


def find_candidates(
    session: Session, groups: Sequence[Sequence[str]], wanted: ResolvedFilter[FactFilter], limit: int
) -> tuple[Candidate, ...]:
    """Facts that hold, in any field, at least one term of every group, and that the filter lets through.

    Without groups the filter alone decides. Newest first and then by id, the same on every database.
    """
    matching = select_facts(session, wanted)
    if groups:
        matching = matching.where(facts_with_terms(session, groups))
    # Only what is chosen is read whole: sorting thousands of ids is quick, sorting their words is not.
    chosen = matching.order_by(FactRow.newest_first, FactRow.id).limit(limit).subquery()
    statement = (
        select(
            FactRow.id,
            FactRow.type,
            FactTermsRow.subject,
            FactTermsRow.content,
            FactTermsRow.source,
            FactTermsRow.context,
            ArticleRow.published_to,
            FactRow.said_from,
            FactRow.said_to,
            FigureRow.period_from,
            FigureRow.period_to,
            FactRow.confidence,
            FactRow.article_id,
            ArticleRow.sha256,
            FactRow.text_hash,
        )
        .select_from(chosen)
        .join(FactRow, FactRow.id == chosen.c.id)
        .join(ArticleRow, ArticleRow.id == FactRow.article_id)
        .join(FactTermsRow, FactTermsRow.fact_id == FactRow.id)
        .outerjoin(FigureRow, FigureRow.fact_id == FactRow.id)
        .order_by(FactRow.newest_first, FactRow.id)
    )
    return tuple(
        Candidate(identifier, fact_type, dict(zip(_FIELDS, row[:4], strict=True)), *row[4:])
        for identifier, fact_type, *row in session.execute(statement)
    )
