"""The log of changes, begun with what is on record and what was deleted, in the order of time."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IDENTIFIER = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")

KNOWN_SO_FAR = """
INSERT INTO changes (sequence, at, change, type, subject_id)
SELECT row_number() OVER (ORDER BY at, rank, article_id, position, id), at, change, type, id
FROM (
    SELECT ingested_at AS at, 0 AS rank, id AS article_id, -1 AS position, 'added' AS change, 'article' AS type, id
    FROM articles
    UNION ALL
    SELECT articles.ingested_at, 0, articles.id, facts.position, 'added', facts.type, facts.id
    FROM facts JOIN articles ON articles.id = facts.article_id
    UNION ALL
    SELECT deleted_at, 1, id, 0, 'deleted', kind, id
    FROM tombstones WHERE kind <> 'source'
) AS known
"""
GO_ON_COUNTING = """
SELECT setval(pg_get_serial_sequence('changes', 'sequence'), coalesce(max(sequence), 0) + 1, false) FROM changes
"""


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("sequence", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("change", choice("change", "added", "changed", "deleted"), nullable=False),
        sa.Column("type", choice("type", "article", "quote", "figure"), nullable=False),
        sa.Column("subject_id", IDENTIFIER, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_changes")),
    )
    op.execute(KNOWN_SO_FAR)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(GO_ON_COUNTING)


def downgrade() -> None:
    op.drop_table("changes")
