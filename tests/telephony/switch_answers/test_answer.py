"""A customer answers, and is hung up by us."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.telephony.parts import length

from callwright.flow.calls.ports import ChannelAnswered, ChannelEnded


async def test_an_answered_customer_is_recorded_from_the_first_moment(heard, dial, switch, asterisk):
    customer = await dial("00")
    answered = await heard.until(ChannelAnswered, channel_id=customer)
    assert (await switch.snapshot()).channel(customer).state == "up"
    await asyncio.sleep(2)
    assert await switch.recording_files(customer) is None, "still being written"
    await switch.hang_up(customer)
    ended = await heard.until(ChannelEnded, channel_id=customer)
    assert heard.of(customer) == ["ChannelRinging", "ChannelAnswered", "ChannelEnded"]
    assert ended.cause == 16
    said, _ = await heard.files(customer)
    assert abs(length(said) - (ended.at - answered.at).total_seconds()) < 0.25
    assert Path(said).parent == asterisk.plan.recordings


async def test_hanging_up_what_is_gone_is_no_error(heard, dial, switch):
    customer = await dial("04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await switch.hang_up(customer)
    await heard.until(ChannelEnded, channel_id=customer)
    await switch.hang_up(customer)
    assert heard.of(customer).count("ChannelEnded") == 1
