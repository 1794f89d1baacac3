"""Articles that repeat one text: who stands for them, and which they are."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.answers.same_text import compare_texts
from app.answers.shingles import shingle_text
from app.archive.tables import ArticleOriginalRow, ArticleRow, ArticleTextRow

_ORIGINALS = select(ArticleOriginalRow.article_id, ArticleOriginalRow.original_id)


def originals_of(session: Session, article_ids: Collection[str]) -> dict[str, str]:
    """For each article, the one that stands for all copies of its text, which may be itself.

    Of copies that is the one published first, undated ones last, and of several the one put on record first. An
    article that was put on record before copies were told, or on none, stands for itself.
    """
    originals = {identifier: identifier for identifier in article_ids}
    if originals:
        rows = session.execute(_ORIGINALS.where(ArticleOriginalRow.article_id.in_(list(originals))))
        originals.update({row.article_id: row.original_id for row in rows})
    return originals


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that repeats another's text. `similarity` and `containment` are measured against that other one."""

    article_id: str
    similarity: float
    containment: float


@dataclass(frozen=True, slots=True)
class Copies:
    """The first copies of an article in the order of `originals_of`, how many there are, and who stands for all."""

    original_id: str
    items: tuple[Copy, ...]
    total: int


def find_copies(session: Session, article_id: str, limit: int) -> Copies:
    """The copies of an article on record under other URLs, versions of the article itself thus left out."""
    original_id = originals_of(session, [article_id])[article_id]
    of_group = select(ArticleOriginalRow.article_id).where(ArticleOriginalRow.original_id == original_id)
    url = select(ArticleRow.url).where(ArticleRow.id == article_id).scalar_subquery()
    elsewhere = (
        ArticleRow.id.in_(of_group),
        ArticleRow.id != article_id,
        ArticleRow.url.is_(None) | url.is_(None) | (ArticleRow.url != url),
    )
    total = session.execute(select(func.count()).select_from(ArticleRow).where(*elsewhere)).scalar_one()
    if not total:
        return Copies(original_id, (), 0)
    texts = select(ArticleRow.id, ArticleTextRow.text).join(ArticleTextRow, ArticleTextRow.article_id == ArticleRow.id)
    found = session.execute(texts.where(*elsewhere).order_by(ArticleRow.oldest_first, ArticleRow.id).limit(limit)).all()
    own_text = session.execute(select(ArticleTextRow.text).where(ArticleTextRow.article_id == article_id)).scalar_one()
    own = shingle_text(own_text)
    likenesses = [(identifier, compare_texts(own, shingle_text(text))) for identifier, text in found]
    items = tuple(Copy(identifier, likeness.similarity, likeness.containment) for identifier, likeness in likenesses)
    return Copies(original_id, items, total)
