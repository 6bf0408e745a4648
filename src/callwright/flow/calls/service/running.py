"""Attempts that are happening, standing legs, and commands: what the dialer reads and writes between events."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from callwright.flow.calls.contracts import Answer, Command, LiveAttempt, Verb
from callwright.flow.calls.contracts.live import COMMAND_PATIENCE, AgentLeg
from callwright.flow.calls.errors import DialerDoesNotAnswer
from callwright.flow.calls.repository import desk, live
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.platform.db import Session


async def going_on(session: Session, node: str) -> list[LiveAttempt]:
    """Every attempt of a node that has not ended, oldest first."""
    return await live.going_on(session, node)


async def nodes_in_use(session: Session, *, without: str) -> list[str]:
    """Nodes other than this one that have attempts going on or standing legs."""
    return await desk.nodes_in_use(session, without)


async def call_of(session: Session, person_id: uuid.UUID) -> LiveAttempt | None:
    """The attempt a person is in now."""
    return await live.of_person(session, person_id)


async def live_attempt(session: Session, attempt_id: uuid.UUID) -> LiveAttempt | None:
    """One attempt of our own dialer, running or ended."""
    return await live.find(session, attempt_id)


async def undisposed(session: Session, person_id: uuid.UUID) -> LiveAttempt | None:
    """The oldest call of a person that still waits for a result."""
    return next(iter(await live.undisposed(session, [person_id])), None)


async def interrupted_people(session: Session) -> set[uuid.UUID]:
    """Who is writing up a call that interrupted the wrap-up before: nobody is interrupted twice in a row."""
    writing = await floor.current(session, states=[State.WRAP_UP])
    calls = {uuid.UUID(one.source_id): person for person, one in writing.items() if one.source == "dialer"}
    return {calls[one] for one in await live.interrupting(session, list(calls))}


async def legs(session: Session, node: str) -> list[AgentLeg]:
    """The standing legs of a node."""
    return await desk.legs(session, node)


async def save_leg(session: Session, node: str, leg: AgentLeg) -> None:
    """Write a standing leg."""
    await desk.save_leg(session, node, leg)


async def drop_leg(session: Session, leg: AgentLeg) -> bool:
    """The leg is gone; False when the person has a newer one."""
    return await desk.drop_leg(session, leg.person_id, leg.channel_id)


async def waiting_commands(session: Session, node: str) -> list[Command]:
    """What was asked of the dialer and not done. Who asked before an interruption has given up: that is refused."""
    error = DialerDoesNotAnswer()
    refused = _result(Answer(None, {"code": error.code, **error.sentence().to_json()}))
    await desk.refuse_old_commands(session, node, COMMAND_PATIENCE, refused)
    return await desk.waiting_commands(session, node)


async def answer(session: Session, command: Command, said: Answer, at: datetime) -> bool:
    """Write what came of a command."""
    return await desk.answer(session, command.id, _result(said), at)


def _result(said: Answer) -> dict[str, Any]:
    return {"attempt_id": str(said.attempt_id) if said.attempt_id else None, "error": said.error}


async def ask(
    session: Session,
    *,
    node: str,
    verb: Verb,
    person_id: uuid.UUID | None,
    attempt_id: uuid.UUID | None = None,
    arguments: dict[str, Any] | None = None,
) -> int:
    """Ask the dialer of a node for something; the command is taken once this transaction is committed."""
    return await desk.ask(
        session,
        node=node,
        verb=verb,
        person_id=person_id,
        attempt_id=attempt_id,
        arguments=arguments or {},
    )


async def answer_of(session: Session, command_id: int) -> Answer | None:
    """What the dialer answered to a command; None while it waits."""
    result = await desk.result_of(session, command_id)
    if result is None:
        return None
    found = result["attempt_id"]
    return Answer(uuid.UUID(found) if found else None, result["error"])
