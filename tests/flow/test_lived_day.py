"""A working day at a desk: claimed phone, calls, a break, the clock, the board — and the day as it is kept."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, timedelta
from itertools import pairwise

import httpx
import pytest
from tests.db.flow.floor.floor_people import hire
from tests.db.platform.test_push import Ear, address, listening

from callwright.app.schedule import TICKS
from callwright.flow.floor import service
from callwright.flow.floor.contracts import State
from callwright.flow.floor.jobs import roll_up
from callwright.kernel.clock import FixedClock
from callwright.platform.auth.service import invite, start_session
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE
from callwright.platform.jobs import JobContext
from callwright.platform.push.hub import Hub
from callwright.platform.runtime import Runtime
from callwright.platform.ticker import tick_once
from callwright.registers.staff import service as staff

__all__ = ["address"]
BROWSER = {"browser_id": "browser-one"}
SOUND = {**BROWSER, "registered": True, "microphone": "granted"}


class Moving(FixedClock):
    """A clock that is moved by hand."""

    def advance(self, by: timedelta) -> None:
        object.__setattr__(self, "moment", self.now() + by)


@pytest.fixture
def clock(clock: FixedClock) -> Moving:
    return Moving(clock.now())


async def signed_in(runtime: Runtime, role: str, person: uuid.UUID | None) -> tuple[str, dict[str, str]]:
    async with runtime.database.transaction() as session:
        account, _ = await invite(session, login=role, name=role, roles=[role], now=runtime.clock.now())
        if person is not None:
            await staff.link_account(session, person, account)
        found = await start_session(session, account, runtime.clock.now())
    return found.token, {CSRF_HEADER: found.csrf_token}


async def call(runtime: Runtime, clock: Moving, anna: uuid.UUID, name: str) -> None:
    """What the dialer writes during one call."""
    for state, lasts in ((State.DIALING, 5), (State.RINGING, 10), (State.TALKING, 180), (State.WRAP_UP, 0)):
        async with runtime.database.transaction() as session:
            await service.enter(
                session, person_id=anna, state=state, at=clock.now(), source="dialer", source_id=name
            )
        clock.advance(timedelta(seconds=lasts))


async def beat(desk: httpx.AsyncClient, clock: Moving, seconds: int) -> None:
    """The browser reports every five seconds."""
    for _ in range(seconds // 5):
        clock.advance(timedelta(seconds=5))
        assert (await desk.post("/api/desk/phone/report", json=SOUND)).json()["healthy"]


async def test_a_day_at_a_desk(runtime: Runtime, clock: Moving, address: tuple[str, Hub]) -> None:
    url, _hub = address
    async with runtime.database.transaction() as session:
        (anna,) = await hire(session, 1)
    token, rights = await signed_in(runtime, "agent", anna)
    owner, _ = await signed_in(runtime, "owner", None)
    begun = clock.now()
    (tick,) = (one for one in TICKS if one.name == "floor.expire")
    async with (
        httpx.AsyncClient(base_url=url, cookies={SESSION_COOKIE: token}, headers=rights) as desk,
        httpx.AsyncClient(base_url=url, cookies={SESSION_COOKIE: owner}) as wall,
        listening(url, owner, "?topics=wallboard") as ear,
    ):
        assert (await desk.post("/api/desk/phone", json=BROWSER)).status_code == 200
        assert (await desk.post("/api/desk/phone/report", json=SOUND)).json()["healthy"]
        assert (await desk.post("/api/desk/state", json={"state": "ready"})).status_code == 200
        await hears(ear, wall, "ready")
        await beat(desk, clock, 45)
        await call(runtime, clock, anna, "call-1")
        await hears(ear, wall, "wrap_up")
        await desk.post("/api/desk/state", json={"state": "break", "reason": "personal"})
        await beat(desk, clock, 60)
        await desk.post("/api/desk/state", json={"state": "ready"})
        await call(runtime, clock, anna, "call-2")
        await beat(desk, clock, 30)
        assert await tick_once(runtime, tick)
        await hears(ear, wall, "ready")
        clock.advance(timedelta(seconds=20))
        assert await tick_once(runtime, tick)
        await hears(ear, wall, "phone_trouble")
    clock.advance(timedelta(minutes=10))
    assert await tick_once(runtime, tick)
    await counted(runtime, clock, anna, begun)


async def hears(ear: Ear, wall: httpx.AsyncClient, state: str) -> None:
    """The wallboard is told, asks, and sees the state, within two seconds."""
    async with asyncio.timeout(2):
        while True:
            assert (await ear.topic())["topic"] in {"wallboard", "resync"}
            if (await wall.get("/api/floor/board")).json()["people"][0]["state"] == state:
                return


async def counted(runtime: Runtime, clock: Moving, anna: uuid.UUID, begun: datetime) -> None:
    """Every second since the first is explained, the same today, tomorrow, and once it is counted."""
    day = runtime.calendar.day_of(begun)
    async with runtime.database.transaction() as session:
        timeline = await service.timeline(session, person_id=anna, day=day, now=clock.now())
    lived = [one for one in timeline.segments if one.state is not None]
    assert lived[0].start == begun
    assert all(before.end == after.start for before, after in pairwise(timeline.segments))
    assert [one.state for one in lived] == [
        State.READY, State.DIALING, State.RINGING, State.TALKING,
        State.BREAK, State.DIALING, State.RINGING, State.TALKING, State.WRAP_UP,
        State.READY, State.PHONE_TROUBLE, State.OFFLINE,
    ]  # fmt: skip
    figures = timeline.figures
    assert figures is not None
    assert figures.talk_seconds == 2 * 180
    assert (figures.lost["break"], figures.lost["wrap_up"]) == (60, 30)
    assert figures.lost["phone_trouble"] == 300 - 15
    clock.advance(timedelta(days=3))
    async with runtime.database.transaction() as session:
        whole = await service.day_figures(session, first_day=day, last_day=day, now=clock.now())
    assert (await roll_up(JobContext(runtime, None)))["person_days"] > 0
    async with runtime.database.transaction() as session:
        kept = await service.day_figures(session, first_day=day, last_day=day, now=clock.now())
    assert kept == whole
    assert kept[0].talk_seconds == 360
