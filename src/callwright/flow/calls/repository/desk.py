"""Standing legs of agents and what people asked of the dialer, in SQL."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from callwright.flow.calls.contracts.live import WAKE, AgentLeg, Command, Verb
from callwright.flow.calls.models import AgentLegRow, CommandRow, LiveAttemptRow
from callwright.platform.db import Session


async def legs(session: Session, node: str) -> list[AgentLeg]:
    """Every standing leg of a node."""
    rows = await session.scalars(select(AgentLegRow).where(AgentLegRow.node == node))
    return [AgentLeg(one.person_id, one.channel_id, one.phone, one.state == "up", one.since) for one in rows]


async def nodes_in_use(session: Session, without: str) -> list[str]:
    """Nodes other than this one that have attempts going on or standing legs."""
    going_on = select(LiveAttemptRow.node).where(LiveAttemptRow.state != "ended")
    query = going_on.union(select(AgentLegRow.node))
    return sorted(one for one in await session.scalars(query) if one != without)


async def save_leg(session: Session, node: str, leg: AgentLeg) -> None:
    """Write a leg; a person has one."""
    values = {
        "node": node,
        "channel_id": leg.channel_id,
        "phone": leg.phone,
        "state": "up" if leg.up else "ringing",
        "since": leg.since,
    }
    query = upsert(AgentLegRow).values(person_id=leg.person_id, **values)
    await session.execute(query.on_conflict_do_update(index_elements=["person_id"], set_=values))


async def drop_leg(session: Session, person_id: uuid.UUID, channel_id: str) -> bool:
    """The leg is gone; nothing happens when the person has a newer one already."""
    query = (
        delete(AgentLegRow)
        .where(AgentLegRow.person_id == person_id, AgentLegRow.channel_id == channel_id)
        .returning(AgentLegRow.person_id)
    )
    return (await session.execute(query)).first() is not None


async def wake_dialer(session: Session, why: str) -> None:
    """Wake the dialers when this transaction commits."""
    await session.execute(text("SELECT pg_notify(:channel, :why)"), {"channel": WAKE, "why": why})


async def ask(
    session: Session,
    *,
    node: str,
    verb: Verb,
    person_id: uuid.UUID | None,
    attempt_id: uuid.UUID | None,
    arguments: dict[str, Any],
) -> int:
    """Write a command and wake the dialer; gives its number."""
    query = (
        insert(CommandRow)
        .values(node=node, kind=str(verb), person_id=person_id, attempt_id=attempt_id, arguments=arguments)
        .returning(CommandRow.id)
    )
    number = (await session.execute(query)).scalar_one()
    await wake_dialer(session, "command")
    return number


async def waiting_commands(session: Session, node: str) -> list[Command]:
    """What was asked and not done, in order."""
    query = (
        select(CommandRow)
        .where(CommandRow.node == node, CommandRow.done_at.is_(None))
        .order_by(CommandRow.id)
    )
    return [
        Command(one.id, one.node, Verb(one.kind), one.person_id, one.attempt_id, dict(one.arguments))
        for one in await session.scalars(query)
    ]


async def refuse_old_commands(session: Session, node: str, seconds: float, result: dict[str, Any]) -> None:
    """Answer what was asked longer ago than this, by the clock of the database that wrote it down."""
    asked_before = func.now() - timedelta(seconds=seconds)
    query = update(CommandRow).where(
        CommandRow.node == node, CommandRow.done_at.is_(None), CommandRow.created_at < asked_before
    )
    await session.execute(query.values(done_at=func.now(), result=result))


async def answer(session: Session, command_id: int, result: dict[str, Any], at: datetime) -> bool:
    """Write what came of a command; False when it was answered before."""
    query = (
        update(CommandRow)
        .where(CommandRow.id == command_id, CommandRow.done_at.is_(None))
        .values(done_at=at, result=result)
        .returning(CommandRow.id)
    )
    return (await session.execute(query)).first() is not None


async def result_of(session: Session, command_id: int) -> dict[str, Any] | None:
    """What came of a command; None while it waits."""
    query = select(CommandRow.result).where(CommandRow.id == command_id, CommandRow.done_at.is_not(None))
    return (await session.execute(query)).scalar_one_or_none()
