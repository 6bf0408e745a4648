"""Facts of the past: files of states, phases of calls."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Column, DateTime, MetaData, String, Table, Uuid, select, text
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.floor.contracts import Phase, State
from callwright.flow.floor.decide.states import Interval
from callwright.flow.floor.decide.timeline import Claim
from callwright.flow.floor.models import CallPhase, StateImport, StateInterval
from callwright.flow.floor.repository import rolled
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session, copy_records

_STATES = {str(state): state for state in State}
_STAGING = Table(
    "call_phase_staging",
    MetaData(),
    Column("id", Uuid),
    Column("person_id", Uuid),
    Column("state", String),
    Column("started_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("source", String),
    Column("source_id", String),
)


async def known_import(session: Session, file_sha256: str) -> bool:
    """Whether a file with this content was imported before."""
    found = await session.scalar(
        select(StateImport.id).where(StateImport.file_sha256 == file_sha256).limit(1)
    )
    return found is not None


async def save_import(session: Session, record: StateImport, intervals: Sequence[Interval]) -> None:
    """Store an import and its new intervals; intervals that exist already are left alone."""
    session.add(record)
    await session.flush()
    rows = [
        {
            "id": interval.id,
            "person_id": interval.person_id,
            "state": str(interval.state),
            "started_at": interval.start,
            "ended_at": interval.end,
            "reason": interval.reason,
            "import_id": record.id,
        }
        for interval in intervals
    ]
    await rolled.forget_days(session, _touched(intervals))
    for offset in range(0, len(rows), 2_000):
        await session.execute(
            insert(StateInterval).values(rows[offset : offset + 2_000]).on_conflict_do_nothing()
        )


async def intervals_between(
    session: Session, person_ids: Iterable[uuid.UUID], start: datetime, end: datetime
) -> list[Interval]:
    """Declared intervals of these people that touch the stretch, ordered by start."""
    query = (
        select(StateInterval)
        .where(
            StateInterval.person_id.in_(list(person_ids)),
            StateInterval.started_at < end,
            StateInterval.ended_at > start,
        )
        .order_by(StateInterval.started_at, StateInterval.id)
    )
    return [
        Interval(
            row.id,
            row.person_id,
            State(row.state),
            row.started_at,
            row.ended_at,
            row.reason,
            lived=row.import_id is None,
        )
        for row in await session.scalars(query)
    ]


async def phases_between(
    session: Session, person_ids: Iterable[uuid.UUID], start: datetime, end: datetime
) -> list[tuple[uuid.UUID, Claim]]:
    """Call phases of these people that touch the stretch, as (person, claim)."""
    query = select(
        CallPhase.person_id,
        CallPhase.state,
        CallPhase.started_at,
        CallPhase.ended_at,
        CallPhase.source,
        CallPhase.source_id,
    ).where(CallPhase.person_id.in_(list(person_ids)), CallPhase.started_at < end, CallPhase.ended_at > start)
    return [
        (person_id, Claim(_STATES[state], begun, ended, phase=True, source=source, source_id=source_id))
        for person_id, state, begun, ended, source, source_id in await session.execute(query)
    ]


async def save_phases(session: Session, phases: Iterable[Phase]) -> None:
    """COPY phases in; a phase of the same call and state that is known already is left alone."""
    await session.execute(
        text(
            "CREATE TEMP TABLE IF NOT EXISTS call_phase_staging (id uuid, person_id uuid, state text,"
            " started_at timestamptz, ended_at timestamptz, source text, source_id text)"
            " ON COMMIT DELETE ROWS"
        )
    )
    await session.execute(text("DELETE FROM call_phase_staging"))
    columns = [column.name for column in _STAGING.columns]
    await copy_records(
        session, _STAGING, columns, (_phase_row(phase) for phase in phases if phase.end > phase.start)
    )
    await rolled.forget_staged_phases(session)
    await session.execute(
        text(
            "INSERT INTO floor.call_phase (id, person_id, state, started_at, ended_at, source, source_id)"
            " SELECT id, person_id, state, started_at, ended_at, source, source_id FROM call_phase_staging"
            " ON CONFLICT (id) DO NOTHING"
        )
    )


def _touched(intervals: Iterable[Interval]) -> list[tuple[uuid.UUID, datetime, datetime]]:
    """Per person, from the first to the last moment that something is said about."""
    spans: dict[uuid.UUID, tuple[datetime, datetime]] = {}
    for one in intervals:
        start, end = spans.get(one.person_id, (one.start, one.end))
        spans[one.person_id] = (min(start, one.start), max(end, one.end))
    return [(person_id, start, end) for person_id, (start, end) in spans.items()]


def _phase_row(phase: Phase) -> tuple[object, ...]:
    identity = derive_id("floor.phase", phase.source, phase.source_id, phase.state)
    return (
        identity,
        phase.person_id,
        str(phase.state),
        phase.start,
        phase.end,
        phase.source,
        phase.source_id,
    )
