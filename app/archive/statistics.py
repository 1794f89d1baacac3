"""How much is on record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.archive.fact_documents import read_date
from app.archive.tables import ArticleRow
from app.facts.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Searched:
    """How many articles and facts a search looks at, and the dates of the first and the last dated article.

    `newest` is the date that "this year" or "since January" counts back from: that of the last dated article, but no
    later than the day on which the last article came in, since a date may be mistyped or lie ahead.
    """

    articles: int
    facts: int
    from_date: PartialDate | None
    to_date: PartialDate | None
    newest: PartialDate | None


def what_is_searched(session: Session) -> Searched:
    """The newest version of every article, with all its facts."""
    articles, facts, first, last, ingested_at = session.execute(_STATEMENT).one()
    to_date = read_date(last)
    return Searched(articles, int(facts or 0), read_date(first), to_date, _no_later_than(ingested_at, to_date))


def _no_later_than(instant: datetime | None, published: PartialDate | None) -> PartialDate | None:
    if instant is None or published is None or published.earliest <= instant:
        return published
    return PartialDate.of_day(instant.date())


def _first_date(key: InstrumentedAttribute[int]) -> ScalarSelect[str | None]:
    article = aliased(ArticleRow)
    return (
        select(article.published_at)
        .where(article.is_newest.is_(True))
        .order_by(getattr(article, key.key), article.id)
        .limit(1)
        .scalar_subquery()
    )


# Built once: every lookup runs it, and building it takes longer than running it.
_STATEMENT = select(
    func.count(),
    func.sum(ArticleRow.quote_count + ArticleRow.figure_count),
    _first_date(ArticleRow.oldest_first),
    _first_date(ArticleRow.newest_first),
    func.max(ArticleRow.ingested_at),
).where(ArticleRow.is_newest.is_(True))
