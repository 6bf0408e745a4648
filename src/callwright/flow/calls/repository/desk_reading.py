"""What a desk shows, in SQL: the lead leased to a person, notes of earlier calls, where a person's phone is."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from callwright.flow.calls.contracts.live import OWN_SYSTEM
from callwright.flow.calls.models import AgentLegRow, AttemptRow, LeadPlanRow, LiveAttemptRow, TrunkRow
from callwright.platform.db import Session

DEFAULT_NODE = "main"


async def leased_lead(session: Session, person_id: uuid.UUID, at: datetime) -> uuid.UUID | None:
    """The lead a person is looking at before dialing it."""
    query = (
        select(LeadPlanRow.lead_id)
        .where(LeadPlanRow.leased_for == person_id, LeadPlanRow.leased_until > at)
        .order_by(LeadPlanRow.leased_until.desc())
        .limit(1)
    )
    return (await session.execute(query)).scalar_one_or_none()


async def earlier(
    session: Session, contact_ids: Collection[uuid.UUID], *, limit: int
) -> list[tuple[AttemptRow, str]]:
    """The newest attempts with these contacts and the agents' notes about them."""
    query = (
        select(AttemptRow)
        .where(AttemptRow.contact_id.in_(contact_ids))
        .order_by(AttemptRow.started_at.desc())
        .limit(limit)
    )
    rows = list(await session.scalars(query))
    own = [uuid.UUID(one.record_id) for one in rows if one.system == OWN_SYSTEM]
    noted = await session.execute(
        select(LiveAttemptRow.id, LiveAttemptRow.note).where(LiveAttemptRow.id.in_(own))
    )
    notes = {str(row.id): row.note for row in noted}
    return [(one, notes.get(one.record_id, "")) for one in rows]


async def last_unanswered(session: Session, person_id: uuid.UUID, since: datetime) -> LiveAttemptRow | None:
    """The newest own attempt of a person, when it ended after `since` and nobody answered."""
    query = (
        select(AttemptRow)
        .where(AttemptRow.person_id == person_id, AttemptRow.system == OWN_SYSTEM)
        .order_by(AttemptRow.started_at.desc())
        .limit(1)
    )
    newest = await session.scalar(query)
    if newest is None or newest.answered_at is not None or newest.ended_at < since:
        return None
    return await session.get(LiveAttemptRow, uuid.UUID(newest.record_id))


async def node_of(session: Session, person_id: uuid.UUID | None) -> str:
    """The switch node a person's phone is on; the first trunk's node when it is on none."""
    if person_id is not None:
        found = await session.scalar(select(AgentLegRow.node).where(AgentLegRow.person_id == person_id))
        if found is not None:
            return found
    return await session.scalar(select(TrunkRow.node).order_by(TrunkRow.name).limit(1)) or DEFAULT_NODE
