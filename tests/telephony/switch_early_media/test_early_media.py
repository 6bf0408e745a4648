"""What the network says before an answer is kept: a dead number is known by its announcement."""

from __future__ import annotations

from tests.telephony.parts import length

from callwright.flow.calls.ports import ChannelEnded


async def test_the_announcement_before_a_refusal_is_recorded(heard, dial, switch):
    customer = await dial("77", early_media=True)
    ended = await heard.until(ChannelEnded, channel_id=customer)
    assert heard.of(customer) == ["ChannelProgress", "ChannelEnded"]
    assert (ended.cause, ended.sip_code) == (1, 404)
    early = await heard.soon(switch.early_sound, customer)
    assert 3.0 < length(early) < 5.0
    assert await switch.recording_files(customer) is None


async def test_without_the_wish_nothing_is_kept(heard, dial, switch, asterisk):
    customer = await dial("77")
    await heard.until(ChannelEnded, channel_id=customer)
    assert not list(asterisk.plan.recordings.glob(f"{customer}*"))
