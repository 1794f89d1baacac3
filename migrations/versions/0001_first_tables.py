"""First tables: articles, sources, facts and their search, tombstones, API keys."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

IDENTIFIER = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
SORT_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
EXACT_DECIMAL = sa.Text().with_variant(sa.Numeric(), "postgresql")

TABLES_FROM_LEAF_TO_ROOT = (
    "api_key_scopes",
    "api_keys",
    "tombstones",
    "fact_terms",
    "article_terms",
    "attributed_sources",
    "quotes",
    "figures",
    "facts",
    "article_sources",
    "article_texts",
    "source_keys",
    "sources",
    "articles",
)


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_keys_key_hash")),
    )
    op.create_table(
        "articles",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("previous_id", IDENTIFIER, nullable=True),
        sa.Column("is_newest", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("publisher_key", sa.String(), nullable=True),
        sa.Column("authors", JSON_DOCUMENT, nullable=False),
        sa.Column("published_at", sa.String(), nullable=True),
        sa.Column("published_from", INSTANT, nullable=True),
        sa.Column("published_to", INSTANT, nullable=True),
        sa.Column("newest_first", ROW_NUMBER, nullable=False),
        sa.Column("oldest_first", ROW_NUMBER, nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("ingested_at", INSTANT, nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("quote_count", sa.Integer(), nullable=False),
        sa.Column("figure_count", sa.Integer(), nullable=False),
        sa.Column("source_count", sa.Integer(), nullable=False),
        sa.Column("status", choice("status", "active", "disputed", "restricted"), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_from IS NULL)", name=op.f("ck_articles_published_from_with_date")
        ),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_to IS NULL)", name=op.f("ck_articles_published_to_with_date")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_articles_sha256_length")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_articles_version_from_one")),
        sa.ForeignKeyConstraint(["previous_id"], ["articles.id"], name=op.f("fk_articles_previous_id_articles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
    )
    op.create_index("ix_articles_newest_first", "articles", ["newest_first", "id"])
    op.create_index("ix_articles_oldest_first", "articles", ["oldest_first", "id"])
    op.create_index("ix_articles_previous_id", "articles", ["previous_id"])
    op.create_index("ix_articles_publisher_key", "articles", ["publisher_key"])
    op.create_index("uq_articles_identity", "articles", ["sha256", sa.text("coalesce(url, '')")], unique=True)
    op.create_index("uq_articles_url_version", "articles", ["url", "version"], unique=True)

    op.create_table(
        "sources",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SORT_KEY, nullable=False),
        sa.Column(
            "kind",
            choice("kind", "person", "government", "organisation", "outlet", "document", "group", "unknown"),
            nullable=False,
        ),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("aliases", JSON_DOCUMENT, nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_index("ix_sources_name_key", "sources", ["name_key", "id"])

    op.create_table(
        "tombstones",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("kind", choice("kind", "article", "quote", "figure", "source"), nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "api_key_scopes",
        sa.Column("key_id", IDENTIFIER, nullable=False),
        sa.Column("scope", choice("scope", "read", "ingest", "admin"), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["api_keys.id"], name=op.f("fk_api_key_scopes_key_id_api_keys"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key_id", "scope", name=op.f("pk_api_key_scopes")),
    )
    op.create_table(
        "article_sources",
        sa.Column("article_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", IDENTIFIER, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            choice("kind", "person", "government", "organisation", "outlet", "document", "group", "unknown"),
            nullable=False,
        ),
        sa.Column("aliases", JSON_DOCUMENT, nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("keys", JSON_DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_sources_article_id_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_article_sources_source_id_sources")),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_article_sources")),
    )
    op.create_index("ix_article_sources_source_id", "article_sources", ["source_id"])

    op.create_table(
        "article_terms",
        sa.Column("id", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("article_id", IDENTIFIER, nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_terms_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_terms")),
        sa.UniqueConstraint("article_id", name=op.f("uq_article_terms_article_id")),
    )
    op.create_table(
        "article_texts",
        sa.Column("article_id", IDENTIFIER, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_texts_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_texts")),
    )
    op.create_table(
        "facts",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("type", choice("type", "quote", "figure"), nullable=False),
        sa.Column("article_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("newest_first", ROW_NUMBER, nullable=False),
        sa.Column("oldest_first", ROW_NUMBER, nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("sentence", JSON_DOCUMENT, nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("origin", choice("origin", "publisher", "named", "unnamed"), nullable=False),
        sa.Column("cue", JSON_DOCUMENT, nullable=True),
        sa.Column("via_cues", JSON_DOCUMENT, nullable=False),
        sa.Column("said_at", JSON_DOCUMENT, nullable=True),
        sa.Column("said_from", INSTANT, nullable=True),
        sa.Column("said_to", INSTANT, nullable=True),
        sa.Column("within_id", IDENTIFIER, nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("extractor_name", sa.String(), nullable=False),
        sa.Column("extractor_version", sa.String(), nullable=False),
        sa.CheckConstraint("0 <= confidence AND confidence <= 1", name=op.f("ck_facts_confidence")),
        sa.CheckConstraint("0 <= start_offset AND start_offset < end_offset", name=op.f("ck_facts_span")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_facts_article_id_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["within_id"], ["facts.id"], name=op.f("fk_facts_within_id_facts"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_index("ix_facts_newest_first", "facts", ["type", "newest_first", "id"])
    op.create_index("ix_facts_oldest_first", "facts", ["type", "oldest_first", "id"])
    op.create_index("ix_facts_within_id", "facts", ["within_id"])
    op.create_index("uq_facts_article_id_position", "facts", ["article_id", "position"], unique=True)

    op.create_table(
        "source_keys",
        sa.Column("key", SORT_KEY, nullable=False),
        sa.Column("source_id", IDENTIFIER, nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_source_keys_source_id_sources"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "source_id", name=op.f("pk_source_keys")),
    )
    op.create_index("ix_source_keys_source_id", "source_keys", ["source_id"])

    op.create_table(
        "attributed_sources",
        sa.Column("fact_id", IDENTIFIER, nullable=False),
        sa.Column("link", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", IDENTIFIER, nullable=False),
        sa.Column("mention", JSON_DOCUMENT, nullable=True),
        sa.CheckConstraint("link >= 0", name=op.f("ck_attributed_sources_link")),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["facts.id"], name=op.f("fk_attributed_sources_fact_id_facts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_attributed_sources_source_id_sources")),
        sa.PrimaryKeyConstraint("fact_id", "link", "position", name=op.f("pk_attributed_sources")),
    )
    op.create_index("ix_attributed_sources_source_id", "attributed_sources", ["source_id", "fact_id"])

    op.create_table(
        "fact_terms",
        sa.Column("id", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("fact_id", IDENTIFIER, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["facts.id"], name=op.f("fk_fact_terms_fact_id_facts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_terms")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_fact_terms_fact_id")),
    )
    op.create_table(
        "figures",
        sa.Column("fact_id", IDENTIFIER, nullable=False),
        sa.Column("value", EXACT_DECIMAL, nullable=True),
        sa.Column("low", EXACT_DECIMAL, nullable=True),
        sa.Column("high", EXACT_DECIMAL, nullable=True),
        sa.Column("interval_low", EXACT_DECIMAL, nullable=True),
        sa.Column("interval_high", EXACT_DECIMAL, nullable=True),
        sa.Column(
            "bound",
            choice("bound", "exact", "about", "at_most", "less_than", "at_least", "more_than", "range"),
            nullable=False,
        ),
        sa.Column("change", choice("change", "up", "down"), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column(
            "unit_kind",
            choice(
                "unit_kind",
                "money",
                "count",
                "ratio",
                "multiple",
                "duration",
                "length",
                "area",
                "volume",
                "mass",
                "speed",
                "temperature",
                "power",
                "energy",
                "frequency",
                "data",
                "rate",
                "other",
            ),
            nullable=False,
        ),
        sa.Column("subject_name", sa.String(), nullable=True),
        sa.Column("subject", JSON_DOCUMENT, nullable=True),
        sa.Column("role", choice("role", "claim", "reference"), nullable=False),
        sa.Column("modality", choice("modality", "actual", "planned", "possible", "denied"), nullable=False),
        sa.Column("condition", JSON_DOCUMENT, nullable=True),
        sa.Column("period", JSON_DOCUMENT, nullable=True),
        sa.Column("period_from", INSTANT, nullable=True),
        sa.Column("period_to", INSTANT, nullable=True),
        sa.Column("related", JSON_DOCUMENT, nullable=False),
        sa.CheckConstraint(
            "(high IS NOT NULL) = (bound IN ('range', 'at_most', 'less_than'))",
            name=op.f("ck_figures_high_where_bounded_above"),
        ),
        sa.CheckConstraint(
            "(low IS NOT NULL) = (bound IN ('range', 'at_least', 'more_than'))",
            name=op.f("ck_figures_low_where_bounded_below"),
        ),
        sa.CheckConstraint("(value IS NULL) = (bound = 'range')", name=op.f("ck_figures_value_unless_range")),
        sa.CheckConstraint("low <= high", name=op.f("ck_figures_low_up_to_high")),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name=op.f("fk_figures_fact_id_facts"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_figures")),
    )
    op.create_index("ix_figures_unit", "figures", ["unit"])

    op.create_table(
        "quotes",
        sa.Column("fact_id", IDENTIFIER, nullable=False),
        sa.Column("kind", choice("kind", "direct", "mixed", "indirect"), nullable=False),
        sa.Column("marks", choice("marks", "paired", "unbalanced", "none"), nullable=False),
        sa.Column(
            "stance",
            choice(
                "stance", "asserts", "denies", "confirms", "doubts", "believes", "predicts", "wants", "promises", "asks"
            ),
            nullable=False,
        ),
        sa.Column("spans", JSON_DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name=op.f("fk_quotes_fact_id_facts"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_quotes")),
    )

    if op.get_bind().dialect.name == "postgresql":
        add_search_vectors()
    else:
        add_search_index_tables()


def add_search_vectors() -> None:
    # Terms are folded and stemmed before they come here, so they are taken as they are, past any parser.
    lexemes = "array_to_tsvector(array_remove(string_to_array({}, ' '), ''))"
    every_field = "subject || ' ' || content || ' ' || source || ' ' || context"
    generated = "ADD COLUMN {} tsvector GENERATED ALWAYS AS ({}) STORED"
    for name, text in (("subject_vector", "subject"), ("content_vector", "content"), ("vector", every_field)):
        op.execute(f"ALTER TABLE fact_terms {generated.format(name, lexemes.format(text))}")
    op.execute(f"ALTER TABLE article_terms {generated.format('vector', lexemes.format('terms'))}")
    op.execute("CREATE INDEX ix_fact_terms_vector ON fact_terms USING gin (vector)")
    op.execute("CREATE INDEX ix_article_terms_vector ON article_terms USING gin (vector)")


def add_search_index_tables() -> None:
    add_search_index_table("fact_terms", ("subject", "content", "source", "context"))
    add_search_index_table("article_terms", ("terms",))


def add_search_index_table(table: str, columns: tuple[str, ...]) -> None:
    """An FTS5 index of the table's columns, kept true to them by triggers, also when a deletion cascades."""
    names = ", ".join(columns)
    old_values = ", ".join(f"old.{column}" for column in columns)
    new_values = ", ".join(f"new.{column}" for column in columns)
    index = f"{table}_index"
    forget = f"INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.id, {old_values});"
    learn = f"INTO {index} (rowid, {names}) VALUES (new.id, {new_values});"
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='id', "
        "tokenize='unicode61', detail='column')"
    )
    op.execute(f"CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN INSERT {learn} END")
    op.execute(f"CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} BEGIN INSERT {forget} END")
    op.execute(f"CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} BEGIN INSERT {forget} INSERT {learn} END")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE fact_terms_index")
        op.execute("DROP TABLE article_terms_index")
    for table in TABLES_FROM_LEAF_TO_ROOT:
        op.drop_table(table)
