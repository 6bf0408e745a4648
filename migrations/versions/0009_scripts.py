"""scripts: what is said in a campaign, step by step

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Campaigns that exist have no script yet."""
    column = sa.Column("script", JSONB(), server_default="[]", nullable=False)
    op.add_column("campaign", column, schema="campaigns")


def downgrade() -> None:
    """Scripts are lost."""
    op.drop_column("campaign", "script", schema="campaigns")
