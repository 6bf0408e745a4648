"""The dialer is killed; another process that waited takes over by lease, and nobody who talks notices."""

from __future__ import annotations

from tests.telephony.processes.many import open_company
from tests.telephony.processes.talking import ask, rows, sign_in, snapshot, start_dialers, take_over, talk

from callwright.adapters.asterisk.customers.phones import SimulatedPhones
from callwright.flow.calls.contracts import Verb

NUMBERS = ["+8613800000104", "+8613800000204"]


async def test_the_one_that_waits_takes_over(house):
    people = await open_company(house, people=2, dialed=["+8613800000304"], by_hand=NUMBERS)
    phones = SimulatedPhones(switch_port=house.switch.plan.ports.sip)
    await start_dialers(house)
    await sign_in(house, phones, people)
    attempts = await talk(house, people, NUMBERS)
    before = await snapshot(house)
    print(f"the standby hears the switch {await take_over(house):.2f} s after SIGKILL")
    after = await snapshot(house)
    assert {one for one in before.channels if one.bridge_id} == {
        one for one in after.channels if one.bridge_id
    }, "the pairs talk on"
    states = await rows(house, "SELECT state FROM calls.live_attempt")
    assert [row.state for row in states] == ["talking", "talking"]
    for one, attempt in zip(people, attempts, strict=True):
        assert (await ask(house, one, Verb.HANG_UP, attempt)).error is None, "the new one obeys"
    phones.stop()
