"""consents and comparisons with do-not-call registers; plans of leads; what the owner decided about rules

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

GUARD_CONSENT = """
CREATE FUNCTION contacts.guard_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.e164, NEW.form, NEW.words, NEW.source, NEW.proof_key, NEW.given_at, NEW.recorded_by, NEW.recorded_at)
       = (OLD.e164, OLD.form, OLD.words, OLD.source, OLD.proof_key, OLD.given_at, OLD.recorded_by, OLD.recorded_at)
     AND NEW.contact_id IS NOT DISTINCT FROM OLD.contact_id AND NEW.ends_at IS NOT DISTINCT FROM OLD.ends_at
     AND (OLD.withdrawn_at IS NULL OR NEW.withdrawn_at = OLD.withdrawn_at)
     AND (OLD.last_used_at IS NULL OR NEW.last_used_at >= OLD.last_used_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an entry of the consent ledger is final' USING ERRCODE = 'restrict_violation';
END $$
"""
CONSENT_GUARDED = """
CREATE TRIGGER consent_is_proof BEFORE UPDATE OR DELETE ON contacts.consent
FOR EACH ROW EXECUTE FUNCTION contacts.guard_consent()
"""
CONSENT_KEPT = """
CREATE TRIGGER consent_is_final BEFORE TRUNCATE ON contacts.consent
FOR EACH STATEMENT EXECUTE FUNCTION contacts.keep_for_ever()
"""
KEEP_SETTING = """
CREATE FUNCTION calls.keep_rule_setting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a decision about a rule is final: decide anew' USING ERRCODE = 'restrict_violation';
END $$
"""
SETTING_KEPT = """
CREATE TRIGGER rule_setting_is_final BEFORE UPDATE OR DELETE ON calls.rule_setting
FOR EACH ROW EXECUTE FUNCTION calls.keep_rule_setting()
"""
LEAD_STANDING = """
CREATE VIEW calls.lead_standing AS
SELECT l.id AS lead_id, l.campaign_code, l.contact_id, l.state, l.owner_id, l.available_from, l.score,
  l.held_kind, l.held_until
FROM leads.lead l
"""
CALLBACK = """
CREATE VIEW calls.callback AS
SELECT t.lead_id, t.person_id, t.due_at, t.id AS task_id
FROM leads.task t WHERE t.kind = 'callback' AND t.closed IS NULL
"""


def upgrade() -> None:
    """Tables, views over leads, guards."""
    _contacts()
    _calls()
    op.execute(LEAD_STANDING)
    op.execute(CALLBACK)
    for statement in (GUARD_CONSENT, CONSENT_GUARDED, CONSENT_KEPT, KEEP_SETTING, SETTING_KEPT):
        op.execute(statement)


def _contacts() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("e164", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("proof_key", sa.Text(), server_default="", nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(r"e164 ~ '^\+[1-9][0-9]{3,15}$'", name=op.f("ck_consent_e164")),
        sa.CheckConstraint("form IN ('presumed','express','written')", name=op.f("ck_consent_form")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.contact.id"], name=op.f("fk_consent_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint(
            "e164", "form", "source", "given_at", name=op.f("uq_consent_e164_form_source_given_at")
        ),
        schema="contacts",
    )
    op.create_table(
        "scrub",
        sa.Column("e164", sa.Text(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("version_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(r"e164 ~ '^\+[1-9][0-9]{3,15}$'", name=op.f("ck_scrub_e164")),
        sa.PrimaryKeyConstraint("e164", "register", name=op.f("pk_scrub")),
        schema="contacts",
    )


def _calls() -> None:
    op.create_table(
        "lead_plan",
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_code", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("e164", sa.String(), nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("score", sa.Numeric(precision=6, scale=4), server_default="0", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tried", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("numbers", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("next_callable_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_because", sa.String(), server_default="", nullable=False),
        sa.Column("barred_by", sa.String(), server_default="", nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_for", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(stage = 'done') = (next_callable_at IS NULL)", name=op.f("ck_lead_plan_done_has_no_time")
        ),
        sa.CheckConstraint("stage IN ('new','retry','done')", name=op.f("ck_lead_plan_stage")),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.lead.id"], name=op.f("fk_lead_plan_lead_id")),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_lead_plan")),
        schema="calls",
    )
    op.create_index(
        "ix_lead_plan_next", "lead_plan", ["campaign_code", "next_callable_at"], unique=False, schema="calls"
    )
    op.create_index("ix_lead_plan_contact", "lead_plan", ["contact_id"], unique=False, schema="calls")
    op.create_index(
        "ix_lead_plan_new",
        "lead_plan",
        ["campaign_code", "segment", sa.literal_column("score DESC"), "lead_id"],
        unique=False,
        schema="calls",
        postgresql_where=sa.text("stage = 'new'"),
    )
    op.create_index(
        "ix_lead_plan_retry",
        "lead_plan",
        ["campaign_code", "segment", "next_callable_at"],
        unique=False,
        schema="calls",
        postgresql_where=sa.text("stage = 'retry'"),
    )
    op.create_table(
        "answer_count",
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("dials", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answers", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("segment", "hour", "attempts", name=op.f("pk_answer_count")),
        schema="calls",
    )
    op.create_table(
        "rule_setting",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("value", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("holds", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_setting")),
        schema="calls",
    )
    op.create_index(
        "ix_rule_setting_rule",
        "rule_setting",
        ["rule_id", sa.literal_column("id DESC")],
        unique=False,
        schema="calls",
    )
    op.create_table(
        "retry_setting",
        sa.Column("campaign_code", sa.String(), nullable=False),
        sa.Column("settings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("campaign_code", name=op.f("pk_retry_setting")),
        schema="calls",
    )


def downgrade() -> None:
    """Guards and views first, then the tables."""
    op.execute("DROP FUNCTION contacts.guard_consent() CASCADE")
    op.execute("DROP FUNCTION calls.keep_rule_setting() CASCADE")
    op.execute("DROP VIEW calls.callback")
    op.execute("DROP VIEW calls.lead_standing")
    for name in ("retry_setting", "rule_setting", "answer_count", "lead_plan"):
        op.drop_table(name, schema="calls")
    for name in ("scrub", "consent"):
        op.drop_table(name, schema="contacts")
