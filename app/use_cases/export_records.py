"""Reading a whole list page after page, as it stood when the first page was read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from sqlalchemy.orm import Session

from app.archive import articles, figures, quotes, sources
from app.facts.article import Article
from app.facts.filters import ArticleFilter, FigureFilter, QuoteFilter, SourceFilter
from app.facts.paging import Page, PageRequest, SortOrder
from app.facts.recorded import RecordedFigure, RecordedQuote, RecordedSource
from app.use_cases.known_sources import known_sources
from app.use_cases.list_articles import resolve_article_filter
from app.use_cases.list_facts import check_filter, resolve_filter

Item = TypeVar("Item")

_ITEMS_OF_A_PAGE = 500


def export_quotes(
    session: Session, asked: QuoteFilter, sort: SortOrder, limit: int | None = None, *, count_total: bool = False
) -> Iterator[Page[RecordedQuote]]:
    """Every quote that a filter lets through, in pages, at most `limit` of them.

    With `count_total` the first page counts them all. Raises InvalidArgument at once for a value that no fact can hold.
    """
    wanted = resolve_filter(session, asked)
    return _pages(lambda page: quotes.list_quotes(session, wanted, page), sort, limit, count_total=count_total)


def export_figures(
    session: Session, asked: FigureFilter, sort: SortOrder, limit: int | None = None, *, count_total: bool = False
) -> Iterator[Page[RecordedFigure]]:
    """Every figure that a filter lets through, in pages, as `export_quotes` gives quotes."""
    wanted = resolve_filter(session, asked)
    return _pages(lambda page: figures.list_figures(session, wanted, page), sort, limit, count_total=count_total)


def export_articles(
    session: Session, asked: ArticleFilter, sort: SortOrder, limit: int | None = None, *, count_total: bool = False
) -> Iterator[Page[Article]]:
    """Every article that a filter lets through, in pages, as `export_quotes` gives quotes."""
    wanted = resolve_article_filter(session, asked)
    return _pages(lambda page: articles.list_articles(session, wanted, page), sort, limit, count_total=count_total)


def export_sources(
    session: Session, asked: SourceFilter, limit: int | None = None, *, count_total: bool = False
) -> Iterator[Page[RecordedSource]]:
    """Every source that a filter lets through, in pages: by name, or the best match first where a name is asked for."""
    check_filter(asked)
    best_first = None
    if asked.q is not None:
        best_first = known_sources(session).find(asked.q)

    def list_page(page: PageRequest) -> Page[RecordedSource]:
        return sources.list_sources(session, asked, page, best_first=best_first)

    return _pages(list_page, SortOrder.NEWEST_FIRST, limit, count_total=count_total)


def _pages(
    list_page: Callable[[PageRequest], Page[Item]], sort: SortOrder, limit: int | None, *, count_total: bool
) -> Iterator[Page[Item]]:
    left, request = limit, PageRequest(sort=sort, count_total=count_total)
    while left is None or left > 0:
        size = _ITEMS_OF_A_PAGE if left is None else min(left, _ITEMS_OF_A_PAGE)
        page = list_page(replace(request, limit=size))
        yield page
        if page.next_cursor is None:
            return
        left = None if left is None else left - len(page.items)
        request = PageRequest(sort=sort, cursor=page.next_cursor)
