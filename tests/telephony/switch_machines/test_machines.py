"""Answering machines are told from people, when it is asked for."""

from __future__ import annotations

from callwright.flow.calls.ports import ChannelAnswered, MachineJudged


async def test_a_long_greeting_is_a_machine(heard, dial):
    customer = await dial("55", detect_machine=True)
    answered = await heard.until(ChannelAnswered, channel_id=customer)
    judged = await heard.until(MachineJudged, channel_id=customer)
    assert judged.verdict == "machine"
    assert 0.5 < (judged.at - answered.at).total_seconds() < 5.5


async def test_a_short_hello_is_a_person(heard, dial):
    customer = await dial("66", detect_machine=True)
    assert (await heard.until(MachineJudged, channel_id=customer)).verdict == "human"


async def test_without_the_wish_nobody_is_judged(heard, dial):
    customer = await dial("04")
    await heard.until(ChannelAnswered, channel_id=customer)
    assert heard.of(customer) == ["ChannelAnswered"]
