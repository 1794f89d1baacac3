"""What each fact means, as a vector: a table beside the search terms. Facts on record get theirs by `reextract`."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

IDENTIFIER = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "fact_vectors",
        sa.Column("fact_id", IDENTIFIER, nullable=False),
        sa.Column("meaning", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["facts.id"], name=op.f("fk_fact_vectors_fact_id_facts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_fact_vectors")),
    )


def downgrade() -> None:
    op.drop_table("fact_vectors")
