"""Deleting an article; who did is remembered in the same transaction."""

from app.archive import articles
from app.archive.audit import note_deed
from app.archive.unit_of_work import WriteSession
from app.facts.audit import AuditAction, Doing


def delete_article(session: WriteSession, identifier: str, doing: Doing) -> None:
    """Delete an article with all its facts. Raises NotOnRecord or NoLongerOnRecord."""
    articles.delete_article(session, identifier, deleted_at=doing.at)
    note_deed(session, AuditAction.DELETE_ARTICLE, identifier, doing)
