"""The sample company appraises the way the product says: a new user finds every page of it filled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from callwright.app.sample.company import Company, invent
from callwright.app.sample.files import write_files
from callwright.app.sample.load import appraisal, registers, results
from callwright.app.sample.load.desk import STEWARD, Desk
from callwright.app.sample.plan import Plan
from callwright.flow.pay import service as pay
from callwright.flow.scores import service as scores
from callwright.kernel.clock import FixedClock
from callwright.platform.jobs import JobContext
from callwright.platform.runtime import Runtime
from callwright.registers.goals import service as goals

TODAY = dt.date(2026, 11, 24)
STEPS = (
    registers.people,
    registers.products,
    results.goal_books,
    appraisal.goal_sets,
    results.acknowledgements,
    results.pay_plan,
    appraisal.project,
    results.close_months,
)


@pytest.fixture(scope="module")
def company() -> Company:
    return invent(Plan(TODAY))


async def test_sets_project_and_cycle_are_there_and_a_second_load_adds_nothing(
    runtime: Runtime, company: Company
):
    clock = FixedClock(dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC))
    context = JobContext(replace(runtime, clock=clock), None)
    files = write_files(company, runtime.data_folder / "files")
    desk = Desk(context, company, files)
    for step in STEPS:
        await step(desk)
    september, october = company.plan.closed
    async with context.transaction() as session:
        assert len(await goals.indicator_sets(session, october)) == 4
        assert len(await goals.market_targets(session, october)) >= 8
        assert len(await goals.key_work(session, month=company.plan.running)) == 4
        found, total = await scores.projects(session, principal=STEWARD, offset=0, size=10)
        project = await scores.project(session, project_id=found[0].id, principal=STEWARD, on=TODAY)
        assert (total, project.published_by, len(project.notices)) == (1, "顾怀远", 4)
        assert all(item.done_at and item.evidence for item in project.items)
        cycles, _ = await scores.list_cycles(session, offset=0, size=10)
        assert [(each.period, each.state) for each in cycles] == [(str(october), "closed")]
        board = await scores.board(
            session, cycle_id=cycles[0].id, principal=STEWARD, at=clock.now(), calendar=context.calendar
        )
        assert len(board.people) >= 20
        assert all(one.self_view and one.review and one.score is not None for one in board.people)
        assert board.warnings == ()
        for month in (september, october):
            statements = await pay.statements(session, month=month, principal=STEWARD)
            assert len(statements) >= 20
    again = [await step(desk) for step in (appraisal.goal_sets, appraisal.project, results.close_months)]
    assert again[:2] == [{"sets": 0}, {"events": 0}]
    async with context.transaction() as session:
        assert (await scores.projects(session, principal=STEWARD, offset=0, size=10))[1] == 1
        assert (await scores.list_cycles(session, offset=0, size=10))[1] == 1
