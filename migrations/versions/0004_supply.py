"""supply: who must not be called, how well a batch fits, what supply costs; tasks and warnings of leads

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEEP = """
CREATE FUNCTION {schema}.keep_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is final: % is not allowed', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$
"""
ROWS = """
CREATE TRIGGER {table}_rows_are_final BEFORE UPDATE OR DELETE ON {schema}.{table}
FOR EACH ROW EXECUTE FUNCTION {schema}.keep_for_ever()
"""
WHOLE = """
CREATE TRIGGER {table}_is_final BEFORE TRUNCATE ON {schema}.{table}
FOR EACH STATEMENT EXECUTE FUNCTION {schema}.keep_for_ever()
"""
APPEND_ONLY = {"lists": ("verification", "gate_setting", "release"), "leads": ("ownership", "warning")}
GUARD_REFUSED = """
CREATE FUNCTION leads.guard_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'barred' AND NEW.state <> 'barred' THEN
    RAISE EXCEPTION 'a barred lead stays barred' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.owner_id IS NULL OR (TG_OP = 'UPDATE' AND OLD.owner_id = NEW.owner_id) THEN
    RETURN NEW;
  END IF;
  IF NEW.state = 'barred' OR EXISTS (
    SELECT 1 FROM contacts.number n JOIN contacts.refusal r ON r.e164 = n.e164
    WHERE n.contact_id IN (
      NEW.contact_id, (SELECT c.merged_into FROM contacts.contact c WHERE c.id = NEW.contact_id)
    )
  ) THEN
    RAISE EXCEPTION 'a contact that refused gets no owner' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
GUARDED = """
CREATE TRIGGER lead_refusals_are_final BEFORE INSERT OR UPDATE OF owner_id, state ON leads.lead
FOR EACH ROW EXECUTE FUNCTION leads.guard_refused()
"""
NEW_COLUMNS = {
    "leads.lead": ("held_kind", "held_until", "fit_parts"),
    "lists.batch": ("reclean_on", "monthly_decay", "decay_from"),
    "lists.outcome": ("effective", "lost_seconds"),
    "lists.release": ("suppressed",),
}
NEW_TABLES = {
    "lists": ("fit", "judgement", "number_status", "suppressed_contact", "suppression"),
    "leads": ("task", "warning"),
}


def upgrade() -> None:
    op.create_table(
        "fit",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_code", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Numeric(precision=6, scale=4), nullable=True),
        sa.Column("parts", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["lists.batch.id"], name=op.f("fk_fit_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "campaign_code", "contact_id", name=op.f("pk_fit")),
        schema="lists",
    )
    op.create_index(
        "ix_fit_campaign_contact", "fit", ["campaign_code", "contact_id"], unique=False, schema="lists"
    )
    op.create_table(
        "judgement",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_code", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("suppressed", sa.Integer(), nullable=False),
        sa.Column("by_kind", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("target", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("fit", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["lists.batch.id"], name=op.f("fk_judgement_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "campaign_code", name=op.f("pk_judgement")),
        schema="lists",
    )
    op.create_table(
        "number_status",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("e164", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["lists.batch.id"], name=op.f("fk_number_status_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "file_sha256", "line", name=op.f("pk_number_status")),
        schema="lists",
    )
    op.create_table(
        "suppressed_contact",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_code", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["lists.batch.id"], name=op.f("fk_suppressed_contact_batch_id")
        ),
        sa.PrimaryKeyConstraint(
            "batch_id", "campaign_code", "contact_id", "kind", name=op.f("pk_suppressed_contact")
        ),
        schema="lists",
    )
    op.create_table(
        "suppression",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("campaign_code", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind <> 'protected' OR person_id IS NOT NULL", name=op.f("ck_suppression_protected_for_somebody")
        ),
        sa.CheckConstraint(
            "kind IN ('existing_customer','competitor','cool_down','protected')",
            name=op.f("ck_suppression_kind"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('cool_down','protected') OR until IS NOT NULL",
            name=op.f("ck_suppression_ends_some_day"),
        ),
        sa.CheckConstraint(
            "subject_kind IN ('number','contact','company')", name=op.f("ck_suppression_subject_kind")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_suppression_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
        sa.UniqueConstraint(
            "kind",
            "subject_kind",
            "subject",
            "source",
            name=op.f("uq_suppression_kind_subject_kind_subject_source"),
        ),
        schema="lists",
    )
    op.create_index("ix_suppression_source", "suppression", ["source"], unique=False, schema="lists")
    op.create_index(
        "ix_suppression_subject", "suppression", ["subject_kind", "subject"], unique=False, schema="lists"
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("closed IS NULL OR closed IN ('done','cancelled')", name=op.f("ck_task_closed")),
        sa.CheckConstraint("kind IN ('follow_up','callback')", name=op.f("ck_task_kind")),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.lead.id"], name=op.f("fk_task_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_task_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        schema="leads",
    )
    op.create_index(op.f("ix_task_lead_id"), "task", ["lead_id"], unique=False, schema="leads")
    op.create_index(
        "ix_task_open",
        "task",
        ["person_id", "due_at"],
        unique=False,
        schema="leads",
        postgresql_where=sa.text("closed IS NULL"),
    )
    op.create_table(
        "warning",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("protected_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returns_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.lead.id"], name=op.f("fk_warning_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.person.id"], name=op.f("fk_warning_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning")),
        sa.UniqueConstraint(
            "lead_id",
            "person_id",
            "protected_until",
            name=op.f("uq_warning_lead_id_person_id_protected_until"),
        ),
        schema="leads",
    )
    op.create_index(op.f("ix_warning_person_id"), "warning", ["person_id"], unique=False, schema="leads")
    op.add_column("lead", sa.Column("held_kind", sa.String(), nullable=True), schema="leads")
    op.add_column("lead", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True), schema="leads")
    op.add_column(
        "lead",
        sa.Column("fit_parts", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        schema="leads",
    )
    op.create_index(
        "ix_ownership_lead_id_person_id", "ownership", ["lead_id", "person_id"], unique=False, schema="leads"
    )
    op.add_column("batch", sa.Column("reclean_on", sa.Date(), nullable=True), schema="lists")
    op.add_column("batch", sa.Column("monthly_decay", sa.Double(), nullable=True), schema="lists")
    op.add_column("batch", sa.Column("decay_from", sa.Text(), nullable=True), schema="lists")
    op.add_column(
        "outcome",
        sa.Column("effective", sa.Boolean(), server_default="false", nullable=False),
        schema="lists",
    )
    op.add_column(
        "outcome", sa.Column("lost_seconds", sa.Integer(), server_default="0", nullable=False), schema="lists"
    )
    op.add_column(
        "release", sa.Column("suppressed", sa.Integer(), server_default="0", nullable=False), schema="lists"
    )
    op.create_foreign_key(
        op.f("fk_lead_batch_id"),
        "lead",
        "release",
        ["batch_id"],
        ["batch_id"],
        source_schema="leads",
        referent_schema="lists",
    )
    for schema, tables in APPEND_ONLY.items():
        op.execute(KEEP.format(schema=schema))
        for table in tables:
            op.execute(ROWS.format(schema=schema, table=table))
            op.execute(WHOLE.format(schema=schema, table=table))
    op.execute(GUARD_REFUSED)
    op.execute(GUARDED)


def downgrade() -> None:
    op.execute("DROP FUNCTION leads.guard_refused() CASCADE")
    for schema in APPEND_ONLY:
        op.execute(f"DROP FUNCTION {schema}.keep_for_ever() CASCADE")
    op.drop_constraint(op.f("fk_lead_batch_id"), "lead", schema="leads", type_="foreignkey")
    op.drop_index("ix_ownership_lead_id_person_id", table_name="ownership", schema="leads")
    for table, columns in NEW_COLUMNS.items():
        schema, name = table.split(".")
        for column in columns:
            op.drop_column(name, column, schema=schema)
    for schema, names in NEW_TABLES.items():
        for name in names:
            op.drop_table(name, schema=schema)
