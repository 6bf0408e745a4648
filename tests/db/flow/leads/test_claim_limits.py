"""The limits of the pool hold however leads are claimed: one by one, in bulk, in a circle, by hand-over."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from tests.db.flow.leads.world import CALENDAR, NOW, TODAY, all_leads, create, make_world, person

from callwright.flow.leads import service
from callwright.flow.leads.contracts import Method
from callwright.flow.leads.errors import ClaimNothing, CoolingDown
from callwright.platform.db import Session
from callwright.rules.leads.values import lead_parameters

RULES = lead_parameters(TODAY)


@pytest.fixture
async def leads(session: Session) -> list[UUID]:
    await make_world(session)
    await create(session)
    return [one.id for one in await all_leads(session)]


async def test_a_bulk_claim_takes_up_to_the_limit_and_says_why_not_the_rest(
    session: Session, leads: list[UUID]
) -> None:
    me = await person(session, "E001")
    report = await service.claim_many(session, person_id=me, at=NOW, calendar=CALENDAR, lead_ids=leads)
    assert len(report.claimed) == RULES.claims_per_day
    assert {one.code for one in report.refused} == {"leads.claim_limit"}
    assert len(report.refused) == len(leads) - RULES.claims_per_day
    assert (report.standing.claims_today, report.standing.left) == (RULES.claims_per_day, 0)
    for one in report.claimed:
        await service.return_lead(session, lead_id=one.id, person_id=me, at=NOW, day=TODAY)
    again = await service.claim_many(session, person_id=me, at=NOW, calendar=CALENDAR, campaign="C1", count=5)
    assert (len(again.claimed), len(again.refused)) == (0, 5)


async def test_best_fitting_leads_are_claimed_first_and_unknown_ones_are_listed(
    session: Session, leads: list[UUID]
) -> None:
    me = await person(session, "E001")
    best = await service.claim_many(session, person_id=me, at=NOW, calendar=CALENDAR, campaign="C1", count=4)
    assert [one.score for one in best.claimed] == [1, 1, 1, 1]
    odd = await service.claim_many(
        session, person_id=me, at=NOW, calendar=CALENDAR, lead_ids=[UUID(int=5), best.claimed[0].id]
    )
    assert ([one.code for one in odd.refused], len(odd.claimed)) == (["leads.not_found"], 1)
    assert odd.standing.claims_today == 4
    for asked in ({"lead_ids": []}, {"campaign": "C1"}, {"count": 3}, {"lead_ids": leads * 7}):
        with pytest.raises(ClaimNothing):
            await service.claim_many(session, person_id=me, at=NOW, calendar=CALENDAR, **asked)  # type: ignore[arg-type]  # test table


async def test_handing_a_lead_round_in_a_circle_does_not_shorten_the_cool_down(
    session: Session, leads: list[UUID]
) -> None:
    me, friend = await person(session, "E001"), await person(session, "E002")
    hour = dt.timedelta(hours=1)
    for place, one in enumerate((me, friend)):
        at = NOW + place * hour
        await service.claim(session, lead_id=leads[0], person_id=one, at=at, calendar=CALENDAR)
        await service.return_lead(session, lead_id=leads[0], person_id=one, at=at, day=TODAY)
    with pytest.raises(CoolingDown):
        await service.claim(session, lead_id=leads[0], person_id=me, at=NOW + 2 * hour, calendar=CALENDAR)
    report = await service.assign(
        session, campaign="C1", method=Method.FAIR_SHARE, at=NOW + 2 * hour, day=TODAY
    )
    assert (report.assigned, report.left) == (len(leads) - 1, 1)
    cool = NOW + dt.timedelta(days=RULES.cooldown_days)
    await service.claim(session, lead_id=leads[0], person_id=me, at=cool, calendar=CALENDAR)


async def test_a_hand_over_passes_no_cap(
    session: Session, leads: list[UUID], monkeypatch: pytest.MonkeyPatch
):
    me, friend = await person(session, "E001"), await person(session, "E002")
    await service.assign(session, campaign="C1", method=Method.REGION, at=NOW, day=TODAY, people=["E001"])
    small = RULES.__class__(**{**RULES.__dict__, "owner_cap": 12})
    monkeypatch.setattr("callwright.flow.leads.service.handing_over.lead_parameters", lambda _day: small)
    done = await service.hand_over(session, person_id=me, to=friend, at=NOW, day=TODAY)
    assert (done.moved, done.to_pool) == (12, 18)
    assert len(await all_leads(session, owner_id=friend)) == 12
