"""Recordings of our own calls: stored once a call, or the reason why there is none."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.recordings.contracts import Absence, Recording
from callwright.flow.recordings.models import AbsenceRow, RecordingRow
from callwright.flow.recordings.repository.reading import recording_of
from callwright.platform.db import Session


async def of_attempt(session: Session, attempt_id: uuid.UUID) -> Recording | None:
    """The recording of an attempt, erased or not."""
    row = await session.scalar(select(RecordingRow).where(RecordingRow.attempt_id == attempt_id))
    return recording_of(row) if row else None


async def add(session: Session, values: dict[str, Any]) -> None:
    """Store the recording of a call; what was said about its absence is void."""
    await session.execute(insert(RecordingRow).values(values))
    if values["attempt_id"] is not None:
        absence = delete(AbsenceRow).where(AbsenceRow.attempt_id == values["attempt_id"])
        await session.execute(absence)


async def note_absence(
    session: Session, attempt_id: uuid.UUID, *, code: str, detail: str, now: datetime
) -> None:
    """Remember why a call has no recording; the newest reason counts."""
    values = {"code": code, "detail": detail, "noted_at": now}
    statement = insert(AbsenceRow).values(attempt_id=attempt_id, **values)
    await session.execute(
        statement.on_conflict_do_update(index_elements=[AbsenceRow.attempt_id], set_=values)
    )


async def absences(session: Session, attempt_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Absence]:
    """Noted reasons by attempt."""
    rows = await session.scalars(select(AbsenceRow).where(AbsenceRow.attempt_id.in_(attempt_ids)))
    return {row.attempt_id: Absence(row.attempt_id, row.code, row.detail, row.noted_at) for row in rows}


async def keys_in(session: Session, store: str) -> set[str]:
    """Every key that a recording in this store may need."""
    query = select(RecordingRow.file_key, RecordingRow.play_key)
    rows = await session.execute(query.where(RecordingRow.store == store, RecordingRow.erased_at.is_(None)))
    return {key for row in rows for key in row}
