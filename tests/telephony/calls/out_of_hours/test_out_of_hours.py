"""At ten in the evening nobody is dialed, and the sentence names the rule."""

from __future__ import annotations

from datetime import timedelta

from tests.telephony.call_centre import TEN, RunningClock

from callwright.flow.calls.service.placing import Wish
from callwright.registers.campaigns.contracts import DialingMode


async def test_it_is_too_late(centre):
    object.__setattr__(centre.runtime, "clock", RunningClock(TEN + timedelta(hours=12)))
    await centre.open(["+8613800000004"])
    centre.start()
    await centre.sign_in("E001")
    said = await centre.dial("E001")
    assert said.error["code"] == "calls.barred"
    assert "hours" in said.error["en"] or "hour" in said.error["en"]
    for mode in (DialingMode.PREDICTIVE, DialingMode.PROGRESSIVE):
        assert await centre.refusal(Wish(centre.node, centre.numbers[0], "C1", mode)) == "calls.barred"
    assert await centre.rows("SELECT 1 FROM calls.live_attempt") == []
