"""insights: searching reads rows in order of time without their terms, and counts beyond a measure from an index

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_MEASURED = (
    "talk_share_agent",
    "longest_monologue_seconds",
    "interruptions_by_agent",
    "silence_share",
    "patience_seconds",
    "speech_rate_agent",
    "questions_agent",
)


def upgrade() -> None:
    """Checks are taken from the terms. No statistics of `plain`: planning read them for longer than the search took."""
    op.add_column(
        "call_index",
        sa.Column("checks", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        schema="insights",
    )
    op.execute(
        "UPDATE insights.call_index SET checks = ARRAY("
        "SELECT substr(term, 2) FROM unnest(tsvector_to_array(terms)) AS term WHERE term LIKE '#%' ORDER BY 1)"
    )
    op.execute("ALTER TABLE insights.call_index ALTER COLUMN plain SET STATISTICS 0")
    for name in _MEASURED:
        op.create_index(f"ix_call_index_{name}", "call_index", [name], schema="insights")


def downgrade() -> None:
    """Searching reads the terms again."""
    for name in _MEASURED:
        op.drop_index(f"ix_call_index_{name}", "call_index", schema="insights")
    op.execute("ALTER TABLE insights.call_index ALTER COLUMN plain SET STATISTICS -1")
    op.drop_column("call_index", "checks", schema="insights")
