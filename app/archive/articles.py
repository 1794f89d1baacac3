"""Articles: recording, finding, listing and deleting them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.archive.apply_corrections import finish_articles, honour_corrections
from app.archive.change_log import note_changes
from app.archive.engine import take_the_writers_turn
from app.archive.fact_documents import read_date
from app.archive.fact_filters import attributed_to, meets_dates
from app.archive.identifiers import IdentifierSource, mint_identifier
from app.archive.link_copies import link_copies, unlink_copies
from app.archive.new_article import IndexedReading, NewArticle, Recording
from app.archive.own_sources import list_own_sources, list_shown_sources
from app.archive.paged_select import Keyset, select_page
from app.archive.record_facts import (
    RecordedPlace,
    count_attributed_sources,
    in_reading_order,
    mint_fact_ids,
    record_facts,
)
from app.archive.record_sources import record_sources, renew_sources
from app.archive.resolved_filter import ResolvedArticleFilter
from app.archive.search_terms import articles_with_terms, storable_article_terms
from app.archive.sort_keys import name_key, newest_first_key, oldest_first_key
from app.archive.storable import check_storable_field, check_storable_text
from app.archive.stored_facts import read_facts, read_facts_of_article
from app.archive.tables import (
    ArticleRow,
    ArticleTermsRow,
    ArticleTextRow,
    FactRow,
    FactType,
    Remembered,
)
from app.archive.tombstones import check_identifier, raise_missing, remember_deleted
from app.archive.unit_of_work import WriteSession
from app.facts.article import Article, ArticleMetadata, ArticleStatus, FactCounts
from app.facts.change import ChangeKind
from app.facts.identifiers import IdentifierPrefix
from app.facts.paging import Page, PageRequest, SortOrder
from app.facts.recorded import RecordedFact, RecordedFigure, RecordedQuote


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """An article, and whether it is the newest version under its URL."""

    article: Article
    is_newest: bool


def find_article(session: Session, sha256: str, url: str | None) -> Article | None:
    """The article of this text under this URL, or of this text without one."""
    row = session.execute(
        select(ArticleRow).where(ArticleRow.sha256 == sha256, func.coalesce(ArticleRow.url, "") == (url or ""))
    ).scalar_one_or_none()
    return None if row is None else _read_article(row)


def get_article(session: Session, identifier: str) -> Article:
    """One article. Raises NotOnRecord or NoLongerOnRecord."""
    check_identifier(Remembered.ARTICLE, identifier)
    row = session.get(ArticleRow, identifier)
    if row is None:
        raise_missing(session, Remembered.ARTICLE, identifier)
    return _read_article(row)


def read_articles(session: Session, ids: Collection[str]) -> dict[str, ArticleVersion]:
    """The articles with these ids, by id. One that is on no record is left out."""
    rows = session.execute(select(ArticleRow).where(ArticleRow.id.in_(sorted(ids)))).scalars() if ids else ()
    return {row.id: ArticleVersion(_read_article(row), row.is_newest) for row in rows}


def get_article_text(session: Session, identifier: str) -> str:
    """An article's text, as it was given. Raises NotOnRecord or NoLongerOnRecord."""
    check_identifier(Remembered.ARTICLE, identifier)
    row = session.get(ArticleTextRow, identifier)
    if row is None:
        raise_missing(session, Remembered.ARTICLE, identifier)
    return row.text


def list_articles(session: Session, wanted: ResolvedArticleFilter, page: PageRequest) -> Page[Article]:
    """One page of articles, the newest version of each alone unless all are asked for."""
    key = ArticleRow.oldest_first if page.sort is SortOrder.OLDEST_FIRST else ArticleRow.newest_first
    keyset = Keyset("articles", wanted.asked, key, ArticleRow.id)
    found = select_page(session, _select_articles(session, wanted), keyset, page)
    rows = session.execute(select(ArticleRow).where(ArticleRow.id.in_(found.ids))).scalars()
    by_id = {row.id: _read_article(row) for row in rows}
    return Page(tuple(by_id[identifier] for identifier in found.ids), found.next_cursor, found.total)


def list_article_ids(session: Session) -> tuple[str, ...]:
    """The id of every article and every version of it, in the order in which they were put on record."""
    return tuple(session.execute(select(ArticleRow.id).order_by(ArticleRow.id)).scalars())


def list_facts_of_article(session: Session, identifier: str, page: PageRequest) -> Page[RecordedFact]:
    """One page of an article's facts, in reading order, whatever their confidence or role."""
    get_article(session, identifier)
    keyset = Keyset("facts of article", identifier, FactRow.position, FactRow.id)
    found = select_page(session, select(FactRow.id).where(FactRow.article_id == identifier), keyset, page)
    return Page(read_facts(session, found.ids), found.next_cursor, found.total)


def get_facts_of_article(
    session: Session, identifier: str
) -> tuple[tuple[RecordedQuote, ...], tuple[RecordedFigure, ...]]:
    """Every quote and every figure of an article, each in reading order. Raises NotOnRecord or NoLongerOnRecord."""
    get_article(session, identifier)
    facts = read_facts_of_article(session, identifier)
    quotes = tuple(fact for fact in facts if isinstance(fact, RecordedQuote))
    figures = tuple(fact for fact in facts if isinstance(fact, RecordedFigure))
    return quotes, figures


def record_article(
    session: WriteSession, article: NewArticle, indexed: IndexedReading, *, mint: IdentifierSource = mint_identifier
) -> Recording:
    """Record an article with all its facts and sources, or give back the one on record of this text and URL.

    Another text under a known URL becomes its next version. Raises UnstorableText, InvalidArgument, and ValueError
    for a reading that does not fit the text.
    """
    _check_storable(article)
    take_the_writers_turn(session.connection())
    on_record = find_article(session, article.sha256, article.metadata.url)
    if on_record is not None:
        return Recording(on_record, is_new=False)
    identifier = mint(IdentifierPrefix.ARTICLE)
    facts = in_reading_order(indexed.reading)
    fact_ids = mint_fact_ids(facts, mint)
    replaced = _insert_article(session, identifier, article, indexed)
    source_ids = record_sources(session, identifier, indexed, now=article.ingested_at, mint=mint)
    place = RecordedPlace(identifier, article.text, article.metadata.published_at, fact_ids, source_ids)
    record_facts(session, place, facts, indexed)
    source_count = count_attributed_sources(place, facts)
    session.execute(update(ArticleRow).where(ArticleRow.id == identifier).values(source_count=source_count))
    _honour_corrections(session, identifier, frozenset(source_ids.values()), article.ingested_at)
    link_copies(session, identifier, article.text, indexed.copy_keys)
    added = [identifier, *(fact_ids[fact.id] for fact in facts)]
    note_changes(session, ChangeKind.ADDED, added, article.ingested_at)
    note_changes(session, ChangeKind.CHANGED, [replaced] if replaced else [], article.ingested_at)
    return Recording(get_article(session, identifier), is_new=True)


def delete_article(session: WriteSession, identifier: str, *, deleted_at: datetime | None = None) -> None:
    """Delete an article, its facts and the sources that only it names; tombstones remember their ids.

    The version before it, if any, becomes the newest; its copies stay with one another. Raises NotOnRecord or
    NoLongerOnRecord.
    """
    take_the_writers_turn(session.connection())
    article = get_article(session, identifier)
    moment = deleted_at or datetime.now(UTC)
    statement = select(FactRow.id, FactRow.type).where(FactRow.article_id == identifier)
    facts = session.execute(statement).all()
    source_ids = sorted(list_shown_sources(session, identifier) | list_own_sources(session, identifier))
    session.expunge_all()
    relinked = _unlink_versions(session, article)
    unlink_copies(session, identifier)
    session.execute(delete(ArticleRow).where(ArticleRow.id == identifier))
    note_changes(session, ChangeKind.DELETED, [*(fact_id for fact_id, _ in facts), identifier], moment)
    note_changes(session, ChangeKind.CHANGED, relinked, moment)
    orphans = renew_sources(session, source_ids, now=moment)
    quotes = [fact_id for fact_id, fact_type in facts if fact_type is FactType.QUOTE]
    figures = [fact_id for fact_id, fact_type in facts if fact_type is FactType.FIGURE]
    remember_deleted(session, Remembered.ARTICLE, [identifier], moment)
    remember_deleted(session, Remembered.QUOTE, quotes, moment)
    remember_deleted(session, Remembered.FIGURE, figures, moment)
    remember_deleted(session, Remembered.SOURCE, orphans, moment)


def _honour_corrections(session: WriteSession, identifier: str, named: frozenset[str], now: datetime) -> None:
    corrected = honour_corrections(session, identifier, named, new_ids=named)
    if corrected:
        renew_sources(session, sorted(corrected), now=now)
        finish_articles(session, [identifier])


def _select_articles(session: Session, wanted: ResolvedArticleFilter) -> Select[str]:
    asked = wanted.asked
    statement = select(ArticleRow.id)
    if not asked.all_versions:
        statement = statement.where(ArticleRow.is_newest.is_(True))
    for column, value in ((ArticleRow.url, asked.url), (ArticleRow.sha256, asked.sha256)):
        if value is not None:
            statement = statement.where(column == value)
    if asked.publisher is not None:
        statement = statement.where(ArticleRow.publisher_key == name_key(asked.publisher))
    if asked.language is not None:
        # "en" asks for "en-GB" too (RFC 4647, basic filtering).
        language = func.lower(ArticleRow.language)
        range_of_languages = asked.language.lower()
        statement = statement.where(
            (language == range_of_languages) | language.startswith(f"{range_of_languages}-", autoescape=True)
        )
    published = (ArticleRow.published_from, ArticleRow.published_to)
    statement = statement.where(*meets_dates(*published, asked.published_from, asked.published_to))
    if wanted.terms is not None:
        statement = statement.where(articles_with_terms(session, [(term,) for term in wanted.terms]))
    if wanted.source_ids is not None:
        facts = select(FactRow.article_id).where(attributed_to(wanted.source_ids, as_carrier=False))
        statement = statement.where(ArticleRow.id.in_(facts))
    return statement


def _check_storable(article: NewArticle) -> None:
    check_storable_text(article.text)
    metadata = article.metadata
    for name in ("url", "title", "publisher", "language"):
        check_storable_field(name, getattr(metadata, name))
    for author in metadata.authors:
        check_storable_field("authors", author)


def _insert_article(session: Session, identifier: str, article: NewArticle, indexed: IndexedReading) -> str | None:
    """Record an article without its facts. Gives the id of the version that it replaces."""
    previous = _find_newest_version(session, article.metadata.url)
    if previous is not None:
        session.execute(update(ArticleRow).where(ArticleRow.id == previous.id).values(is_newest=False))
    metadata = article.metadata
    published_at = metadata.published_at
    row = {
        "id": identifier,
        "sha256": article.sha256,
        "url": metadata.url,
        "version": previous.version + 1 if previous else 1,
        "previous_id": previous.id if previous else None,
        "is_newest": True,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "publisher_key": name_key(metadata.publisher) if metadata.publisher else None,
        "authors": list(metadata.authors),
        "published_at": published_at.text if published_at else None,
        "published_from": published_at.earliest if published_at else None,
        "published_to": published_at.latest if published_at else None,
        "newest_first": newest_first_key(published_at),
        "oldest_first": oldest_first_key(published_at),
        "language": article.language,
        "ingested_at": article.ingested_at,
        "characters": len(article.text),
        "words": len(article.text.split()),
        "quote_count": len(indexed.reading.quotes),
        "figure_count": len(indexed.reading.figures),
        "source_count": 0,
        "status": ArticleStatus.ACTIVE,
        "reply": None,
    }
    session.execute(insert(ArticleRow), [row])
    session.execute(insert(ArticleTextRow), [{"article_id": identifier, "text": article.text}])
    terms = storable_article_terms(indexed.article_terms)
    session.execute(insert(ArticleTermsRow), [{"article_id": identifier, "terms": terms}])
    return previous.id if previous else None


def _find_newest_version(session: Session, url: str | None) -> Article | None:
    if url is None:
        return None
    statement = select(ArticleRow).where(ArticleRow.url == url).order_by(ArticleRow.version.desc()).limit(1)
    row = session.execute(statement).scalar_one_or_none()
    return None if row is None else _read_article(row)


def _unlink_versions(session: Session, article: Article) -> list[str]:
    """Let the article that followed this one follow the one before it, which is the newest where none followed.

    Gives the ids of those that this changes.
    """
    follows = ArticleRow.previous_id == article.id
    relinked = list(session.execute(select(ArticleRow.id).where(follows)).scalars())
    session.execute(update(ArticleRow).where(follows).values(previous_id=article.previous_id))
    if article.metadata.url is None:
        return relinked
    remaining = select(ArticleRow.id, ArticleRow.is_newest).where(
        ArticleRow.url == article.metadata.url, ArticleRow.id != article.id
    )
    newest = session.execute(remaining.order_by(ArticleRow.version.desc()).limit(1)).one_or_none()
    if newest is not None and not newest.is_newest:
        session.execute(update(ArticleRow).where(ArticleRow.id == newest.id).values(is_newest=True))
        relinked.append(newest.id)
    return relinked


def _read_article(row: ArticleRow) -> Article:
    return Article(
        id=row.id,
        version=row.version,
        previous_id=row.previous_id,
        metadata=ArticleMetadata(
            url=row.url,
            title=row.title,
            publisher=row.publisher,
            authors=tuple(row.authors),
            published_at=read_date(row.published_at),
            language=row.language,
        ),
        ingested_at=row.ingested_at,
        sha256=row.sha256,
        characters=row.characters,
        words=row.words,
        counts=FactCounts(row.quote_count, row.figure_count, row.source_count),
        status=row.status,
        reply=row.reply,
    )
