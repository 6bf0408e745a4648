"""guards: what is final cannot be changed, not even by a mistake in our own code

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FINAL = """
CREATE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation';
END $$
"""
FINAL_NAMED = """
CREATE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is final: % is not allowed', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$
"""
ROWS = """
CREATE TRIGGER {table}_rows_are_final BEFORE UPDATE OR DELETE ON {schema}.{table}
FOR EACH ROW EXECUTE FUNCTION {schema}.{name}()
"""
WHOLE = """
CREATE TRIGGER {table}_is_final BEFORE TRUNCATE ON {schema}.{table}
FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{name}()
"""
CREATED_AT = """
CREATE TRIGGER contact_created_at_is_kept BEFORE UPDATE ON contacts.contact
FOR EACH ROW WHEN (OLD.created_at IS DISTINCT FROM NEW.created_at) EXECUTE FUNCTION contacts.keep_created_at()
"""
REFUSE_SEALED = """
CREATE FUNCTION goals.refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched text[] := ARRAY[]::text[];
BEGIN
  IF TG_OP <> 'INSERT' THEN touched := touched || OLD.month::text; END IF;
  IF TG_OP <> 'DELETE' THEN touched := touched || NEW.month::text; END IF;
  IF EXISTS (SELECT 1 FROM goals.cycle c WHERE c.month = ANY (touched) AND c.sealed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'goals of a closed month never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""
SEALED = """
CREATE TRIGGER {table}_is_sealed BEFORE {acts} ON goals.{table}
FOR EACH ROW EXECUTE FUNCTION goals.refuse_sealed()
"""
CHECK_SUM = """
CREATE FUNCTION pay.check_sum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT COALESCE(SUM(l.amount), 0) FROM pay.line l WHERE l.statement_id = NEW.statement_id)
     <> (SELECT s.paid_total FROM pay.statement s WHERE s.id = NEW.statement_id) THEN
    RAISE EXCEPTION 'the lines of a statement do not sum to its total' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$
"""
SUMS_UP = """
CREATE CONSTRAINT TRIGGER line_sums_up AFTER INSERT ON pay.line
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pay.check_sum()
"""
APPEND_ONLY = {
    "contacts": ("history", "refusal"),
    "audit": ("entry",),
    "events": ("event",),
    "orders": ("order_fact",),
}
CLOSED = {
    "scores": (
        "a closed month of scores never changes",
        ("closing", "lack", "person_score", "indicator_score", "department_result"),
    ),
    "pay": (
        "a closed statement never changes; corrections are lines of the open month",
        ("plan_version", "closing", "statement", "line", "credit", "opening"),
    ),
}
SEALED_TABLES = {
    "cycle": "UPDATE OR DELETE",
    "person_goals": "INSERT OR UPDATE OR DELETE",
    "target": "INSERT OR UPDATE OR DELETE",
    "department_target": "INSERT OR UPDATE OR DELETE",
    "manual_value": "INSERT OR UPDATE OR DELETE",
}


def upgrade() -> None:
    for schema, tables in APPEND_ONLY.items():
        op.execute(FINAL_NAMED.format(schema=schema, name="keep_for_ever"))
        for table in tables:
            op.execute(ROWS.format(schema=schema, table=table, name="keep_for_ever"))
            op.execute(WHOLE.format(schema=schema, table=table, name="keep_for_ever"))
    for schema, (sentence, tables) in CLOSED.items():
        op.execute(FINAL.format(schema=schema, name="refuse_change", sentence=sentence))
        for table in tables:
            op.execute(ROWS.format(schema=schema, table=table, name="refuse_change"))
            op.execute(WHOLE.format(schema=schema, table=table, name="refuse_change"))
    op.execute(
        FINAL.format(
            schema="contacts", name="keep_created_at", sentence="contacts.contact.created_at never changes"
        )
    )
    op.execute(CREATED_AT)
    op.execute(REFUSE_SEALED)
    for table, acts in SEALED_TABLES.items():
        op.execute(SEALED.format(table=table, acts=acts))
    op.execute(CHECK_SUM)
    op.execute(SUMS_UP)


def downgrade() -> None:
    for schema in APPEND_ONLY:
        op.execute(f"DROP FUNCTION {schema}.keep_for_ever() CASCADE")
    for schema in CLOSED:
        op.execute(f"DROP FUNCTION {schema}.refuse_change() CASCADE")
    for name in ("contacts.keep_created_at", "goals.refuse_sealed", "pay.check_sum"):
        op.execute(f"DROP FUNCTION {name}() CASCADE")
