"""Plans make themselves, and follow what other phone systems and later lists bring."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from tests.db.flow.calls.calling_world import TEN, pick, world
from tests.db.flow.leads.world import CALENDAR, create, make_world, number

from callwright.flow.calls.contracts import Outcome
from callwright.flow.calls.models import AttemptRow
from callwright.flow.calls.service.planning import plan_leads, renew_plans
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactNumber, ContactRecord


async def test_an_attempt_of_another_phone_system_counts_in_the_plan(session: Session):
    (lead,) = await world(session, 1)
    assert len(await pick(session, lease_seconds=1)) == 1
    session.add(
        AttemptRow(
            id=uuid4(),
            line=1,
            system="carrier",
            record_id="1",
            content="",
            e164=lead.numbers[0],
            contact_id=lead.contact_id,
            campaign_code="C1",
            direction="outbound",
            started_at=TEN,
            ended_at=TEN + timedelta(minutes=1),
            outcome=str(Outcome.NO_ANSWER),
            raw_outcome="",
            recording_name="",
            recording_key="",
            effective=False,
        )
    )
    await session.flush()
    later = TEN + timedelta(seconds=5)
    ids = [lead.contact_id]
    assert await renew_plans(session, contact_ids=ids, at=later, calendar=CALENDAR) == 1
    assert await renew_plans(session, contact_ids=ids, at=later, calendar=CALENDAR) == 0
    assert await pick(session, later) == []
    (again,) = await pick(session, TEN + timedelta(minutes=95))
    assert (again.reason, again.attempts) == ("retry", 1)


async def test_a_lead_without_a_number_is_called_once_a_list_brings_one(session: Session):
    ids = await make_world(session, 1)
    await contacts.mark_numbers_health(session, e164s=[number(0)], health="bad")
    await create(session)
    await plan_leads(session, campaign_code="C1", at=TEN, calendar=CALENDAR)
    assert await pick(session) == []
    record = ContactRecord(id=ids[0], company="公司0", numbers=(ContactNumber("+8613900000009", "mobile"),))
    await contacts.save_contacts(session, [record], source="t", at=TEN)
    assert await renew_plans(session, contact_ids=ids, at=TEN, calendar=CALENDAR) == 1
    assert [one.e164 for one in await pick(session)] == ["+8613900000009"]
