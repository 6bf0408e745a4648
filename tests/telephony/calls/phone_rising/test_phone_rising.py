"""An agent dials in the moment of becoming ready: the phone is just being picked up."""

from __future__ import annotations

import asyncio

from tests.telephony.opening import CAMPAIGN

from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.calls.phone import phones
from callwright.flow.calls.ports import PhoneChanged
from callwright.flow.floor.contracts import State


async def without_leg(centre, employee):
    """The agent's phone is hung up and not rung again: as before the first call of a day."""
    person_id = centre.people[employee]
    await centre.enter(employee, State.OFFLINE)

    async def gone():
        return person_id not in centre.dialer.node.legs

    await centre.until(gone)


async def test_the_call_waits_for_the_phone(shared):
    await without_leg(shared, "E001")
    await shared.enter("E001", State.READY, campaign=CAMPAIGN)
    said = await shared.dial("E001", shared.pick("04"))
    assert said.error is None
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await shared.ask("E001", Verb.HANG_UP, said.attempt_id)
    await shared.becomes(said.attempt_id, AttemptState.ENDED)
    await shared.dispose("E001", said.attempt_id, Outcome.ANSWERED)


async def test_the_call_waits_for_the_phone_of_which_the_switch_has_not_told_yet(shared):
    await without_leg(shared, "E001")
    name = shared.phone_of["E001"]
    shared.dialer.node.registered.discard(name)
    await shared.enter("E001", State.READY, campaign=CAMPAIGN)
    asked = asyncio.create_task(shared.dial("E001", shared.pick("04")))

    async def waits():
        return await shared.rows("SELECT id FROM calls.command WHERE done_at IS NULL")

    await shared.until(waits)
    await phones.changed(shared.dialer.node, PhoneChanged(shared.runtime.clock.now(), name, registered=True))
    said = await asked
    assert said.error is None
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await shared.ask("E001", Verb.HANG_UP, said.attempt_id)
    await shared.becomes(said.attempt_id, AttemptState.ENDED)
    await shared.dispose("E001", said.attempt_id, Outcome.ANSWERED)


async def test_who_has_no_phone_is_told(shared):
    await without_leg(shared, "E001")
    name = shared.phone_of["E001"]
    shared.dialer.node.registered.discard(name)
    try:
        said = await shared.dial("E001", shared.pick("04"))
        assert said.error is not None
        assert said.error["code"] == "calls.phone_not_ready"
    finally:
        shared.dialer.node.registered.add(name)
        await shared.enter("E001", State.READY, campaign=CAMPAIGN)
        await shared.has_leg("E001")
