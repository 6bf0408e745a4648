"""The wrapped keys of sealed recordings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.recordings.contracts import WrappedKey
from callwright.flow.recordings.models import DataKeyRow, RecordingRow
from callwright.platform.db import Session


async def put(session: Session, recording_id: uuid.UUID, key: WrappedKey) -> None:
    """Keep the key of a recording; an older one is replaced."""
    values = {"master_key": key.master_key, "wrapped": key.wrapped}
    statement = insert(DataKeyRow).values(recording_id=recording_id, **values)
    await session.execute(
        statement.on_conflict_do_update(index_elements=[DataKeyRow.recording_id], set_=values)
    )


async def of(session: Session, recording_id: uuid.UUID) -> WrappedKey | None:
    """The key of a recording; None when it is not sealed (or erased)."""
    row = await session.get(DataKeyRow, recording_id, populate_existing=True)
    return WrappedKey(row.master_key, row.wrapped) if row else None


async def under_other(session: Session, current: str, limit: int) -> Sequence[tuple[uuid.UUID, WrappedKey]]:
    """Keys that are not wrapped by the current master key; locked against an erasure meanwhile."""
    query = select(DataKeyRow).where(DataKeyRow.master_key != current).order_by(DataKeyRow.recording_id)
    rows = await session.scalars(query.limit(limit).with_for_update())
    return [(row.recording_id, WrappedKey(row.master_key, row.wrapped)) for row in rows]


async def counts(session: Session) -> dict[str, int]:
    """How many recordings each master key protects; "" counts those that are not sealed."""
    query = select(DataKeyRow.master_key, func.count()).group_by(DataKeyRow.master_key)
    found = {row[0]: row[1] for row in await session.execute(query)}
    alive = select(func.count()).select_from(RecordingRow).where(RecordingRow.erased_at.is_(None))
    return {"": (await session.scalar(alive) or 0) - sum(found.values()), **found}


async def to_move(
    session: Session, store: str, *, seal: bool, after: uuid.UUID | None, limit: int
) -> list[uuid.UUID]:
    """Recordings with sound that lie elsewhere, or are not sealed although they should be, by id."""
    keyed = select(DataKeyRow.recording_id).where(DataKeyRow.recording_id == RecordingRow.id).exists()
    misplaced = RecordingRow.store != store
    query = select(RecordingRow.id).where(
        RecordingRow.erased_at.is_(None), (misplaced | ~keyed) if seal else misplaced
    )
    if after is not None:
        query = query.where(RecordingRow.id > after)
    return list(await session.scalars(query.order_by(RecordingRow.id).limit(limit)))


async def place(
    session: Session, recording_id: uuid.UUID, *, store: str, file_key: str, play_key: str
) -> None:
    """Say where the sound lies now."""
    values = {"store": store, "file_key": file_key, "play_key": play_key}
    await session.execute(update(RecordingRow).where(RecordingRow.id == recording_id).values(**values))


async def places(session: Session, recording_id: uuid.UUID) -> tuple[str, str, str] | None:
    """Store, key of the original, key of what is played; None when the sound is gone. Locked until the commit."""
    query = select(RecordingRow.store, RecordingRow.file_key, RecordingRow.play_key).where(
        RecordingRow.id == recording_id, RecordingRow.erased_at.is_(None)
    )
    row = (await session.execute(query.with_for_update())).one_or_none()
    return (row.store, row.file_key, row.play_key) if row else None


async def drop(session: Session, recording_id: uuid.UUID) -> None:
    """The recording is not sealed any more."""
    await session.execute(delete(DataKeyRow).where(DataKeyRow.recording_id == recording_id))
