"""The dialer is killed while two people talk: they talk on, the next dialer finds them, nobody is dialed twice."""

from __future__ import annotations

import asyncio
import time

from tests.telephony.checks import recorded

from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.calls.routes.asking import wait_for
from callwright.flow.floor.contracts import State

_UNANSWERED = """
UPDATE calls.command SET done_at = NULL, result = NULL
WHERE id = (SELECT max(id) FROM calls.command WHERE kind = 'dial') RETURNING id
"""
_DIALS = "SELECT count(*) FROM calls.live_attempt WHERE e164 = :number"


async def test_the_next_dialer_goes_on(shared):
    place = shared.pick("04")
    said = await shared.dial("E001", place)
    talking = await shared.becomes(said.attempt_id, AttemptState.TALKING)
    leg = shared.dialer.node.leg_up(shared.people["E001"])
    await shared.kill()
    bridged = (await shared.switch.snapshot()).channel(talking.channel_id)
    assert bridged.bridge_id == leg.bridge_id, "the pair talks on without a dialer"
    began = time.monotonic()
    shared.start()

    async def leads() -> bool:
        return shared.dialer.node.connected

    await shared.until(leads)
    print(f"a dialer took over after {time.monotonic() - began:.2f} s")
    await asyncio.sleep(1)
    assert (await shared.call(said.attempt_id)).state is AttemptState.TALKING
    assert shared.dialer.node.leg_up(shared.people["E001"]).channel_id == leg.channel_id
    assert (await shared.ask("E001", Verb.HANG_UP, said.attempt_id)).error is None
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    await shared.dispose("E001", ended.id, Outcome.EFFECTIVE)
    await recorded(shared, ended, seconds=1)
    (count,) = await shared.rows(
        "SELECT count(*) FROM calls.live_attempt WHERE e164 = :number", number=shared.numbers[place]
    )
    assert count[0] == 1


async def test_a_customer_who_left_meanwhile_is_found_gone(shared):
    said = await shared.dial("E001", shared.pick("88"))
    talking = await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await shared.kill()

    async def gone() -> bool:
        return (await shared.switch.snapshot()).channel(talking.channel_id) is None

    await shared.until(gone, 15)
    shared.start()
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "sight_lost"
    await shared.dispose("E001", ended.id, Outcome.CALLBACK, callback_at=shared.later())


async def test_a_wish_that_was_carried_out_is_not_carried_out_again(shared):
    """The dialer dies between the call and its answer to who asked for it."""
    place = shared.pick("33")
    said = await shared.dial("E001", place)
    await shared.becomes(said.attempt_id, AttemptState.ENDED)
    await shared.is_in("E001", State.READY)
    await shared.kill()
    (row,) = await shared.rows(_UNANSWERED)
    shared.start()
    again = await wait_for(shared.runtime.database, row.id)
    assert (again.error, again.attempt_id) == (None, said.attempt_id)
    (count,) = await shared.rows(_DIALS, number=shared.numbers[place])
    assert count[0] == 1


async def test_what_was_asked_meanwhile_is_done_by_the_next_dialer(shared, monkeypatch):
    """It is taken once the next one knows what goes on: before that every call would seem to be over."""
    said = await shared.dial("E001", shared.pick("04"))
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await shared.kill()
    asking = asyncio.create_task(shared.ask("E001", Verb.HANG_UP, said.attempt_id))
    heard = shared.switch.events

    async def heard_late():
        await asyncio.sleep(1)
        async for event in heard():
            yield event

    monkeypatch.setattr(shared.switch, "events", heard_late)
    shared.start()
    assert (await asking).error is None
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "agent_hung_up"
    await shared.dispose("E001", ended.id, Outcome.EFFECTIVE)


async def test_a_phone_that_signed_off_meanwhile_is_in_trouble(shared):
    await shared.kill()
    await shared.phone("E001").register(seconds=0)
    shared.start()
    await shared.is_in("E001", State.PHONE_TROUBLE)
    await shared.phone("E001").register()
    await shared.is_in("E001", State.READY)
