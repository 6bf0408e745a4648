"""A call centre with its page, spoken customers behind its trunk, and agents in browsers of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import async_playwright
from tests.browser.product import ROOT, build_page
from tests.telephony import opening
from tests.telephony.browser import sounds
from tests.telephony.browser.agent_window import AgentWindow, agent_window
from tests.telephony.browser.served import Served, serving
from tests.telephony.call_centre import CallCentre, RunningClock
from tests.telephony.parts import free_ports

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.customers.phones import SimulatedPhones
from callwright.adapters.asterisk.customers.simulation import SimulatedCustomers, Simulator
from callwright.adapters.asterisk.installation.programs import Programs
from callwright.adapters.asterisk.running import SwitchProcess
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.platform.runtime import Runtime

FAILED = pytest.StashKey[bool]()
STAYING = "01"
"""Customers who answer after a second, speak, and stay until the agent hangs up."""
CUSTOMERS = 8
BUSY = "22"
"""How the number of the last lead ends: nobody there ever answers."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture
async def own_switch(programs: Programs, runtime: Runtime) -> AsyncIterator[SwitchProcess]:
    """A switch below the company's data folder, where its recordings are looked for."""
    ports = SwitchPorts.beginning_at(free_ports())
    process = SwitchProcess(SwitchPlan(runtime.data_folder / "telephony", ports=ports), programs)
    await process.start()
    yield process
    await process.stop()


@pytest.fixture
async def spoken_customers(
    own_switch: SwitchProcess, programs: Programs, tmp_path: Path
) -> AsyncIterator[SimulatedCustomers]:
    """Customers who speak with a voice from a folder of sound files."""
    folder = tmp_path / "spoken"
    folder.mkdir()
    for name in ("first", "second"):
        sounds.write_customer(folder / f"{name}.wav")
    base = own_switch.plan.ports.http
    simulator = Simulator(programs, tmp_path / "customers")
    customers = SimulatedCustomers(
        simulator, port=base + 900, rtp_port=base + 10000 if base < 50000 else 11000, spoken=folder
    )
    await customers.start()
    yield customers
    await simulator.stop()


@pytest.fixture
async def centre(
    runtime: Runtime, own_switch: SwitchProcess, spoken_customers: SimulatedCustomers
) -> AsyncIterator[CallCentre]:
    """An open call centre with a running dialer; it is always a Monday morning there."""
    switch = AsteriskSwitch(SwitchAddress.of_plan(own_switch.plan))
    phones = SimulatedPhones(switch_port=own_switch.plan.ports.sip)
    centre = CallCentre(replace(runtime, clock=RunningClock()), switch, phones, spoken_customers.trunk)
    staying = [opening.number(place, STAYING) for place in range(CUSTOMERS)]
    await centre.open([*staying, opening.number(CUSTOMERS, BUSY)])
    centre.start()
    yield centre
    await centre.close()
    await switch.close()


@pytest.fixture
def page_knows_the_switch(own_switch: SwitchProcess) -> Iterator[None]:
    """What the page's process is told about the switch."""
    with pytest.MonkeyPatch.context() as told:
        told.setenv("CALLWRIGHT_SWITCH_URL", f"http://127.0.0.1:{own_switch.plan.ports.http}")
        yield


@pytest.fixture
async def served(centre: CallCentre, page_knows_the_switch: None) -> AsyncIterator[Served]:
    """The page of the call centre."""
    build_page()
    async with serving(centre) as served:
        yield served


@pytest.fixture
async def agents(
    served: Served, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[tuple[AgentWindow, AgentWindow]]:
    """Two agents before their desks."""
    async with _at_their_desks(served, tmp_path, request, "E001", "E002") as windows:
        yield windows[0], windows[1]


@pytest.fixture
async def agent_alone(
    served: Served, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[AgentWindow]:
    """One agent before a desk."""
    async with _at_their_desks(served, tmp_path, request, "E001") as windows:
        yield windows[0]


@asynccontextmanager
async def _at_their_desks(
    served: Served, folder: Path, request: pytest.FixtureRequest, *employees: str
) -> AsyncIterator[list[AgentWindow]]:
    """What a console complained about fails the test; of a failure there are pictures and the calls at the time."""
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        windows = []
        for employee in employees:
            microphone = folder / f"{employee}.wav"
            sounds.write_agent(microphone, employee)
            windows.append(
                await stack.enter_async_context(agent_window(playwright, served, employee, microphone))
            )
        yield windows
        if FAILED in request.node.stash:
            for call in await served.centre.rows(
                "SELECT id, state, e164, answered_at FROM calls.live_attempt"
            ):
                print(call)
            for window in (one for one in windows if not one.page.is_closed()):
                await window.picture(ROOT / "test-results" / f"{request.node.name}-{window.employee}.png")
        faults = [fault for window in windows for fault in window.visit.faults]
    assert not faults, "\n".join(faults)
