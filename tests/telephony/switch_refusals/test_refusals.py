"""Customers who are not reached: every reason keeps its cause (Q.850) and its SIP code."""

from __future__ import annotations

import pytest

from callwright.flow.calls.ports import ChannelEnded, ChannelRinging, SwitchRefused


@pytest.mark.parametrize(
    ("ending", "cause", "sip_code"),
    [("22", 17, 486), ("33", 1, 404), ("44", 1, 604), ("99", 34, 503)],
    ids=["busy", "unknown number", "exists nowhere", "trunk overloaded"],
)
async def test_a_refused_call_says_why(heard, dial, ending, cause, sip_code):
    customer = await dial(ending)
    ended = await heard.until(ChannelEnded, channel_id=customer)
    assert (ended.cause, ended.sip_code) == (cause, sip_code)
    assert "ChannelAnswered" not in heard.of(customer)


async def test_a_customer_who_does_not_answer_rings_as_long_as_ordered(heard, dial, switch):
    customer = await dial("11", ring_seconds=2)
    ended = await heard.until(ChannelEnded, channel_id=customer)
    assert heard.of(customer) == ["ChannelRinging", "ChannelEnded"]
    assert ended.cause == 19
    assert await switch.recording_files(customer) is None


async def test_a_ringing_customer_can_be_given_up(heard, dial, switch):
    customer = await dial("11")
    await heard.until(ChannelRinging, channel_id=customer)
    await switch.hang_up(customer)
    await heard.until(ChannelEnded, channel_id=customer)
    assert (await switch.snapshot()).channel(customer) is None


async def test_an_unknown_trunk_is_refused_before_anything_rings(heard, dial):
    with pytest.raises(SwitchRefused):
        await dial("00", trunk="nowhere")
