"""The card on the desk says what the dial would say."""

from __future__ import annotations

from tests.db.flow.calls.calling_world import TEN, world
from tests.db.flow.leads.world import CALENDAR, person

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts.desk import CardNumber
from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import Method
from callwright.platform.db import Session


async def shown(session: Session, employee: str) -> CardNumber:
    one = await person(session, employee)
    desk = await calls.desk(session, person_id=one, browser_id="", at=TEN, calendar=CALENDAR)
    assert desk.preview is not None
    return desk.preview.numbers[0]


async def test_a_lead_dealt_to_somebody_else_may_not_be_dialed_any_more(session: Session):
    await world(session, 1)
    first = await person(session, "E001")
    assert await calls.preview_next(session, person_id=first, campaign_code="C1", at=TEN, calendar=CALENDAR)
    assert (await shown(session, "E001")).may_call
    await leads.assign(
        session, campaign="C1", method=Method.FAIR_SHARE, at=TEN, day=CALENDAR.day_of(TEN), people=["E002"]
    )
    barred = await shown(session, "E001")
    assert not barred.may_call
    assert barred.why_not is not None
