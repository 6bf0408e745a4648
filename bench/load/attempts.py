"""Many attempts a second that reach nobody."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

from bench.clock import cpu
from bench.load.meter import Meter, server_pid
from sqlalchemy import text
from tests.telephony.opening import line as open_line
from tests.telephony.processes.at_ten import move_clock_by
from tests.telephony.processes.bulk import many_leads
from tests.telephony.processes.earnest import earnest_house
from tests.telephony.processes.house import House

from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.app.settings import Settings
from callwright.app.wiring import build_ports
from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts.live import CampaignDialing
from callwright.flow.calls.phone.dialer import Dialer
from callwright.flow.calls.phone.launching import _dial_leads
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import SystemClock
from callwright.platform.runtime import Runtime
from callwright.registers.campaigns.contracts import DialingMode

MIX = (("33", 45), ("22", 40), ("44", 5), ("11", 10))
CALENDAR = CompanyCalendar("Asia/Shanghai")
STEP = 0.25
_END = """
SELECT count(*) AS attempts, count(*) FILTER (WHERE one.state <> 'ended') AS endless,
  count(*) FILTER (WHERE one.dialed_at IS NULL) AS not_dialed, count(DISTINCT one.e164) AS numbers,
  count(*) FILTER (WHERE attempt.id IS NULL) AS unsettled,
  count(*) FILTER (WHERE one.ended_reason NOT IN ('invalid_number', 'busy', 'no_answer')) AS strange
FROM calls.live_attempt one LEFT JOIN calls.attempt ON attempt.record_id = one.id::text
"""


async def attempts(folder: Path, rate: float, seconds: float) -> int:
    """How many things were lost at `rate` attempts a second."""
    chance = random.Random(4)
    endings = [ending for ending, share in MIX for _ in range(share)]
    numbers = [
        f"+86138{place:06}{chance.choice(endings)}" for place in range(int(rate * seconds * 1.05) + 100)
    ]
    async with earnest_house(folder, trace=False, log_level="WARNING", calls_of_sound=222) as house:
        move_clock_by(house.ahead)
        async with house.database.transaction() as session:
            await many_leads(session, "C1", numbers, at=house.now())
            await open_line(session, house.node, trunk=house.trunk, capacity=int(rate * 40) + 100)
        dialer, stop = _dialer(house), asyncio.Event()
        running = asyncio.create_task(dialer.run(stop))
        await asyncio.wait_for(dialer.node.known.wait(), 60)
        await asyncio.sleep(2)
        meter = Meter(
            {"Asterisk": [house.switch.pid or 0]}, server_pid(folder / "server" / "postgres" / "cluster")
        )
        meter.begin()
        begun, spent = time.monotonic(), cpu()
        sent, behind = await _send(house, dialer, rate, seconds)
        took = time.monotonic() - begun
        spent, shares = cpu() - spent, meter.shares()
        print(
            f"  {sent} attempts in {took:.0f} s = {sent / took:.1f} a second; most behind {behind:.0f}",
            flush=True,
        )
        print(
            f"  per attempt: dialer {1000 * spent / sent:.1f} ms CPU, PostgreSQL"
            f" {10 * shares['PostgreSQL'] * took / sent:.1f} ms,"
            f" Asterisk {10 * shares['Asterisk'] * took / sent:.1f} ms", flush=True,
        )  # fmt: skip
        lost = await _lost(house, dialer, sent)
        stop.set()
        await running
        await dialer.node.switch.close()  # type: ignore[attr-defined]
        return lost


def _dialer(house: House) -> Dialer:
    """The dialer in this process, with everything the product wires."""
    runtime = Runtime(
        house.database, build_ports(Settings(home=house.folder)), SystemClock(), CALENDAR, house.folder
    )
    return Dialer(runtime, AsteriskSwitch(SwitchAddress.of_plan(house.switch.plan)))


async def _send(house: House, dialer: Dialer, rate: float, seconds: float) -> tuple[int, float]:
    """Dial so many a second; returns how many were, and how many it was behind at the worst moment."""
    async with house.database.transaction() as session:
        dialing: CampaignDialing = await calls.set_dialing(
            session, campaign_code="C1", running=False, by="bench", at=house.now(), calendar=CALENDAR,
            mode=DialingMode.PREDICTIVE, early_media=False,
        )  # fmt: skip
    begun, sent, behind = time.monotonic(), 0, 0.0
    while sent < rate * seconds:
        due = min((time.monotonic() - begun) * rate, rate * seconds) - sent
        behind = max(behind, due)
        if due >= 1:
            sent += await _dial_leads(dialer.node, dialing, min(int(due), int(rate)), None)
        await asyncio.sleep(STEP if due < rate * STEP * 2 else 0)
    return sent, behind


async def _lost(house: House, dialer: Dialer, sent: int) -> int:
    """Wait for the last end, then count."""
    async with asyncio.timeout(120):
        while dialer.node.attempts:  # noqa: ASYNC110 - the dialer's own copy
            await asyncio.sleep(0.5)
    await dialer.node.lanes.drained()
    async with house.database.transaction() as session:
        row = (await session.execute(text(_END))).one()
    lost = {
        "attempts": sent - row.attempts,
        "without an end": row.endless,
        "never dialed": row.not_dialed,
        "not settled": row.unsettled,
        "with another end than the customer gave": row.strange,
        "numbers dialed twice": row.attempts - row.numbers,
    }
    print(f"  lost: {lost}", flush=True)
    return sum(lost.values())
