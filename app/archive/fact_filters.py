"""Filters as conditions. They speak of `facts` and, where needed, of the tables joined to it by `select_facts`."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.archive.resolved_filter import ResolvedFilter
from app.archive.search_terms import facts_with_terms
from app.archive.sort_keys import name_key
from app.archive.tables import ArticleRow, AttributedSourceRow, FactRow, FactType, FigureRow, QuoteRow
from app.facts.figure import Bound, Role
from app.facts.filters import FactFilter, FigureFilter, QuoteFilter
from app.facts.partial_date import PartialDate

Condition = ColumnElement[bool]


def select_facts(session: Session, wanted: ResolvedFilter[FactFilter]) -> Select[str]:
    """The ids of the facts that a filter lets through, in no order."""
    statement = select(FactRow.id).join(ArticleRow, ArticleRow.id == FactRow.article_id)
    match wanted.asked:
        case QuoteFilter():
            statement = statement.join(QuoteRow, QuoteRow.fact_id == FactRow.id)
        case FigureFilter():
            statement = statement.join(FigureRow, FigureRow.fact_id == FactRow.id)
        case _:
            statement = statement.outerjoin(FigureRow, FigureRow.fact_id == FactRow.id)
    return statement.where(
        *_shared_conditions(wanted.asked), *_resolved_conditions(session, wanted), *_type_conditions(wanted.asked)
    )


def meets_dates(
    first: Any, last: Any, wanted_from: PartialDate | None, wanted_to: PartialDate | None
) -> list[Condition]:
    """Where the time between two columns, an end of which may be open, meets what is wanted; both ends inclusive."""
    conditions: list[Condition] = []
    if wanted_from is not None or wanted_to is not None:
        conditions.append(or_(first.is_not(None), last.is_not(None)))
    if wanted_from is not None:
        conditions.append(or_(last.is_(None), last >= wanted_from.earliest))
    if wanted_to is not None:
        conditions.append(or_(first.is_(None), first <= wanted_to.latest))
    return conditions


def attributed_to(source_ids: tuple[str, ...], *, as_carrier: bool) -> Condition:
    """Facts attributed to one of these sources, or carried by one."""
    link = AttributedSourceRow.link > 0 if as_carrier else AttributedSourceRow.link == 0
    return FactRow.id.in_(
        select(AttributedSourceRow.fact_id).where(AttributedSourceRow.source_id.in_(source_ids), link)
    )


def _shared_conditions(asked: FactFilter) -> list[Condition]:
    conditions: list[Condition] = [FactRow.confidence >= asked.min_confidence]
    # An article that is asked for by its id shows its facts whatever its version.
    if asked.article is not None:
        conditions.append(FactRow.article_id == asked.article)
    elif not asked.all_versions:
        conditions.append(ArticleRow.is_newest.is_(True))
    if asked.publisher is not None:
        conditions.append(ArticleRow.publisher_key == name_key(asked.publisher))
    if asked.within is not None:
        conditions.append(FactRow.within_id == asked.within)
    published = (ArticleRow.published_from, ArticleRow.published_to)
    conditions += meets_dates(*published, asked.published_from, asked.published_to)
    conditions += meets_dates(FactRow.said_from, FactRow.said_to, asked.said_from, asked.said_to)
    return conditions


def _resolved_conditions(session: Session, wanted: ResolvedFilter[FactFilter]) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.mentioned_terms is not None:
        conditions.append(facts_with_terms(session, wanted.mentioned_terms, "content"))
    fields = ((wanted.terms, None), (wanted.subject_terms, "subject"))
    for terms, field in fields:
        if terms is not None:
            conditions.append(facts_with_terms(session, [(term,) for term in terms], field))
    if wanted.time_from is not None or wanted.time_to is not None:
        conditions.append(_is_in_time(wanted.asked, wanted.time_from, wanted.time_to))
    if wanted.source_ids is not None:
        conditions.append(attributed_to(wanted.source_ids, as_carrier=False))
    if wanted.via_ids is not None:
        conditions.append(attributed_to(wanted.via_ids, as_carrier=True))
    return conditions


def _is_in_time(asked: FactFilter, wanted_from: PartialDate | None, wanted_to: PartialDate | None) -> Condition:
    """Facts whose period, or time of saying, or where neither is known time of publication, meets the time wanted."""
    # Without a join to figures there are no periods: quotes have none.
    known = [(FactRow.said_from, FactRow.said_to)]
    if not isinstance(asked, QuoteFilter):
        known.append((FigureRow.period_from, FigureRow.period_to))
    unknown = [one.is_(None) for ends in known for one in ends]
    published = (ArticleRow.published_to, ArticleRow.published_to)
    return or_(
        *(and_(*meets_dates(*_closed(*ends), wanted_from, wanted_to)) for ends in known),
        and_(*unknown, *meets_dates(*published, wanted_from, wanted_to)),
    )


def _closed(first: Any, last: Any) -> tuple[Any, Any]:
    """A time with an open end, closed: what is so by January is told of January, what is so since then goes on."""
    still = case((first.is_not(None), ArticleRow.published_to))
    return func.coalesce(first, last), func.coalesce(last, still, first)


def _type_conditions(asked: FactFilter) -> list[Condition]:
    match asked:
        case QuoteFilter():
            return [FactRow.type == FactType.QUOTE, *_quote_conditions(asked)]
        case FigureFilter():
            return [FactRow.type == FactType.FIGURE, *_figure_conditions(asked)]
        case _:
            return [or_(FactRow.type == FactType.QUOTE, FigureRow.role == Role.CLAIM)]


def _quote_conditions(asked: QuoteFilter) -> list[Condition]:
    wanted = ((QuoteRow.kind, asked.kind), (QuoteRow.stance, asked.stance))
    return [column == value for column, value in wanted if value is not None]


def _figure_conditions(asked: FigureFilter) -> list[Condition]:
    wanted = (
        (FigureRow.unit, asked.unit),
        (FigureRow.unit_kind, asked.unit_kind),
        (FigureRow.bound, asked.bound),
        (FigureRow.change, asked.change),
        (FigureRow.modality, asked.modality),
        (FigureRow.role, asked.role),
    )
    conditions: list[Condition] = [column == value for column, value in wanted if value is not None]
    if asked.value_gte is not None:
        conditions.append(
            or_(
                FigureRow.interval_high.is_(None),
                FigureRow.interval_high > asked.value_gte,
                and_(FigureRow.interval_high == asked.value_gte, FigureRow.bound != Bound.LESS_THAN),
            )
        )
    if asked.value_lte is not None:
        conditions.append(
            or_(
                FigureRow.interval_low.is_(None),
                FigureRow.interval_low < asked.value_lte,
                and_(FigureRow.interval_low == asked.value_lte, FigureRow.bound != Bound.MORE_THAN),
            )
        )
    return conditions
