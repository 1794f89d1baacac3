"""Listing facts: what a caller asks in words and names becomes search terms and ids."""

from dataclasses import fields
from decimal import Decimal
from typing import TypeVar

from sqlalchemy.orm import Session

from app.answers.question_terms import groups_of_name
from app.answers.relevance import relevance_of
from app.answers.terms import terms_of
from app.archive import figures, quotes
from app.archive.column_types import is_storable_decimal
from app.archive.cursors import scope_of
from app.archive.identifiers import looks_like_identifier
from app.archive.kept_source import find_kept_source
from app.archive.paged_select import PagedIds, page_of_known_order
from app.archive.resolved_filter import ResolvedFilter
from app.archive.search import find_candidates
from app.archive.storable import check_storable_field
from app.facts.errors import InvalidArgument
from app.facts.filters import ArticleFilter, FactFilter, FigureFilter, QuoteFilter, SourceFilter
from app.facts.identifiers import IdentifierPrefix
from app.facts.paging import Page, PageRequest, SortOrder
from app.facts.recorded import RecordedFigure, RecordedQuote
from app.use_cases.known_sources import known_sources

Asked = TypeVar("Asked", bound=FactFilter)

# So many matches are weighed against one another.
_MOST_CANDIDATES = 1000


def list_quotes(session: Session, asked: QuoteFilter, page: PageRequest) -> Page[RecordedQuote]:
    """One page of quotes. Raises InvalidCursor, and InvalidArgument for a value that no fact can hold."""
    wanted = resolve_filter(session, asked)
    if wanted.terms is None or page.sort is not SortOrder.RELEVANCE:
        return quotes.list_quotes(session, wanted, page)
    found = _page_by_relevance(session, "quotes", wanted, page)
    return Page(quotes.get_quotes(session, found.ids), found.next_cursor, found.total)


def list_figures(session: Session, asked: FigureFilter, page: PageRequest) -> Page[RecordedFigure]:
    """One page of figures. Raises InvalidCursor, and InvalidArgument for a value that no fact can hold."""
    wanted = resolve_filter(session, asked)
    if wanted.terms is None or page.sort is not SortOrder.RELEVANCE:
        return figures.list_figures(session, wanted, page)
    found = _page_by_relevance(session, "figures", wanted, page)
    return Page(figures.get_figures(session, found.ids), found.next_cursor, found.total)


def resolve_filter(session: Session, asked: Asked) -> ResolvedFilter[Asked]:
    """Turn the words of a filter into search terms, and its names, in any spelling, into the ids they may mean.

    Raises InvalidArgument for a value that no fact can hold.
    """
    check_filter(asked)
    return ResolvedFilter(
        asked=asked,
        terms=_terms_if_asked(asked.q),
        mentioned_terms=_mentioned_terms(session, asked.mentions),
        subject_terms=_terms_if_asked(asked.subject) if isinstance(asked, FigureFilter) else None,
        source_ids=resolve_source(session, asked.source),
        via_ids=resolve_source(session, asked.via),
    )


def resolve_source(session: Session, asked: str | None) -> tuple[str, ...] | None:
    """The ids of the sources that an id or a name may mean, best first; None where nothing was asked."""
    if asked is None:
        return None
    if looks_like_identifier(asked, IdentifierPrefix.SOURCE):
        return (find_kept_source(session, asked),)
    return tuple(known_sources(session).find(asked))


def _mentioned_terms(session: Session, name: str | None) -> tuple[tuple[str, ...], ...] | None:
    """Each word of a name, in every spelling of the sources on record that it may mean."""
    if name is None:
        return None
    known = known_sources(session)
    matched = known.names_of(known.find(name))
    groups = groups_of_name(name, matched) if matched else ()
    return tuple(tuple(sorted(group.terms)) for group in groups) or tuple((term,) for term in terms_of(name))


def check_filter(asked: FactFilter | ArticleFilter | SourceFilter) -> None:
    """Raise InvalidArgument, naming the field, where a filter's text holds what no database can look for."""
    for field in fields(asked):
        value = getattr(asked, field.name)
        check_storable_field(field.name, value if isinstance(value, str) else None)
        if isinstance(value, Decimal) and not is_storable_decimal(value):
            raise InvalidArgument(field.name, "is no number of a size that is kept")


def _terms_if_asked(words: str | None) -> tuple[str, ...] | None:
    return None if words is None else terms_of(words)


def _page_by_relevance(
    session: Session, list_name: str, wanted: ResolvedFilter[FactFilter], page: PageRequest
) -> PagedIds:
    """The best matches of `q` first, and of equals the newest; beyond so many matches the oldest are left out."""
    candidates = find_candidates(session, (), wanted, _MOST_CANDIDATES)
    terms = wanted.terms or ()
    best_first = sorted(candidates, key=lambda candidate: -relevance_of(terms, candidate.fields))
    scope = scope_of(list_name, wanted.asked, page.sort)
    return page_of_known_order([candidate.fact_id for candidate in best_first], scope, page)
