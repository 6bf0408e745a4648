"""recording store: keys, retention, erasure, access; partners' calls

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """What a recording needs beside its file: where it lies, its key, why it is kept, why it is gone."""
    for name, default in (("source", "file"), ("store", "files"), ("erased_because", "")):
        op.add_column(
            "recording",
            sa.Column(name, sa.String(), server_default=default, nullable=False),
            schema="recordings",
        )
    op.add_column("recording", sa.Column("erased_at", _MOMENT, nullable=True), schema="recordings")
    op.drop_constraint("uq_recording_sha256", "recording", schema="recordings")
    op.create_index(
        "uq_recording_content",
        "recording",
        ["sha256"],
        unique=True,
        schema="recordings",
        postgresql_where=sa.text("source = 'file'"),
    )
    op.create_check_constraint(
        op.f("ck_recording_erased_for_a_reason"),
        "recording",
        "(erased_at IS NULL) = (erased_because = '')",
        schema="recordings",
    )
    _create_recording_tables()
    _create_webhook_tables()
    _create_partner_tables()


def downgrade() -> None:
    """Back to one file a recording, and to records that people bring."""
    op.drop_table("partner_term", schema="staff")
    op.drop_column("department", "partner", schema="staff")
    op.drop_table("webhook_delivery", schema="calls")
    op.drop_table("phone_system", schema="calls")
    for name in ("business", "hold", "data_key", "absence"):
        op.drop_table(name, schema="recordings")
    op.drop_constraint(op.f("ck_recording_erased_for_a_reason"), "recording", schema="recordings")
    op.drop_index("uq_recording_content", "recording", schema="recordings")
    op.create_unique_constraint("uq_recording_sha256", "recording", ["sha256"], schema="recordings")
    for name in ("source", "store", "erased_at", "erased_because"):
        op.drop_column("recording", name, schema="recordings")


def _create_recording_tables() -> None:
    op.create_table(
        "absence",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), server_default="", nullable=False),
        sa.Column("noted_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["calls.attempt.id"], name=op.f("fk_absence_attempt_id")),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_absence")),
        schema="recordings",
    )
    op.create_table(
        "data_key",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("master_key", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_data_key_recording_id")
        ),
        sa.PrimaryKeyConstraint("recording_id", name=op.f("pk_data_key")),
        schema="recordings",
    )
    op.create_index("ix_data_key_master_key", "data_key", ["master_key"], schema="recordings")
    op.create_table(
        "hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.Column("e164", sa.String(), nullable=True),
        sa.Column("campaign_code", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("placed_by", sa.String(), nullable=False),
        sa.Column("placed_at", _MOMENT, nullable=False),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(recording_id, e164, campaign_code) = 1", name=op.f("ck_hold_one_subject")
        ),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by IS NULL)", name=op.f("ck_hold_lifted_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.recording.id"], name=op.f("fk_hold_recording_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        schema="recordings",
    )
    op.create_index(
        "ix_hold_placed",
        "hold",
        ["placed_at"],
        schema="recordings",
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "business",
        sa.Column("campaign_code", sa.String(), nullable=False),
        sa.Column("business", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign_code", name=op.f("pk_business")),
        schema="recordings",
    )


def _create_webhook_tables() -> None:
    op.create_table(
        "phone_system",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("generation", sa.Integer(), server_default="1", nullable=False),
        sa.Column("mapping", _JSON, nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", _MOMENT, nullable=False),
        sa.Column("last_heard_at", _MOMENT, nullable=True),
        sa.CheckConstraint("proof IN ('token','signature')", name=op.f("ck_phone_system_proof")),
        sa.CheckConstraint(
            "(proof = 'token') = (token_hash IS NOT NULL)", name=op.f("ck_phone_system_token_has_a_hash")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["staff.department.id"], name=op.f("fk_phone_system_department_id")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_phone_system")),
        schema="calls",
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phone_system", sa.String(), nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("reason", _JSON, nullable=True),
        sa.Column("accepted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rejected", _JSON, server_default="[]", nullable=False),
        sa.Column("skipped", _JSON, server_default="[]", nullable=False),
        sa.Column("taken_at", _MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('waiting','taken','refused')", name=op.f("ck_webhook_delivery_state")),
        sa.ForeignKeyConstraint(
            ["phone_system"], ["calls.phone_system.name"], name=op.f("fk_webhook_delivery_phone_system")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
        sa.UniqueConstraint("phone_system", "sha256", name=op.f("uq_webhook_delivery_phone_system_sha256")),
        schema="calls",
    )
    op.create_index(
        "ix_webhook_delivery_waiting",
        "webhook_delivery",
        ["phone_system", "received_at"],
        schema="calls",
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index("ix_webhook_delivery_received_at", "webhook_delivery", ["received_at"], schema="calls")


def _create_partner_tables() -> None:
    op.add_column(
        "department",
        sa.Column("partner", sa.Boolean(), server_default="false", nullable=False),
        schema="staff",
    )
    op.create_table(
        "partner_term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("per", sa.String(), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_partner_term_price")),
        sa.CheckConstraint(
            "per IN ('month','talk_hour','effective_contact','interested_lead','order')",
            name=op.f("ck_partner_term_per"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["staff.department.id"], name=op.f("fk_partner_term_department_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_term")),
        sa.UniqueConstraint(
            "department_id",
            "effective_on",
            "per",
            name=op.f("uq_partner_term_department_id_effective_on_per"),
        ),
        schema="staff",
    )
