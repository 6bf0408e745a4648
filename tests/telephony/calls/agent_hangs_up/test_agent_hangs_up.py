"""The agent ends the call: while it rings, and while they talk. The phone stays up for the next one."""

from __future__ import annotations

import asyncio

from tests.telephony.checks import recorded

from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.floor.contracts import State


async def test_while_it_rings(shared):
    said = await shared.dial("E001", shared.pick("11"))
    await shared.becomes(said.attempt_id, AttemptState.RINGING)
    assert (await shared.ask("E001", Verb.HANG_UP, said.attempt_id)).error is None
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert (ended.ended_reason, ended.answered_at) == ("cancelled", None)
    await shared.is_in("E001", State.READY)


async def test_while_they_talk(shared):
    leg = shared.dialer.node.leg_up(shared.people["E001"])
    said = await shared.dial("E001", shared.pick("04"))
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await asyncio.sleep(2)
    assert (await shared.ask("E001", Verb.HANG_UP, said.attempt_id)).error is None
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "agent_hung_up"
    assert await shared.state("E001") is State.WRAP_UP
    assert shared.dialer.node.leg_up(shared.people["E001"]) == leg
    await shared.dispose("E001", ended.id, Outcome.WRONG_PARTY)
    await recorded(shared, ended)


async def test_nobody_else_can_end_it(shared):
    said = await shared.dial("E001", shared.pick("04"))
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    refused = await shared.ask("E002", Verb.HANG_UP, said.attempt_id)
    assert refused.error is not None
    assert refused.error["code"] == "calls.call_not_found"
    assert (await shared.call(said.attempt_id)).state is AttemptState.TALKING
