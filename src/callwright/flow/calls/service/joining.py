"""Bringing a waiting customer and a free person together: one of them, once."""

from __future__ import annotations

import uuid
from datetime import datetime

from callwright.flow.calls.contracts import LiveAttempt
from callwright.flow.calls.decide.call_machine import AgentFound, HandedOver, Step
from callwright.flow.calls.errors import CallIsOver
from callwright.flow.calls.service.progressing import advance
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session


async def give_customer(
    session: Session,
    attempt: LiveAttempt,
    *,
    person_id: uuid.UUID,
    at: datetime,
    calendar: CompanyCalendar,
    interrupt: bool = False,
) -> Step:
    """Give a waiting customer to a person who is READY; with `interrupt` to one who is writing up the last call.

    Raises WrongState when the person is not free any more (the customer goes on waiting), CallIsOver when the customer
    left; either undoes the whole transaction.
    """
    await floor.enter(
        session,
        person_id=person_id,
        state=State.TALKING,
        at=at,
        source="dialer",
        source_id=str(attempt.settled_id),
        campaign=attempt.campaign_code,
        only_from={State.WRAP_UP if interrupt else State.READY},
    )
    done = await advance(
        session, attempt.id, AgentFound(at, person_id, interrupts=interrupt), calendar=calendar
    )
    if done is None or done.attempt.person_id != person_id:
        raise CallIsOver  # the customer left in this very moment: the person stays free
    return done


async def hand_over(
    session: Session,
    attempt: LiveAttempt,
    *,
    person_id: uuid.UUID,
    at: datetime,
    calendar: CompanyCalendar,
) -> Step:
    """Let a colleague who is READY go on with the customer; the first agent is done with the talk.

    Raises WrongState when the colleague is not free, CallIsOver when the customer left; either undoes everything.
    """
    await floor.enter(
        session,
        person_id=person_id,
        state=State.TALKING,
        at=at,
        source="dialer",
        source_id=str(attempt.settled_id),
        campaign=attempt.campaign_code,
        only_from={State.READY},
    )
    done = await advance(session, attempt.id, HandedOver(at, person_id), calendar=calendar)
    if done is None or done.attempt.closer_id != person_id:
        raise CallIsOver
    return done
