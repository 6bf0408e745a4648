"""The live floor: a change of state, a pushed message, and days read after they were counted.

`python -m bench.floor_live [PEOPLE DAYS]` (default 200 5)

Floors, in the same run: for a change of state the bare statements it cannot do without, sent by asyncpg in one
transaction; for counted days the bare SELECT of their rows; for laid-out days there is none, they are what
counting saves. CPU is this process's, PostgreSQL's is not in it.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.clock import cpu
from tests.db.flow.floor.floor_people import hire

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import migrate
from callwright.flow.floor import service
from callwright.flow.floor.contracts import Phase, State
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Database
from callwright.platform.principal import Principal
from callwright.platform.push import push
from callwright.platform.push.listening import running_hub

FIRST = date(2026, 10, 12)
CALLS_A_DAY = 100
CHANGES = 600
MESSAGES = 200
CALL = ((State.DIALING, 8), (State.RINGING, 14), (State.TALKING, 110), (State.WRAP_UP, 30))
TURNS = (State.DIALING, State.RINGING, State.TALKING, State.WRAP_UP, State.READY)
BARE = (
    "SELECT * FROM floor.current_state WHERE person_id = $1 FOR UPDATE",
    (
        "INSERT INTO floor.state_interval (id, person_id, state, started_at, ended_at, reason)"
        " VALUES (gen_random_uuid(), $1, 'meeting', now(), now() + interval '1 second', '')"
    ),
    "UPDATE floor.current_state SET version = version + 1 WHERE person_id = $1",
    "SELECT pg_notify('bench', CAST($1::uuid AS text)), pg_notify('bench', 'wallboard')",
)


@asynccontextmanager
async def company() -> AsyncIterator[Database]:
    """An empty company on a PostgreSQL of its own."""
    with tempfile.TemporaryDirectory(prefix="callwright-bench-") as folder:
        server = EmbeddedServer(Path(folder), settings={"fsync": "off"})
        server.start()
        database = Database(server.address.url("postgres"))
        try:
            await migrate(database)
            yield database
        finally:
            await database.dispose()
            server.stop()


async def changes(database: Database, people: list[uuid.UUID]) -> None:
    """Milliseconds of CPU of one change of state, and as many times the floor."""
    begun = datetime.now(UTC) - timedelta(minutes=30)

    async def enter(number: int, person: uuid.UUID) -> None:
        state, call = TURNS[number // len(people) % 5], str(number // len(people) // 5)
        at = begun + timedelta(seconds=number // len(people) * 30)
        async with database.transaction() as session:
            await service.enter(session, person_id=person, state=state, at=at, source_id=call)

    ours = await per_change(enter, people)
    connection = await database.connect()

    async def bare(_number: int, person: uuid.UUID) -> None:
        async with connection.transaction():
            for statement in BARE:
                await connection.fetch(statement, person)

    floor = await per_change(bare, people)
    await connection.close()
    print(f"a change of state: {ours:.2f} ms CPU, {ours / floor:.1f} × the bare statements ({floor:.2f} ms)")


async def per_change(change: Callable[[int, uuid.UUID], Awaitable[None]], people: list[uuid.UUID]) -> float:
    """Milliseconds of CPU of one, after a first round that is not counted."""
    for number, person in enumerate(people):
        await change(number, person)
    begun = cpu()
    for number in range(len(people), len(people) + CHANGES):
        await change(number, people[number % len(people)])
    return (cpu() - begun) / CHANGES * 1000


async def messages(database: Database, screens: int) -> None:
    """From commit to every one of the screens of this process, in milliseconds."""
    taken = []
    async with running_hub(database) as hub:
        await asyncio.sleep(1)
        with ExitStack() as opened:
            leads = [
                Principal(uuid.uuid4(), "x", frozenset(), frozenset({"floor.board"})) for _ in range(screens)
            ]
            last = [opened.enter_context(hub.screen(lead)) for lead in leads][-1]
            for _ in range(MESSAGES):
                async with database.transaction() as session:
                    await push(session, "wallboard", permission="floor.board")
                    begun = time.perf_counter()
                await last.hear()
                taken.append((time.perf_counter() - begun) * 1000)
    print(
        f"a pushed message: {statistics.median(taken):.1f} ms from before the commit to {screens} screens (median)"
    )


async def days(database: Database, people: list[uuid.UUID], count: int) -> None:
    """Milliseconds of CPU of a person-day, laid out and counted, and as many times the floor."""
    async with database.transaction() as session:
        await service.record_phases(session, phases(people, count))
    last = FIRST + timedelta(days=count - 1)
    number = len(people) * count

    async def read() -> float:
        begun = cpu()
        async with database.transaction() as session:
            assert len(await service.day_figures(session, first_day=FIRST, last_day=last)) == number
        return (cpu() - begun) / number * 1000

    laid_out = await read()
    now = CompanyCalendar().bounds(FIRST)[1] + timedelta(days=count + 3)
    async with database.transaction() as session:
        wanted = [FIRST + timedelta(days=offset) for offset in range(count)]
        assert await service.roll_up(session, days=wanted, now=now) == number
    counted = min(await read(), await read())
    connection = await database.connect()
    begun = cpu()
    assert len(await connection.fetch("SELECT * FROM floor.person_day")) == number
    floor = (cpu() - begun) / number * 1000
    await connection.close()
    print(f"a day of a person: laid out {laid_out:.2f} ms CPU, counted {counted:.3f} ms = "
          f"{counted / floor:.1f} × the bare SELECT; a month of 200: {counted * 6:.2f} s instead of "
          f"{laid_out * 6:.0f} s")  # fmt: skip


def phases(people: list[uuid.UUID], count: int) -> list[Phase]:
    """Calls of everybody on every day, one after the other from nine on."""
    chance, found = random.Random(4), []
    for person in people:
        for offset in range(count):
            at = CompanyCalendar().bounds(FIRST + timedelta(days=offset))[0] + timedelta(hours=9)
            for number in range(CALLS_A_DAY):
                for state, usual in CALL:
                    end = at + timedelta(seconds=usual * chance.uniform(0.5, 1.5))
                    found.append(Phase(person, state, at, end, "calls", f"{person}-{offset}-{number}"))
                    at = end
                at += timedelta(seconds=chance.uniform(20, 200))
    return found


async def run(people: int, count: int) -> None:
    """All figures."""
    async with company() as database:
        async with database.transaction() as session:
            ids = await hire(session, people)
        await changes(database, ids)
        await messages(database, people)
        await days(database, ids, count)


def main() -> None:
    """Print the figures."""
    people, count = (int(word) for word in (sys.argv[1:3] if len(sys.argv) > 2 else ("200", "5")))
    asyncio.run(run(people, count))


if __name__ == "__main__":
    main()
