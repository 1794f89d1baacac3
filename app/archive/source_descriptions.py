"""What sources on record are said to be, from what articles of different times say."""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.archive.tables import ArticleRow, ArticleSourceRow, SourceRow
from app.names.descriptions import DatedDescription, standing_description


def describe_sources(session: Session, source_ids: Collection[str]) -> None:
    """Make sources' descriptions what the articles on record say, whatever the order in which they came."""
    given: dict[str, list[DatedDescription]] = {}
    for source_id, text, told_at in session.execute(
        select(ArticleSourceRow.source_id, ArticleSourceRow.description, ArticleRow.published_from)
        .join(ArticleRow, ArticleRow.id == ArticleSourceRow.article_id)
        .where(ArticleSourceRow.source_id.in_(sorted(source_ids)), ArticleSourceRow.description.is_not(None))
        .order_by(ArticleSourceRow.article_id, ArticleSourceRow.position)
    ):
        given.setdefault(source_id, []).append(DatedDescription(text or "", told_at))
    if given:
        rows = [{"id": source_id, "description": standing_description(some)} for source_id, some in given.items()]
        session.execute(update(SourceRow), rows)
