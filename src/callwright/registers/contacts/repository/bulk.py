"""Saving many contacts: raw COPY into staging tables of the transaction, then INSERT … ON CONFLICT."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy import ARRAY, Column, MetaData, Table, Text, Uuid, text

from callwright.platform.db import Session, copy_records
from callwright.registers.contacts.contracts import ContactRecord, SaveReport
from callwright.registers.contacts.decide.search import bigrams

CHUNK = 50_000
_FIELDS = (
    "company",
    "company_key",
    "person",
    "industry",
    "remark",
    "province",
    "city",
    "district",
    "address",
)
_NUMBER_FIELDS = ("e164", "type", "region", "extension", "health")
_LATER_VALUES = ("company", "person", "address", "remark")
_METADATA = MetaData()
_CONTACTS = Table(
    "contact_staging",
    _METADATA,
    Column("id", Uuid),
    *(Column(name, Text) for name in _FIELDS),
    Column("bigrams", ARRAY(Text)),
)
_NUMBERS = Table(
    "number_staging", _METADATA, Column("contact_id", Uuid), *(Column(name, Text) for name in _NUMBER_FIELDS)
)
_PREPARE = (
    "DROP TABLE IF EXISTS pg_temp.contact_staging, pg_temp.number_staging",
    "CREATE TEMP TABLE contact_staging (id uuid, "
    + ", ".join(f"{name} text" for name in _FIELDS)
    + ", bigrams text[]) ON COMMIT DROP",
    "CREATE TEMP TABLE number_staging (contact_id uuid, "
    + ", ".join(f"{name} text" for name in _NUMBER_FIELDS)
    + ") ON COMMIT DROP",
)
_KEEP_LATER_VALUES = """
INSERT INTO contacts.history (contact_id, field, value, source, at)
SELECT s.id, f.field, f.value, CAST(:source AS text), CAST(:at AS timestamptz)
FROM pg_temp.contact_staging s
JOIN contacts.contact c ON c.id = s.id
CROSS JOIN LATERAL (VALUES {pairs}) AS f(field, value, stood)
WHERE f.value <> '' AND f.stood <> '' AND f.value <> f.stood
ON CONFLICT DO NOTHING
"""
_INSERT_CONTACTS = """
WITH saved AS (
  INSERT INTO contacts.contact AS c ({fields}, id, bigrams, source, created_at)
  SELECT DISTINCT ON (id) {fields}, id, bigrams, CAST(:source AS text), CAST(:at AS timestamptz)
  FROM pg_temp.contact_staging
  ON CONFLICT (id) DO UPDATE SET
    {filled},
    bigrams = ARRAY(SELECT DISTINCT unnest(c.bigrams || excluded.bigrams) ORDER BY 1)
  RETURNING (xmax = 0) AS created
)
SELECT count(*) FILTER (WHERE created) AS created, count(*) FILTER (WHERE NOT created) AS known FROM saved
"""
_INSERT_NUMBERS = """
WITH saved AS (
  INSERT INTO contacts.number ({fields}, contact_id, source, first_seen_at)
  SELECT DISTINCT ON (contact_id, e164) {fields}, contact_id, CAST(:source AS text), CAST(:at AS timestamptz)
  FROM pg_temp.number_staging
  ON CONFLICT (contact_id, e164) DO NOTHING
  RETURNING 1
)
SELECT count(*) FROM saved
"""


async def save(
    session: Session, records: Iterable[ContactRecord], *, source: str, at: datetime
) -> SaveReport:
    """Insert new contacts, complete known ones, keep every later name in the history; saving twice = once.

    A value that a contact already has is never replaced: what differs goes to the history with its source.
    """
    for statement in _PREPARE:
        await session.execute(text(statement))
    remaining = iter(records)
    while chunk := list(islice(remaining, CHUNK)):
        await copy_records(
            session, _CONTACTS, [c.name for c in _CONTACTS.columns], map(_contact_tuple, chunk)
        )
        await copy_records(session, _NUMBERS, [c.name for c in _NUMBERS.columns], _number_tuples(chunk))
    moment = {"source": source, "at": at}
    pairs = ", ".join(f"('{name}', s.{name}, c.{name})" for name in _LATER_VALUES)
    filled = ",\n    ".join(f"{name} = coalesce(nullif(c.{name}, ''), excluded.{name})" for name in _FIELDS)
    insert_contacts = _INSERT_CONTACTS.format(fields=", ".join(_FIELDS), filled=filled)
    insert_numbers = _INSERT_NUMBERS.format(fields=", ".join(_NUMBER_FIELDS))
    await session.execute(text(_KEEP_LATER_VALUES.format(pairs=pairs)), moment)
    contacts = (await session.execute(text(insert_contacts), moment)).one()
    numbers = await session.scalar(text(insert_numbers), moment)
    return SaveReport(created=contacts.created, known=contacts.known, numbers_created=numbers or 0)


def _contact_tuple(record: ContactRecord) -> tuple[object, ...]:
    values = (getattr(record, name) for name in _FIELDS)
    return (record.id, *values, bigrams(record.company, record.person))


def _number_tuples(records: Iterable[ContactRecord]) -> Iterator[tuple[object, ...]]:
    for record in records:
        for number in record.numbers:
            yield (record.id, *(getattr(number, name) for name in _NUMBER_FIELDS))
