"""Listing articles."""

from sqlalchemy.orm import Session

from app.answers.terms import terms_of
from app.archive import articles
from app.archive.resolved_filter import ResolvedArticleFilter
from app.facts.article import Article
from app.facts.filters import ArticleFilter
from app.facts.paging import Page, PageRequest
from app.use_cases.list_facts import check_filter, resolve_source


def list_articles(session: Session, asked: ArticleFilter, page: PageRequest) -> Page[Article]:
    """One page of articles. Raises InvalidCursor, and InvalidArgument for a value that no article can hold."""
    return articles.list_articles(session, resolve_article_filter(session, asked), page)


def resolve_article_filter(session: Session, asked: ArticleFilter) -> ResolvedArticleFilter:
    """Turn the words of a filter into search terms, and the name of a source into the ids it may mean.

    Raises InvalidArgument for a value that no article can hold.
    """
    check_filter(asked)
    return ResolvedArticleFilter(
        asked=asked,
        terms=None if asked.q is None else terms_of(asked.q),
        source_ids=resolve_source(session, asked.source),
    )
