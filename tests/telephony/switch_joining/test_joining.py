"""Joining, leaving, holding and muting, heard by what the customer's recording says they heard."""

from __future__ import annotations

import asyncio

import pytest
from tests.telephony.parts import channel, loudness

from callwright.adapters.asterisk.customers.phones import AGENT_HERTZ
from callwright.flow.calls.ports import ChannelAnswered, ChannelEnded, SwitchRefused


@pytest.fixture
async def talk(heard, dial, switch, agent):
    """An agent and a customer in one bridge: (agent's leg, customer, bridge)."""
    standing, bridge = await agent("joining"), channel()
    customer = await dial("04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await switch.join(bridge, (standing, customer))
    return standing, customer, bridge


async def what_the_customer_heard(heard, switch, customer: str) -> str:
    await switch.hang_up(customer)
    await heard.until(ChannelEnded, channel_id=customer)
    return (await heard.files(customer))[1]


async def test_a_channel_leaves_and_comes_again(talk, switch):
    standing, customer, bridge = talk
    assert {one.bridge_id for one in (await switch.snapshot()).channels} == {bridge}
    await switch.leave(bridge, standing)
    await switch.leave(bridge, standing)
    assert (await switch.snapshot()).channel(standing).bridge_id == ""
    assert (await switch.snapshot()).channel(customer).bridge_id == bridge
    await switch.join(bridge, (standing,))
    assert (await switch.snapshot()).channel(standing).bridge_id == bridge
    await switch.end_bridge(bridge)
    assert (await switch.snapshot()).channel(standing).bridge_id == ""


async def test_a_held_customer_hears_a_tone_and_not_the_agent(talk, heard, switch):
    _, customer, bridge = talk
    await asyncio.sleep(1)
    await switch.hold(customer, on=True)
    await switch.hold(customer, on=True)
    assert (await switch.snapshot()).channel(customer).bridge_id == ""
    await asyncio.sleep(2)
    await switch.hold(customer, on=False)
    assert (await switch.snapshot()).channel(customer).bridge_id == bridge
    await asyncio.sleep(1.5)
    path = await what_the_customer_heard(heard, switch, customer)
    assert loudness(path, AGENT_HERTZ, begin=0.3, end=0.9) > -20
    assert loudness(path, AGENT_HERTZ, begin=1.4, end=2.8) < -60
    assert loudness(path, 450, begin=1.2, end=2.8) > -50
    assert loudness(path, AGENT_HERTZ, begin=3.6, end=4.3) > -20


async def test_a_muted_agent_is_not_heard(talk, heard, switch):
    standing, customer, _ = talk
    await switch.mute(standing, on=True)
    await asyncio.sleep(1.5)
    await switch.mute(standing, on=False)
    await asyncio.sleep(1.5)
    path = await what_the_customer_heard(heard, switch, customer)
    assert loudness(path, AGENT_HERTZ, begin=0.5, end=1.3) < -50
    assert loudness(path, AGENT_HERTZ, begin=2.2, end=2.8) > -20


async def test_a_channel_that_is_gone_cannot_be_joined(talk, switch):
    with pytest.raises(SwitchRefused):
        await switch.join(talk[2], (channel(),))


async def test_keys_reach_the_far_end_and_wrong_ones_are_refused(talk, switch):
    _, customer, _ = talk
    await switch.send_digits(customer, "12#*")
    with pytest.raises(SwitchRefused):
        await switch.send_digits(customer, "1A")
