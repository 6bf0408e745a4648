"""matching: rows numbered through, what matching saw of them, doubtful pairs, rows taken apart

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER_THROUGH = """
UPDATE lists.batch b SET first_row_id = n.first FROM (
  SELECT id, coalesce(sum(rows) OVER (ORDER BY finished_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
         AS first
  FROM lists.batch WHERE state = 'cleaned' AND rows > 0) n
WHERE n.id = b.id
"""
FINAL = """
CREATE TRIGGER moved_row_rows_are_final BEFORE UPDATE OR DELETE ON lists.moved_row
FOR EACH ROW EXECUTE FUNCTION contacts.keep_for_ever()
"""


BIGRAMS = r"""
CREATE FUNCTION contacts.bigrams(VARIADIC names text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  -- A name is found by its first characters; a cell of 30,000 would keep this busy for minutes.
  WITH f AS MATERIALIZED (
    SELECT lower(regexp_replace(normalize(left(name, 300), NFKC), '\s', '', 'g')) AS form FROM unnest(names) AS name)
  SELECT coalesce(array_agg(DISTINCT substr(form, at, 2)), '{}')
  FROM f,
       generate_series(1, greatest(length(form) - 1, 1)) AS at
  WHERE form <> ''
$$
"""
KEPT = """
CREATE FUNCTION contacts.keep_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a contact is merged, never deleted' USING ERRCODE = 'restrict_violation';
END $$
"""
KEPT_ROWS = """
CREATE TRIGGER contact_rows_are_kept BEFORE DELETE ON contacts.contact
FOR EACH ROW EXECUTE FUNCTION contacts.keep_contacts()
"""
KEPT_WHOLE = """
CREATE TRIGGER contact_is_kept BEFORE TRUNCATE ON contacts.contact
FOR EACH STATEMENT EXECUTE FUNCTION contacts.keep_contacts()
"""
BATCH_KEPT = """
CREATE FUNCTION lists.keep_batches_with_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM lists.row WHERE batch_id = OLD.id) THEN
    RAISE EXCEPTION 'a batch with rows is kept' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$
"""
BATCH_ROWS = """
CREATE TRIGGER batch_with_rows_is_kept BEFORE DELETE ON lists.batch
FOR EACH ROW EXECUTE FUNCTION lists.keep_batches_with_rows()
"""
E164 = (
    "left(e164, 1) = '+' AND substr(e164, 2, 1) BETWEEN '1' AND '9' AND right(e164, 1) BETWEEN '0' AND '9'"
    " AND strpos(e164, '_') = 0 AND e164::bigint BETWEEN 1000 AND 9999999999999999"
)
LOOKED_UP = {
    "fk_row_batch_id": ("lists", "row", "lists", "batch", "batch_id"),
    "fk_number_contact_id": ("contacts", "number", "contacts", "contact", "contact_id"),
    "fk_contact_merged_into": ("contacts", "contact", "contacts", "contact", "merged_into"),
}
"""Foreign keys that cost a look-up per loaded row; triggers keep what they point at."""


def upgrade() -> None:
    _load_faster()
    op.add_column("batch", sa.Column("first_row_id", sa.BigInteger(), nullable=True), schema="lists")
    op.add_column("batch", sa.Column("features_key", sa.Text(), nullable=True), schema="lists")
    op.execute(NUMBER_THROUGH)
    op.create_unique_constraint("uq_batch_first_row_id", "batch", ["first_row_id"], schema="lists")
    _pairs()
    op.create_table(
        "moved_row",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column(
            "batch_id",
            sa.Uuid(),
            sa.ForeignKey("lists.batch.id", name="fk_moved_row_batch_id"),
            nullable=False,
        ),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("from_entity", sa.Uuid(), nullable=False),
        sa.Column("to_entity", sa.Uuid(), nullable=False),
        sa.Column("because_of", sa.Uuid(), sa.ForeignKey("lists.batch.id", name="fk_moved_row_because_of")),
        sa.Column("pair_id", sa.Uuid(), sa.ForeignKey("lists.pair.id", name="fk_moved_row_pair_id")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("num_nonnulls(because_of, pair_id) = 1", name="ck_moved_row_one_cause"),
        schema="lists",
    )
    op.create_index("ix_moved_row_because_of", "moved_row", ["because_of"], schema="lists")
    op.create_index("ix_moved_row_pair_id", "moved_row", ["pair_id"], schema="lists")
    op.create_index("ix_moved_row_batch_row", "moved_row", ["batch_id", "row"], schema="lists")
    op.execute(FINAL)


def _load_faster() -> None:
    """Names are indexed beside the contacts, and what is loaded in bulk is guarded where it could be deleted."""
    op.execute(BIGRAMS)
    op.create_table(
        "name_index",
        sa.Column("contact_id", sa.Uuid(), primary_key=True),
        sa.Column("bigrams", ARRAY(sa.Text()), nullable=False),
        schema="contacts",
    )
    op.execute("INSERT INTO contacts.name_index SELECT id, bigrams FROM contacts.contact")
    op.create_index(
        "ix_name_index_bigrams", "name_index", ["bigrams"], schema="contacts", postgresql_using="gin"
    )
    op.create_table(
        "name_backlog",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("after", sa.Uuid()),
        schema="contacts",
    )
    op.drop_index("ix_contact_bigrams", "contact", schema="contacts")
    op.drop_column("contact", "bigrams", schema="contacts")
    op.drop_index("ix_contact_company_key_city", "contact", schema="contacts")
    op.drop_index("ix_row_batch_status_code", "row", schema="lists")
    op.create_index(
        "ix_row_rejected",
        "row",
        ["batch_id", "code", "row"],
        schema="lists",
        postgresql_where=sa.text("status = 'rejected'"),
    )
    op.drop_index("ix_number_e164", "number", schema="contacts")
    op.create_index("ix_number_e164", "number", ["e164"], schema="contacts", postgresql_using="hash")
    op.drop_constraint("ck_number_e164", "number", schema="contacts")
    op.create_check_constraint("ck_number_e164", "number", E164, schema="contacts")
    for name, (schema, table, *_) in LOOKED_UP.items():
        op.drop_constraint(name, table, schema=schema)
    for statement in (KEPT, KEPT_ROWS, KEPT_WHOLE, BATCH_KEPT, BATCH_ROWS):
        op.execute(statement)


def _pairs() -> None:
    op.create_table(
        "pair",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), primary_key=True),
        *(_batch(name) for name in ("batch_id", "left_batch_id")),
        sa.Column("left_row", sa.Integer(), nullable=False),
        _batch("right_batch_id"),
        sa.Column("right_row", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        *(_text(name, "") for name in ("left_side", "right_side")),
        _text("state", "open"),
        _text("decided_by", ""),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        _text("reason", ""),
        sa.Column("keep_id", sa.Uuid()),
        sa.Column("absorbed_id", sa.Uuid()),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("left_batch_id", "left_row", "right_batch_id", "right_row", name="uq_pair_rows"),
        sa.CheckConstraint("state IN ('open','same','different','undone')", name="ck_pair_state"),
        sa.CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="ck_pair_decided"),
        schema="lists",
    )
    op.create_index("ix_pair_state_weight", "pair", ["state", sa.text("weight DESC"), "id"], schema="lists")
    op.create_index("ix_pair_batch_id", "pair", ["batch_id"], schema="lists")


def _batch(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey("lists.batch.id", name=f"fk_pair_{name}"), nullable=False)


def _text(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def downgrade() -> None:
    op.drop_constraint("ck_number_e164", "number", schema="contacts")
    op.create_check_constraint(
        "ck_number_e164", "number", r"e164 ~ '^\+[1-9][0-9]{3,15}$'", schema="contacts"
    )
    op.drop_index("ix_number_e164", "number", schema="contacts")
    op.create_index("ix_number_e164", "number", ["e164"], schema="contacts")
    op.drop_index("ix_row_rejected", "row", schema="lists")
    op.create_index("ix_row_batch_status_code", "row", ["batch_id", "status", "code", "row"], schema="lists")
    op.create_index("ix_contact_company_key_city", "contact", ["company_key", "city"], schema="contacts")
    for name, (schema, table, other, target, column) in LOOKED_UP.items():
        op.create_foreign_key(
            name, table, target, [column], ["id"], source_schema=schema, referent_schema=other
        )
    op.execute("DROP FUNCTION contacts.keep_contacts() CASCADE")
    op.execute("DROP FUNCTION lists.keep_batches_with_rows() CASCADE")
    op.add_column(
        "contact",
        sa.Column("bigrams", ARRAY(sa.Text()), server_default="{}", nullable=False),
        schema="contacts",
    )
    op.execute("UPDATE contacts.contact SET bigrams = contacts.bigrams(company, person)")
    op.create_index("ix_contact_bigrams", "contact", ["bigrams"], schema="contacts", postgresql_using="gin")
    op.drop_table("name_backlog", schema="contacts")
    op.drop_table("name_index", schema="contacts")
    op.execute("DROP FUNCTION contacts.bigrams")
    op.drop_table("moved_row", schema="lists")
    op.drop_table("pair", schema="lists")
    op.drop_constraint("uq_batch_first_row_id", "batch", schema="lists")
    op.drop_column("batch", "features_key", schema="lists")
    op.drop_column("batch", "first_row_id", schema="lists")
