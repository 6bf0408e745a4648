"""A trunk whose address is changed is dialed at the new one."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from tests.telephony.parts import Heard

from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.flow.calls.ports import ChannelEnded, ChannelRinging, SwitchConnected, Trunk


@pytest.mark.parametrize("before", ["udp", "tcp"])
async def test_the_new_address_is_dialed(switch, heard, dial, customers, before):
    name = f"moving-{before}"
    await switch.set_trunk(Trunk(name, "127.0.0.1:9", transport=before))
    if before == "tcp":
        lost = await dial("04", trunk=name)
        assert (await heard.until(ChannelEnded, channel_id=lost)).sip_code == 503
    await switch.set_trunk(replace(customers.trunk, name=name))
    found = await dial("11", trunk=name)
    await heard.until(ChannelRinging, channel_id=found)
    await switch.hang_up(found)
    await switch.remove_trunk(name)


async def test_also_when_it_was_changed_while_no_dialer_ran(asterisk, customers, dial_on):
    for place, trunk in enumerate((Trunk("moved", "127.0.0.1:9"), replace(customers.trunk, name="moved"))):
        switch = AsteriskSwitch(SwitchAddress.of_plan(asterisk.plan))
        await switch.set_trunk(trunk)
        heard = Heard(switch)
        task = asyncio.create_task(heard.listen())
        await heard.until(SwitchConnected)
        if place:
            found = await dial_on(switch, "11", trunk="moved")
            await heard.until(ChannelRinging, channel_id=found)
            await switch.hang_up(found)
            await switch.remove_trunk("moved")
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await switch.close()
