"""polite deferral: a campaign may let customers who answered interrupt wrap-ups, and an attempt says that it did

Revision ID: 0013
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is interrupted until a campaign says so."""
    for table, name in (("campaign_dialing", "polite_deferral"), ("live_attempt", "interrupts")):
        column = sa.Column(name, sa.Boolean(), server_default="false", nullable=False)
        op.add_column(table, column, schema="calls")


def downgrade() -> None:
    """Campaigns that let wrap-ups be interrupted leave them in peace again."""
    op.drop_column("live_attempt", "interrupts", schema="calls")
    op.drop_column("campaign_dialing", "polite_deferral", schema="calls")
