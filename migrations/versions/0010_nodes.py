"""nodes: which switch a phone registers at

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Phones that exist are taken by any switch, as before."""
    op.add_column("phone", sa.Column("node", sa.String(), server_default="", nullable=False), schema="floor")


def downgrade() -> None:
    """Every switch takes every phone again."""
    op.drop_column("phone", "node", schema="floor")
