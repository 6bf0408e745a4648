"""A trunk that signs in at a carrier: here the carrier is a second switch, and we are one of its phones."""

from __future__ import annotations

import asyncio

import pytest
from tests.telephony.parts import Heard, channel, free_ports, loudness

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.running import SwitchProcess
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.flow.calls.ports import (
    ChannelAnswered,
    ChannelEnded,
    CustomerDial,
    InboundCall,
    PhoneChanged,
    SwitchConnected,
    Trunk,
)


@pytest.fixture
async def company(programs, tmp_path):
    """A second switch, connected: (its adapter, what it says)."""
    process = SwitchProcess(
        SwitchPlan(tmp_path / "company", ports=SwitchPorts.beginning_at(free_ports())), programs
    )
    await process.start()
    switch = AsteriskSwitch(SwitchAddress.of_plan(process.plan))
    heard = Heard(switch)
    task = asyncio.create_task(heard.listen())
    await heard.until(SwitchConnected)
    yield switch, heard
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await switch.close()
    await process.stop()


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
async def test_the_company_signs_in_and_is_called(heard, switch, asterisk, company, transport):
    ours, ours_heard = company
    account = f"company-{transport}"
    await switch.set_phone(account, "secret", webrtc=False)
    port = asterisk.plan.ports.sip_tls if transport == "tls" else asterisk.plan.ports.sip
    trunk = Trunk(
        "carrier",
        f"127.0.0.1:{port}",
        transport,
        username=account,
        secret="secret",
        registers=True,
        country="",
    )
    await ours.set_trunk(trunk)
    await heard.until(PhoneChanged, where=lambda event: event.phone == account and event.registered)
    ring = channel()
    await switch.dial_phone(ring, account, caller="13800000001", ring_seconds=10)
    call = await ours_heard.until(InboundCall)
    assert (call.trunk, call.caller) == ("carrier", "13800000001")
    await ours.hang_up(call.channel_id, busy=True)
    ended = await heard.until(ChannelEnded, channel_id=ring)
    assert (ended.cause, ended.sip_code) == (17, 486)
    assert await sound_arrives(heard, switch, ours, ours_heard, account)


async def sound_arrives(heard, switch, ours, ours_heard, account: str) -> bool:
    """Whether the company hears what the carrier plays to it."""
    ring, recording, before = channel(), channel(), len(ours_heard.said)
    await switch.dial_phone(ring, account, caller="13800000001", ring_seconds=10)
    call = await ours_heard.until(InboundCall, after=before)
    await ours.record(call.channel_id, recording)
    await ours.answer(call.channel_id)
    await heard.until(ChannelAnswered, channel_id=ring)
    await switch.play(ring, "busy")
    await asyncio.sleep(1.2)
    await switch.hang_up(ring)
    said, _ = await ours_heard.files(recording)
    return loudness(said, 450.0) > -30


async def test_a_trunk_nobody_listens_behind_fails_and_says_so(heard, switch):
    await switch.set_trunk(Trunk("dead", "127.0.0.1:9"))
    customer = channel()
    dial = CustomerDial(customer, "dead", "+8613800000004", "", ring_seconds=2, recording="")
    await switch.dial_customer(dial)
    ended = await heard.until(ChannelEnded, channel_id=customer, seconds=8)
    assert ended.cause != 16
    await switch.remove_trunk("dead")
