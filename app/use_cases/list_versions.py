"""The versions of an article, what each changed in the facts, and who else printed it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.answers.compare_versions import VersionChanges, compare_versions
from app.archive import versions
from app.archive.articles import get_article
from app.archive.copies import find_copies
from app.archive.stored_facts import read_facts_of_article
from app.facts.article import Article
from app.facts.paging import Page, PageRequest
from app.facts.recorded import RecordedFact

_MOST_COPIES = 20


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A version, and its difference in facts to the one before it, where one is on record."""

    article: Article
    changes: VersionChanges | None


@dataclass(frozen=True, slots=True)
class ListedCopy:
    """An article that repeats the text under another URL, and how much of it the two share, from 0 to 1."""

    article: Article
    similarity: float
    containment: float


@dataclass(frozen=True, slots=True)
class ListedVersions:
    """A page of versions, the first one first; and the first copies of the article asked for, of so many in all."""

    page: Page[ListedVersion]
    original_id: str
    copies: tuple[ListedCopy, ...]
    copies_total: int


def list_versions(session: Session, article_id: str, page: PageRequest) -> ListedVersions:
    """The versions of an article and its copies. Raises NotOnRecord, NoLongerOnRecord or InvalidCursor."""
    article = get_article(session, article_id)
    found = versions.list_versions(session, article, page)
    facts: dict[str, tuple[RecordedFact, ...]] = {}
    items = tuple(ListedVersion(one, _changes(session, one, facts)) for one in found.items)
    copies = find_copies(session, article_id, _MOST_COPIES)
    listed = tuple(
        ListedCopy(get_article(session, one.article_id), one.similarity, one.containment) for one in copies.items
    )
    return ListedVersions(Page(items, found.next_cursor, found.total), copies.original_id, listed, copies.total)


def _changes(session: Session, article: Article, facts: dict[str, tuple[RecordedFact, ...]]) -> VersionChanges | None:
    if article.previous_id is None:
        return None
    for identifier in (article.previous_id, article.id):
        if identifier not in facts:
            facts[identifier] = read_facts_of_article(session, identifier)
    return compare_versions(facts[article.previous_id], facts[article.id])
