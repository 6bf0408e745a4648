"""The same company at two switches, each with its own dialer, over one database."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import text
from tests.telephony import opening
from tests.telephony.call_centre import CallCentre, RunningClock
from tests.telephony.parts import free_ports

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.customers.phones import SimulatedPhones
from callwright.adapters.asterisk.running import SwitchProcess
from callwright.adapters.asterisk.switch import AsteriskSwitch

HERE, THERE = "north", "south"
_SOUTHERN_LINE = """
WITH kept AS (
  INSERT INTO calls.trunk (name, node, address, transport, calls_per_second)
  VALUES ('southern', 'south', :address, 'udp', 100) RETURNING name
), line AS (INSERT INTO calls.line (id, name, trunk, capacity) SELECT :id, 'L2', name, 20 FROM kept RETURNING id)
INSERT INTO calls.caller_number (e164, line_id) SELECT '+864008001235', id FROM line
"""


@dataclass
class TwoHouses:
    """The same company at two switches; each has its own dialer."""

    north: CallCentre
    south: CallCentre
    north_switch: SwitchProcess


@pytest.fixture
async def houses(runtime, programs, customers, tmp_path) -> AsyncIterator[TwoHouses]:
    clock = RunningClock()
    processes, centres = [], []
    for name in (HERE, THERE):
        plan = SwitchPlan(tmp_path / name, node=name, ports=SwitchPorts.beginning_at(free_ports()))
        process = SwitchProcess(plan, programs)
        await process.start()
        processes.append(process)
        switch = AsteriskSwitch(SwitchAddress.of_plan(plan))
        phones = SimulatedPhones(switch_port=plan.ports.sip)
        centres.append(CallCentre(replace(runtime, clock=clock), switch, phones, customers.trunk))
    north, south = centres
    await north.open([opening.number(place, "04") for place in range(8)])
    south.numbers, south.people, south.lead_ids = north.numbers, north.people, north.lead_ids
    async with runtime.database.transaction() as session:
        await session.execute(text(_SOUTHERN_LINE), {"id": uuid.uuid4(), "address": customers.trunk.address})
    for centre in centres:
        centre.start()
    yield TwoHouses(north, south, processes[0])
    for centre in centres:
        await centre.close()
        centre.phones.stop()
        await centre.switch.close()
    for process in processes:
        await process.stop()
