"""Search: candidates from the database's own engine, for the caller to rank."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, exists, select, type_coerce
from sqlalchemy.orm import Session

from app.archive.fact_filters import select_facts
from app.archive.resolved_filter import ResolvedFilter
from app.archive.search_terms import articles_with_terms, facts_with_terms
from app.archive.tables import ArticleRow, AttributedSourceRow, FactRow, FactTermsRow, FactType
from app.facts.filters import FactFilter


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
    article_sha256: str
    text_hash: str


def find_candidates(
    session: Session,
    groups: Sequence[Sequence[str]],
    wanted: ResolvedFilter[FactFilter],
    limit: int,
    *,
    among: Collection[str] | None = None,
) -> tuple[Candidate, ...]:
    """Facts that hold, in any field, at least one term of every group, and that the filter lets through.

    Without groups the filter alone decides; with `among` only facts of these ids are looked at. Newest first and then
    by id, the same on every database.
    """
    matching = select_facts(session, wanted)
    if among is not None:
        matching = matching.where(FactRow.id.in_(sorted(among)))
    if groups:
        matching = matching.where(facts_with_terms(session, groups))
    # Only what is chosen is read whole: sorting thousands of ids is quick, sorting their words is not.
    chosen = matching.order_by(FactRow.newest_first, FactRow.id).limit(limit)
    rows = session.execute(_WHOLE_CANDIDATES.where(FactRow.id.in_(chosen)))
    return tuple(
        Candidate(
            identifier,
            _TYPES[fact_type],
            {"subject": subject, "content": content, "source": source, "context": context},
            published_to,
            sha256,
            text_hash,
        )
        for identifier, fact_type, subject, content, source, context, published_to, sha256, text_hash in rows
    )


def attributed_among(session: Session, ids: Collection[str], source_ids: Sequence[str]) -> frozenset[str]:
    """Those of some facts that are attributed to, or carried by, one of some sources."""
    found = select(AttributedSourceRow.fact_id).where(
        AttributedSourceRow.fact_id.in_(sorted(ids)), AttributedSourceRow.source_id.in_(source_ids)
    )
    return frozenset(session.execute(found).scalars())


def terms_on_record(session: Session, terms: Sequence[str]) -> frozenset[str]:
    """Those of some terms that any fact holds."""
    columns = [exists().where(facts_with_terms(session, [(term,)])).label(f"term_{i}") for i, term in enumerate(terms)]
    if not columns:
        return frozenset()
    found = session.execute(select(*columns)).one()
    return frozenset(term for term, is_there in zip(terms, found, strict=True) if is_there)


def any_article_holds(session: Session, groups: Sequence[Collection[str]]) -> bool:
    """Tell whether an article holds, in title or text, a term of every group."""
    wanted = [tuple(sorted(group)) for group in groups]
    return (
        session.execute(select(ArticleRow.id).where(articles_with_terms(session, wanted)).limit(1)).first() is not None
    )


# Built once, and the type read as the bare word it is stored as: lookups weigh hundreds of candidates.
_TYPES = {one.value: one for one in FactType}
_WHOLE_CANDIDATES = (
    select(
        FactRow.id,
        type_coerce(FactRow.type, String),
        FactTermsRow.subject,
        FactTermsRow.content,
        FactTermsRow.source,
        FactTermsRow.context,
        ArticleRow.published_to,
        ArticleRow.sha256,
        FactRow.text_hash,
    )
    .join(ArticleRow, ArticleRow.id == FactRow.article_id)
    .join(FactTermsRow, FactTermsRow.fact_id == FactRow.id)
    .order_by(FactRow.newest_first, FactRow.id)
)
