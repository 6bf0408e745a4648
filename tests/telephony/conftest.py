"""A real Asterisk, simulated customers and simulated phones of agents, all on this machine.

Asterisk and SIPp are fetched into a cache folder at the first run; when that fails the tests fail, they do not skip.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.telephony.parts import CUSTOMERS_SOUND, Heard, channel, free_ports

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.customers.phones import AGENT_HERTZ, SimulatedPhones
from callwright.adapters.asterisk.customers.simulation import SimulatedCustomers, Simulator
from callwright.adapters.asterisk.installation.installing import install
from callwright.adapters.asterisk.installation.programs import Programs, find_programs
from callwright.adapters.asterisk.running import SwitchProcess
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.flow.calls.ports import ChannelAnswered, CustomerDial, SwitchConnected

NODE = "tests"


@pytest.fixture(scope="session")
def programs() -> Programs:
    """Asterisk and SIPp, fetched once per machine."""
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "callwright-tests" / "telephony"
    install(home, say=lambda text: print(text.en))
    return find_programs(home / "programs")


@pytest.fixture(scope="session")
async def asterisk(
    programs: Programs, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SwitchProcess]:
    """A running Asterisk for the whole run."""
    ports = SwitchPorts.beginning_at(free_ports())
    process = SwitchProcess(SwitchPlan(tmp_path_factory.mktemp("switch"), node=NODE, ports=ports), programs)
    await process.start()
    yield process
    await process.stop()


@pytest.fixture(scope="session")
async def customers(
    asterisk: SwitchProcess, programs: Programs, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SimulatedCustomers]:
    """Customers behind the trunk "sample"; the last two digits of the number say how they behave."""
    base = asterisk.plan.ports.http
    simulator = Simulator(programs, tmp_path_factory.mktemp("customers"))
    simulated = SimulatedCustomers(
        simulator, port=base + 900, rtp_port=base + CUSTOMERS_SOUND, talk_seconds=4
    )
    await simulated.start()
    yield simulated
    await simulator.stop()


@pytest.fixture(scope="session")
async def phones(asterisk: SwitchProcess) -> AsyncIterator[SimulatedPhones]:
    """Phones of agents that answer at once and hum; register the names a test needs."""
    simulated = SimulatedPhones(switch_port=asterisk.plan.ports.sip)
    yield simulated
    simulated.stop()


@pytest.fixture
async def switch(asterisk: SwitchProcess, customers: SimulatedCustomers) -> AsyncIterator[AsteriskSwitch]:
    """The adapter, with the test trunk set; nothing is connected before its events are listened to."""
    switch = AsteriskSwitch(SwitchAddress.of_plan(asterisk.plan))
    await switch.set_trunk(customers.trunk)
    yield switch
    await switch.close()


@pytest.fixture
async def heard(switch: AsteriskSwitch) -> AsyncIterator[Heard]:
    """What the switch says, listened to and connected. Channels left over are hung up at the end."""
    heard = Heard(switch)
    task = asyncio.create_task(heard.listen())
    await heard.until(SwitchConnected)
    yield heard
    for one in (await switch.snapshot()).channels:
        await switch.hang_up(one.channel_id)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture(scope="session")
def dial_on() -> Callable[..., Awaitable[str]]:
    """Dial on a switch the customer whose number ends in these two digits; gives the channel id."""

    async def dialing(switch: AsteriskSwitch, ending: str, **changes: object) -> str:
        channel_id = channel()
        order = CustomerDial(
            channel_id=channel_id,
            trunk="sample",
            number=f"+86138000000{ending}",
            caller_number="+864008001234",
            ring_seconds=20,
            recording=channel_id,
        )
        await switch.dial_customer(replace(order, **changes))
        return channel_id

    return dialing


@pytest.fixture
def dial(switch: AsteriskSwitch, dial_on: Callable[..., Awaitable[str]]) -> Callable[..., Awaitable[str]]:
    """The same on the test's own switch."""
    return partial(dial_on, switch)


@pytest.fixture
def agent(switch: AsteriskSwitch, heard: Heard, phones: SimulatedPhones) -> Callable[..., Awaitable[str]]:
    """An agent whose phone is registered and, unless `dial` is false, whose standing leg is up; gives the leg's id."""

    async def arriving(name: str, *, dial: bool = True, hertz: float = AGENT_HERTZ) -> str:
        await switch.set_phone(name, f"secret-{name}", webrtc=False)
        await phones.register({name: f"secret-{name}"}, hertz=hertz)
        leg = channel()
        if dial:
            await switch.dial_phone(leg, name, caller="callwright", ring_seconds=10)
            await heard.until(ChannelAnswered, channel_id=leg)
        return leg

    return arriving
