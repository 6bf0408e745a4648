"""What keeps a recording and what ends it: holds, lines of business, erasure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, false, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.recordings.contracts import Hold, KeptRecording
from callwright.flow.recordings.models import BusinessRow, DataKeyRow, HoldRow, RecordingRow
from callwright.platform.db import Session


def kept_of(row: RecordingRow) -> KeptRecording:
    """What decides about keeping, of a row."""
    return KeptRecording(row.id, row.attempt_id, row.imported_at)


async def alive_after(session: Session, after: uuid.UUID | None, limit: int) -> list[KeptRecording]:
    """The next recordings with sound, by id; locked, so that nobody else decides about them meanwhile."""
    query = select(RecordingRow).where(RecordingRow.erased_at.is_(None)).order_by(RecordingRow.id)
    if after is not None:
        query = query.where(RecordingRow.id > after)
    return [kept_of(row) for row in await session.scalars(query.limit(limit).with_for_update())]


async def alive_of(
    session: Session, attempt_ids: Collection[uuid.UUID], name_digits: Collection[str]
) -> list[KeptRecording]:
    """Recordings with sound of these attempts, and unpaired ones whose file name carries one of the digits."""
    named = [RecordingRow.file_name.contains(digits, autoescape=True) for digits in name_digits]
    of_calls = RecordingRow.attempt_id.in_(attempt_ids)
    without_call = RecordingRow.attempt_id.is_(None) & RecordingRow.practice_id.is_(None)
    alone = without_call & or_(false(), *named)
    query = select(RecordingRow).where(RecordingRow.erased_at.is_(None), or_(of_calls, alone))
    return [kept_of(row) for row in await session.scalars(query.order_by(RecordingRow.id).with_for_update())]


async def mark_erased(session: Session, ids: Collection[uuid.UUID], *, because: str, at: datetime) -> None:
    """Leave a tombstone: no outline, no name, no key. The sound itself goes after the commit."""
    values = {"erased_at": at, "erased_because": because, "outline": b"", "file_name": ""}
    await session.execute(update(RecordingRow).where(RecordingRow.id.in_(ids)).values(**values))
    await session.execute(delete(DataKeyRow).where(DataKeyRow.recording_id.in_(ids)))


async def half_erased(
    session: Session, stores: Collection[str], limit: int
) -> Sequence[tuple[uuid.UUID, str, set[str]]]:
    """Tombstones whose sound is still to go from these stores: id, store, keys."""
    query = select(RecordingRow.id, RecordingRow.store, RecordingRow.file_key, RecordingRow.play_key).where(
        RecordingRow.erased_at.is_not(None), RecordingRow.file_key != "", RecordingRow.store.in_(stores)
    )
    rows = await session.execute(query.order_by(RecordingRow.id).limit(limit).with_for_update())
    return [(row.id, row.store, {row.file_key, row.play_key} - {""}) for row in rows]


async def forget_keys(session: Session, ids: Collection[uuid.UUID]) -> None:
    """The sound of these tombstones is gone from its store."""
    statement = update(RecordingRow).where(RecordingRow.id.in_(ids))
    await session.execute(statement.values(file_key="", play_key=""))


async def businesses(session: Session) -> dict[str, str]:
    """Line of business by campaign code; "" is the company's."""
    return {row.campaign_code: row.business for row in await session.scalars(select(BusinessRow))}


async def set_business(session: Session, campaign_code: str, business: str, *, by: str, at: datetime) -> None:
    """Say which line of business a campaign is in."""
    values = {"business": business, "set_by": by, "set_at": at}
    statement = insert(BusinessRow).values(campaign_code=campaign_code, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["campaign_code"], set_=values))


async def holds(session: Session, *, lifted: bool = False) -> list[Hold]:
    """Holds in force, oldest first; with `lifted` those that were lifted too."""
    query = select(HoldRow).order_by(HoldRow.placed_at, HoldRow.id)
    if not lifted:
        query = query.where(HoldRow.lifted_at.is_(None))
    return [_hold_of(row) for row in await session.scalars(query)]


async def add_hold(session: Session, hold: Hold) -> None:
    """Store a new hold."""
    session.add(
        HoldRow(
            id=hold.id,
            recording_id=hold.recording_id,
            e164=hold.e164,
            campaign_code=hold.campaign_code,
            reason=hold.reason,
            placed_by=hold.placed_by,
            placed_at=hold.placed_at,
        )
    )
    await session.flush()


async def lift_hold(session: Session, hold_id: uuid.UUID, *, by: str, at: datetime) -> bool:
    """End a hold; False when there is none in force with this id."""
    statement = update(HoldRow).where(HoldRow.id == hold_id, HoldRow.lifted_at.is_(None))
    done = await session.scalar(statement.values(lifted_by=by, lifted_at=at).returning(HoldRow.id))
    return done is not None


def _hold_of(row: HoldRow) -> Hold:
    return Hold(
        row.id,
        row.recording_id,
        row.e164,
        row.campaign_code,
        row.reason,
        row.placed_by,
        row.placed_at,
        row.lifted_by,
        row.lifted_at,
    )
