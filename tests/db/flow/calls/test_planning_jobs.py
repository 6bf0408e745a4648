"""A released list becomes leads, and the leads plans, by themselves."""

from __future__ import annotations

from sqlalchemy import text
from tests.db.flow.leads.world import BATCH, create, make_world

from callwright.flow.calls.jobs import plan_created_leads, plan_new_leads
from callwright.flow.leads.events import LeadsCreated
from callwright.platform.jobs import JobContext
from callwright.platform.runtime import Runtime


async def test_a_list_that_becomes_leads_is_planned_and_planning_again_adds_nothing(runtime: Runtime):
    context = JobContext(runtime, None)
    async with runtime.database.transaction() as session:
        await make_world(session, 6)
        await create(session)
        await plan_created_leads(context, session, LeadsCreated(BATCH, "C1", 6))
        waiting = await session.scalar(text("SELECT count(*) FROM jobs.job WHERE name = 'calls.plan_leads'"))
        assert waiting == 1
    assert await plan_new_leads(context, "C1") == {"planned": 6}
    assert await plan_new_leads(context) == {"planned": 0}
