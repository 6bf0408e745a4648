"""simulated trunks: behind them are programs of this machine that play customers

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Trunks that exist lead to people, as far as anybody knows."""
    column = sa.Column("simulated", sa.Boolean(), server_default="false", nullable=False)
    op.add_column("trunk", column, schema="calls")
    condition = "NOT simulated OR (address LIKE '127.0.0.1:%' AND NOT registers)"
    op.create_check_constraint(op.f("ck_trunk_simulated"), "trunk", condition, schema="calls")


def downgrade() -> None:
    """Which trunks were simulated is forgotten: hours bar calls through them again."""
    op.drop_column("trunk", "simulated", schema="calls")
