"""Leads on real tables: creation, assignment, claims, refusals, hand-over."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from tests.db.flow.leads.world import CALENDAR, NOW, TODAY, all_leads, create, make_world, number, person

from callwright.flow.leads import service
from callwright.flow.leads.contracts import LeadState, Method
from callwright.flow.leads.errors import (
    ClaimLimitReached,
    CoolingDown,
    LeadBarred,
    LeadNotFound,
    NobodyToAssign,
)
from callwright.platform.db import Session
from callwright.registers.campaigns.errors import CampaignNotRunning, TargetMissing
from callwright.registers.contacts import service as contacts
from callwright.rules.leads.values import lead_parameters


@pytest.fixture
async def contact_ids(session: Session) -> list[UUID]:
    return await make_world(session)


async def test_a_released_batch_becomes_leads_once_with_fit_and_refusals(
    session: Session, contact_ids: list[UUID]
):
    await contacts.refuse(session, e164=number(1), reason="do_not_call", source="t", at=NOW)
    assert await create(session) == 30
    assert await create(session) == 0
    leads = await all_leads(session)
    assert [one.state for one in leads].count(LeadState.BARRED) == 1
    assert {one.region: one.score for one in leads} == {"上海市": 1, "北京市": 0}


async def test_assignment_gives_every_free_lead_once_and_keeps_why(session: Session, contact_ids: list[UUID]):
    await create(session)
    report = await service.assign(session, campaign="C1", method=Method.ROUND_ROBIN, at=NOW, day=TODAY)
    assert report.by_person == {"E001": 15, "E002": 15}
    assert all(one.explanation and one.owner for one in await all_leads(session))
    again = await service.assign(session, campaign="C1", method=Method.FAIR_SHARE, at=NOW, day=TODAY)
    assert again.assigned == 0


async def test_a_refusal_after_creation_bars_at_the_moment_of_use(session: Session, contact_ids: list[UUID]):
    await create(session)
    await contacts.refuse(session, e164=number(5), reason="complaint", source="t", at=NOW)
    report = await service.assign(session, campaign="C1", method=Method.SCORE, at=NOW, day=TODAY)
    assert (report.barred, report.assigned) == (1, 29)
    barred = next(one for one in await all_leads(session) if one.state is LeadState.BARRED)
    with pytest.raises(LeadBarred):
        await service.claim(
            session, lead_id=barred.id, person_id=await person(session, "E001"), at=NOW, calendar=CALENDAR
        )


async def test_pick_return_pick_does_not_evade_the_limit_of_the_day(
    session: Session, contact_ids: list[UUID]
):
    await create(session)
    me, limit = await person(session, "E001"), lead_parameters(TODAY).claims_per_day
    leads = await all_leads(session)
    for one in leads[:limit]:
        await service.claim(session, lead_id=one.id, person_id=me, at=NOW, calendar=CALENDAR)
        await service.return_lead(session, lead_id=one.id, person_id=me, at=NOW, day=TODAY)
    with pytest.raises(ClaimLimitReached):
        await service.claim(session, lead_id=leads[limit].id, person_id=me, at=NOW, calendar=CALENDAR)
    tomorrow = NOW + dt.timedelta(days=1)
    await service.claim(session, lead_id=leads[limit].id, person_id=me, at=tomorrow, calendar=CALENDAR)
    with pytest.raises(CoolingDown):
        await service.claim(session, lead_id=leads[0].id, person_id=me, at=tomorrow, calendar=CALENDAR)
    other = await person(session, "E002")
    await service.claim(session, lead_id=leads[0].id, person_id=other, at=tomorrow, calendar=CALENDAR)


async def test_a_leaver_hands_over_and_protection_runs_out(session: Session, contact_ids: list[UUID]):
    await create(session)
    await service.assign(
        session, campaign="C1", method=Method.ROUND_ROBIN, at=NOW, day=TODAY, people=["E001"]
    )
    first, second = await person(session, "E001"), await person(session, "E002")
    done = await service.hand_over(session, person_id=first, to=second, at=NOW, day=TODAY)
    assert (done.moved, done.to_pool, done.barred) == (30, 0, 0)
    await service.advance(session, contact_ids=contact_ids[:2], to=LeadState.ORDERED, at=NOW, day=TODAY)
    end = NOW + dt.timedelta(days=lead_parameters(TODAY).protection_days)
    assert await service.return_expired(session, at=end, day=end.date()) == 0
    warned_at = end - dt.timedelta(days=lead_parameters(TODAY).warning_days)
    assert await service.warn_owners(session, at=warned_at, day=warned_at.date()) == 28
    assert await service.warn_owners(session, at=warned_at, day=warned_at.date()) == 0
    assert len(await service.return_warnings(session, visible_people=None)) == 28
    just_before = end - dt.timedelta(seconds=1)
    assert await service.return_expired(session, at=just_before, day=just_before.date()) == 0
    assert await service.return_expired(session, at=end, day=end.date()) == 28
    assert len(await all_leads(session, pool=True)) == 28


async def test_scope_draft_campaigns_and_unknown_people(session: Session, contact_ids: list[UUID]):
    await create(session)
    with pytest.raises(TargetMissing):
        await create(session, "C2")
    with pytest.raises(CampaignNotRunning):
        await service.assign(session, campaign="C2", method=Method.REGION, at=NOW, day=TODAY)
    with pytest.raises(NobodyToAssign):
        await service.assign(session, campaign="C1", method=Method.REGION, at=NOW, day=TODAY, people=["没有"])
    await service.assign(session, campaign="C1", method=Method.SKILL, at=NOW, day=TODAY, limit=4)
    mine = frozenset({await person(session, "E001")})
    found, total = await service.leads_page(session, visible_people=mine)
    assert total == len(found) == 2
    foreign = next(one for one in await all_leads(session) if one.owner == "李四")
    with pytest.raises(LeadNotFound):
        await service.lead(session, foreign.id, visible_people=mine)
