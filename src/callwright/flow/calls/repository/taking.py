"""Taking call records in, in bulk, without doubling any."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, MetaData, Table, Text, select, text

from callwright.flow.calls.models import AttemptRow, RecordImport
from callwright.platform.db import Session, copy_records

COLUMNS = (
    "id",
    "import_id",
    "line",
    "system",
    "record_id",
    "content",
    "person_id",
    "e164",
    "contact_id",
    "campaign_code",
    "direction",
    "started_at",
    "answered_at",
    "ended_at",
    "outcome",
    "raw_outcome",
    "recording_name",
    "recording_key",
    "effective",
)
_STAGING = Table("attempt_staging", MetaData(), *(Column(name, Text) for name in COLUMNS))
_NAMES = ", ".join(COLUMNS)


@dataclass(frozen=True)
class Taken:
    """Ids by what became of them: new, and known already but with other content."""

    fresh: frozenset[uuid.UUID]
    changed: frozenset[uuid.UUID]


async def known_import(session: Session, file_sha256: str) -> bool:
    """Whether a file with this content was imported before."""
    found = await session.scalar(
        select(RecordImport.id).where(RecordImport.file_sha256 == file_sha256).limit(1)
    )
    return found is not None


async def save_import(session: Session, record: RecordImport) -> None:
    """Store the import, so that attempts can point at it."""
    session.add(record)
    await session.flush()


async def take(session: Session, rows: Iterable[Sequence[object]]) -> Taken:
    """COPY rows (in the order of COLUMNS, ids distinct) in; those known already are left as they are."""
    await session.execute(
        text(
            "CREATE TEMP TABLE IF NOT EXISTS attempt_staging (LIKE calls.attempt INCLUDING DEFAULTS) ON COMMIT "
            "DELETE ROWS"
        )
    )
    await session.execute(text("DELETE FROM attempt_staging"))
    await copy_records(session, _STAGING, COLUMNS, rows)
    changed = await session.execute(
        text(
            "SELECT staged.id FROM attempt_staging staged JOIN calls.attempt known USING (id)"
            " WHERE known.content <> staged.content"
        )
    )
    fresh = await session.execute(
        text(
            f"INSERT INTO calls.attempt ({_NAMES}) SELECT {_NAMES} FROM attempt_staging"  # noqa: S608 - fixed names
            " ON CONFLICT (id) DO NOTHING RETURNING id"
        )
    )
    return Taken(frozenset(row.id for row in fresh), frozenset(row.id for row in changed))


async def mark_overlapping(
    session: Session, people: Iterable[uuid.UUID], start: datetime, end: datetime
) -> frozenset[uuid.UUID]:
    """Mark attempts of these people that share time with another of theirs; returns the newly marked ids."""
    marked = await session.execute(
        text(
            "WITH ordered AS (SELECT id, started_at, ended_at,"
            " max(ended_at) OVER (PARTITION BY person_id ORDER BY started_at, ended_at, id"
            "  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached,"
            " lead(started_at) OVER (PARTITION BY person_id ORDER BY started_at, ended_at, id) AS next_start"
            " FROM calls.attempt WHERE person_id = ANY(:people) AND started_at >= :start AND started_at < :end)"
            " UPDATE calls.attempt SET overlapping = true FROM ordered"
            " WHERE attempt.id = ordered.id AND NOT attempt.overlapping"
            " AND (ordered.started_at < ordered.reached OR ordered.next_start < ordered.ended_at)"
            " RETURNING attempt.id"
        ),
        {"people": list(people), "start": start - timedelta(days=1), "end": end + timedelta(days=1)},
    )
    return frozenset(row.id for row in marked)


async def link_contacts(session: Session, contact_of: dict[str, uuid.UUID]) -> int:
    """Point attempts without a contact at the contact their number belongs to; returns how many."""
    linked = await session.execute(
        text(
            "UPDATE calls.attempt SET contact_id = given.contact_id"
            " FROM unnest(CAST(:numbers AS text[]), CAST(:contacts AS uuid[])) AS given (e164, contact_id)"
            " WHERE attempt.e164 = given.e164 AND attempt.contact_id IS NULL RETURNING attempt.id"
        ),
        {"numbers": list(contact_of), "contacts": list(contact_of.values())},
    )
    return len(linked.all())


async def numbers_without_contact(session: Session) -> list[str]:
    """Distinct numbers of attempts that no contact was known for."""
    return list(
        await session.scalars(select(AttemptRow.e164).where(AttemptRow.contact_id.is_(None)).distinct())
    )
