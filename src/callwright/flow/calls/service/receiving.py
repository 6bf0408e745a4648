"""Return calls: a customer calls us, and comes to the person who called last."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from callwright.flow.calls.contracts import AttemptState, Direction, LiveAttempt
from callwright.flow.calls.decide.numbers import read_number
from callwright.flow.calls.repository import live
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.flow.floor.errors import WrongState
from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.registers.campaigns.contracts import DialingMode
from callwright.registers.contacts import service as contacts


async def receive(
    session: Session, *, node: str, channel_id: str, trunk: str, caller: str, at: datetime
) -> LiveAttempt:
    """Write an inbound call. It belongs to the campaign, lead and person of the last call with this number, if any.

    The person is reserved when READY; else the call waits for whoever of the campaign is free first.
    """
    number = read_number(caller)
    before = await live.last_with(session, number) if number else None
    known = await contacts.find_by_number(session, number) if number else None
    attempt_id = new_id()
    attempt = LiveAttempt(
        id=attempt_id,
        node=node,
        state=AttemptState.RINGING,
        mode=DialingMode.MANUAL,
        direction=Direction.INBOUND,
        campaign_code=before.campaign_code if before else "",
        e164=number or f"unknown-{attempt_id.hex[:8]}",
        trunk=trunk,
        caller_number="",
        planned_at=at,
        lead_id=before.lead_id if before else None,
        contact_id=(known.id if known else None) or (before.contact_id if before else None),
        dialed_at=at,
        ringing_at=at,
        recording=str(attempt_id),
        inbound_channel=channel_id,
    )
    person_id = await _reserve(session, attempt, before.agent_id if before else None, at)
    attempt = replace(attempt, person_id=person_id)
    await live.add(session, attempt)
    return attempt


async def _reserve(
    session: Session, attempt: LiveAttempt, person_id: uuid.UUID | None, at: datetime
) -> uuid.UUID | None:
    """The person who called last, when free."""
    if person_id is None:
        return None
    try:
        await floor.enter(
            session,
            person_id=person_id,
            state=State.RINGING,
            at=at,
            source="dialer",
            source_id=str(attempt.settled_id),
            only_from={State.READY},
        )
    except WrongState:
        return None
    return person_id
