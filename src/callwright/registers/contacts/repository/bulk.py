"""Saving many contacts: new ones by COPY straight into the tables, known ones through staging tables.

The names of new ones are indexed afterwards (`repository.names`): that index costs more than all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

import asyncpg
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Column, MetaData, Table, Text, Uuid, text

from callwright.platform.db import Session, copy_batches
from callwright.registers.contacts.contracts import CONTACT_TEXTS, SaveReport
from callwright.registers.contacts.models import Contact as ContactRow
from callwright.registers.contacts.models import Number as NumberRow
from callwright.registers.contacts.repository import names
from callwright.registers.contacts.repository.columns import (
    NUMBER_TEXTS,
    contact_rows,
    number_rows,
    signed,
)

Batches = Callable[[Sequence[str]], Iterable[pa.RecordBatch]]
"""Gives all contacts, with these columns at least, as often as it is asked."""
ALL = ("id", "is_new", *CONTACT_TEXTS, "numbers")
_LATER_VALUES = ("company", "person", "address", "remark")
_METADATA = MetaData()
_CONTACTS = Table(
    "contact_staging", _METADATA, Column("id", Uuid), *(Column(name, Text) for name in CONTACT_TEXTS)
)
_NUMBERS = Table(
    "number_staging", _METADATA, Column("contact_id", Uuid), *(Column(name, Text) for name in NUMBER_TEXTS)
)
_PREPARE = (
    "DROP TABLE IF EXISTS pg_temp.contact_staging, pg_temp.number_staging",
    "CREATE TEMP TABLE contact_staging (id uuid, "
    + ", ".join(f"{name} text" for name in CONTACT_TEXTS)
    + ") ON COMMIT DROP",
    "CREATE TEMP TABLE number_staging (contact_id uuid, "
    + ", ".join(f"{name} text" for name in NUMBER_TEXTS)
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
_FORGET_OLD_NAMES = """
DELETE FROM contacts.name_index WHERE contact_id IN (
  SELECT c.id FROM contacts.contact c JOIN pg_temp.contact_staging s ON s.id = c.id
  WHERE (c.company = '' AND s.company <> '') OR (c.person = '' AND s.person <> ''))
"""
_INSERT_CONTACTS = """
WITH saved AS (
  INSERT INTO contacts.contact AS c ({fields}, id, source, created_at)
  SELECT DISTINCT ON (id) {fields}, id, CAST(:source AS text), CAST(:at AS timestamptz)
  FROM pg_temp.contact_staging
  ON CONFLICT (id) DO UPDATE SET {filled}
  WHERE {gaps}
  RETURNING (xmax = 0) AS created
)
SELECT count(*) FILTER (WHERE created) AS created FROM saved
"""
_INDEX_NAMES = """
INSERT INTO contacts.name_index (contact_id, bigrams)
SELECT c.id, contacts.bigrams(c.company, c.person)
FROM (SELECT DISTINCT id FROM pg_temp.contact_staging) s JOIN contacts.contact c ON c.id = s.id
WHERE NOT EXISTS (SELECT 1 FROM contacts.name_index n WHERE n.contact_id = c.id)
ON CONFLICT DO NOTHING
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


async def save(session: Session, batches: Batches, *, source: str, at: datetime) -> SaveReport:
    """Insert new contacts, complete known ones, keep every later name in the history; saving twice = once.

    A value that a contact already has is never replaced: what differs goes to the history with its source.
    Contacts that turn out not to be new are treated as known ones.
    """
    try:
        async with session.begin_nested():
            created, numbers, others = await _insert_new(session, batches, source=source, at=at)
    except asyncpg.UniqueViolationError:
        return await _complete(session, batches(ALL), source=source, at=at)
    if not others:
        return SaveReport(created, 0, numbers)
    rest = await _complete(session, _those(batches(ALL), new=False), source=source, at=at)
    return SaveReport(created + rest.created, rest.known, numbers + rest.numbers_created)


async def _insert_new(
    session: Session, batches: Batches, *, source: str, at: datetime
) -> tuple[int, int, int]:
    """COPY those that are said to be new; answers contacts, numbers, and how many contacts are not new.

    Raises UniqueViolationError.
    """
    others = 0

    def new_contacts() -> Iterator[pa.RecordBatch]:
        nonlocal others
        for batch in batches(["id", "is_new", *CONTACT_TEXTS]):
            others += batch.num_rows - (pc.sum(batch.column("is_new")).as_py() or 0)
            for chosen in _those([batch], new=True):
                yield signed(contact_rows(chosen), "created_at", source=source, at=at)

    created = await copy_batches(session, ContactRow.__table__, new_contacts())
    if not created:
        return 0, 0, others
    numbers = (
        signed(number_rows(batch), "first_seen_at", source=source, at=at)
        for batch in _those(batches(["id", "is_new", "numbers"]), new=True)
    )
    found = await copy_batches(session, NumberRow.__table__, numbers)
    await names.add_to_backlog(session, created_at=at)
    return created, found, others


async def _complete(
    session: Session, batches: Iterable[pa.RecordBatch], *, source: str, at: datetime
) -> SaveReport:
    """Create or complete contacts of which it is not known whether they are new."""
    for statement in _PREPARE:
        await session.execute(text(statement))
    total = 0
    for batch in batches:
        total += await copy_batches(session, _CONTACTS, [contact_rows(batch)])
        await copy_batches(session, _NUMBERS, [number_rows(batch)])
    if not total:
        return SaveReport(0, 0, 0)
    moment = {"source": source, "at": at}
    pairs = ", ".join(f"('{name}', s.{name}, c.{name})" for name in _LATER_VALUES)
    filled = ", ".join(f"{name} = coalesce(nullif(c.{name}, ''), excluded.{name})" for name in CONTACT_TEXTS)
    gaps = " OR ".join(f"(c.{name} = '' AND excluded.{name} <> '')" for name in CONTACT_TEXTS)
    await session.execute(text(_KEEP_LATER_VALUES.format(pairs=pairs)), moment)
    await session.execute(text(_FORGET_OLD_NAMES))
    insert_contacts = _INSERT_CONTACTS.format(fields=", ".join(CONTACT_TEXTS), filled=filled, gaps=gaps)
    created = await session.scalar(text(insert_contacts), moment) or 0
    await session.execute(text(_INDEX_NAMES))
    distinct = "SELECT count(DISTINCT id) FROM pg_temp.contact_staging"
    handed_in = await session.scalar(text(distinct)) or 0
    numbers = await session.scalar(text(_INSERT_NUMBERS.format(fields=", ".join(NUMBER_TEXTS))), moment)
    return SaveReport(created=created, known=handed_in - created, numbers_created=numbers or 0)


def _those(batches: Iterable[pa.RecordBatch], *, new: bool) -> Iterator[pa.RecordBatch]:
    """The contacts that are said to be new, or the others."""
    for batch in batches:
        said = batch.column("is_new")
        chosen = batch.filter(said if new else pc.invert(said))
        if chosen.num_rows:
            yield chosen
