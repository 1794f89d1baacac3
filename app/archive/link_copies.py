"""Linking articles that repeat one text, and keeping the others together when one of them goes.

Copies form groups: whoever is a copy of any member belongs to it. Each group has one article that stands for it; which
one depends on what is in the group alone, not on the order in which it came.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.answers.same_text import compare_texts
from app.answers.shingles import ShingledText, shingle_text
from app.answers.text_signature import keys_of_copies
from app.archive.copies import originals_of
from app.archive.tables import ArticleOriginalRow, ArticleRow, ArticleTextRow, CopyKeyRow, CopyLinkRow

# So many texts are compared with a new one at most, those that share most keys first. Three links keep an article in
# its group when another goes, and spare comparing it with every copy of a text that hundreds have printed.
_MOST_CANDIDATES = 100
_MOST_COMPARED = 24
_LINKS_IN_A_GROUP = 3
# What thousands share, be it the words of a form or one text, would make the search slower with each of them.
_MOST_ARTICLES_OF_A_KEY = 50
_TEXTS_AT_ONCE = 8

_TEXTS = select(ArticleTextRow.article_id, ArticleTextRow.text).where(
    ArticleTextRow.article_id.in_(bindparam("ids", expanding=True))
)


def are_copies_linked(session: Session, article_id: str) -> bool:
    """Tell whether copies of this article have been looked for."""
    return session.get(ArticleOriginalRow, article_id) is not None


def link_copies(session: Session, article_id: str, text: str, keys: Collection[int]) -> None:
    """Find the copies of an article among those on record, and make them one group with it.

    For an article of which no copies were looked for, by who holds the writers' turn.
    """
    candidates = _find_candidates(session, article_id, keys)
    copies = list(_copies_among(session, shingle_text(text), candidates)) if candidates else []
    session.execute(insert(ArticleOriginalRow), [{"article_id": article_id, "original_id": article_id}])
    # Where nobody shares a key, none is too common.
    _insert_keys(session, article_id, set(keys).difference(_common_keys(session, keys) if candidates else ()))
    if copies:
        _insert_links(session, article_id, copies)
        groups = {article_id, *originals_of(session, copies).values()}
        _stand_for(session, ArticleOriginalRow.original_id.in_(groups))


def unlink_copies(session: Session, article_id: str) -> None:
    """Take an article that is about to be deleted out of its group, by who holds the writers' turn.

    Where only it held others together, these are compared anew.
    """
    original_id = originals_of(session, [article_id])[article_id]
    of_article = (CopyLinkRow.first_id == article_id) | (CopyLinkRow.second_id == article_id)
    session.execute(delete(CopyLinkRow).where(of_article))
    session.execute(delete(CopyKeyRow).where(CopyKeyRow.article_id == article_id))
    session.execute(delete(ArticleOriginalRow).where(ArticleOriginalRow.article_id == article_id))
    parts = _parts(session, original_id)
    if len(parts) > 1:
        for member in (*parts[0][:_LINKS_IN_A_GROUP], *(one for part in parts[1:] for one in part)):
            _link_anew(session, member, original_id)
        parts = _parts(session, original_id)
    for part in parts:
        _stand_for(session, ArticleOriginalRow.article_id.in_(part))


def _find_candidates(session: Session, article_id: str, keys: Collection[int]) -> list[str]:
    """Articles that share a key, those that share most first."""
    if not keys:
        return []
    statement = (
        select(CopyKeyRow.article_id)
        .where(CopyKeyRow.key.in_(keys), CopyKeyRow.article_id != article_id)
        .group_by(CopyKeyRow.article_id)
        .order_by(func.count().desc(), CopyKeyRow.article_id)
        .limit(_MOST_CANDIDATES)
    )
    return list(session.execute(statement).scalars())


def _common_keys(session: Session, keys: Collection[int]) -> list[int]:
    """Those keys by which no more articles are to be found."""
    counts = select(CopyKeyRow.key).where(CopyKeyRow.key.in_(keys)).group_by(CopyKeyRow.key)
    return list(session.execute(counts.having(func.count() >= _MOST_ARTICLES_OF_A_KEY)).scalars())


def _insert_keys(session: Session, article_id: str, keys: Collection[int]) -> None:
    if keys:
        session.execute(insert(CopyKeyRow), [{"key": key, "article_id": article_id} for key in sorted(keys)])


def _copies_among(session: Session, text: ShingledText, candidates: Sequence[str]) -> Iterator[str]:
    groups = originals_of(session, candidates)
    links: Counter[str] = Counter()
    compared = 0
    for candidate, other in _texts_of(session, candidates):
        if compared == _MOST_COMPARED:
            return
        if links[groups[candidate]] == _LINKS_IN_A_GROUP:
            continue
        compared += 1
        if compare_texts(text, shingle_text(other)).is_copy:
            links[groups[candidate]] += 1
            yield candidate


def _texts_of(session: Session, article_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Articles with their texts, in the order given, some of them read at a time."""
    for start in range(0, len(article_ids), _TEXTS_AT_ONCE):
        some = article_ids[start : start + _TEXTS_AT_ONCE]
        texts = {row.article_id: row.text for row in session.execute(_TEXTS, {"ids": some})}
        yield from ((identifier, texts[identifier]) for identifier in some)


def _insert_links(session: Session, article_id: str, copies: Iterable[str]) -> None:
    pairs = [sorted((article_id, copy)) for copy in copies]
    session.execute(insert(CopyLinkRow), [{"first_id": first, "second_id": second} for first, second in pairs])


def _stand_for(session: Session, members: ColumnElement[bool]) -> None:
    """Let the first of these articles stand for all of them."""
    first = (
        select(ArticleRow.id)
        .join(ArticleOriginalRow, ArticleOriginalRow.article_id == ArticleRow.id)
        .where(members)
        .order_by(ArticleRow.oldest_first, ArticleRow.id)
        .limit(1)
    )
    original_id = session.execute(first).scalar_one()
    stale = members & (ArticleOriginalRow.original_id != original_id)
    session.execute(update(ArticleOriginalRow).where(stale).values(original_id=original_id))


def _of_group(original_id: str) -> Select[str]:
    return select(ArticleOriginalRow.article_id).where(ArticleOriginalRow.original_id == original_id)


def _parts(session: Session, original_id: str) -> list[list[str]]:
    """The members of a group by what links still hold together, the largest part first."""
    members = session.execute(_of_group(original_id).order_by(ArticleOriginalRow.article_id)).scalars()
    part_of = {member: [member] for member in members}
    links = select(CopyLinkRow.first_id, CopyLinkRow.second_id)
    for first, second in session.execute(links.where(CopyLinkRow.first_id.in_(_of_group(original_id)))):
        larger, smaller = sorted((part_of[first], part_of[second]), key=len, reverse=True)
        if larger is not smaller:
            larger.extend(smaller)
            part_of.update(dict.fromkeys(smaller, larger))
    parts = {id(part): part for part in part_of.values()}
    return sorted(parts.values(), key=lambda part: (-len(part), min(part)))


def _link_anew(session: Session, article_id: str, original_id: str) -> None:
    """Compare an article with those of its group that it is not linked with."""
    ((_, text),) = _texts_of(session, [article_id])
    keys = keys_of_copies(text)
    own = session.execute(select(CopyKeyRow.key).where(CopyKeyRow.article_id == article_id)).scalars()
    _insert_keys(session, article_id, set(keys).difference(own, _common_keys(session, keys)))
    others = set(session.execute(_of_group(original_id)).scalars()) - _linked_with(session, article_id)
    candidates = [one for one in _find_candidates(session, article_id, keys) if one in others]
    copies = list(_copies_among(session, shingle_text(text), candidates))
    if copies:
        _insert_links(session, article_id, copies)


def _linked_with(session: Session, article_id: str) -> set[str]:
    forwards = select(CopyLinkRow.second_id).where(CopyLinkRow.first_id == article_id)
    backwards = select(CopyLinkRow.first_id).where(CopyLinkRow.second_id == article_id)
    return set(session.execute(forwards.union(backwards)).scalars())
