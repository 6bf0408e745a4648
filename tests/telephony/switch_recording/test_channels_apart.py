"""Agent and customer are on their own channel: the customer's tone is in one file, the agent's in the other."""

from __future__ import annotations

import asyncio

from tests.telephony.parts import channel, loudness

from callwright.adapters.asterisk.customers.phones import AGENT_HERTZ
from callwright.adapters.asterisk.customers.voices import CUSTOMER_HERTZ
from callwright.flow.calls.ports import ChannelAnswered, ChannelEnded


async def test_both_voices_are_apart_by_more_than_40_decibels(heard, dial, switch, agent):
    standing, bridge = await agent("apart"), channel()
    await switch.join(bridge, (standing,))
    customer = await dial("04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await switch.join(bridge, (customer,))
    await asyncio.sleep(3)
    await switch.hang_up(customer)
    await heard.until(ChannelEnded, channel_id=customer)
    said, heard_by_customer = await heard.files(customer)
    assert loudness(said, CUSTOMER_HERTZ) > -20
    assert loudness(heard_by_customer, AGENT_HERTZ) > -20
    assert loudness(said, CUSTOMER_HERTZ) - loudness(said, AGENT_HERTZ) > 40
    assert loudness(heard_by_customer, AGENT_HERTZ) - loudness(heard_by_customer, CUSTOMER_HERTZ) > 40
    assert (await switch.snapshot()).channel(standing).state == "up", "the agent's leg stands"


async def test_a_recording_can_begin_in_the_middle(heard, dial, switch):
    customer = await dial("04", recording="")
    await heard.until(ChannelAnswered, channel_id=customer)
    await switch.record(customer, customer)
    await asyncio.sleep(1.5)
    await switch.hang_up(customer)
    said, _ = await heard.files(customer)
    assert loudness(said, CUSTOMER_HERTZ) > -20
