"""A run of chaos: calls of all endings, while processes of ours are killed at random and started again."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telephony.processes.desks import Desks
from tests.telephony.processes.house import House
from tests.telephony.processes.many import BY_HAND, DIALED, open_company

from callwright.flow.calls import service as calls
from callwright.flow.calls.service.rules import set_retry_rules
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db.lease import is_held
from callwright.platform.worker import WORKER_ALIVE
from callwright.registers.campaigns.contracts import DialingMode

ENDINGS = (
    "00",
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "11",
    "22",
    "33",
    "44",
    "55",
    "66",
    "77",
    "88",
    "99",
    "12",
)
"""One of every kind of customer the test trunk knows."""
PATIENCE = 240.0
"""Seconds without a new attempt after which the rest is not waited for."""


@dataclass
class Chaos:
    """What to do, how much, and what came of it.

    `pause`: a dialer dies so many seconds after it has begun to dial, page and worker after twice as many at work.
    """

    house: House
    seed: int
    calls: int = 300
    people: int = 14
    by_hand: int = 3
    pause: tuple[float, float] = (1.0, 7.0)
    standby: bool = False
    say: Callable[[str], None] = print
    desks: Desks = field(init=False)
    numbers: list[str] = field(default_factory=list)

    async def run(self) -> None:
        """From an empty company to everybody called once; the kills end when the calls do."""
        chance = random.Random(self.seed)
        self.numbers = [f"+861380{place:05}{chance.choice(ENDINGS)}" for place in range(self.calls)]
        by_hand = self.calls * self.by_hand // self.people
        people = await open_company(
            self.house, people=self.people, dialed=self.numbers[by_hand:], by_hand=self.numbers[:by_hand]
        )
        await self._nobody_twice()
        self.desks = Desks(self.house, people, self.by_hand, random.Random(self.seed + 1))
        await self._start()
        working = asyncio.create_task(self.desks.work())
        kills = (self._kill_dialers, self._kill_the_page, self._kill_workers)
        killing = [
            asyncio.create_task(kill(random.Random(self.seed + place))) for place, kill in enumerate(kills)
        ]
        mending = asyncio.create_task(self._mend())
        try:
            await self._until_everybody_was_called()
        finally:
            for task in killing:
                task.cancel()
            self.desks.dialing_by_hand = False
        await self._settle()
        for task in (working, mending):
            task.cancel()
        await asyncio.gather(working, *killing, mending, return_exceptions=True)

    async def _nobody_twice(self) -> None:
        """No lead comes due again while this lasts, so that whoever is dialed twice was dialed twice by mistake."""
        gap = {"minimum_gap_minutes": 1000, "busy_minutes": 1000}
        async with self.house.database.transaction() as session:
            for campaign in (DIALED, BY_HAND):
                await set_retry_rules(
                    session, campaign_code=campaign, settings=gap, reason="chaos", by="t", at=self.house.now(),
                    on=self.house.now().date(),
                )  # fmt: skip

    async def _start(self) -> None:
        self.house.run("dialer")
        if self.standby:
            self.house.run("dialer", instead="dialer-2")
        self.house.run("worker")
        self.house.run("api", "127.0.0.1", str(self.house.port))
        await self.house.page_answers(600)
        await self.desks.sign_in()
        async with self.house.database.transaction() as session:
            await calls.set_dialing(
                session, campaign_code=DIALED, running=True, by="t", at=self.house.now(),
                calendar=CompanyCalendar("Asia/Shanghai"), mode=DialingMode.PREDICTIVE,
            )  # fmt: skip

    async def _kill_dialers(self, chance: random.Random) -> None:
        """The one that dials, a moment after it has begun to; now and then the one that waits."""
        names = [name for name in self.house.works if name.startswith("dialer")]
        while True:
            leading = await self._leading(names)
            await asyncio.sleep(chance.uniform(*self.pause))
            self.house.kill(leading if chance.random() < 0.8 else chance.choice(names))

    async def _leading(self, names: list[str]) -> str:
        while not (found := [name for name in names if self.house.leads(name)]):  # noqa: ASYNC110 - same
            await asyncio.sleep(0.1)
        return found[0]

    async def _kill_the_page(self, chance: random.Random) -> None:
        while True:
            await self.house.page_answers(600)
            await asyncio.sleep(2 * chance.uniform(*self.pause))
            self.house.kill("api")

    async def _kill_workers(self, chance: random.Random) -> None:
        while True:
            while not await is_held(self.house.database, WORKER_ALIVE):  # noqa: ASYNC110 - same
                await asyncio.sleep(0.1)
            await asyncio.sleep(2 * chance.uniform(*self.pause))
            self.house.kill("worker")

    async def _mend(self) -> None:
        while True:
            self.house.mend()
            await asyncio.sleep(0.2)

    async def _until_everybody_was_called(self) -> None:
        """Every number was dialed, or nothing new was for a while."""
        known, since = -1, time.monotonic()
        while time.monotonic() - since < PATIENCE:
            (row,) = await self.desks.rows(
                "SELECT count(DISTINCT e164) AS numbers, count(*) FILTER (WHERE state = 'ended') AS ended"
                " FROM calls.live_attempt WHERE ended_reason <> 'not_dialed'"
            )
            if row.numbers != known:
                known, since = row.numbers, time.monotonic()
                self.say(f"  {row.numbers} of {self.calls} numbers, {row.ended} ended, {self.deaths} kills")
            if row.numbers >= self.calls:
                return
            await asyncio.sleep(1)

    @property
    def deaths(self) -> dict[str, int]:
        """How often each process was killed."""
        return {name: work.deaths for name, work in self.house.works.items()}

    async def _settle(self) -> None:
        """Nothing is dialed any more; whoever talks talks to the end, everybody writes down results."""
        async with self.house.database.transaction() as session:
            await calls.set_dialing(
                session, campaign_code=DIALED, running=False, by="t", at=self.house.now(),
                calendar=CompanyCalendar("Asia/Shanghai"),
            )  # fmt: skip
        async with asyncio.timeout(300):
            while await self._left():  # noqa: ASYNC110 - what is asked about is in a database
                await asyncio.sleep(0.5)

    async def _left(self) -> list[Any]:
        """What still goes on or waits for a result."""
        return await self.desks.rows(
            "SELECT id FROM calls.live_attempt"
            " WHERE state <> 'ended' OR (joined_at IS NOT NULL AND disposed_at IS NULL)"
        )
