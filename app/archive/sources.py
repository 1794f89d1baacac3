"""Sources: one, lists of them, and the facts they stand in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, distinct, func, or_, select
from sqlalchemy.orm import Session

from app.answers.known_sources import NamedSource
from app.archive.cursors import scope_of
from app.archive.fact_documents import read_date
from app.archive.kept_source import raise_unlisted
from app.archive.paged_select import Keyset, PagedIds, page_of_known_order, select_page
from app.archive.stored_facts import read_facts
from app.archive.tables import (
    ArticleRow,
    ArticleSourceRow,
    AttributedSourceRow,
    FactRow,
    FactType,
    FigureRow,
    Remembered,
    SourceRow,
)
from app.archive.tombstones import check_identifier
from app.facts.attribution import SourceKind
from app.facts.figure import Role
from app.facts.filters import SourceFilter
from app.facts.paging import Page, PageRequest, SortOrder
from app.facts.partial_date import PartialDate
from app.facts.recorded import RecordedFact, RecordedSource, SourceCounts

_LISTED_CONFIDENCE = 0.5
_AT_ONCE = 5000
_STAMP = select(func.count(), func.sum(SourceRow.change_stamp)).select_from(SourceRow)
_NAMED = select(SourceRow.id, SourceRow.name, SourceRow.aliases, SourceRow.description, SourceRow.kind).where(
    SourceRow.named, SourceRow.listed
)


def get_source(session: Session, identifier: str) -> RecordedSource:
    """One source. Raises MergedSource for one that another stands for, NotOnRecord or NoLongerOnRecord."""
    check_identifier(Remembered.SOURCE, identifier)
    found = get_sources(session, [identifier])
    if not found:
        raise_unlisted(session, identifier)
    return found[0]


def get_sources(session: Session, ids: Sequence[str]) -> tuple[RecordedSource, ...]:
    """The sources with these ids, in that order. An id that is on no record is left out."""
    rows = session.execute(select(SourceRow).where(SourceRow.id.in_(ids), SourceRow.listed)).scalars()
    counts = _count_facts(session, ids)
    seen = {column: _find_dates(session, ids, column) for column in ("first", "last")}
    by_id = {row.id: _read_source(row, counts, seen) for row in rows}
    return tuple(by_id[identifier] for identifier in ids if identifier in by_id)


def list_sources(
    session: Session, asked: SourceFilter, page: PageRequest, *, best_first: Sequence[str] | None = None
) -> Page[RecordedSource]:
    """One page of sources by name; or, where `best_first` gives the ids that `asked.q` stands for, in that order."""
    if best_first is None:
        keyset = Keyset("sources", asked, SourceRow.name_key, SourceRow.id)
        found = select_page(session, _select_sources(asked), keyset, page)
    else:
        found = _page_of_matches(session, asked, page, best_first)
    return Page(get_sources(session, found.ids), found.next_cursor, found.total)


def list_facts_of_source(session: Session, identifier: str, page: PageRequest) -> Page[RecordedFact]:
    """One page of the facts a source stands in, as source or as carrier, in the newest versions of articles.

    As other lists it leaves out figures that only refer, and facts of little confidence.
    """
    get_source(session, identifier)
    key = FactRow.oldest_first if page.sort is SortOrder.OLDEST_FIRST else FactRow.newest_first
    facts = _facts_of(identifier).where(
        FactRow.confidence >= _LISTED_CONFIDENCE,
        or_(FactRow.type == FactType.QUOTE, FigureRow.role == Role.CLAIM),
    )
    found = select_page(session, facts, Keyset("facts of source", identifier, key, FactRow.id), page)
    return Page(read_facts(session, found.ids), found.next_cursor, found.total)


def stamp_of_sources(session: Session) -> tuple[int, int]:
    """A mark of what all sources are now: another one after any of them was recorded, changed or deleted."""
    count, total = session.execute(_STAMP).one()
    return count, int(total or 0)


def stamps_of_sources(session: Session) -> dict[str, int]:
    """The stamp of each source; another one after it was changed."""
    rows = session.execute(select(SourceRow.id, SourceRow.change_stamp))
    return {identifier: stamp for identifier, stamp in rows}  # noqa: C416 (a result is no mapping, though it has keys)


def get_named_sources(session: Session, ids: Sequence[str]) -> list[NamedSource]:
    """Those of some sources that are named."""
    found: list[NamedSource] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = SourceRow.id.in_(ids[start : start + _AT_ONCE])
        found += [
            NamedSource(identifier, (name, *aliases), description, kind is not SourceKind.PERSON)
            for identifier, name, aliases, description, kind in session.execute(_NAMED.where(some))
        ]
    return found


def _select_sources(asked: SourceFilter) -> Select[str]:
    statement = select(SourceRow.id).where(SourceRow.listed)
    return statement if asked.kind is None else statement.where(SourceRow.kind == asked.kind)


def _page_of_matches(session: Session, asked: SourceFilter, page: PageRequest, best_first: Sequence[str]) -> PagedIds:
    wanted = _select_sources(asked).where(SourceRow.id.in_(best_first))
    on_record = set(session.execute(wanted).scalars())
    matches = [identifier for identifier in dict.fromkeys(best_first) if identifier in on_record]
    return page_of_known_order(matches, scope_of("sources", asked, page.sort), page)


def _facts_of(identifier: str) -> Select[str]:
    attributed = select(AttributedSourceRow.fact_id).where(AttributedSourceRow.source_id == identifier)
    return (
        select(FactRow.id)
        .join(ArticleRow, ArticleRow.id == FactRow.article_id)
        .outerjoin(FigureRow, FigureRow.fact_id == FactRow.id)
        .where(FactRow.id.in_(attributed), ArticleRow.is_newest.is_(True))
    )


def _count_facts(session: Session, ids: Sequence[str]) -> dict[str, SourceCounts]:
    def facts_of_type(fact_type: FactType) -> Any:
        return func.count(distinct(case((FactRow.type == fact_type, FactRow.id))))

    statement = (
        select(
            AttributedSourceRow.source_id,
            facts_of_type(FactType.QUOTE),
            facts_of_type(FactType.FIGURE),
            func.count(distinct(FactRow.article_id)),
        )
        .join(FactRow, FactRow.id == AttributedSourceRow.fact_id)
        .join(ArticleRow, ArticleRow.id == FactRow.article_id)
        .where(AttributedSourceRow.source_id.in_(ids), ArticleRow.is_newest.is_(True))
        .group_by(AttributedSourceRow.source_id)
    )
    return {source_id: SourceCounts(*counts) for source_id, *counts in session.execute(statement)}


def _find_dates(session: Session, ids: Sequence[str], which: str) -> dict[str, PartialDate | None]:
    """The date of each source's first or last dated article."""
    key = ArticleRow.oldest_first if which == "first" else ArticleRow.newest_first
    of_source = (
        select(ArticleRow.published_at)
        .join(ArticleSourceRow, ArticleSourceRow.article_id == ArticleRow.id)
        .where(
            ArticleSourceRow.source_id == SourceRow.id,
            ArticleRow.is_newest.is_(True),
            ArticleRow.published_at.is_not(None),
        )
        .order_by(key, ArticleRow.id)
        .limit(1)
        .correlate(SourceRow)
        .scalar_subquery()
    )
    rows = session.execute(select(SourceRow.id, of_source).where(SourceRow.id.in_(ids)))
    return {identifier: read_date(published_at) for identifier, published_at in rows}


def _read_source(
    row: SourceRow, counts: dict[str, SourceCounts], seen: dict[str, dict[str, PartialDate | None]]
) -> RecordedSource:
    created_at: datetime = row.created_at
    return RecordedSource(
        id=row.id,
        name=row.name,
        kind=row.kind,
        named=row.named,
        aliases=tuple(row.aliases),
        description=row.description,
        counts=counts.get(row.id, SourceCounts(0, 0, 0)),
        first_seen=seen["first"].get(row.id),
        last_seen=seen["last"].get(row.id),
        created_at=created_at,
    )
