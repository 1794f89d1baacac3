"""Stamp every change of a source, so that a process can tell whether the names it knows are those on record."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sources", sa.Column("change_stamp", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_index("ix_sources_change_stamp", "sources", ["id", "change_stamp"])


def downgrade() -> None:
    op.drop_index("ix_sources_change_stamp", "sources")
    op.drop_column("sources", "change_stamp")
