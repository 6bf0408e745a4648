"""quality and coaching: scorecards, grades, disputes, draws; tasks, moods, care, library, examples, easing of lists

Revision ID: 0016
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

FINAL = """
CREATE FUNCTION insights.keep_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  filled boolean := true;
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO filled;
    IF NOT filled THEN RETURN NULL; END IF;
  END IF;
  RAISE EXCEPTION '%.% is final: % is not allowed', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$
"""
ROWS = """
CREATE TRIGGER {table}_rows_are_final BEFORE UPDATE OR DELETE ON insights.{table}
FOR EACH ROW EXECUTE FUNCTION insights.keep_for_ever()
"""
WHOLE = """
CREATE TRIGGER {table}_is_final BEFORE TRUNCATE ON insights.{table}
FOR EACH STATEMENT EXECUTE FUNCTION insights.keep_for_ever()
"""
KEPT = ("scorecard", "grade", "dispute_step", "draw", "drawn_call")


def upgrade() -> None:
    """Nobody was graded or coached here before; what is graded never changes from now on."""
    _create_scorecard()
    _create_grade()
    _create_dispute_step()
    _create_draw()
    _create_drawn_call()
    _create_task()
    _create_mood()
    _create_care()
    _create_card()
    _create_card_use()
    _create_example()
    _create_easing()
    op.execute(FINAL)
    for table in KEPT:
        op.execute(ROWS.format(table=table))
        op.execute(WHOLE.format(table=table))


def downgrade() -> None:
    """Grades, disputes, tasks and the library are lost."""
    op.execute("DROP FUNCTION insights.keep_for_ever() CASCADE")
    for schema, table in (
        ("staff", "easing"),
        ("coaching", "example"),
        ("coaching", "card_use"),
        ("coaching", "card"),
        ("coaching", "care"),
        ("coaching", "mood"),
        ("coaching", "task"),
        ("insights", "drawn_call"),
        ("insights", "draw"),
        ("insights", "dispute_step"),
        ("insights", "grade"),
        ("insights", "scorecard"),
    ):
        op.drop_table(table, schema=schema)


def _create_scorecard() -> None:
    op.create_table(
        "scorecard",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("pass_mark", sa.Numeric(), nullable=False),
        sa.Column("items", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_scorecard_code_version")),
        schema="insights",
    )


def _create_grade() -> None:
    op.create_table(
        "grade",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("scorecard_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.Column("score", sa.Numeric(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("failed_items", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("marks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("graded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_grade_attempt_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_grade_person_id")),
        sa.ForeignKeyConstraint(["replaces"], ["insights.grade.id"], name=op.f("fk_grade_replaces")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["insights.scorecard.id"], name=op.f("fk_grade_scorecard_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade")),
        schema="insights",
    )
    op.create_index("ix_grade_attempt_id", "grade", ["attempt_id"], unique=False, schema="insights")
    op.create_index("ix_grade_person_id", "grade", ["person_id", "day"], unique=False, schema="insights")
    op.create_index(
        "uq_grade_first",
        "grade",
        ["attempt_id"],
        unique=True,
        schema="insights",
        postgresql_where=sa.text("kind = 'first'"),
    )
    op.create_index(
        "uq_grade_replaces",
        "grade",
        ["replaces"],
        unique=True,
        schema="insights",
        postgresql_where=sa.text("replaces IS NOT NULL"),
    )


def _create_dispute_step() -> None:
    op.create_table(
        "dispute_step",
        sa.Column("grade_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("new_grade_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["grade_id"], ["insights.grade.id"], name=op.f("fk_dispute_step_grade_id")),
        sa.ForeignKeyConstraint(
            ["new_grade_id"], ["insights.grade.id"], name=op.f("fk_dispute_step_new_grade_id")
        ),
        sa.PrimaryKeyConstraint("grade_id", "kind", name=op.f("pk_dispute_step")),
        schema="insights",
    )


def _create_draw() -> None:
    op.create_table(
        "draw",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("per_person", sa.Integer(), nullable=False),
        sa.Column("calibrate", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("candidates", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        schema="insights",
    )


def _create_drawn_call() -> None:
    op.create_table(
        "drawn_call",
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("risks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("calibrate", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_drawn_call_attempt_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["insights.draw.id"], name=op.f("fk_drawn_call_draw_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_drawn_call_person_id")),
        sa.PrimaryKeyConstraint("draw_id", "attempt_id", name=op.f("pk_drawn_call")),
        schema="insights",
    )
    op.create_index("ix_drawn_call_attempt_id", "drawn_call", ["attempt_id"], unique=False, schema="insights")


def _create_task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("grade_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_task_attempt_id")),
        sa.ForeignKeyConstraint(["grade_id"], ["insights.grade.id"], name=op.f("fk_task_grade_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_task_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        schema="coaching",
    )
    op.create_index("ix_task_person_id", "task", ["person_id", "due_on"], unique=False, schema="coaching")


def _create_mood() -> None:
    op.create_table(
        "mood",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mood", sa.Integer(), nullable=False),
        sa.Column("abused", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mood BETWEEN 1 AND 5", name=op.f("ck_mood_in_range")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_mood_person_id")),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_mood")),
        schema="coaching",
    )


def _create_care() -> None:
    op.create_table(
        "care",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("signs", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acted_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_care_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_care_person_id_day")),
        schema="coaching",
    )


def _create_card() -> None:
    op.create_table(
        "card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("campaign_code", sa.String(), server_default="", nullable=False),
        sa.Column("step", sa.String(), server_default="", nullable=False),
        sa.Column("product_code", sa.String(), server_default="", nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_card_key_version")),
        schema="coaching",
    )


def _create_card_use() -> None:
    op.create_table(
        "card_use",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("card_key", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_card_use_attempt_id")),
        sa.ForeignKeyConstraint(["card_id"], ["coaching.card.id"], name=op.f("fk_card_use_card_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_card_use_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_use")),
        schema="coaching",
    )
    op.create_index("ix_card_use_card_key", "card_use", ["card_key"], unique=False, schema="coaching")
    op.create_index("ix_card_use_person_id", "card_use", ["person_id"], unique=False, schema="coaching")


def _create_example() -> None:
    op.create_table(
        "example",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_code", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("said", sa.String(), server_default="", nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("named", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("plays", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("start_ms >= 0 AND end_ms > start_ms", name=op.f("ck_example_a_part")),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_example_attempt_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_example_person_id")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_example_recording_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_example")),
        schema="coaching",
    )
    op.create_index("ix_example_person_id", "example", ["person_id"], unique=False, schema="coaching")


def _create_easing() -> None:
    op.create_table(
        "easing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_easing_forward")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_easing_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_easing")),
        schema="staff",
    )
    op.create_index(op.f("ix_easing_person_id"), "easing", ["person_id"], unique=False, schema="staff")
