"""How much is on record."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

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
    totals = select(func.count(), func.sum(ArticleRow.quote_count + ArticleRow.figure_count))
    articles, facts = session.execute(totals.where(ArticleRow.is_newest.is_(True))).one()
    return Searched(
        articles=articles,
        facts=int(facts or 0),
        from_date=_first_date(session, ArticleRow.oldest_first),
        to_date=_first_date(session, ArticleRow.newest_first),
    )


def _first_date(session: Session, key: InstrumentedAttribute[int]) -> PartialDate | None:
    statement = (
        select(ArticleRow.published_at).where(ArticleRow.is_newest.is_(True)).order_by(key, ArticleRow.id).limit(1)
    )
    return read_date(session.execute(statement).scalar_one_or_none())
