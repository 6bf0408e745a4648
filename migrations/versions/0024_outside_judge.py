"""insights: a judge outside the house, off until the owner turns it on

Revision ID: 0024
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Everything judged so far was judged by the rules."""
    op.create_table(
        "outside_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_setting")),
        schema="insights",
    )
    for table in ("hit", "judgement"):
        op.add_column(
            table, sa.Column("judge", sa.String(), server_default="", nullable=False), schema="insights"
        )
    op.add_column(
        "judgement", sa.Column("refused", sa.Integer(), server_default="0", nullable=False), schema="insights"
    )
    op.add_column(
        "judgement", sa.Column("trouble", sa.String(), server_default="", nullable=False), schema="insights"
    )


def downgrade() -> None:
    """Which hits a model found is lost; the hits stay."""
    op.drop_column("judgement", "trouble", schema="insights")
    op.drop_column("judgement", "refused", schema="insights")
    for table in ("judgement", "hit"):
        op.drop_column(table, "judge", schema="insights")
    op.drop_table("outside_setting", schema="insights")
