"""A lead listens in: hears both, is heard by nobody; with a whisper, by the agent alone."""

from __future__ import annotations

import asyncio

import pytest
from tests.telephony.parts import channel, loudness

from callwright.adapters.asterisk.customers.phones import AGENT_HERTZ
from callwright.adapters.asterisk.customers.voices import CUSTOMER_HERTZ
from callwright.flow.calls.ports import ChannelAnswered, ChannelEnded

LISTENER_HERTZ = 700.0


@pytest.mark.parametrize("whisper", [False, True], ids=["silent", "whispering"])
async def test_a_listener_hears_both_and_only_a_whisper_reaches_only_the_agent(
    heard, dial, switch, agent, phones, whisper
):
    standing, bridge, ear = await agent("watched"), channel(), channel()
    customer = await dial("04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await switch.join(bridge, (standing, customer))
    await agent("listener", dial=False, hertz=LISTENER_HERTZ)
    await switch.listen(ear, "listener", standing, whisper=whisper)
    await heard.until(ChannelAnswered, channel_id=ear)
    await asyncio.sleep(2.5)
    listener_heard = phones["listener"].calls[0].heard
    agent_heard = phones["watched"].calls[0].heard
    await switch.hang_up(customer)
    await heard.until(ChannelEnded, channel_id=customer)
    await switch.hang_up(ear)
    await heard.until(ChannelEnded, channel_id=ear)
    assert loudness(listener_heard, CUSTOMER_HERTZ, begin=1) > -25
    assert loudness(listener_heard, AGENT_HERTZ, begin=1) > -25
    assert (loudness(agent_heard, LISTENER_HERTZ, begin=1.5, end=2.5) > -30) is whisper
    _, customer_heard = await heard.files(customer)
    assert loudness(customer_heard, AGENT_HERTZ, begin=1) > -25
    assert loudness(customer_heard, LISTENER_HERTZ, begin=1) < -60


async def test_listening_ends_when_the_watched_leg_ends(heard, switch, agent):
    standing, ear = await agent("watched"), channel()
    await agent("listener", dial=False)
    await switch.listen(ear, "listener", standing, whisper=False)
    await heard.until(ChannelAnswered, channel_id=ear)
    await asyncio.sleep(0.3)
    await switch.hang_up(standing)
    await heard.until(ChannelEnded, channel_id=ear)
    assert (await switch.snapshot()).channels == ()
