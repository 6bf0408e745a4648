"""The connection is lost, the switch is killed, another process takes over: what is known afterwards is true."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.telephony.parts import Heard, free_ports, length, loudness

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.errors import SwitchPortsTaken
from callwright.adapters.asterisk.running import SwitchProcess
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.flow.calls.ports import (
    ChannelAnswered,
    ChannelEnded,
    SwitchConnected,
    SwitchLost,
    SwitchRefused,
    Trunk,
)


async def test_after_a_lost_connection_the_snapshot_tells_what_is_still_there(heard, dial, switch):
    customer, gone = await dial("04"), await dial("04")
    for one in (customer, gone):
        await heard.until(ChannelAnswered, channel_id=one)
    before = len(heard.said)
    await heard.cut()
    await heard.until(SwitchLost, after=before)
    with pytest.raises(SwitchRefused):
        await dial("04")
    await switch.hang_up(gone)
    again = await heard.until(SwitchConnected, after=before)
    assert again.snapshot.channel(customer).state == "up"
    assert again.snapshot.channel(gone) is None
    await switch.hang_up(customer)
    await heard.until(ChannelEnded, channel_id=customer)
    assert heard.of(customer).count("ChannelEnded") == 1


async def test_an_idle_switch_before_the_first_connection_dials_nothing(switch, dial):
    with pytest.raises(SwitchRefused):
        await dial("04")


@pytest.fixture
async def own(programs, tmp_path):
    """A switch for one test alone, which may be killed."""
    process = SwitchProcess(
        SwitchPlan(tmp_path / "own", ports=SwitchPorts.beginning_at(free_ports())), programs
    )
    await process.start()
    switch = AsteriskSwitch(SwitchAddress.of_plan(process.plan))
    heard = Heard(switch)
    task = asyncio.create_task(heard.listen())
    yield process, switch, heard
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await switch.close()
    await process.stop()


async def test_a_killed_switch_is_started_again_knowing_trunks_and_phones(own, customers, dial_on):
    process, switch, heard = own
    await switch.set_trunk(customers.trunk)
    await switch.set_phone("p1", "secret", webrtc=False)
    await heard.until(SwitchConnected)
    customer = await dial_on(switch, "04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await asyncio.sleep(4.5)
    before = len(heard.said)
    await process.kill()
    await heard.until(SwitchLost, after=before, seconds=3)
    assert await process.start() < 10
    again = await heard.until(SwitchConnected, after=before)
    assert again.snapshot.channels == ()
    files = await switch.recording_files(customer)
    assert files is not None, "what the killed switch wrote is handed over"
    assert length_on_disk(files[0]) > 1.5
    another = await dial_on(switch, "04")
    await heard.until(ChannelAnswered, channel_id=another)


async def test_a_switch_that_is_stopped_ends_its_calls_properly(own, customers, dial_on):
    process, switch, heard = own
    await switch.set_trunk(customers.trunk)
    await heard.until(SwitchConnected)
    customer = await dial_on(switch, "04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await asyncio.sleep(1)
    await process.stop()
    await heard.until(ChannelEnded, channel_id=customer)
    await heard.until(SwitchLost)
    files = await switch.recording_files(customer)
    assert files is not None
    assert length(files[0]) > 0.8


def length_on_disk(path: str) -> float:
    """Seconds of sound behind the head of a WAV whose head was never completed."""
    return (Path(path).stat().st_size - 44) / 16000


async def test_whoever_takes_over_last_has_the_events_and_the_other_knows(heard, dial, asterisk, customers):
    before = len(heard.said)
    second = AsteriskSwitch(SwitchAddress.of_plan(asterisk.plan))
    await second.set_trunk(customers.trunk)
    listener = Heard(second)
    task = asyncio.create_task(listener.listen())
    await listener.until(SwitchConnected)
    lost = await heard.until(SwitchLost, after=before)
    assert "another process" in lost.reason
    with pytest.raises(SwitchRefused):
        await dial("04")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await second.close()


async def test_events_that_stop_coming_are_noticed_although_the_connection_stands(heard, switch, asterisk):
    before = len(heard.said)
    requests = switch._requests
    await requests.put(
        f"applications/{asterisk.plan.application}/eventFilter",
        {"disallowed": [{"type": "ChannelUserevent"}]},
    )
    await heard.until(SwitchLost, after=before, seconds=12)
    await heard.until(SwitchConnected, after=before)


async def test_a_supervisor_finds_the_switch_that_outlived_its_predecessor(own, programs):
    process, _, heard = own
    await heard.until(SwitchConnected)
    successor = SwitchProcess(process.plan, programs)
    assert successor.pid == process.pid
    assert await successor.start() < 2
    assert SwitchLost not in [type(event) for event in heard.said]
    await successor.stop()
    assert successor.pid is None
    await heard.until(SwitchLost)


async def test_what_is_wished_while_disconnected_is_told_afterwards(heard, switch, phones, customers, dial):
    await switch.set_phone("p200", "old", webrtc=False)
    await switch.set_phone("p201", "gone", webrtc=False)
    before = len(heard.said)
    await heard.cut()
    await heard.until(SwitchLost, after=before)
    await switch.set_phone("p200", "new", webrtc=False)
    await switch.set_phone("p202", "late", webrtc=False)
    await switch.remove_phone("p201")
    await heard.until(SwitchConnected, after=before)
    await phones.register({"p200": "new", "p202": "late"})
    with pytest.raises(ConnectionError):
        await phones.register({"p201": "gone"})


async def test_one_impossible_trunk_does_not_stop_the_others(asterisk, customers, dial_on):
    switch = AsteriskSwitch(SwitchAddress.of_plan(asterisk.plan))
    await switch.set_trunk(Trunk("impossible", "127.0.0.1:1", transport="pigeon"))
    await switch.set_trunk(customers.trunk)
    heard = Heard(switch)
    task = asyncio.create_task(heard.listen())
    await heard.until(SwitchConnected)
    customer = await dial_on(switch, "04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await switch.hang_up(customer)
    with pytest.raises(SwitchRefused):
        await dial_on(switch, "04", trunk="impossible")
    await switch.remove_trunk("impossible")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await switch.close()


async def test_listening_can_begin_again(switch, customers):
    for _ in range(2):
        heard = Heard(switch)
        task = asyncio.create_task(heard.listen())
        await heard.until(SwitchConnected)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_customer_who_answers_while_nobody_listens_waits_for_the_next_listener(switch, dial):
    first, second = Heard(switch), Heard(switch)
    listening = asyncio.create_task(first.listen())
    await first.until(SwitchConnected)
    customer = await dial("00")
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await asyncio.sleep(4)
    listening = asyncio.create_task(second.listen())
    connected = await second.until(SwitchConnected)
    assert connected.snapshot.channel(customer).state == "up"
    await second.until(ChannelAnswered, channel_id=customer)
    await asyncio.sleep(1.2)
    await switch.hang_up(customer)
    await second.until(ChannelEnded, channel_id=customer)
    _, path = await second.files(customer)
    assert loudness(path, 450, begin=0.2, end=1.8) > -50, "a tone while waiting"
    assert loudness(path, 450, begin=length(path) - 1.0) < -60, "which ends when somebody listens"
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_a_switch_whose_ports_are_taken_says_which(asterisk, programs, tmp_path):
    second = SwitchProcess(SwitchPlan(tmp_path, ports=asterisk.plan.ports), programs)
    with pytest.raises(SwitchPortsTaken) as refused:
        await second.start()
    ports = asterisk.plan.ports
    assert f"{ports.http}/tcp" in refused.value.message("zh")
    assert f"{ports.sip}/udp" in refused.value.message("en")
    assert second.pid is None
