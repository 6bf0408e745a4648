"""Call centres of scenarios: one that is shared by those which leave it in order, and one of a scenario's own."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from tests.telephony import opening
from tests.telephony.call_centre import CallCentre, RunningClock
from tests.telephony.checks import in_order, tidy
from tests.telephony.parts import free_ports

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.customers.phones import SimulatedPhones
from callwright.adapters.asterisk.customers.simulation import SimulatedCustomers
from callwright.adapters.asterisk.installation.programs import Programs
from callwright.adapters.asterisk.running import SwitchProcess, keep_running
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.settings import Settings
from callwright.app.wiring import build_ports
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Database
from callwright.platform.runtime import Runtime

ENDINGS = ("00", "05", "06", "11", "22", "33", "44", "55", "66", "77", "88", "99")
EACH = 14
"""Customers of every kind in the shared call centre."""
STAYING, STAY = "04", 80
"""Those who answer at once and stay, and how many of them there are."""


@pytest.fixture
async def centre(
    runtime: Runtime, switch: AsteriskSwitch, phones: SimulatedPhones, customers: SimulatedCustomers
) -> AsyncIterator[CallCentre]:
    """A call centre whose dialer is stopped, and whose channels are hung up, at the end."""
    centre = CallCentre(replace(runtime, clock=RunningClock()), switch, phones, customers.trunk)
    yield centre
    await centre.close()
    for one in (await switch.snapshot()).channels:
        await switch.hang_up(one.channel_id)


@pytest.fixture(scope="session")
async def house_database(server: EmbeddedServer, template: str) -> AsyncIterator[Database]:
    """The database of the shared call centre."""
    name = f"house_{uuid.uuid4().hex[:8]}"
    administrator = Database(server.address.url("postgres"))
    connection = await administrator.connect()
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    database = Database(server.address.url(name))
    yield database
    await database.dispose()
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()
    await administrator.dispose()


@pytest.fixture(scope="session")
async def house_switch(
    programs: Programs, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SwitchProcess]:
    """The switch of the shared call centre, below its data folder and looked after: killed, it is started again."""
    folder = tmp_path_factory.mktemp("house") / "telephony"
    plan = SwitchPlan(folder, node="house", ports=SwitchPorts.beginning_at(free_ports()))
    process, stop, started = SwitchProcess(plan, programs), asyncio.Event(), asyncio.Event()
    looking_after = asyncio.create_task(
        keep_running(process, stop, on_start=lambda _: started.set(), may_stay=lambda: False)
    )
    await started.wait()
    yield process
    stop.set()
    await looking_after


@pytest.fixture(scope="session")
async def house(
    house_database: Database, house_switch: SwitchProcess, customers: SimulatedCustomers
) -> AsyncIterator[CallCentre]:
    """A switch, a dialer and two agents at their phones, open for the whole run."""
    plan, folder = house_switch.plan, house_switch.plan.folder.parent
    switch, phones = AsteriskSwitch(SwitchAddress.of_plan(plan)), SimulatedPhones(switch_port=plan.ports.sip)
    ports = build_ports(Settings(home=folder))
    runtime = Runtime(house_database, ports, RunningClock(), CompanyCalendar("Asia/Shanghai"), folder)
    centre = CallCentre(runtime, switch, phones, customers.trunk)
    numbers = [opening.number(place, ending) for place in range(EACH) for ending in ENDINGS]
    numbers += [opening.number(place, STAYING) for place in range(STAY)]
    await centre.open(numbers)
    centre.start()
    await centre.sign_in("E001")
    await centre.sign_in("E002")
    yield centre
    await centre.close()
    phones.stop()
    await centre.switch.close()


@pytest.fixture
async def shared(house: CallCentre) -> AsyncIterator[CallCentre]:
    """The shared call centre, in order before and after."""
    yield house
    await tidy(house)
    await in_order(house)
