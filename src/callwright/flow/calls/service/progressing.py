"""What events do: the call machine's step, the agent's state and the settling, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from callwright.flow.calls.contracts import LiveAttempt
from callwright.flow.calls.decide.call_machine import CallEvent, Effect, Step, step
from callwright.flow.calls.repository import live
from callwright.flow.calls.service.settling import settle
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.platform.push import push

_STATES = {
    Effect.AGENT_RINGS: State.RINGING,
    Effect.AGENT_TALKS: State.TALKING,
    Effect.AGENT_HOLDS: State.HOLD,
}


async def advance(
    session: Session, attempt_id: uuid.UUID, event: CallEvent, *, calendar: CompanyCalendar
) -> Step | None:
    """Let an event happen to an attempt; None when there is no such attempt. See `advance_many`."""
    return (await advance_many(session, [(attempt_id, event)], calendar=calendar))[0]


async def advance_many(
    session: Session, events: Sequence[tuple[uuid.UUID, CallEvent]], *, calendar: CompanyCalendar
) -> list[Step | None]:
    """Let one event happen to each of several attempts; None for those that do not exist.

    The attempts are locked, so that two events of one call follow each other. The agents' states and the settling
    belong to the same transaction; the effects on the switch are the caller's, after the commit. Attempts with agents
    come alone: of several people the states would have to be changed in the order of their ids.
    """
    known = await live.find_many_for_change(session, [attempt_id for attempt_id, _ in events])
    steps = {one: step(known[one], event) for one, event in events if one in known}
    changes = [(known[one], done.attempt) for one, done in steps.items() if done.attempt != known[one]]
    saved = await live.save_many(session, changes) if changes else {}
    if len(saved) < len(changes):
        raise RuntimeError("an attempt changed while it was locked")
    ended = [after for one, after in saved.items() if Effect.SETTLE in steps[one].effects]
    await settle(session, ended, calendar=calendar)
    at = {one: event.at for one, event in events}
    for one, after in saved.items():
        await _move_agents(session, known[one], after, steps[one].effects, at[one])
    return [Step(saved[one], steps[one].effects) if one in saved else steps.get(one) for one, _ in events]


async def _move_agents(
    session: Session, before: LiveAttempt, after: LiveAttempt, effects: Sequence[Effect], at: datetime
) -> None:
    """What the agents of an attempt do now, and their screens."""
    for effect in effects:
        await _move_agent(session, before, after, effect, at)
    people = {one.agent_id for one in (before, after) if one.agent_id is not None}
    if people:
        await push(session, "desk", person_ids=sorted(people))


async def _move_agent(
    session: Session, before: LiveAttempt, after: LiveAttempt, effect: Effect, at: datetime
) -> None:
    """What an effect means for what the agent is doing now. Who practises is in training, whatever the call does."""
    if after.practice:
        if effect is Effect.AGENT_IS_DONE and before.agent_id is not None:
            await floor.end_practice(session, person_id=before.agent_id, call=str(after.settled_id), at=at)
        return
    if effect is Effect.AGENT_IS_DONE:
        await _release(session, before, after, at)
    elif effect in _STATES and after.agent_id is not None:
        await floor.enter(
            session,
            person_id=after.agent_id,
            state=_STATES[effect],
            at=at,
            source="dialer",
            source_id=str(after.settled_id),
            campaign=after.campaign_code,
        )


async def _release(session: Session, before: LiveAttempt, after: LiveAttempt, at: datetime) -> None:
    """Who talked writes down the result; who only rang is free again."""
    if before.agent_id is None:
        return
    if before.joined_at is None:
        await floor.finish(session, person_id=before.agent_id, at=at)
        return
    await floor.enter(
        session,
        person_id=before.agent_id,
        state=State.WRAP_UP,
        at=at,
        source="dialer",
        source_id=str(after.settled_id),
    )
