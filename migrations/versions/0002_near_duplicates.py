"""Near-duplicates: keys that copies of a text share, links between copies, and who stands for them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

IDENTIFIER = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "copy_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", IDENTIFIER, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_copy_keys_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "article_id", name=op.f("pk_copy_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_keys_article_id", "copy_keys", ["article_id"])
    op.create_table(
        "copy_links",
        sa.Column("first_id", IDENTIFIER, nullable=False),
        sa.Column("second_id", IDENTIFIER, nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_copy_links_lower_id_first")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["articles.id"], name=op.f("fk_copy_links_first_id_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["articles.id"], name=op.f("fk_copy_links_second_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_copy_links")),
    )
    op.create_index("ix_copy_links_second_id", "copy_links", ["second_id"])
    op.create_table(
        "article_originals",
        sa.Column("article_id", IDENTIFIER, nullable=False),
        sa.Column("original_id", IDENTIFIER, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_originals_article_id_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["original_id"], ["articles.id"], name=op.f("fk_article_originals_original_id_articles")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_originals")),
    )
    op.create_index("ix_article_originals_original_id", "article_originals", ["original_id"])


def downgrade() -> None:
    for table in ("article_originals", "copy_links", "copy_keys"):
        op.drop_table(table)
