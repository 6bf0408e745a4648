"""Recordings found, stored and paired. Everything about people is filtered by `visible_people`."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.recordings.contracts import Peaks, Recording
from callwright.flow.recordings.decide.peaks import read_outline
from callwright.flow.recordings.models import RecordingRow
from callwright.platform.db import Session


def recording_of(row: RecordingRow) -> Recording:
    """The contract form of a row."""
    return Recording(
        id=row.id,
        attempt_id=row.attempt_id,
        person_id=row.person_id,
        file_name=row.file_name,
        play_key=row.play_key,
        sha256=row.sha256,
        size=row.size,
        rate=row.rate,
        channels=row.channels,
        duration_seconds=row.frames / row.rate,
        truncated=row.truncated,
        agent_channel=row.agent_channel,
        imported_at=row.imported_at,
        store=row.store,
        erased_at=row.erased_at,
        practice_id=row.practice_id,
    )


async def lock(session: Session, recording_id: uuid.UUID) -> None:
    """Until the transaction ends nobody else takes this recording."""
    number = int.from_bytes(recording_id.bytes[:8], "big", signed=True)
    await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


async def by_sha256(session: Session, sha256: str) -> Recording | None:
    """The imported recording with this content."""
    of_files = select(RecordingRow).where(RecordingRow.source == "file", RecordingRow.sha256 == sha256)
    row = await session.scalar(of_files)
    return recording_of(row) if row else None


async def by_id(
    session: Session, recording_id: uuid.UUID, visible_people: Collection[uuid.UUID] | None
) -> RecordingRow | None:
    """One recording if visible; unpaired ones only for those who see the whole company."""
    query = select(RecordingRow).where(RecordingRow.id == recording_id)
    if visible_people is not None:
        query = query.where(RecordingRow.person_id.in_(visible_people))
    return await session.scalar(query)


def peaks_of(row: RecordingRow) -> Peaks:
    """The outline of a row."""
    channels = read_outline(row.outline, row.channels)
    return Peaks(row.frames / row.rate, channels, row.agent_channel)


async def of_attempts(session: Session, attempt_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Recording]:
    """Recordings by the attempt they belong to."""
    rows = await session.scalars(select(RecordingRow).where(RecordingRow.attempt_id.in_(attempt_ids)))
    return {row.attempt_id: recording_of(row) for row in rows if row.attempt_id}


async def of_practice(session: Session, practice_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Recording]:
    """Recordings of practice calls, by the call."""
    rows = await session.scalars(select(RecordingRow).where(RecordingRow.practice_id.in_(practice_ids)))
    return {row.practice_id: recording_of(row) for row in rows if row.practice_id}


async def paired(session: Session) -> list[Recording]:
    """All recordings that belong to a call and can be heard, oldest import first."""
    query = select(RecordingRow).where(RecordingRow.attempt_id.is_not(None), RecordingRow.erased_at.is_(None))
    return [
        recording_of(row)
        for row in await session.scalars(query.order_by(RecordingRow.imported_at, RecordingRow.id))
    ]


async def unpaired(session: Session) -> list[Recording]:
    """Kept recordings without a call, oldest import first; those of practice calls wait for none."""
    query = select(RecordingRow).where(
        RecordingRow.attempt_id.is_(None),
        RecordingRow.practice_id.is_(None),
        RecordingRow.erased_at.is_(None),
    )
    return [
        recording_of(row)
        for row in await session.scalars(query.order_by(RecordingRow.imported_at, RecordingRow.id))
    ]


async def add(session: Session, values: dict[str, Any]) -> bool:
    """Store a recording; False when its content is known."""
    statement = insert(RecordingRow).values(values).on_conflict_do_nothing().returning(RecordingRow.id)
    return await session.scalar(statement) is not None


async def pair(
    session: Session, recording_id: uuid.UUID, attempt_id: uuid.UUID, person_id: uuid.UUID | None
) -> None:
    """Say which call a recording belongs to."""
    statement = update(RecordingRow).where(RecordingRow.id == recording_id)
    await session.execute(statement.values(attempt_id=attempt_id, person_id=person_id))
