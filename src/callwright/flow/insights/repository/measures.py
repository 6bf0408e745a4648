"""Measures and turns of recordings in the database."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, select, text

from callwright.flow.insights.contracts import MeasuredCall, Measures, Speaker, Turn
from callwright.flow.insights.models import MeasurementRow, TurnRow
from callwright.platform.db import Session

_FIELDS = [field.name for field in dataclasses.fields(Measures)]


async def lock(session: Session, recording_id: uuid.UUID) -> None:
    """Let one process at a time measure a recording, until the transaction ends."""
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"insights:{recording_id}"}
    )


async def measured_ids(session: Session) -> set[uuid.UUID]:
    """Recordings that were measured."""
    return set(await session.scalars(select(MeasurementRow.recording_id)))


async def is_measured(session: Session, recording_id: uuid.UUID) -> bool:
    """Whether a recording was measured, asked anew."""
    query = select(MeasurementRow.recording_id).where(MeasurementRow.recording_id == recording_id)
    return await session.scalar(query) is not None


async def save(session: Session, measured: MeasuredCall, turns: Sequence[Turn]) -> None:
    """Store measures and turns; those of an earlier measurement are replaced."""
    await session.execute(delete(MeasurementRow).where(MeasurementRow.recording_id == measured.recording_id))
    facts = {
        name: getattr(measured, name)
        for name in ("recording_id", "attempt_id", "person_id", "detector", "measured_at")
    }
    await session.execute(insert(MeasurementRow), facts | dataclasses.asdict(measured.measures))
    rows = [
        {
            "recording_id": measured.recording_id,
            "position": position,
            "speaker": str(turn.speaker),
            "start_ms": round(turn.start * 1000),
            "end_ms": round(turn.end * 1000),
            "backchannel": turn.backchannel,
        }
        for position, turn in enumerate(turns)
    ]
    if rows:
        await session.execute(insert(TurnRow), rows)


async def forget(session: Session, recording_id: uuid.UUID) -> None:
    """Delete measures and turns of a recording."""
    await session.execute(delete(MeasurementRow).where(MeasurementRow.recording_id == recording_id))


async def of_attempts(session: Session, attempt_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, MeasuredCall]:
    """Measures by attempt."""
    rows = await session.scalars(select(MeasurementRow).where(MeasurementRow.attempt_id.in_(attempt_ids)))
    return {row.attempt_id: _measured(row) for row in rows}


async def of_people(session: Session, visible_people: Collection[uuid.UUID] | None) -> list[MeasuredCall]:
    """All measured calls of the visible people."""
    query = select(MeasurementRow).order_by(MeasurementRow.measured_at, MeasurementRow.recording_id)
    if visible_people is not None:
        query = query.where(MeasurementRow.person_id.in_(visible_people))
    return [_measured(row) for row in await session.scalars(query)]


async def turns_of(session: Session, recording_id: uuid.UUID) -> list[Turn]:
    """The turns of a recording, in order."""
    query = select(TurnRow).where(TurnRow.recording_id == recording_id).order_by(TurnRow.position)
    return [
        Turn(Speaker(row.speaker), row.start_ms / 1000, row.end_ms / 1000, row.backchannel)
        for row in await session.scalars(query)
    ]


def _measured(row: MeasurementRow) -> MeasuredCall:
    return MeasuredCall(
        recording_id=row.recording_id,
        attempt_id=row.attempt_id,
        person_id=row.person_id,
        measures=Measures(**{name: getattr(row, name) for name in _FIELDS}),
        detector=row.detector,
        measured_at=row.measured_at,
    )
