"""The tables. Rows stay inside the archive; its functions give dataclasses."""

import secrets
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, MetaData, false, text, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.archive.column_types import (
    ExactDecimal,
    Identifier,
    JsonDocument,
    RowNumber,
    SortKey,
    UtcDateTime,
    value_enum,
)
from app.facts.api_key import Scope
from app.facts.article import ArticleStatus
from app.facts.attribution import Origin, SourceKind
from app.facts.audit import AuditAction
from app.facts.change import ChangedType, ChangeKind
from app.facts.correction import CorrectionKind
from app.facts.figure import Bound, Change, Modality, Role, UnitKind
from app.facts.quote import QuotationMarks, QuoteKind, Stance

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def another_stamp() -> int:
    """A number that is, as good as surely, none that was given before."""
    return secrets.randbits(31)


class FactType(StrEnum):
    """Which of the two sorts of fact a row is."""

    QUOTE = "quote"
    FIGURE = "figure"


class Remembered(StrEnum):
    """What a tombstone stands for."""

    ARTICLE = "article"
    QUOTE = "quote"
    FIGURE = "figure"
    SOURCE = "source"


class Base(DeclarativeBase):
    """Every table's metadata, with constraints named by one convention."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


class ArticleRow(Base):
    """An article without its text.

    `newest_first` and `oldest_first` are seconds to sort by, upwards; both put the undated last.
    """

    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("(published_at IS NULL) = (published_from IS NULL)", name="published_from_with_date"),
        CheckConstraint("(published_at IS NULL) = (published_to IS NULL)", name="published_to_with_date"),
        # NULLs are never equal in a unique index, and the same text without a URL is the same article.
        Index("uq_articles_identity", "sha256", text("coalesce(url, '')"), unique=True),
        Index("uq_articles_url_version", "url", "version", unique=True),
        Index("ix_articles_newest_first", "newest_first", "id"),
        Index("ix_articles_oldest_first", "oldest_first", "id"),
        Index("ix_articles_publisher_key", "publisher_key"),
        Index("ix_articles_previous_id", "previous_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    sha256: Mapped[str]
    url: Mapped[str | None]
    version: Mapped[int]
    previous_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("articles.id"))
    is_newest: Mapped[bool]
    title: Mapped[str | None]
    publisher: Mapped[str | None]
    publisher_key: Mapped[str | None]
    authors: Mapped[list[str]] = mapped_column(JsonDocument)
    published_at: Mapped[str | None]
    published_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
    newest_first: Mapped[int] = mapped_column(RowNumber)
    oldest_first: Mapped[int] = mapped_column(RowNumber)
    language: Mapped[str | None]
    ingested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    characters: Mapped[int]
    words: Mapped[int]
    quote_count: Mapped[int]
    figure_count: Mapped[int]
    source_count: Mapped[int]
    status: Mapped[ArticleStatus] = mapped_column(value_enum(ArticleStatus, "status"))
    reply: Mapped[str | None]


class ArticleTextRow(Base):
    """An article's text, apart from its row so that lists never read past it."""

    __tablename__ = "article_texts"

    article_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str]


class ArticleTermsRow(Base):
    """The terms of an article's title and text, indexed by the database's own search engine."""

    __tablename__ = "article_terms"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    article_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"), unique=True)
    terms: Mapped[str]


class CopyKeyRow(Base):
    """A key that copies of an article's text very likely share; whoever shares one is still to be compared."""

    __tablename__ = "copy_keys"
    __table_args__ = (Index("ix_copy_keys_article_id", "article_id"), {"sqlite_with_rowid": False})

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)


class CopyLinkRow(Base):
    """Two articles whose texts were compared and are copies of one text; the one of the lower id stands first."""

    __tablename__ = "copy_links"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="lower_id_first"),
        Index("ix_copy_links_second_id", "second_id"),
    )

    first_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    second_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)


class ArticleOriginalRow(Base):
    """The article that stands for all copies of an article's text: itself, where it is none.

    Articles that were put on record before copies were told have no row, until they are read anew.
    """

    __tablename__ = "article_originals"
    __table_args__ = (Index("ix_article_originals_original_id", "original_id"),)

    article_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    original_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id"))


class SourceRow(Base):
    """A source across articles. `name_key` is what lists sort by; `change_stamp` is another after every change.

    `merged_into` is the source that it stands for since a merge by hand: the last of a chain. One that is not `listed`
    is kept for its keys alone: it was merged, or all that its names find was split off.
    """

    __tablename__ = "sources"
    __table_args__ = (
        Index("ix_sources_name_key", "name_key", "id"),
        Index("ix_sources_merged_into", "merged_into"),
        # Whether any source changed is told from this index alone.
        Index("ix_sources_change_stamp", "id", "change_stamp"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey)
    kind: Mapped[SourceKind] = mapped_column(value_enum(SourceKind, "kind"))
    named: Mapped[bool]
    aliases: Mapped[list[str]] = mapped_column(JsonDocument)
    description: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    merged_into: Mapped[str | None] = mapped_column(Identifier)
    listed: Mapped[bool] = mapped_column(default=True, server_default=true())
    change_stamp: Mapped[int] = mapped_column(
        default=another_stamp, onupdate=another_stamp, server_default=text("0"), nullable=False
    )


class SourceKeyRow(Base):
    """A key that names a source; who shares a key, and is of a kind that fits, is the same source."""

    __tablename__ = "source_keys"
    __table_args__ = (Index("ix_source_keys_source_id", "source_id"),)

    key: Mapped[str] = mapped_column(SortKey, primary_key=True)
    source_id: Mapped[str] = mapped_column(Identifier, ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)


class ArticleSourceRow(Base):
    """How one article presents a source: what the source is called is gathered from these, also after a deletion.

    One source may stand in an article under two of its local ids, hence `position`. `matched_id` is the source that
    the names find, where a correction by hand makes it another; else it is null. A `borrowed` row lends a name to a
    source that got facts of the article by hand and is named nowhere in it.
    """

    __tablename__ = "article_sources"
    __table_args__ = (
        Index("ix_article_sources_source_id", "source_id"),
        Index("ix_article_sources_matched_id", "matched_id"),
    )

    article_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[str] = mapped_column(Identifier, ForeignKey("sources.id"))
    name: Mapped[str]
    kind: Mapped[SourceKind] = mapped_column(value_enum(SourceKind, "kind"))
    aliases: Mapped[list[str]] = mapped_column(JsonDocument)
    description: Mapped[str | None]
    keys: Mapped[list[str]] = mapped_column(JsonDocument)
    matched_id: Mapped[str | None] = mapped_column(Identifier)
    borrowed: Mapped[bool] = mapped_column(default=False, server_default=false())


class FactRow(Base):
    """What quotes and figures share. `position` is the place in the article's reading order.

    `cue` and `via_cues` are the words of the attribution; its sources stand in `attributed_sources`.
    """

    __tablename__ = "facts"
    __table_args__ = (
        CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
        CheckConstraint("0 <= confidence AND confidence <= 1", name="confidence"),
        Index("uq_facts_article_id_position", "article_id", "position", unique=True),
        Index("ix_facts_newest_first", "type", "newest_first", "id"),
        Index("ix_facts_oldest_first", "type", "oldest_first", "id"),
        Index("ix_facts_within_id", "within_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    type: Mapped[FactType] = mapped_column(value_enum(FactType, "type"))
    article_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"))
    position: Mapped[int]
    newest_first: Mapped[int] = mapped_column(RowNumber)
    oldest_first: Mapped[int] = mapped_column(RowNumber)
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    sentence: Mapped[list[Any]] = mapped_column(JsonDocument)
    text_hash: Mapped[str]
    origin: Mapped[Origin] = mapped_column(value_enum(Origin, "origin"))
    cue: Mapped[list[Any] | None] = mapped_column(JsonDocument)
    via_cues: Mapped[list[Any]] = mapped_column(JsonDocument)
    said_at: Mapped[dict[str, Any] | None] = mapped_column(JsonDocument)
    said_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    said_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Rows of one article go in together, and a figure may stand before the quote that it is within.
    within_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("facts.id", deferrable=True, initially="DEFERRED")
    )
    confidence: Mapped[float]
    extractor_name: Mapped[str]
    extractor_version: Mapped[str]


class QuoteRow(Base):
    """What only quotes have."""

    __tablename__ = "quotes"

    fact_id: Mapped[str] = mapped_column(Identifier, ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[QuoteKind] = mapped_column(value_enum(QuoteKind, "kind"))
    marks: Mapped[QuotationMarks] = mapped_column(value_enum(QuotationMarks, "marks"))
    stance: Mapped[Stance] = mapped_column(value_enum(Stance, "stance"))
    spans: Mapped[list[Any]] = mapped_column(JsonDocument)


class FigureRow(Base):
    """What only figures have.

    `interval_low` and `interval_high` are what `value_gte` and `value_lte` meet: an end left open is NULL.
    """

    __tablename__ = "figures"
    __table_args__ = (
        CheckConstraint("(value IS NULL) = (bound = 'range')", name="value_unless_range"),
        CheckConstraint(
            "(low IS NOT NULL) = (bound IN ('range', 'at_least', 'more_than'))", name="low_where_bounded_below"
        ),
        CheckConstraint(
            "(high IS NOT NULL) = (bound IN ('range', 'at_most', 'less_than'))", name="high_where_bounded_above"
        ),
        CheckConstraint("low <= high", name="low_up_to_high"),
        Index("ix_figures_unit", "unit"),
    )

    fact_id: Mapped[str] = mapped_column(Identifier, ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    low: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    high: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    interval_low: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    interval_high: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    bound: Mapped[Bound] = mapped_column(value_enum(Bound, "bound"))
    change: Mapped[Change | None] = mapped_column(value_enum(Change, "change"))
    unit: Mapped[str | None]
    unit_kind: Mapped[UnitKind] = mapped_column(value_enum(UnitKind, "unit_kind"))
    subject_name: Mapped[str | None]
    subject: Mapped[list[Any] | None] = mapped_column(JsonDocument)
    role: Mapped[Role] = mapped_column(value_enum(Role, "role"))
    modality: Mapped[Modality] = mapped_column(value_enum(Modality, "modality"))
    condition: Mapped[list[Any] | None] = mapped_column(JsonDocument)
    period: Mapped[dict[str, Any] | None] = mapped_column(JsonDocument)
    period_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    period_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
    related: Mapped[list[Any]] = mapped_column(JsonDocument)


class AttributedSourceRow(Base):
    """A source that a fact is attributed to (`link` 0), or that carried it (`link` 1 is nearest the publisher).

    `matched_id` is the source that the article's names find, where a correction by hand makes it another; else null.
    Two rows of one link may so have one source: it stands there once.
    """

    __tablename__ = "attributed_sources"
    __table_args__ = (
        CheckConstraint("link >= 0", name="link"),
        Index("ix_attributed_sources_source_id", "source_id", "fact_id"),
    )

    fact_id: Mapped[str] = mapped_column(Identifier, ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    link: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[str] = mapped_column(Identifier, ForeignKey("sources.id"))
    mention: Mapped[list[Any] | None] = mapped_column(JsonDocument)
    matched_id: Mapped[str | None] = mapped_column(Identifier)


class FactTermsRow(Base):
    """A fact's terms, field by field, indexed by the database's own search engine.

    `read_source` is what `source` was by the article's own names, where a correction by hand changed it; else null.
    """

    __tablename__ = "fact_terms"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    fact_id: Mapped[str] = mapped_column(Identifier, ForeignKey("facts.id", ondelete="CASCADE"), unique=True)
    subject: Mapped[str]
    content: Mapped[str]
    source: Mapped[str]
    context: Mapped[str]
    read_source: Mapped[str | None]


class FactVectorRow(Base):
    """What a fact means, as `app/meaning/encoder.py` tells it; missing where it was recorded before that was told."""

    __tablename__ = "fact_vectors"

    fact_id: Mapped[str] = mapped_column(Identifier, ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    meaning: Mapped[bytes]


class CorrectionRow(Base):
    """A correction of sources by hand: a merge of `source_id` into `into_id`, or a split of facts off into `into_id`.

    In force until it is undone. Sources are named without foreign keys: the record outlives them.
    """

    __tablename__ = "corrections"
    __table_args__ = (
        Index("ix_corrections_source_id", "source_id"),
        Index("ix_corrections_into_id", "into_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    kind: Mapped[CorrectionKind] = mapped_column(value_enum(CorrectionKind, "kind"))
    source_id: Mapped[str] = mapped_column(Identifier)
    into_id: Mapped[str] = mapped_column(Identifier)
    fact_ids: Mapped[list[str]] = mapped_column(JsonDocument)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str | None] = mapped_column(Identifier, ForeignKey("api_keys.id"))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SplitFactRow(Base):
    """A fact that a split in force gives to its new source, where the names find `matched_id`."""

    __tablename__ = "split_facts"
    __table_args__ = (
        Index("ix_split_facts_fact_id", "fact_id"),
        Index("ix_split_facts_matched_id", "matched_id"),
    )

    correction_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("corrections.id", ondelete="CASCADE"), primary_key=True
    )
    fact_id: Mapped[str] = mapped_column(Identifier, ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    matched_id: Mapped[str] = mapped_column(Identifier, primary_key=True)


class SplitPresentationRow(Base):
    """An article in which whatever the names match to `matched_id` is the new source of a split in force."""

    __tablename__ = "split_presentations"
    __table_args__ = (
        Index("ix_split_presentations_article_id", "article_id"),
        Index("ix_split_presentations_matched_id", "matched_id"),
    )

    correction_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("corrections.id", ondelete="CASCADE"), primary_key=True
    )
    article_id: Mapped[str] = mapped_column(Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    matched_id: Mapped[str] = mapped_column(Identifier, primary_key=True)


class AuditEntryRow(Base):
    """What somebody did who may do more than read and send; `key_id` is null where no keys exist."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_newest_first", "newest_first", "id"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)
    newest_first: Mapped[int] = mapped_column(RowNumber)
    action: Mapped[AuditAction] = mapped_column(value_enum(AuditAction, "action"))
    target_id: Mapped[str] = mapped_column(Identifier)
    correction_id: Mapped[str | None] = mapped_column(Identifier)
    key_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("api_keys.id"))


class TombstoneRow(Base):
    """That something was deleted, and when; nothing of what it said."""

    __tablename__ = "tombstones"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    kind: Mapped[Remembered] = mapped_column(value_enum(Remembered, "kind"))
    deleted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ChangeRow(Base):
    """That an article or a fact was added, changed or deleted, and nothing of what it says.

    Who writes one has the writers' turn, so that numbers become visible in their order.
    """

    __tablename__ = "changes"

    sequence: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    change: Mapped[ChangeKind] = mapped_column(value_enum(ChangeKind, "change"))
    type: Mapped[ChangedType] = mapped_column(value_enum(ChangedType, "type"))
    subject_id: Mapped[str] = mapped_column(Identifier)


class IdempotencyKeyRow(Base):
    """A request that may be sent again, and what was answered to it. `caller` is the id of an API key, or empty.

    `attempt_id` names who works on it; `article_id` is the article that was recorded for it.
    """

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        CheckConstraint("(status IS NULL) = (headers IS NULL)", name="headers_with_status"),
        CheckConstraint("(status IS NULL) = (body IS NULL)", name="body_with_status"),
        Index("ix_idempotency_keys_expires_at", "expires_at"),
        Index("uq_idempotency_keys_attempt_id", "attempt_id", unique=True),
    )

    caller: Mapped[str] = mapped_column(Identifier, primary_key=True)
    key: Mapped[str] = mapped_column(SortKey, primary_key=True)
    fingerprint: Mapped[str]
    attempt_id: Mapped[str] = mapped_column(Identifier)
    under_way_until: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    article_id: Mapped[str | None] = mapped_column(Identifier)
    status: Mapped[int | None]
    headers: Mapped[list[Any] | None] = mapped_column(JsonDocument)
    body: Mapped[bytes | None]


class ApiKeyRow(Base):
    """An API key, known by its hash alone."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    name: Mapped[str]
    key_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ApiKeyScopeRow(Base):
    """One thing that an API key allows."""

    __tablename__ = "api_key_scopes"

    key_id: Mapped[str] = mapped_column(Identifier, ForeignKey("api_keys.id", ondelete="CASCADE"), primary_key=True)
    scope: Mapped[Scope] = mapped_column(value_enum(Scope, "scope"), primary_key=True)
