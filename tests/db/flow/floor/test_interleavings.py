"""Desk, dialer, browser and clock at once, at random: every life stays in one piece, and nobody deadlocks."""

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text
from tests.db.flow.floor.floor_people import hire

from callwright.flow.floor import service
from callwright.flow.floor.contracts import DECLARABLE, PhoneReport, State
from callwright.kernel.errors import CallwrightError
from callwright.platform.db import Database, Session

NINE = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
CALL_STATES = (State.DIALING, State.RINGING, State.TALKING, State.HOLD, State.WRAP_UP)
LIVED = text("""
SELECT started_at, ended_at FROM floor.state_interval WHERE person_id = :who AND import_id IS NULL
UNION ALL SELECT started_at, ended_at FROM floor.call_phase WHERE person_id = :who
ORDER BY started_at
""")
Step = Callable[[Session, uuid.UUID, datetime, random.Random], Awaitable[object]]


async def dialer(session: Session, who: uuid.UUID, at: datetime, chance: random.Random) -> None:
    if chance.random() < 0.3:
        await service.finish(session, person_id=who, at=at)
        return
    only_from = frozenset({State.READY, *CALL_STATES}) if chance.random() < 0.5 else None
    await service.enter(
        session,
        person_id=who,
        state=chance.choice(CALL_STATES),
        at=at,
        source="dialer",
        source_id=f"call-{chance.randrange(3)}",
        only_from=only_from,
    )


async def desk(session: Session, who: uuid.UUID, at: datetime, chance: random.Random) -> None:
    if chance.random() < 0.2:
        await service.extend_wrap_up(session, person_id=who, reason="还没写完", at=at)
    elif chance.random() < 0.2:
        await service.sign_off(session, person_id=who, at=at)
    else:
        state = chance.choice(DECLARABLE)
        await service.declare(session, person_id=who, state=state, at=at, reason="" if state else "x")


async def browser(session: Session, who: uuid.UUID, at: datetime, chance: random.Random) -> None:
    if chance.random() < 0.2:
        await service.claim_phone(session, person_id=who, browser_id="one", take_over=True, at=at)
    else:
        report = PhoneReport(chance.random() < 0.8, "granted" if chance.random() < 0.9 else "denied")
        await service.report_phone(session, person_id=who, browser_id="one", report=report, at=at)


async def clock(session: Session, who: uuid.UUID, at: datetime, chance: random.Random) -> None:
    await service.expire(session, at + timedelta(seconds=chance.choice([0, 20, 40, 400])))


async def live(
    database: Database, step: Step, people: list[uuid.UUID], seed: str, together: asyncio.Barrier
) -> None:
    """Fifty turns of one source; all sources begin each turn together, or the fastest would make the rest late."""
    chance = random.Random(seed)
    for turn in range(50):
        await together.wait()
        at = NINE + timedelta(seconds=turn * 20 + chance.randrange(-30, 30))
        try:
            async with database.transaction() as session:
                for who in sorted(chance.sample(people, chance.choice([1, 1, 2]))):
                    await step(session, who, at, chance)
                    await asyncio.sleep(chance.random() / 500)
        except CallwrightError:
            continue


@pytest.mark.parametrize("seed", range(3))
async def test_every_life_stays_in_one_piece(database: Database, seed: int) -> None:
    async with database.transaction() as session:
        people = await hire(session, 4)
    steps: tuple[Step, ...] = (dialer, dialer, desk, browser, clock)
    together = asyncio.Barrier(len(steps))
    async with asyncio.TaskGroup() as tasks:
        for step in steps:
            tasks.create_task(live(database, step, people, f"{seed}-{step.__name__}", together))
    async with database.transaction() as session:
        presents = await service.current(session, person_ids=people)
        for who in people:
            pieces = (await session.execute(LIVED, {"who": who})).all()
            assert len(pieces) > 5
            assert all(before.ended_at == after.started_at for before, after in pairwise(pieces))
            assert pieces[-1].ended_at == presents[who].since
