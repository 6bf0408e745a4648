"""staff: from which day a person belongs to another department

Revision ID: 0022
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who moved before keeps the department of today for all days: nobody wrote down when it was."""
    op.create_table(
        "department_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("from_department_id", sa.Uuid(), nullable=False),
        sa.Column("to_department_id", sa.Uuid(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.func.clock_timestamp(),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["from_department_id"], ["staff.department.id"]),
        sa.ForeignKeyConstraint(["to_department_id"], ["staff.department.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "effective_on", "to_department_id"),
        schema="staff",
    )


def downgrade() -> None:
    """Without the moves."""
    op.drop_table("department_move", schema="staff")
