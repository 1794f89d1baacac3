"""Merges and splits of sources by hand, and who did what."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

IDENTIFIER = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")

NEW_TABLES_FROM_LEAF_TO_ROOT = ("audit_entries", "split_presentations", "split_facts", "corrections")


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    # Added without rebuilding a table: each is null, or has a default.
    op.add_column("sources", sa.Column("merged_into", IDENTIFIER, nullable=True))
    op.add_column("sources", sa.Column("listed", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_index("ix_sources_merged_into", "sources", ["merged_into"])
    op.add_column("article_sources", sa.Column("matched_id", IDENTIFIER, nullable=True))
    op.add_column("article_sources", sa.Column("borrowed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_article_sources_matched_id", "article_sources", ["matched_id"])
    op.add_column("attributed_sources", sa.Column("matched_id", IDENTIFIER, nullable=True))
    op.add_column("fact_terms", sa.Column("read_source", sa.String(), nullable=True))
    create_tables()


def create_tables() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("kind", choice("kind", "merge", "split"), nullable=False),
        sa.Column("source_id", IDENTIFIER, nullable=False),
        sa.Column("into_id", IDENTIFIER, nullable=False),
        sa.Column("fact_ids", JSON_DOCUMENT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", IDENTIFIER, nullable=True),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["api_keys.id"], name=op.f("fk_corrections_made_by_api_keys")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_source_id", "corrections", ["source_id"])
    op.create_index("ix_corrections_into_id", "corrections", ["into_id"])
    create_table_of_split("split_facts", "fact_id", "facts")
    create_table_of_split("split_presentations", "article_id", "articles")
    op.create_table(
        "audit_entries",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("done_at", INSTANT, nullable=False),
        sa.Column("newest_first", ROW_NUMBER, nullable=False),
        sa.Column("action", choice("action", "merge", "split", "undo", "delete_article"), nullable=False),
        sa.Column("target_id", IDENTIFIER, nullable=False),
        sa.Column("correction_id", IDENTIFIER, nullable=True),
        sa.Column("key_id", IDENTIFIER, nullable=True),
        sa.ForeignKeyConstraint(["key_id"], ["api_keys.id"], name=op.f("fk_audit_entries_key_id_api_keys")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index("ix_audit_entries_newest_first", "audit_entries", ["newest_first", "id"])


def create_table_of_split(table: str, column: str, referred: str) -> None:
    op.create_table(
        table,
        sa.Column("correction_id", IDENTIFIER, nullable=False),
        sa.Column(column, IDENTIFIER, nullable=False),
        sa.Column("matched_id", IDENTIFIER, nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name=f"fk_{table}_correction_id_corrections", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            [column], [f"{referred}.id"], name=f"fk_{table}_{column}_{referred}", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("correction_id", column, "matched_id", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index(f"ix_{table}_matched_id", table, ["matched_id"])


def downgrade() -> None:
    if op.get_bind().execute(sa.text("SELECT count(*) FROM corrections WHERE undone_at IS NULL")).scalar_one():
        raise RuntimeError("merges and splits are in force: undo them first, or who is whom would be lost")
    for table in NEW_TABLES_FROM_LEAF_TO_ROOT:
        op.drop_table(table)
    op.drop_index("ix_article_sources_matched_id", "article_sources")
    op.drop_index("ix_sources_merged_into", "sources")
    op.drop_column("fact_terms", "read_source")
    op.drop_column("attributed_sources", "matched_id")
    op.drop_column("article_sources", "borrowed")
    op.drop_column("article_sources", "matched_id")
    op.drop_column("sources", "listed")
    op.drop_column("sources", "merged_into")
