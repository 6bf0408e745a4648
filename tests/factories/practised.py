"""A practice call as dialer and switch leave it, without either: placed, answered, ended, and its two files."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.factories.dialed_calls import raw_files
from tests.factories.uncounted import CALENDAR
from tests.factories.voice import channel

from callwright.flow.calls import service as calls
from callwright.flow.calls.decide.call_machine import Answered, CallEvent, HangUp, OrderTaken, Rang
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.platform.runtime import Runtime

SECONDS = 12
NODE = "main"


async def hosted(runtime: Runtime, *, spoken: bool = True, at: datetime | None = None) -> None:
    """Practice customers answer at the switch."""
    async with runtime.database.transaction() as session:
        seen = at or runtime.clock.now()
        await calls.keep_practice_host(session, node=NODE, port=5080, spoken=spoken, at=seen)


async def practise(runtime: Runtime, person_id: uuid.UUID, *, profile: str = "price") -> uuid.UUID:
    """A person who is READY practises for some seconds; the id of the call."""
    now, call_id = runtime.clock.now(), uuid.uuid4()
    async with runtime.database.transaction() as session:
        await floor.enter(session, person_id=person_id, state=State.READY, at=now)
        await calls.place_practice(
            session,
            node=NODE,
            profile=profile,
            person_id=person_id,
            attempt_id=call_id,
            at=now,
            calendar=CALENDAR,
        )
    for event in _events(now):
        async with runtime.database.transaction() as session:
            await calls.advance(session, call_id, event, calendar=CALENDAR)
    agent = channel(SECONDS, (1.0, 4.0), (7.0, 11.0))
    customer = channel(SECONDS, (4.5, 6.5), pitch=200.0)
    raw_files(runtime.data_folder, call_id, customer=customer, agent=agent)
    return call_id


def _events(now: datetime) -> Sequence[CallEvent]:
    def later(seconds: float) -> datetime:
        return now + timedelta(seconds=seconds)

    return (
        OrderTaken(later(0.1)),
        Rang(later(0.2)),
        Answered(later(2), agent_there=True, resume_until=later(60)),
        HangUp(later(2 + SECONDS)),
    )
