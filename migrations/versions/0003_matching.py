"""matching: rows numbered through, what matching saw of them, doubtful pairs, rows taken apart

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER_THROUGH = """
UPDATE lists.batch b SET first_row_id = n.first FROM (
  SELECT id, coalesce(sum(rows) OVER (ORDER BY finished_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
         AS first
  FROM lists.batch WHERE state = 'cleaned') n
WHERE n.id = b.id
"""
FINAL = """
CREATE TRIGGER moved_row_rows_are_final BEFORE UPDATE OR DELETE ON lists.moved_row
FOR EACH ROW EXECUTE FUNCTION contacts.keep_for_ever()
"""


def upgrade() -> None:
    op.add_column("batch", sa.Column("first_row_id", sa.BigInteger(), nullable=True), schema="lists")
    op.add_column("batch", sa.Column("features_key", sa.Text(), nullable=True), schema="lists")
    op.execute(NUMBER_THROUGH)
    op.create_unique_constraint("uq_batch_first_row_id", "batch", ["first_row_id"], schema="lists")
    _pairs()
    op.create_table(
        "moved_row",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("batch_id", sa.Uuid(), sa.ForeignKey("lists.batch.id", name="fk_moved_row_batch_id")),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("from_entity", sa.Uuid(), nullable=False),
        sa.Column("to_entity", sa.Uuid(), nullable=False),
        sa.Column("because_of", sa.Uuid(), sa.ForeignKey("lists.batch.id", name="fk_moved_row_because_of")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        schema="lists",
    )
    for column in ("batch_id", "because_of"):
        op.alter_column("moved_row", column, nullable=False, schema="lists")
    op.create_index("ix_moved_row_batch_row", "moved_row", ["batch_id", "row"], schema="lists")
    op.execute(FINAL)


def _pairs() -> None:
    op.create_table(
        "pair",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), primary_key=True),
        *(_batch(name) for name in ("batch_id", "left_batch_id")),
        sa.Column("left_row", sa.Integer(), nullable=False),
        _batch("right_batch_id"),
        sa.Column("right_row", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        *(_text(name, "") for name in ("left_side", "right_side")),
        _text("state", "open"),
        _text("decided_by", ""),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        _text("reason", ""),
        sa.Column("keep_id", sa.Uuid()),
        sa.Column("absorbed_id", sa.Uuid()),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("left_batch_id", "left_row", "right_batch_id", "right_row", name="uq_pair_rows"),
        sa.CheckConstraint("state IN ('open','same','different','undone')", name="ck_pair_state"),
        sa.CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="ck_pair_decided"),
        schema="lists",
    )
    op.create_index("ix_pair_state_weight", "pair", ["state", sa.text("weight DESC"), "id"], schema="lists")
    op.create_index("ix_pair_batch_id", "pair", ["batch_id"], schema="lists")


def _batch(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey("lists.batch.id", name=f"fk_pair_{name}"), nullable=False)


def _text(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def downgrade() -> None:
    op.drop_table("moved_row", schema="lists")
    op.drop_table("pair", schema="lists")
    op.drop_constraint("uq_batch_first_row_id", "batch", schema="lists")
    op.drop_column("batch", "features_key", schema="lists")
    op.drop_column("batch", "first_row_id", schema="lists")
