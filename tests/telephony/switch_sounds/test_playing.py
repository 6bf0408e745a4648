"""Sounds and tones to one channel alone."""

from __future__ import annotations

import asyncio

import pytest
import soundfile
from tests.telephony.parts import loudness

from callwright.adapters.asterisk.customers.sound import tone
from callwright.flow.calls.ports import ChannelAnswered, ChannelEnded

NOTICE_HERTZ = 600.0


@pytest.mark.parametrize(("sound", "hertz"), [("notice", NOTICE_HERTZ), ("busy", 450.0)])
async def test_a_customer_hears_what_is_played(heard, dial, switch, asterisk, sound, hertz):
    soundfile.write(asterisk.plan.sounds / "notice.wav", tone(NOTICE_HERTZ, 2.0), 8000, subtype="PCM_16")
    customer = await dial("04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await switch.play(customer, sound)
    await asyncio.sleep(1.5)
    await switch.hang_up(customer)
    await heard.until(ChannelEnded, channel_id=customer)
    assert loudness((await heard.files(customer))[1], hertz) > -30


async def test_a_name_cannot_lead_out_of_the_folder_of_sounds(switch, heard, dial):
    customer = await dial("04")
    await heard.until(ChannelAnswered, channel_id=customer)
    with pytest.raises(ValueError, match="not a name"):
        await switch.play(customer, "../../etc/passwd")
