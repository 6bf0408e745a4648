"""Many bridged, recorded calls at once."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.load.meter import Meter, line, server_pid
from bench.load.phones import play_phones, register
from sqlalchemy import text
from tests.telephony.processes.earnest import earnest_house
from tests.telephony.processes.house import House
from tests.telephony.processes.many import DIALED, Colleague, open_company

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Outcome, Verb
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.kernel.calendar import CompanyCalendar
from callwright.registers.campaigns.contracts import DialingMode

CALENDAR = CompanyCalendar("Asia/Shanghai")
TALK = timedelta(seconds=60)
WRITES_UP = timedelta(seconds=3)
OURS = ("dialer", "worker", "PostgreSQL")
_LOST = """
SELECT count(*) AS attempts, count(*) FILTER (WHERE one.state <> 'ended') AS endless,
  count(*) FILTER (WHERE attempt.id IS NULL) AS unsettled, count(*) FILTER (WHERE one.joined_at IS NOT NULL) AS talked,
  count(recording.id) AS recorded, count(DISTINCT event.id) AS told,
  count(*) FILTER (WHERE one.joined_at IS NOT NULL AND one.disposed_at IS NULL) AS without_result,
  min(extract(epoch FROM one.agent_left_at - one.joined_at)) AS shortest
FROM calls.live_attempt one
LEFT JOIN calls.attempt ON attempt.record_id = one.id::text
LEFT JOIN recordings.recording ON recording.attempt_id = attempt.id
LEFT JOIN events.event ON event.name = 'CallEnded' AND event.payload ->> 'live_attempt_id' = one.id::text
"""
_PRESENT = """
SELECT state.person_id, state.state, state.since, call.id AS call_id, call.state AS call_state, call.joined_at,
  pending.id AS pending_id
FROM floor.current_state state
LEFT JOIN calls.live_attempt call ON call.person_id = state.person_id AND call.state <> 'ended'
LEFT JOIN calls.live_attempt pending ON pending.person_id = state.person_id AND pending.state = 'ended'
  AND pending.joined_at IS NOT NULL AND pending.disposed_at IS NULL AND pending.answered_at IS NOT NULL
"""


async def bridged(folder: Path, count: float, seconds: float) -> int:
    """How many things were lost with `count` calls at once."""
    people = int(count)
    rounds = int(seconds / TALK.total_seconds()) + 3
    numbers = [f"+86138{place:06}04" for place in range(people * rounds)]
    async with earnest_house(folder, trace=False, log_level="WARNING", calls_of_sound=222) as house:
        team = await open_company(house, people=people, dialed=numbers, capacity=people + 20)
        dialer, worker = house.run("dialer"), house.run("worker")
        assert dialer.process is not None
        assert worker.process is not None
        desks = _Desks(house, team)
        await desks.sign_in()
        working = asyncio.create_task(desks.work())
        pids = {
            "Asterisk": [house.switch.pid or 0],
            "dialer": [dialer.process.pid],
            "worker": [worker.process.pid],
        }
        meter = Meter(pids, server_pid(folder / "server" / "postgres" / "cluster"))
        meter.begin()
        await asyncio.sleep(20)
        print(f"  {people} people wait, nobody is called: {_shown(meter.shares())}", flush=True)
        await desks.dial(running=True)
        await desks.until_talking(people)
        meter.begin()
        ended_before, peaks = desks.disposed, []
        while time.monotonic() - meter.begun < seconds:
            peaks.append(desks.talking)
            await asyncio.sleep(1)
        _print(meter.shares(), sum(peaks) / len(peaks), (desks.disposed - ended_before) / seconds, peaks)
        desks.closing = True
        await desks.dial(running=False)
        await desks.until_over()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return await desks.lost()


def _shown(shares: dict[str, float]) -> str:
    return ", ".join(f"{name} {share:.1f} %" for name, share in shares.items())


def _print(shares: dict[str, float], talking: float, ended: float, peaks: list[int]) -> None:
    print(
        f"  {talking:.0f} calls at once on average (most {max(peaks)}), {ended:.1f} new ones a second",
        flush=True,
    )
    print(f"  of one core: {_shown(shares)}")
    ours, without = line(shares, OURS), line(shares, OURS[:2])
    print(
        f"  per call: Asterisk {shares['Asterisk'] / talking:.3f} %, ours {ours / talking:.3f} % (goal 0.3),"
        f" of it dialer {shares['dialer'] / talking:.3f}, worker {shares['worker'] / talking:.3f}, PostgreSQL"
        f" {shares['PostgreSQL'] / talking:.3f}; without PostgreSQL {without / talking:.3f}", flush=True,
    )  # fmt: skip


class _Desks:
    """Agents who hang up after a minute and write down a result."""

    def __init__(self, house: House, team: list[Colleague]) -> None:
        self._house, self._team = house, team
        self.talking, self.disposed = 0, 0
        self.closing = False
        self._asked: set[Any] = set()

    async def sign_in(self) -> None:
        """Everybody is READY at a phone that is up."""
        async with asyncio.timeout(400):
            while await self._rows("SELECT 1 FROM floor.phone WHERE wish <> '' LIMIT 1"):  # noqa: ASYNC110 - a database
                await asyncio.sleep(0.2)
            await register(self._house, {one.phone: one.password for one in self._team})
            await play_phones(self._house)
            for one in self._team:
                async with self._house.database.transaction() as session:
                    await floor.enter(
                        session,
                        person_id=one.person_id,
                        state=State.READY,
                        at=self._house.now(),
                        campaign=DIALED,
                    )
            up = "SELECT count(*) AS up FROM calls.agent_leg WHERE state = 'up'"
            while (await self._rows(up))[0].up < len(self._team):  # noqa: ASYNC110 - same
                await asyncio.sleep(0.2)

    async def dial(self, *, running: bool) -> None:
        """Start or stop the campaign: one call for each free agent."""
        async with self._house.database.transaction() as session:
            await calls.set_dialing(
                session, campaign_code=DIALED, running=running, by="bench", at=self._house.now(), calendar=CALENDAR,
                mode=DialingMode.PROGRESSIVE, early_media=False,
            )  # fmt: skip

    async def work(self) -> None:
        """Until cancelled."""
        chance = random.Random(4)
        while True:
            now = self._house.now()
            rows = await self._rows(_PRESENT)
            self.talking = sum(row.call_state == "talking" for row in rows)
            for row in rows:
                if row.call_state == "talking" and (
                    self.closing or now - row.joined_at > TALK * chance.uniform(1, 1.3)
                ):
                    await self._hang_up(row)
                elif row.pending_id is not None and now - row.since > WRITES_UP:
                    await self._dispose(row)
            await asyncio.sleep(0.5)

    async def _hang_up(self, row: Any) -> None:
        if row.call_id in self._asked:
            return
        self._asked.add(row.call_id)
        async with self._house.database.transaction() as session:
            await calls.ask(
                session, node="main", verb=Verb.HANG_UP, person_id=row.person_id, attempt_id=row.call_id
            )

    async def _dispose(self, row: Any) -> None:
        now = self._house.now()
        async with self._house.database.transaction() as session:
            await calls.dispose(
                session, row.pending_id, person_id=row.person_id, outcome=Outcome.EFFECTIVE, note="", callback_at=None,
                at=now, calendar=CALENDAR,
            )  # fmt: skip
            await floor.finish(session, person_id=row.person_id, at=now, source="desk")
        self.disposed += 1

    async def until_talking(self, people: int) -> None:
        """Nearly everybody talks."""
        begun = time.monotonic()
        async with asyncio.timeout(900):
            while self.talking < people * 0.95:  # noqa: ASYNC110 - a database
                await asyncio.sleep(0.2)
        print(f"  {self.talking} talk after {time.monotonic() - begun:.0f} s", flush=True)

    async def until_over(self) -> None:
        """Every call has its end, its result and its recording."""
        async with asyncio.timeout(1500):
            while True:
                (row,) = await self._rows(_LOST)
                if not row.endless and not row.without_result and row.recorded >= row.talked:
                    return
                print(f"  {row.recorded} of {row.talked} recordings are stored", flush=True)
                await asyncio.sleep(15)

    async def lost(self) -> int:
        """Count what is lost, and print it."""
        (row,) = await self._rows(_LOST)
        lost = {
            "attempts without an end": row.endless,
            "ends not settled": row.unsettled,
            "ends not told": row.talked - row.told,
            "results": row.without_result,
            "recordings": row.talked - row.recorded,
        }
        print(
            f"  {row.attempts} attempts, {row.talked} talked (the shortest {row.shortest:.0f} s), lost: {lost}",
            flush=True,
        )
        return sum(lost.values())

    async def _rows(self, sql: str) -> list[Any]:
        async with self._house.database.transaction() as session:
            return list(await session.execute(text(sql)))
