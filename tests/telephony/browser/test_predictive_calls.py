"""Two agents take predictive calls in their browsers: results, a reload in the middle, voices on their own channels."""

from __future__ import annotations

import asyncio
import time
import uuid

from playwright.async_api import expect
from tests.telephony.browser.agent_window import SOON, AgentWindow
from tests.telephony.browser.kept import both_voices
from tests.telephony.browser.served import Served
from tests.telephony.call_centre import CallCentre
from tests.telephony.checks import lived
from tests.telephony.opening import CAMPAIGN

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import AttemptState, LiveAttempt, Outcome
from callwright.flow.floor.contracts import State
from callwright.registers.campaigns.contracts import DialingMode

SPEECH = 4.0
"""Seconds both have spoken before anybody does anything."""
BACK_WITHIN = 25.0
"""Seconds from a reload to talking again on a machine that does ten other things; alone it takes about six."""


async def test_two_agents_take_predictive_calls(
    served: Served, agents: tuple[AgentWindow, AgentWindow]
) -> None:
    centre, (first, second) = served.centre, agents
    await asyncio.gather(first.start_work(), second.start_work())
    await centre.run_campaign(DialingMode.PREDICTIVE)
    await asyncio.gather(first.talks(), second.talks())
    call, other = await _call_of(centre, "E001"), await _call_of(centre, "E002")
    assert call.mode is other.mode is DialingMode.PREDICTIVE
    assert call.e164 != other.e164
    await asyncio.sleep(SPEECH)

    await asyncio.gather(_reload(centre, first, call), _close_and_open(centre, second, other))
    await asyncio.sleep(SPEECH)
    await asyncio.gather(first.hang_up(), second.hang_up())
    await first.note("要报价")
    await asyncio.gather(first.result("interested"), second.result("refused"))

    next_call = await _next_call(centre, first, call)
    await _pause(centre)
    await asyncio.sleep(SPEECH)
    await first.hang_up()
    await first.result("effective")

    assert await _results(centre) >= {
        (call.id, Outcome.INTERESTED, "要报价", "E001"),
        (other.id, Outcome.REFUSED, "", "E002"),
        (next_call.id, Outcome.EFFECTIVE, "", "E001"),
    }
    assert await centre.rows("SELECT id FROM calls.live_attempt WHERE abandoned") == []
    states = await lived(centre, "E001")
    assert _in_this_order(
        states, [State.READY, State.TALKING, State.WRAP_UP, State.READY, State.TALKING, State.WRAP_UP]
    )
    for employee, attempt in (("E001", call), ("E002", other), ("E001", next_call)):
        await both_voices(served, employee, attempt, SPEECH)


async def _call_of(centre: CallCentre, employee: str) -> LiveAttempt:
    """The call an agent talks in."""

    async def talking() -> LiveAttempt | None:
        rows = await centre.rows(
            "SELECT id FROM calls.live_attempt WHERE person_id = :person AND state = 'talking'",
            person=centre.people[employee],
        )
        return await centre.call(rows[0].id) if rows else None

    return await centre.until(talking, 15)


async def _reload(centre: CallCentre, window: AgentWindow, call: LiveAttempt) -> None:
    """Load the page anew in the middle of a call: the customer is kept, and the agent's leg comes back by itself."""
    before, began = _leg(centre, window), time.monotonic()

    async def rung_again() -> bool:
        return _leg(centre, window) not in {None, before}

    await window.page.reload()
    await centre.until(rung_again, BACK_WITHIN)
    await centre.becomes(call.id, AttemptState.TALKING, BACK_WITHIN)
    assert time.monotonic() - began < BACK_WITHIN
    await _is_back(centre, window, call)


def _leg(centre: CallCentre, window: AgentWindow) -> str | None:
    """The channel of the agent's phone while it is up."""
    assert centre.dialer is not None
    leg = centre.dialer.node.leg_up(centre.people[window.employee])
    return leg.channel_id if leg else None


async def _close_and_open(centre: CallCentre, window: AgentWindow, call: LiveAttempt) -> None:
    """Close the page in the middle of a call: who opens it again is told that the customer waits, and is joined."""
    window.visit.allow(404, "/favicon.ico")
    await window.page.goto(f"{window.visit.address}/api/company")
    lost = await centre.becomes(call.id, AttemptState.AGENT_LOST, BACK_WITHIN)
    assert lost.resume_until is not None
    await window.page.goto(f"{window.visit.address}/leads")
    await expect(window.at("resume")).to_contain_text("客户还在线上", timeout=SOON)
    await window.page.goto(f"{window.visit.address}/desk")
    await _is_back(centre, window, call)


async def _is_back(centre: CallCentre, window: AgentWindow, call: LiveAttempt) -> None:
    """The agent talks with the same customer, whose call went on all the time."""
    await window.talks()
    await expect(window.at("resume")).to_have_count(0)
    again = await _call_of(centre, window.employee)
    assert (again.id, again.answered_at) == (call.id, call.answered_at)


async def _next_call(centre: CallCentre, window: AgentWindow, before: LiveAttempt) -> LiveAttempt:
    """The next customer comes by itself once the result is recorded."""
    await window.talks()
    found = await _call_of(centre, window.employee)
    assert found.id != before.id
    assert found.e164 != before.e164
    return found


async def _pause(centre: CallCentre) -> None:
    """Nobody is called any more."""
    now = centre.runtime.clock.now()
    async with centre.runtime.database.transaction() as session:
        await calls.set_dialing(
            session, campaign_code=CAMPAIGN, running=False, by="t", at=now, calendar=centre.runtime.calendar
        )


async def _results(centre: CallCentre) -> set[tuple[uuid.UUID, Outcome, str, str]]:
    """What the agents recorded, as the settled calls have it."""
    rows = await centre.rows(
        "SELECT one.id, attempt.outcome, one.note, attempt.person_id FROM calls.live_attempt one"
        " JOIN calls.attempt ON attempt.record_id = one.id::text WHERE one.disposed_at IS NOT NULL"
    )
    employees = {person: name for name, person in centre.people.items()}
    return {(row.id, Outcome(row.outcome), row.note, employees[row.person_id]) for row in rows}


def _in_this_order(lived: list[State], wanted: list[State]) -> bool:
    """Whether these states came one after the other, whatever came between."""
    left = iter(lived)
    return all(state in left for state in wanted)
