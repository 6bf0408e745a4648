"""practice calls: marked live attempts that reach nobody, their recordings and reviews, in no ledger

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_GUARD = """
CREATE OR REPLACE FUNCTION calls.guard_live_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
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
{practice}  IF NEW.e164 <> OLD.e164 OR NEW.planned_at <> OLD.planned_at
     OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at) THEN
    RAISE EXCEPTION 'what happened in a call is never rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
_STAYS = """\
  IF NEW.practice <> OLD.practice THEN
    RAISE EXCEPTION 'a practice call stays one, and a real call too' USING ERRCODE = 'restrict_violation';
  END IF;
"""
_REACHES_NOBODY = """
CASE WHEN practice = '' THEN practice_voice = '' AND trunk <> 'callwright-practice'
ELSE practice_voice IN ('spoken','tones') AND trunk = 'callwright-practice'
AND e164 = 'practice-' || practice || '-' || replace(id::text, '-', '') END
"""
_NO_WORK = """
practice = '' OR (campaign_code = '' AND person_id IS NOT NULL AND direction = 'outbound'
AND num_nonnulls(lead_id, contact_id, line_id, closer_id, outcome, callback_at, disposed_at) = 0)
"""


def upgrade() -> None:
    """Nothing that happened was practice. The mark fixes number and trunk, so that it can reach no person."""
    for name in ("practice", "practice_voice"):
        op.add_column(
            "live_attempt", sa.Column(name, sa.String(), server_default="", nullable=False), schema="calls"
        )
    op.create_index(
        "ix_live_attempt_practice",
        "live_attempt",
        ["person_id", "planned_at"],
        schema="calls",
        postgresql_where=sa.text("practice <> ''"),
    )
    for name, condition in (("practice_reaches_nobody", _REACHES_NOBODY), ("practice_is_no_work", _NO_WORK)):
        op.create_check_constraint(op.f(f"ck_live_attempt_{name}"), "live_attempt", condition, schema="calls")
    op.execute(_GUARD.format(practice=_STAYS))
    op.create_check_constraint(
        op.f("ck_trunk_not_for_practice"), "trunk", "name <> 'callwright-practice'", schema="calls"
    )
    op.create_table(
        "practice_host",
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.CheckConstraint("port BETWEEN 1 AND 65535", name=op.f("ck_practice_host_port")),
        sa.CheckConstraint("voice IN ('spoken','tones')", name=op.f("ck_practice_host_voice")),
        sa.PrimaryKeyConstraint("node", name=op.f("pk_practice_host")),
        schema="calls",
    )
    _recordings()
    op.create_table(
        "practice_review",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["calls.live_attempt.id"], name=op.f("fk_practice_review_practice_id")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_practice_review_recording_id")
        ),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_practice_review")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_practice_review_recording_id")),
        schema="insights",
    )


def _recordings() -> None:
    op.add_column("recording", sa.Column("practice_id", sa.Uuid(), nullable=True), schema="recordings")
    op.create_foreign_key(
        op.f("fk_recording_practice_id"),
        "recording",
        "live_attempt",
        ["practice_id"],
        ["id"],
        source_schema="recordings",
        referent_schema="calls",
    )
    op.create_unique_constraint(
        op.f("uq_recording_practice_id"), "recording", ["practice_id"], schema="recordings"
    )
    op.create_check_constraint(
        op.f("ck_recording_practice_is_no_call"),
        "recording",
        "(source = 'practice') = (practice_id IS NOT NULL) AND num_nonnulls(attempt_id, practice_id) < 2",
        schema="recordings",
    )


def downgrade() -> None:
    """Refuses while there are practice calls: without the mark they would look like real ones."""
    op.execute(
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM calls.live_attempt WHERE practice <> '') THEN"
        " RAISE EXCEPTION 'there are practice calls; without their mark they would count'; END IF; END $$"
    )
    op.drop_table("practice_review", schema="insights")
    op.drop_constraint(op.f("ck_recording_practice_is_no_call"), "recording", schema="recordings")
    op.drop_constraint(op.f("uq_recording_practice_id"), "recording", schema="recordings")
    op.drop_column("recording", "practice_id", schema="recordings")
    op.drop_table("practice_host", schema="calls")
    op.drop_constraint(op.f("ck_trunk_not_for_practice"), "trunk", schema="calls")
    op.execute(_GUARD.format(practice=""))
    for name in ("practice_is_no_work", "practice_reaches_nobody"):
        op.drop_constraint(op.f(f"ck_live_attempt_{name}"), "live_attempt", schema="calls")
    op.drop_index("ix_live_attempt_practice", "live_attempt", schema="calls")
    for name in ("practice_voice", "practice"):
        op.drop_column("live_attempt", name, schema="calls")
