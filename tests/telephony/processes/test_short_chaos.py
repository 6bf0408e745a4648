"""A dozen calls while dialer, worker and page are killed every few seconds; `bench/calling_chaos` does it with 300."""

from __future__ import annotations

import os

import pytest
from tests.telephony.chaos.run import Chaos
from tests.telephony.chaos.verdict import judge


@pytest.mark.skipif(
    not os.environ.get("CALLWRIGHT_CHAOS"), reason="only with CALLWRIGHT_CHAOS=1: takes 90 seconds"
)
async def test_nothing_is_lost_and_nobody_is_dialed_twice(house):
    chaos = Chaos(house, 7, calls=12, people=4, by_hand=1)
    await chaos.run()
    verdict = await judge(chaos)
    await chaos.desks.close()
    print(verdict.facts)
    assert verdict.faults == []
    assert sum(chaos.deaths.values()) >= 3, "something was killed"
