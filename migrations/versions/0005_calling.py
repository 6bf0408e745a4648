"""calling: trunks, lines, caller numbers; live attempts, standing legs, commands to the dialer

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

GUARD = """
CREATE FUNCTION calls.guard_live_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a dialed attempt is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.direction = 'outbound' AND EXISTS (SELECT 1 FROM contacts.refusal r WHERE r.e164 = NEW.e164) THEN
      RAISE EXCEPTION 'a refusal is final: this number is never dialed again' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'ended' AND NEW.state <> 'ended' THEN
    RAISE EXCEPTION 'an ended attempt stays ended' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.e164 <> OLD.e164 OR NEW.planned_at <> OLD.planned_at
     OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at) THEN
    RAISE EXCEPTION 'what happened in a call is never rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER live_attempt_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON calls.live_attempt
FOR EACH ROW EXECUTE FUNCTION calls.guard_live_attempt()
"""


def upgrade() -> None:
    """Tables, then the guard: what was dialed stays, and who refused is never dialed."""
    op.create_table(
        "campaign_dialing",
        sa.Column("campaign_code", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("abandonment_budget", sa.Numeric(precision=5, scale=4), nullable=False),
        sa.Column("detect_machines", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("early_media", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("learned", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('running','paused')", name=op.f("ck_campaign_dialing_state")),
        sa.PrimaryKeyConstraint("campaign_code", name=op.f("pk_campaign_dialing")),
        schema="calls",
    )
    op.create_table(
        "pacing_sample",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("campaign_code", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("launched", sa.Integer(), nullable=False),
        sa.Column("in_flight", sa.Integer(), nullable=False),
        sa.Column("because", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("predicted", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pacing_sample")),
        schema="calls",
    )
    op.create_index(
        "ix_pacing_sample_campaign_time",
        "pacing_sample",
        ["campaign_code", "at"],
        unique=False,
        schema="calls",
    )
    op.create_table(
        "trunk",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("transport", sa.String(), nullable=False),
        sa.Column("username", sa.String(), server_default="", nullable=False),
        sa.Column("secret", sa.String(), server_default="", nullable=False),
        sa.Column("registers", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("calls_per_second", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("troubled_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_trunk")),
        schema="calls",
    )
    op.create_table(
        "line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("trunk", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("hourly_budget", sa.Integer(), nullable=True),
        sa.Column("daily_budget", sa.Integer(), nullable=True),
        sa.Column("enabled", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("hour_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hour_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("day_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("day_count", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_line_capacity")),
        sa.CheckConstraint("daily_budget IS NULL OR daily_budget >= 0", name=op.f("ck_line_daily")),
        sa.CheckConstraint("hourly_budget IS NULL OR hourly_budget >= 0", name=op.f("ck_line_hourly")),
        sa.ForeignKeyConstraint(["trunk"], ["calls.trunk.name"], name=op.f("fk_line_trunk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
        sa.UniqueConstraint("name", name=op.f("uq_line_name")),
        schema="calls",
    )
    op.create_table(
        "caller_number",
        sa.Column("e164", sa.String(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("health", sa.String(), server_default="good", nullable=False),
        sa.Column("resting_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint("health IN ('good','flagged','blocked')", name=op.f("ck_caller_number_health")),
        sa.ForeignKeyConstraint(["line_id"], ["calls.line.id"], name=op.f("fk_caller_number_line_id")),
        sa.PrimaryKeyConstraint("e164", name=op.f("pk_caller_number")),
        schema="calls",
    )
    op.create_index(
        op.f("ix_caller_number_line_id"), "caller_number", ["line_id"], unique=False, schema="calls"
    )
    op.create_table(
        "agent_leg",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('ringing','up')", name=op.f("ck_agent_leg_state")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_agent_leg_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_agent_leg")),
        sa.UniqueConstraint("channel_id", name=op.f("uq_agent_leg_channel_id")),
        schema="calls",
    )
    op.create_index(op.f("ix_agent_leg_node"), "agent_leg", ["node"], unique=False, schema="calls")
    op.create_table(
        "command",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("arguments", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_command_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
        schema="calls",
    )
    op.create_index(
        "ix_command_waiting",
        "command",
        ["node", "id"],
        unique=False,
        schema="calls",
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "live_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("campaign_code", sa.String(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("e164", sa.String(), nullable=False),
        sa.Column("trunk", sa.String(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("caller_number", sa.String(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dialed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ringing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agent_left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resume_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_reason", sa.String(), server_default="", nullable=False),
        sa.Column("cause", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sip_code", sa.Integer(), server_default="0", nullable=False),
        sa.Column("machine", sa.String(), server_default="", nullable=False),
        sa.Column("early_media", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("abandoned", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("muted", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("recording", sa.String(), server_default="", nullable=False),
        sa.Column("transfer", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("closer_id", sa.Uuid(), nullable=True),
        sa.Column("closer_share", sa.Numeric(precision=4, scale=3), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("callback_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disposed_by", sa.String(), server_default="", nullable=False),
        sa.Column("detects_machine", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("inbound_channel", sa.String(), server_default="", nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_live_attempt_ended_has_a_time")
        ),
        sa.CheckConstraint(
            "state IN ('planned','dialing','ringing','waiting','talking','held','agent_lost','ended')",
            name=op.f("ck_live_attempt_state"),
        ),
        sa.CheckConstraint(
            "NOT abandoned OR answered_at IS NOT NULL", name=op.f("ck_live_attempt_abandoned_was_answered")
        ),
        sa.ForeignKeyConstraint(["closer_id"], ["staff.person.id"], name=op.f("fk_live_attempt_closer_id")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.contact.id"], name=op.f("fk_live_attempt_contact_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.lead.id"], name=op.f("fk_live_attempt_lead_id")),
        sa.ForeignKeyConstraint(["line_id"], ["calls.line.id"], name=op.f("fk_live_attempt_line_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_live_attempt_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_attempt")),
        schema="calls",
    )
    op.create_index(
        "ix_live_attempt_campaign_time",
        "live_attempt",
        ["campaign_code", "planned_at"],
        unique=False,
        schema="calls",
    )
    op.create_index(
        "ix_live_attempt_going_on",
        "live_attempt",
        ["node"],
        unique=False,
        schema="calls",
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.create_index(
        "ix_live_attempt_line",
        "live_attempt",
        ["line_id"],
        unique=False,
        schema="calls",
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.create_index(
        "ix_live_attempt_number_time", "live_attempt", ["e164", "planned_at"], unique=False, schema="calls"
    )
    op.create_index(
        "ix_live_attempt_untold",
        "live_attempt",
        ["ended_at"],
        unique=False,
        schema="calls",
        postgresql_where=sa.text("state = 'ended' AND told_at IS NULL"),
    )
    op.create_index(
        "ix_live_attempt_pending",
        "live_attempt",
        ["person_id"],
        unique=False,
        schema="calls",
        postgresql_where=sa.text("answered_at IS NOT NULL AND disposed_at IS NULL"),
    )
    op.create_index(
        "uq_live_attempt_number_once",
        "live_attempt",
        ["e164"],
        unique=True,
        schema="calls",
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.create_index(
        "uq_live_attempt_person_once",
        "live_attempt",
        ["person_id"],
        unique=True,
        schema="calls",
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.alter_column("attempt", "person_id", existing_type=sa.UUID(), nullable=True, schema="calls")
    op.alter_column("attempt", "import_id", existing_type=sa.UUID(), nullable=True, schema="calls")

    op.execute(GUARD)
    op.execute(TRIGGER)


def downgrade() -> None:
    """Back to imported records only."""
    op.execute("DROP TRIGGER live_attempt_is_guarded ON calls.live_attempt")
    op.execute("DROP FUNCTION calls.guard_live_attempt()")
    op.alter_column("attempt", "person_id", existing_type=sa.UUID(), nullable=False, schema="calls")
    op.alter_column("attempt", "import_id", existing_type=sa.UUID(), nullable=False, schema="calls")
    op.drop_index(
        "uq_live_attempt_person_once",
        table_name="live_attempt",
        schema="calls",
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.drop_index(
        "uq_live_attempt_number_once",
        table_name="live_attempt",
        schema="calls",
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.drop_index(
        "ix_live_attempt_pending",
        table_name="live_attempt",
        schema="calls",
        postgresql_where=sa.text("answered_at IS NOT NULL AND disposed_at IS NULL"),
    )
    op.drop_index("ix_live_attempt_number_time", table_name="live_attempt", schema="calls")
    op.drop_index("ix_live_attempt_untold", table_name="live_attempt", schema="calls")
    op.drop_index("ix_live_attempt_line", table_name="live_attempt", schema="calls")
    op.drop_index(
        "ix_live_attempt_going_on",
        table_name="live_attempt",
        schema="calls",
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.drop_index("ix_live_attempt_campaign_time", table_name="live_attempt", schema="calls")
    op.drop_table("live_attempt", schema="calls")
    op.drop_index(
        "ix_command_waiting",
        table_name="command",
        schema="calls",
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_table("command", schema="calls")
    op.drop_index(op.f("ix_agent_leg_node"), table_name="agent_leg", schema="calls")
    op.drop_table("agent_leg", schema="calls")
    op.drop_index(op.f("ix_caller_number_line_id"), table_name="caller_number", schema="calls")
    op.drop_table("caller_number", schema="calls")
    op.drop_table("line", schema="calls")
    op.drop_table("trunk", schema="calls")
    op.drop_index("ix_pacing_sample_campaign_time", table_name="pacing_sample", schema="calls")
    op.drop_table("pacing_sample", schema="calls")
    op.drop_table("campaign_dialing", schema="calls")
