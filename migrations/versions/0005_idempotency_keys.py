"""Answers kept by idempotency key."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

IDENTIFIER = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
SORT_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("caller", IDENTIFIER, nullable=False),
        sa.Column("key", SORT_KEY, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("attempt_id", IDENTIFIER, nullable=False),
        sa.Column("under_way_until", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("article_id", IDENTIFIER, nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", JSON_DOCUMENT, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(status IS NULL) = (headers IS NULL)", name=op.f("ck_idempotency_keys_headers_with_status")
        ),
        sa.CheckConstraint("(status IS NULL) = (body IS NULL)", name=op.f("ck_idempotency_keys_body_with_status")),
        sa.PrimaryKeyConstraint("caller", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index("ix_idempotency_keys_expires_at", "idempotency_keys", ["expires_at"])
    op.create_index("uq_idempotency_keys_attempt_id", "idempotency_keys", ["attempt_id"], unique=True)


def downgrade() -> None:
    op.drop_table("idempotency_keys")
