"""goals per post and market, appraisal projects, cycles with signatures, appeals

Revision ID: 0018
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None

KEEP = """
CREATE FUNCTION {schema}.keep_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is final: % is not allowed', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$
"""
ROWS = """
CREATE TRIGGER {table}_rows_are_final BEFORE UPDATE OR DELETE ON {schema}.{table}
FOR EACH ROW EXECUTE FUNCTION {schema}.keep_appended()
"""
WHOLE = """
CREATE TRIGGER {table}_is_final BEFORE TRUNCATE ON {schema}.{table}
FOR EACH STATEMENT EXECUTE FUNCTION {schema}.keep_appended()
"""
SEALED = """
CREATE TRIGGER {table}_is_sealed BEFORE INSERT OR UPDATE OR DELETE ON goals.{table}
FOR EACH ROW EXECUTE FUNCTION goals.refuse_sealed()
"""
KEEP_CLOSED = """
CREATE FUNCTION scores.keep_closed_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'closed' THEN
    RAISE EXCEPTION 'a closed cycle never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
CLOSED_KEPT = """
CREATE TRIGGER cycle_is_kept BEFORE UPDATE OR DELETE ON scores.cycle
FOR EACH ROW EXECUTE FUNCTION scores.keep_closed_cycle()
"""
APPENDED = {
    "goals": ("change", "indicator_set", "market_target"),
    "scores": ("cycle_step", "cycle_result", "evidence", "notice", "period_setting", "supplier"),
}


def upgrade() -> None:
    """Tables, and guards of what is final."""
    _goals()
    _projects()
    _cycles()
    _grades()
    for schema, tables in APPENDED.items():
        op.execute(KEEP.format(schema=schema))
        for table in tables:
            op.execute(ROWS.format(schema=schema, table=table))
            op.execute(WHOLE.format(schema=schema, table=table))
    for table in ("team_target", "key_work"):
        op.execute(SEALED.format(table=table))
    op.execute(KEEP_CLOSED)
    op.execute(CLOSED_KEPT)


def _goals() -> None:
    op.create_table(
        "indicator_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("effective_from", sa.String(length=7), nullable=False),
        sa.Column("lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_set")),
        schema="goals",
    )
    op.create_index(
        "ix_indicator_set_post", "indicator_set", ["post", "effective_from"], unique=False, schema="goals"
    )
    op.create_table(
        "market_target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("market_type", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("effective_from", sa.String(length=7), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_target")),
        schema="goals",
    )
    op.create_index(
        "ix_market_target_post", "market_target", ["post", "effective_from"], unique=False, schema="goals"
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("effective_from", sa.String(length=7), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("was_acknowledged", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["month"], ["goals.cycle.month"], name=op.f("fk_change_month")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        schema="goals",
    )
    op.create_index("ix_change_month", "change", ["month", "changed_at"], unique=False, schema="goals")
    op.create_table(
        "key_work",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("planned_by", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=True),
        sa.Column("proof_file_key", sa.String(), nullable=True),
        sa.Column("proof_file_name", sa.String(), nullable=True),
        sa.Column("proof_on", sa.Date(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decision_note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["month"], ["goals.cycle.month"], name=op.f("fk_key_work_month")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_work")),
        sa.UniqueConstraint("month", "person_id", "title", name=op.f("uq_key_work_month_person_id_title")),
        schema="goals",
    )
    op.create_table(
        "team_target",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(["month"], ["goals.cycle.month"], name=op.f("fk_team_target_month")),
        sa.PrimaryKeyConstraint("month", "team_id", name=op.f("pk_team_target")),
        schema="goals",
    )


def _projects() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("first_month", sa.String(length=7), nullable=False),
        sa.Column("last_month", sa.String(length=7), nullable=False),
        sa.Column("incentives", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first_month <= last_month", name=op.f("ck_project_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        schema="scores",
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["scores.project.id"], name=op.f("fk_notice_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        schema="scores",
    )
    op.create_index(op.f("ix_notice_project_id"), "notice", ["project_id"], unique=False, schema="scores")
    op.create_table(
        "project_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_project_member_person_id")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["scores.project.id"], name=op.f("fk_project_member_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_member")),
        sa.UniqueConstraint(
            "project_id", "duty", "name", name=op.f("uq_project_member_project_id_duty_name")
        ),
        schema="scores",
    )
    op.create_table(
        "plan_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["scores.project_member.id"], name=op.f("fk_plan_item_owner_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["scores.project.id"], name=op.f("fk_plan_item_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        schema="scores",
    )
    op.create_index(
        "ix_plan_item_project_id", "plan_item", ["project_id", "place"], unique=False, schema="scores"
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("file_key", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["scores.plan_item.id"], name=op.f("fk_evidence_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        schema="scores",
    )
    op.create_index(op.f("ix_evidence_item_id"), "evidence", ["item_id"], unique=False, schema="scores")


def _cycles() -> None:
    op.create_table(
        "cycle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("months", postgresql.ARRAY(sa.String(length=7)), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open','data_in','self_view','review','calibrated','approved','closed')",
            name=op.f("ck_cycle_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("kind", "period", name=op.f("uq_cycle_kind_period")),
        schema="scores",
    )
    op.create_table(
        "period_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("length", sa.String(), nullable=False),
        sa.Column("effective_from", sa.String(length=7), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_setting")),
        schema="scores",
    )
    op.create_table(
        "cycle_step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("from_state", sa.String(), nullable=False),
        sa.Column("to_state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("missing", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["scores.cycle.id"], name=op.f("fk_cycle_step_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_step")),
        schema="scores",
    )
    op.create_index("ix_cycle_step_cycle_id", "cycle_step", ["cycle_id", "id"], unique=False, schema="scores")
    op.create_table(
        "supply",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("values", sa.Integer(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["scores.cycle.id"], name=op.f("fk_supply_cycle_id")),
        sa.PrimaryKeyConstraint("cycle_id", "unit", name=op.f("pk_supply")),
        schema="scores",
    )
    op.create_table(
        "cycle_result",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Numeric(), nullable=False),
        sa.Column("months", postgresql.ARRAY(sa.String(length=7)), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["scores.cycle.id"], name=op.f("fk_cycle_result_cycle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_cycle_result_person_id")),
        sa.PrimaryKeyConstraint("cycle_id", "person_id", name=op.f("pk_cycle_result")),
        schema="scores",
    )
    op.create_table(
        "review",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("next_steps", sa.String(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["scores.cycle.id"], name=op.f("fk_review_cycle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_review_person_id")),
        sa.PrimaryKeyConstraint("cycle_id", "person_id", name=op.f("pk_review")),
        schema="scores",
    )
    op.create_table(
        "self_view",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["scores.cycle.id"], name=op.f("fk_self_view_cycle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_self_view_person_id")),
        sa.PrimaryKeyConstraint("cycle_id", "person_id", name=op.f("pk_self_view")),
        schema="scores",
    )
    op.create_table(
        "supplier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("effective_from", sa.String(length=7), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["staff.department.id"], name=op.f("fk_supplier_department_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_supplier_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        schema="scores",
    )


def _grades() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["scores.grade_proposal.id"], name=op.f("fk_appeal_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_appeal_proposal_id")),
        schema="scores",
    )
    op.create_table(
        "coaching_plan",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["staff.person.id"], name=op.f("fk_coaching_plan_mentor_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["scores.grade_proposal.id"], name=op.f("fk_coaching_plan_proposal_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_coaching_plan")),
        schema="scores",
    )


def downgrade() -> None:
    """The tables go; so does what was agreed in them."""
    op.execute("DROP TRIGGER cycle_is_kept ON scores.cycle")
    op.execute("DROP FUNCTION scores.keep_closed_cycle()")
    op.drop_index(op.f("ix_evidence_item_id"), table_name="evidence", schema="scores")
    op.drop_table("evidence", schema="scores")
    op.drop_index("ix_plan_item_project_id", table_name="plan_item", schema="scores")
    op.drop_table("plan_item", schema="scores")
    op.drop_table("coaching_plan", schema="scores")
    op.drop_table("appeal", schema="scores")
    op.drop_table("supplier", schema="scores")
    op.drop_table("self_view", schema="scores")
    op.drop_table("review", schema="scores")
    op.drop_table("project_member", schema="scores")
    op.drop_table("cycle_result", schema="scores")
    op.drop_table("supply", schema="scores")
    op.drop_index(op.f("ix_notice_project_id"), table_name="notice", schema="scores")
    op.drop_table("notice", schema="scores")
    op.drop_index("ix_cycle_step_cycle_id", table_name="cycle_step", schema="scores")
    op.drop_table("cycle_step", schema="scores")
    op.drop_table("team_target", schema="goals")
    op.drop_table("key_work", schema="goals")
    op.drop_index("ix_change_month", table_name="change", schema="goals")
    op.drop_table("change", schema="goals")
    op.drop_table("project", schema="scores")
    op.drop_table("period_setting", schema="scores")
    op.drop_table("cycle", schema="scores")
    op.drop_index("ix_market_target_post", table_name="market_target", schema="goals")
    op.drop_table("market_target", schema="goals")
    op.drop_index("ix_indicator_set_post", table_name="indicator_set", schema="goals")
    op.drop_table("indicator_set", schema="goals")
    for schema in APPENDED:
        op.execute(f"DROP FUNCTION {schema}.keep_appended()")
