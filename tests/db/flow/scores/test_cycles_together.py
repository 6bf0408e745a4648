"""Two people press the button of a cycle at the same moment: it moves once, and closes once."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from tests.db.flow.scores.appraised import Chain, agreed_october

from callwright.flow.scores.contracts import Cycle
from callwright.flow.scores.errors import CycleExists, CycleMoved
from callwright.platform.db import Database
from callwright.rules.appraisal.formulas.cycles import CycleState


async def test_a_cycle_is_opened_moved_and_closed_once_by_many_at_once(database: Database):
    async with database.transaction() as session:
        ids = await agreed_october(session)

    async def opened() -> Cycle | None:
        try:
            async with database.transaction() as session:
                return await Chain(session, ids).open()
        except CycleExists:
            return None

    made = [each for each in await asyncio.gather(*(opened() for _ in range(4))) if each]
    assert len(made) == 1
    cycle = made[0]
    async with database.transaction() as session:
        await Chain(session, ids).sign_everything(cycle)

    async def moved() -> str:
        try:
            async with database.transaction() as session:
                return (await Chain(session, ids).advance(cycle, CycleState.OPEN)).state
        except CycleMoved:
            return "somebody was faster"

    assert (
        sorted(await asyncio.gather(*(moved() for _ in range(4))))
        == ["data_in"] + ["somebody was faster"] * 3
    )
    async with database.transaction() as session:
        chain = Chain(session, ids)
        await chain.views_and_reviews(cycle)
        await chain.advance(cycle, CycleState.REVIEW, note="一致")
        await chain.advance(cycle, CycleState.CALIBRATED, chain.owner)

    async def closed() -> bool:
        async with database.transaction() as session:
            return (await Chain(session, ids).advance(cycle, CycleState.APPROVED)).already

    assert sorted(await asyncio.gather(*(closed() for _ in range(5)))) == [False] + [True] * 4
    async with database.transaction() as session:
        counted = [
            await session.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("scores.closing", "scores.cycle_result", "scores.person_score")
        ]
        steps = await session.scalar(text("SELECT count(*) FROM scores.cycle_step WHERE to_state = 'closed'"))
    assert (counted, steps) == ([1, 3, 4], 1)


async def test_a_refused_closing_leaves_the_cycle_where_it_was(database: Database):
    async with database.transaction() as session:
        state = await session.scalar(text("SELECT state FROM scores.cycle"))
        people = (await session.execute(text("SELECT employee_number, id FROM staff.person"))).all()
    assert state == "closed"
    ids = dict(people)
    async with database.transaction() as session:
        found = await session.scalar(text("SELECT id FROM scores.cycle"))
        chain = Chain(session, {str(key): value for key, value in ids.items()})
        with pytest.raises(CycleMoved):
            await chain.advance(
                Cycle(found, "rep", "2026-10", (), "open", "", chain.at, None), CycleState.OPEN
            )
