"""Practice calls and the customers to practise with, in SQL."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from callwright.flow.calls.contracts.practice import PracticeCall, PracticeHost
from callwright.flow.calls.models import AgentLegRow, LiveAttemptRow, PracticeHostRow
from callwright.platform.db import Session


async def keep_host(session: Session, host: PracticeHost) -> None:
    """Write where the customers of a node are."""
    values = {"port": host.port, "voice": host.voice, "seen_at": host.seen_at}
    query = upsert(PracticeHostRow).values(node=host.node, **values)
    await session.execute(query.on_conflict_do_update(index_elements=["node"], set_=values))


async def host(session: Session, node: str) -> PracticeHost | None:
    """The customers of a node."""
    row = await session.get(PracticeHostRow, node, populate_existing=True)
    return None if row is None else PracticeHost(row.node, row.port, row.voice, row.seen_at)


async def host_for(session: Session, person_id: uuid.UUID) -> PracticeHost | None:
    """The customers of the node a person's phone is up on; while it is on none, those that were seen last."""
    node = await session.scalar(select(AgentLegRow.node).where(AgentLegRow.person_id == person_id))
    if node is not None:
        return await host(session, node)
    newest = select(PracticeHostRow.node).order_by(PracticeHostRow.seen_at.desc()).limit(1)
    node = await session.scalar(newest)
    return None if node is None else await host(session, node)


async def page(
    session: Session,
    *,
    visible_people: Collection[uuid.UUID] | None,
    person_id: uuid.UUID | None,
    offset: int,
    limit: int,
) -> tuple[list[PracticeCall], int]:
    """Practice calls that reached their customer or still go on, newest first, and how many there are."""
    query = _scoped(visible_people).where(
        LiveAttemptRow.answered_at.is_not(None) | LiveAttemptRow.ended_at.is_(None)
    )
    if person_id is not None:
        query = query.where(LiveAttemptRow.person_id == person_id)
    total = await session.scalar(select(func.count()).select_from(query.subquery()))
    ordered = query.order_by(LiveAttemptRow.planned_at.desc(), LiveAttemptRow.id).offset(offset).limit(limit)
    return [_call(row) for row in await session.scalars(ordered)], total or 0


async def one(
    session: Session, call_id: uuid.UUID, visible_people: Collection[uuid.UUID] | None
) -> PracticeCall | None:
    """One practice call; None for a real one."""
    row = await session.scalar(_scoped(visible_people).where(LiveAttemptRow.id == call_id))
    return None if row is None else _call(row)


def _scoped(visible_people: Collection[uuid.UUID] | None) -> Select[LiveAttemptRow]:
    query = select(LiveAttemptRow).where(LiveAttemptRow.practice != "")
    return query if visible_people is None else query.where(LiveAttemptRow.person_id.in_(visible_people))


def _call(row: LiveAttemptRow) -> PracticeCall:
    assert row.person_id is not None  # the table says so
    return PracticeCall(
        id=row.id,
        person_id=row.person_id,
        profile=row.practice,
        voice=row.practice_voice,
        started_at=row.dialed_at or row.planned_at,
        answered_at=row.joined_at or row.answered_at,
        ended_at=row.ended_at,
        ended_reason=row.ended_reason,
    )
