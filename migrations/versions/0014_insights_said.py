"""insights: what was said, checks, hits, comments

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """Nothing was written down before: calls that are recorded are transcribed and judged from now on."""
    _create_what_was_said()
    _create_search()
    _create_checks()
    _create_notes()


def downgrade() -> None:
    """Transcripts, hits, own rules and comments are lost."""
    for name in (
        "said",
        "transcript",
        "call_index",
        "verdict",
        "judgement",
        "hit",
        "check_version",
        "comment",
        "problem",
    ):
        op.drop_table(name, schema="insights")


def _create_what_was_said() -> None:
    """Transcripts and their sentences."""
    op.create_table(
        "transcript",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("speech_rate_agent", sa.Double(), nullable=True),
        sa.Column("speech_rate_customer", sa.Double(), nullable=True),
        sa.Column("questions_agent", sa.Integer(), nullable=False),
        sa.Column("script_steps", sa.Integer(), server_default="0", nullable=False),
        sa.Column("script_steps_said", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_transcript_attempt_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_transcript_person_id")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_transcript_recording_id")
        ),
        sa.PrimaryKeyConstraint("recording_id", name=op.f("pk_transcript")),
        schema="insights",
    )
    op.create_index("ix_transcript_attempt_id", "transcript", ["attempt_id"], unique=False, schema="insights")
    op.create_table(
        "said",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("words", _JSON, server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["insights.transcript.recording_id"],
            name=op.f("fk_said_recording_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recording_id", "position", name=op.f("pk_said")),
        schema="insights",
    )


def _create_search() -> None:
    """What calls are searched by."""
    op.create_table(
        "call_index",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("terms", postgresql.TSVECTOR(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("talk_share_agent", sa.Double(), nullable=True),
        sa.Column("longest_monologue_seconds", sa.Double(), nullable=True),
        sa.Column("interruptions_by_agent", sa.Integer(), nullable=True),
        sa.Column("silence_share", sa.Double(), nullable=True),
        sa.Column("patience_seconds", sa.Double(), nullable=True),
        sa.Column("speech_rate_agent", sa.Double(), nullable=True),
        sa.Column("questions_agent", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_call_index_attempt_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_call_index_person_id")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_call_index_recording_id")
        ),
        sa.PrimaryKeyConstraint("recording_id", name=op.f("pk_call_index")),
        schema="insights",
    )
    op.create_index(
        "ix_call_index_person_id",
        "call_index",
        ["person_id", sa.literal_column("started_at DESC")],
        unique=False,
        schema="insights",
    )
    op.create_index(
        "ix_call_index_started_at",
        "call_index",
        [sa.literal_column("started_at DESC"), "recording_id"],
        unique=False,
        schema="insights",
    )
    op.create_index(
        "ix_call_index_terms",
        "call_index",
        ["terms"],
        unique=False,
        schema="insights",
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )


def _create_checks() -> None:
    """Published versions of checks, hits, judged calls, verdicts."""
    op.create_table(
        "check_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("rule", _JSON, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.Column("published_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_version")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_check_version_code_number")),
        schema="insights",
    )
    op.create_table(
        "hit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("check_code", sa.String(), nullable=False),
        sa.Column("rule_version", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title_zh", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("better_zh", sa.String(), nullable=True),
        sa.Column("better_en", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_hit_attempt_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_hit_person_id")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_hit_recording_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hit")),
        schema="insights",
    )
    op.create_index("ix_hit_check_code", "hit", ["check_code", "day"], unique=False, schema="insights")
    op.create_index("ix_hit_person_id", "hit", ["person_id", "day"], unique=False, schema="insights")
    op.create_index("ix_hit_recording_id", "hit", ["recording_id"], unique=False, schema="insights")
    op.create_table(
        "judgement",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("judged_at", _MOMENT, nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_judgement_person_id")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_judgement_recording_id")
        ),
        sa.PrimaryKeyConstraint("recording_id", name=op.f("pk_judgement")),
        schema="insights",
    )
    op.create_index(
        "ix_judgement_person_id", "judgement", ["person_id", "day"], unique=False, schema="insights"
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hit_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("check_code", sa.String(), nullable=False),
        sa.Column("rule_version", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("said_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_verdict_recording_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        schema="insights",
    )
    op.create_index("ix_verdict_hit_id", "verdict", ["hit_id"], unique=False, schema="insights")


def _create_notes() -> None:
    """Comments at a second, recordings that could not be heard."""
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_comment_recording_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        schema="insights",
    )
    op.create_index(
        "ix_comment_recording_id", "comment", ["recording_id", "at_ms"], unique=False, schema="insights"
    )
    op.create_table(
        "problem",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("zh", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("noted_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_problem_recording_id")
        ),
        sa.PrimaryKeyConstraint("recording_id", name=op.f("pk_problem")),
        schema="insights",
    )
