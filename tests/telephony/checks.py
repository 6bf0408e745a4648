"""What must be true after every scenario: no attempt goes on, timelines have no gap, every end is settled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import pairwise

from tests.telephony.call_centre import CallCentre
from tests.telephony.parts import length, loudness

from callwright.adapters.asterisk.customers.phones import AGENT_HERTZ, SimulatedPhone
from callwright.adapters.asterisk.customers.voices import CUSTOMER_HERTZ
from callwright.app.doctor.examine import examine
from callwright.flow.calls.contracts import AttemptState, LiveAttempt
from callwright.flow.calls.contracts.live import Verb
from callwright.flow.floor.contracts import State
from callwright.platform.worker import run_worker

CLEAR = -30.0
"""A tone this loud (decibels below full scale) was really heard; another channel's leaks far below."""

_LIVED = """
SELECT state, started_at, ended_at FROM floor.call_phase WHERE person_id = :person
UNION ALL SELECT state, started_at, ended_at FROM floor.state_interval WHERE person_id = :person
UNION ALL SELECT state, since, NULL FROM floor.current_state WHERE person_id = :person AND version > 0
ORDER BY 2, 3 NULLS LAST
"""
_UNSETTLED = """
SELECT one.id FROM calls.live_attempt one LEFT JOIN calls.attempt ON attempt.record_id = one.id::text
WHERE one.state <> 'ended'
  OR (attempt.id IS NULL AND one.ended_reason <> 'not_dialed' AND one.practice = '')
"""
_SIDE_BY_SIDE = """
SELECT a.e164 FROM calls.live_attempt a JOIN calls.live_attempt b ON a.e164 = b.e164 AND a.id < b.id
WHERE a.planned_at < coalesce(b.ended_at, 'infinity') AND b.planned_at < coalesce(a.ended_at, 'infinity')
"""


async def lived(centre: CallCentre, employee: str, since: datetime | None = None) -> list[State]:
    """The states a person went through (since a moment), oldest first; fails when there is a gap or an overlap."""
    rows = await centre.rows(_LIVED, person=centre.people[employee])
    for before, after in pairwise(rows):
        assert before.ended_at == after.started_at, f"{before} is not followed at once by {after}"
    return [State(one.state) for one in rows if since is None or (one.ended_at or since) >= since]


async def in_order(centre: CallCentre) -> None:
    """Nothing goes on, everything that ended is settled, no number was in two calls, timelines are whole."""
    assert await centre.rows(_UNSETTLED) == []
    assert await centre.rows(_SIDE_BY_SIDE) == []
    assert (await centre.switch.snapshot()).channels == () or centre.dialer is not None
    for employee in centre.people:
        await lived(centre, employee)


async def healthy(centre: CallCentre, seconds: float = 60) -> None:
    """With a worker that does what is left to do, `callwright doctor` finds no error soon."""
    async with working(centre):
        await without_errors(centre, seconds)


@asynccontextmanager
async def working(centre: CallCentre) -> AsyncIterator[None]:
    """A worker runs: it takes recordings and plans after calls."""
    stop = asyncio.Event()
    worker = asyncio.create_task(run_worker(centre.runtime, stop))
    try:
        yield
    finally:
        stop.set()
        await worker


async def without_errors(centre: CallCentre, seconds: float = 60) -> None:
    """Wait until the doctor finds no error; what it still finds is said when it takes too long."""
    broken: dict[str, object] = {}

    async def clean() -> bool:
        found = await _broken(centre)
        broken.clear()
        broken.update(found)
        return not broken

    try:
        await centre.until(clean, seconds)
    except TimeoutError:
        raise AssertionError(broken) from None


async def _broken(centre: CallCentre) -> dict[str, object]:
    runtime = centre.runtime
    async with runtime.database.transaction() as session:
        today = runtime.calendar.day_of(runtime.clock.now())
        found = await examine(session, calendar=runtime.calendar, today=today)
    return {one.code: one.examples for one in found if one.severity == "error" and not one.holds}


async def tidy(centre: CallCentre) -> None:
    """End what a scenario left, and bring everybody who is signed in back to READY."""
    await centre.rows("UPDATE calls.campaign_dialing SET state = 'paused' RETURNING 1")
    for row in await centre.rows(
        "SELECT id, person_id, closer_id FROM calls.live_attempt WHERE state <> 'ended'"
    ):
        employee = next(
            (name for name, one in centre.people.items() if one == (row.closer_id or row.person_id)), None
        )
        if employee is not None:
            await centre.ask(employee, Verb.HANG_UP, row.id)
        await centre.becomes(row.id, AttemptState.ENDED)
    for employee in centre.people:
        if await centre.state(employee) not in {State.OFFLINE, State.READY}:
            await centre.enter(employee, State.READY)


async def recorded(centre: CallCentre, call: LiveAttempt, *, seconds: float = 1.0) -> tuple[str, str]:
    """Both files of an answered call: the customer on one, the agent on the other, each on its own."""

    async def files() -> tuple[str, str] | None:
        return await centre.switch.recording_files(call.recording)

    said, heard = await centre.until(files, 15)
    assert length(said) >= seconds
    assert loudness(said, CUSTOMER_HERTZ) > CLEAR, "the customer is not on its channel"
    assert loudness(heard, AGENT_HERTZ) > CLEAR, "the agent is not on its channel"
    assert loudness(said, AGENT_HERTZ) < loudness(heard, AGENT_HERTZ) - 20
    assert loudness(heard, CUSTOMER_HERTZ) < loudness(said, CUSTOMER_HERTZ) - 20
    return said, heard


def numbered_before(phone: SimulatedPhone, other: SimulatedPhone) -> None:
    """Let a phone's next call begin with packets numbered before those another one sends now, as half of them do."""
    now = other.calls[0].number if other.calls else 0
    phone.first_number = (now - 20_000) & 0xFFFF
