"""floor live: what everybody does now, phones, browsers; counted days

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def word(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=nullable)


def upgrade() -> None:
    op.alter_column("state_interval", "import_id", nullable=True, schema="floor")
    op.add_column(
        "state_interval",
        sa.Column("source", sa.String(), server_default="import", nullable=False),
        schema="floor",
    )
    op.create_table(
        "current_state",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        word("state"),
        moment("since", nullable=False),
        word("reason"),
        word("campaign"),
        word("source"),
        word("source_id"),
        moment("until"),
        sa.Column("extended", sa.Boolean(), nullable=False),
        word("next_state", nullable=True),
        word("next_reason"),
        moment("announced_at"),
        sa.Column("late_ms", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_current_state_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_current_state")),
        schema="floor",
    )
    op.create_table(
        "phone",
        word("name"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        word("kind"),
        word("browser_id", nullable=True),
        sa.Column("claim", sa.BigInteger(), nullable=False),
        moment("claimed_at"),
        moment("expires_at"),
        word("wish"),
        word("password", nullable=True),
        sa.Column("registered", sa.Boolean(), nullable=False),
        moment("registered_at"),
        moment("last_report_at"),
        word("microphone"),
        sa.Column("packets_lost", sa.Integer(), nullable=False),
        sa.Column("jitter_ms", sa.Integer(), nullable=False),
        sa.Column("round_trip_ms", sa.Integer(), nullable=False),
        sa.CheckConstraint("wish IN ('', 'set', 'remove')", name=op.f("ck_phone_known_wish")),
        sa.CheckConstraint(
            "wish = 'set' OR password IS NULL", name=op.f("ck_phone_password_only_while_wished")
        ),
        sa.CheckConstraint("kind IN ('webrtc', 'sip')", name=op.f("ck_phone_known_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_phone_person_id")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_phone")),
        sa.UniqueConstraint("person_id", name=op.f("uq_phone_person_id")),
        schema="floor",
    )
    op.create_table(
        "wrap_up_setting",
        word("campaign"),
        sa.Column("seconds", sa.Integer(), nullable=False),
        word("then"),
        sa.CheckConstraint("seconds BETWEEN 0 AND 3600", name=op.f("ck_wrap_up_setting_seconds_in_range")),
        sa.PrimaryKeyConstraint("campaign", name=op.f("pk_wrap_up_setting")),
        schema="floor",
    )
    op.create_table(
        "person_day",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        word("basis"),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("work_seconds", sa.Integer(), nullable=False),
        sa.Column("logged_in_seconds", sa.Integer(), nullable=True),
        sa.Column("talk_seconds", sa.Integer(), nullable=False),
        sa.Column("outside_talk_seconds", sa.Integer(), nullable=False),
        sa.Column("lost", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_person_day_person_id")),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_person_day")),
        schema="floor",
    )
    op.create_index(op.f("ix_person_day_day"), "person_day", ["day"], unique=False, schema="floor")


def downgrade() -> None:
    op.drop_table("person_day", schema="floor")
    op.drop_table("wrap_up_setting", schema="floor")
    op.drop_table("phone", schema="floor")
    op.drop_table("current_state", schema="floor")
    op.execute("DELETE FROM floor.state_interval WHERE import_id IS NULL")
    op.drop_column("state_interval", "source", schema="floor")
    op.alter_column("state_interval", "import_id", nullable=False, schema="floor")
