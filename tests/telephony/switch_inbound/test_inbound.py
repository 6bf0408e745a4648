"""A customer calls back."""

from __future__ import annotations

import asyncio

from tests.telephony.parts import channel, loudness

from callwright.adapters.asterisk.customers.voices import CUSTOMER_HERTZ
from callwright.flow.calls.ports import ChannelEnded, InboundCall


async def test_a_return_call_is_announced_answered_recorded_and_ended(heard, switch, customers, asterisk):
    caller = await customers.call_in(
        "13800000001", "4008001234", switch_port=asterisk.plan.ports.sip, stays_seconds=2
    )
    call = await heard.until(InboundCall)
    assert (call.trunk, call.caller, call.called) == ("sample", "13800000001", "4008001234")
    assert (await switch.snapshot()).channel(call.channel_id).state == "ringing"
    recording = channel()
    await switch.record(call.channel_id, recording)
    await switch.answer(call.channel_id)
    await heard.until(ChannelEnded, channel_id=call.channel_id)
    assert await asyncio.wait_for(caller.wait(), 5) == 0
    said, _ = await heard.files(recording)
    assert loudness(said, CUSTOMER_HERTZ) > -20


async def test_a_return_call_can_be_refused_as_busy(heard, switch, customers, asterisk):
    caller = await customers.call_in("13800000002", "4008001234", switch_port=asterisk.plan.ports.sip)
    call = await heard.until(InboundCall)
    await switch.hang_up(call.channel_id, busy=True)
    await heard.until(ChannelEnded, channel_id=call.channel_id)
    assert await asyncio.wait_for(caller.wait(), 5) != 0
