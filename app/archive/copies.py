"""Articles that hold the same text."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.archive.tables import ArticleRow


def originals_of(session: Session, article_ids: Collection[str]) -> Mapping[str, str]:
    """For each of these articles the id that stands for all copies of its text: the first one's on record.

    An article without copies stands for itself; an id that is on no record is left out.
    """
    if not article_ids:
        return {}
    copy = aliased(ArticleRow)
    statement = (
        select(ArticleRow.id, func.min(copy.id))
        .join(copy, copy.sha256 == ArticleRow.sha256)
        .where(ArticleRow.id.in_(article_ids))
        .group_by(ArticleRow.id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}
