"""The versions of an article: texts that stood under one URL, one after the other."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.archive.articles import get_article
from app.archive.paged_select import Keyset, select_page
from app.archive.tables import ArticleRow
from app.facts.article import Article
from app.facts.paging import Page, PageRequest


def list_versions(session: Session, article: Article, page: PageRequest) -> Page[Article]:
    """One page of the versions of an article that are on record, the first version first.

    Whichever version is given, all are listed; an article without a URL is its only one.
    """
    url = article.metadata.url
    versions = select(ArticleRow.id).where(ArticleRow.id == article.id if url is None else ArticleRow.url == url)
    found = select_page(session, versions, Keyset("versions", article.id, ArticleRow.version, ArticleRow.id), page)
    items = tuple(get_article(session, identifier) for identifier in found.ids)
    return Page(items, found.next_cursor, found.total)
