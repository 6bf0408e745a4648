"""The customer ends the call, or vanishes without a word."""

from __future__ import annotations

from tests.telephony.parts import length

from callwright.flow.calls.ports import ChannelAnswered, ChannelEnded


async def test_a_customer_hangs_up_and_the_recording_is_complete(heard, dial):
    customer = await dial("88")
    answered = await heard.until(ChannelAnswered, channel_id=customer)
    ended = await heard.until(ChannelEnded, channel_id=customer)
    assert ended.cause == 16
    talked = (ended.at - answered.at).total_seconds()
    assert abs(talked - 5) < 0.5
    said, heard_by_customer = await heard.files(customer)
    assert abs(length(said) - talked) < 0.3
    assert abs(length(said) - length(heard_by_customer)) < 0.1
