"""pay: snapshots, disputes, adjustments, unpaid leave, the payout

Revision ID: 0020
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FINAL = ("snapshot", "payout", "dispute", "dispute_step", "adjustment", "adjustment_taken")
ROWS = """
CREATE TRIGGER {table}_rows_are_final BEFORE UPDATE OR DELETE ON pay.{table}
FOR EACH ROW EXECUTE FUNCTION pay.refuse_change()
"""
WHOLE = """
CREATE TRIGGER {table}_is_final BEFORE TRUNCATE ON pay.{table}
FOR EACH STATEMENT EXECUTE FUNCTION pay.refuse_change()
"""


def upgrade() -> None:
    """What was closed before stays as it is: without a snapshot, and read from the beginning once more."""
    op.add_column("closing", sa.Column("read_at", MOMENT, nullable=True), schema="pay")
    op.alter_column("closing", "read_at", server_default=sa.func.now(), schema="pay")
    op.add_column("line", sa.Column("corrects", sa.String(7), nullable=True), schema="pay")
    where = sa.text("corrects IS NOT NULL")
    op.create_index("ix_line_corrects", "line", ["corrects"], schema="pay", postgresql_where=where)
    op.create_index("ix_credit_order_id", "credit", ["order_id"], schema="pay")
    op.create_index("ix_order_fact_recorded_at", "order_fact", ["recorded_at"], schema="orders")
    _statements()
    _disputes()
    _adjustments()
    for table in FINAL:
        op.execute(ROWS.format(table=table))
        op.execute(WHOLE.format(table=table))


def _statements() -> None:
    op.create_table(
        "snapshot",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("measured", postgresql.JSONB(), nullable=False),
        sa.Column("lines_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["pay.statement.id"], name=op.f("fk_snapshot_statement_id")
        ),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_snapshot")),
        schema="pay",
    )
    op.create_table(
        "payout",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("approved_at", MOMENT, nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("paid_total", sa.Numeric(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["month"], ["pay.closing.month"], name=op.f("fk_payout_month")),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_payout")),
        schema="pay",
    )


def _disputes() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_dispute_person_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["pay.statement.id"], name=op.f("fk_dispute_statement_id")),
        sa.ForeignKeyConstraint(
            ["statement_id", "place"],
            ["pay.line.statement_id", "pay.line.place"],
            name=op.f("fk_dispute_statement_id_place"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        schema="pay",
    )
    op.create_index("ix_dispute_person_id", "dispute", ["person_id"], schema="pay")
    op.create_table(
        "dispute_step",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("dispute_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("amount", sa.Numeric(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["dispute_id"], ["pay.dispute.id"], name=op.f("fk_dispute_step_dispute_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_dispute_step")),
        schema="pay",
    )
    once = sa.text("kind = 'decision'")
    op.create_index(
        "uq_dispute_step_decision",
        "dispute_step",
        ["dispute_id"],
        unique=True,
        schema="pay",
        postgresql_where=once,
    )
    op.create_index("ix_dispute_step_dispute_id", "dispute_step", ["dispute_id"], schema="pay")


def _adjustments() -> None:
    op.create_table(
        "adjustment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("corrects", sa.String(7), nullable=True),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("amount", sa.Numeric(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["dispute_id"], ["pay.dispute.id"], name=op.f("fk_adjustment_dispute_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_adjustment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
        sa.UniqueConstraint("dispute_id", name=op.f("uq_adjustment_dispute_id")),
        schema="pay",
    )
    op.create_index("ix_adjustment_person_id", "adjustment", ["person_id"], schema="pay")
    op.create_table(
        "adjustment_taken",
        sa.Column("adjustment_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adjustment_id"], ["pay.adjustment.id"], name=op.f("fk_adjustment_taken_adjustment_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["pay.statement.id"], name=op.f("fk_adjustment_taken_statement_id")
        ),
        sa.PrimaryKeyConstraint("adjustment_id", name=op.f("pk_adjustment_taken")),
        schema="pay",
    )
    op.create_index("ix_adjustment_taken_statement_id", "adjustment_taken", ["statement_id"], schema="pay")
    op.create_table(
        "unpaid_leave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_unpaid_leave_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unpaid_leave")),
        schema="pay",
    )
    op.create_index("ix_unpaid_leave_person_id", "unpaid_leave", ["person_id"], schema="pay")


def downgrade() -> None:
    """Disputes, adjustments, leave and approvals are forgotten; statements stay."""
    for table in (
        "unpaid_leave",
        "adjustment_taken",
        "adjustment",
        "dispute_step",
        "dispute",
        "payout",
        "snapshot",
    ):
        op.drop_table(table, schema="pay")
    op.drop_index("ix_order_fact_recorded_at", "order_fact", schema="orders")
    op.drop_index("ix_credit_order_id", "credit", schema="pay")
    op.drop_index("ix_line_corrects", "line", schema="pay")
    op.drop_column("line", "corrects", schema="pay")
    op.drop_column("closing", "read_at", schema="pay")
