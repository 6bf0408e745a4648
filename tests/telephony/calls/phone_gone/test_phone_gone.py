"""The agent's phone goes away in the middle of a call: the customer stays, the phone is rung again, they talk on."""

from __future__ import annotations

import asyncio

from tests.telephony.checks import CLEAR, numbered_before, recorded
from tests.telephony.parts import length, loudness

from callwright.adapters.asterisk.customers.phones import AGENT_HERTZ
from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.floor.contracts import State


async def test_the_customer_is_kept_and_they_talk_on(shared):
    said = await shared.dial("E001", shared.pick("04"))
    talking = await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await asyncio.sleep(1)
    leg = shared.dialer.node.leg_up(shared.people["E001"])
    numbered_before(shared.phone("E001"), shared.phone("E001"))
    shared.phone("E001").hang_up()

    async def another_leg() -> bool:
        now = shared.dialer.node.leg_up(shared.people["E001"])
        return now is not None and now.channel_id != leg.channel_id

    await shared.until(another_leg)
    back = await shared.becomes(said.attempt_id, AttemptState.TALKING)
    assert back.version >= talking.version + 2, "lost, and back again"
    assert back.joined_at == talking.joined_at
    assert await shared.state("E001") is State.TALKING
    await asyncio.sleep(2)
    await shared.ask("E001", Verb.HANG_UP, said.attempt_id)
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "agent_hung_up"
    await shared.dispose("E001", ended.id, Outcome.EFFECTIVE)
    _, heard = await recorded(shared, ended, seconds=2)
    assert loudness(heard, AGENT_HERTZ, begin=length(heard) - 1) > CLEAR, (
        "the recording goes on with the new leg"
    )
