"""Writing attempts of our own dialer into `calls.attempt`, in SQL."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.calls.contracts import Attempt, Outcome, recording_key
from callwright.flow.calls.models import AttemptRow, LiveAttemptRow
from callwright.platform.db import Session

_SETTLE = insert(cast("Table", AttemptRow.__table__)).on_conflict_do_nothing(index_elements=["id"])


async def settle(session: Session, attempts: Sequence[Attempt]) -> None:
    """Write settled attempts; once written they stay as they are."""
    await session.execute(_SETTLE, [_values(one) for one in attempts])


def _values(attempt: Attempt) -> dict[str, object]:
    return {
        "id": attempt.id,
        "import_id": None,
        "line": 0,
        "system": attempt.system,
        "record_id": attempt.record_id,
        "content": "",
        "person_id": attempt.person_id,
        "e164": attempt.e164,
        "contact_id": attempt.contact_id,
        "campaign_code": attempt.campaign_code,
        "direction": str(attempt.direction),
        "started_at": attempt.started_at,
        "answered_at": attempt.answered_at,
        "ended_at": attempt.ended_at,
        "outcome": str(attempt.outcome),
        "raw_outcome": attempt.raw_outcome,
        "recording_name": attempt.recording_name,
        "recording_key": recording_key(attempt.recording_name) if attempt.recording_name else "",
        "effective": attempt.effective,
    }


async def set_outcome(session: Session, attempt_id: uuid.UUID, *, outcome: Outcome, effective: bool) -> None:
    """What the agent recorded about an attempt that is settled already."""
    query = update(AttemptRow).where(AttemptRow.id == attempt_id)
    await session.execute(query.values(outcome=str(outcome), effective=effective))


async def untold(session: Session, *, limit: int) -> list[tuple[uuid.UUID, uuid.UUID | None]]:
    """Ended attempts that leads and lists have not heard of, with their contacts; locked, oldest first."""
    query = (
        select(LiveAttemptRow.id, LiveAttemptRow.contact_id)
        .where(
            LiveAttemptRow.state == "ended",
            LiveAttemptRow.told_at.is_(None),
            LiveAttemptRow.practice == "",
        )
        .order_by(LiveAttemptRow.ended_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [(row.id, row.contact_id) for row in await session.execute(query)]


async def mark_told(session: Session, ids: Collection[uuid.UUID], at: datetime | None) -> None:
    """Leads and lists know of these; None = they have to be told again."""
    query = update(LiveAttemptRow).where(LiveAttemptRow.id.in_(ids))
    await session.execute(query.values(told_at=at))


async def abandoned_share(session: Session, campaign_code: str, since: datetime) -> tuple[int, int]:
    """(abandoned, live answers) of a campaign since a moment; machines are no live answers."""
    query = select(
        func.count().filter(LiveAttemptRow.abandoned),
        func.count().filter(LiveAttemptRow.machine != "machine"),
    ).where(
        LiveAttemptRow.campaign_code == campaign_code,
        LiveAttemptRow.planned_at >= since,
        LiveAttemptRow.answered_at.is_not(None),
        LiveAttemptRow.practice == "",
    )
    row = (await session.execute(query)).one()
    return row[0], row[1]
