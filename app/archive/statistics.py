"""How much is on record."""

from dataclasses import dataclass

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.archive.fact_documents import read_date
from app.archive.tables import ArticleRow
from app.facts.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Searched:
    """How many articles and facts a search looks at, and the dates of the first and the last dated article."""

    articles: int
    facts: int
    from_date: PartialDate | None
    to_date: PartialDate | None


def what_is_searched(session: Session) -> Searched:
    """The newest version of every article, with all its facts."""
    statement = select(
        func.count(),
        func.sum(ArticleRow.quote_count + ArticleRow.figure_count),
        _first_date(ArticleRow.oldest_first),
        _first_date(ArticleRow.newest_first),
    ).where(ArticleRow.is_newest.is_(True))
    articles, facts, from_date, to_date = session.execute(statement).one()
    return Searched(articles, int(facts or 0), read_date(from_date), read_date(to_date))


def _first_date(key: InstrumentedAttribute[int]) -> ScalarSelect[str | None]:
    article = aliased(ArticleRow)
    return (
        select(article.published_at)
        .where(article.is_newest.is_(True))
        .order_by(getattr(article, key.key), article.id)
        .limit(1)
        .scalar_subquery()
    )
