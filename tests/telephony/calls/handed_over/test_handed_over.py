"""A customer is handed to a colleague: at once, or after asking; credit is split as agreed."""

from __future__ import annotations

import asyncio
from decimal import Decimal

from tests.telephony.checks import CLEAR, numbered_before, recorded
from tests.telephony.parts import length, loudness

from callwright.adapters.asterisk.customers.phones import AGENT_HERTZ
from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.floor.contracts import State


async def test_at_once(shared):
    await _begins_anew(shared, "E002")
    said = await shared.dial("E001", shared.pick("04"))
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    receiver = str(shared.people["E002"])
    answer = await shared.ask(
        "E001", Verb.TRANSFER, said.attempt_id, to_person_id=receiver, kind="blind", share="0.4"
    )
    assert answer.error is None
    assert await shared.state("E001") is State.WRAP_UP
    assert await shared.state("E002") is State.TALKING
    call = await shared.call(said.attempt_id)
    assert (call.closer_id, call.closer_share) == (shared.people["E002"], Decimal("0.400"))
    assert (await shared.ask("E001", Verb.HANG_UP, call.id)).error["code"] == "calls.call_not_found"
    await asyncio.sleep(2)
    assert (await shared.ask("E002", Verb.HANG_UP, call.id)).error is None
    ended = await shared.becomes(call.id, AttemptState.ENDED)
    await shared.dispose("E002", ended.id, Outcome.INTERESTED)
    _, heard = await recorded(shared, ended)
    assert loudness(heard, AGENT_HERTZ, begin=length(heard) - 1) > CLEAR, "the colleague is recorded too"


async def test_after_asking_and_back_again(shared):
    said = await shared.dial("E001", shared.pick("04"))
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    receiver = str(shared.people["E002"])
    await shared.ask("E001", Verb.TRANSFER, said.attempt_id, to_person_id=receiver, kind="warm")
    held = await shared.call(said.attempt_id)
    assert held.state is AttemptState.HELD
    assert await shared.state("E001") is State.HOLD
    await asyncio.sleep(0.5)
    assert (await shared.ask("E001", Verb.TRANSFER_CANCEL, said.attempt_id)).error is None
    assert (await shared.call(said.attempt_id)).state is AttemptState.TALKING
    assert await shared.state("E001") is State.TALKING
    bridge = shared.dialer.node.leg_up(shared.people["E001"]).bridge_id
    channel = (await shared.switch.snapshot()).channel(held.channel_id)
    assert channel.bridge_id == bridge, "the customer hears the agent again"
    await shared.ask("E001", Verb.HANG_UP, said.attempt_id)
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    await shared.dispose("E001", ended.id, Outcome.EFFECTIVE)


async def test_a_colleague_who_is_busy_gets_nobody(shared):
    await shared.enter("E002", State.BREAK, reason="rest")
    said = await shared.dial("E001", shared.pick("04"))
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    receiver = str(shared.people["E002"])
    answer = await shared.ask("E001", Verb.TRANSFER, said.attempt_id, to_person_id=receiver, kind="blind")
    assert answer.error["code"] == "calls.receiver_not_free"
    assert (await shared.call(said.attempt_id)).state is AttemptState.TALKING
    assert await shared.state("E001") is State.TALKING


async def _begins_anew(shared, employee):
    """A leg of this agent whose packets are numbered before those of the other one's."""
    before = shared.dialer.node.leg_up(shared.people[employee])
    numbered_before(shared.phone(employee), shared.phone("E001"))
    shared.phone(employee).hang_up()

    async def another_leg() -> bool:
        now = shared.dialer.node.leg_up(shared.people[employee])
        return now is not None and now.channel_id != before.channel_id

    await shared.until(another_leg, 15)
