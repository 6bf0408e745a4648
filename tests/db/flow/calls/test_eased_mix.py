"""A list mix that a leader softened: well-fitting leads first, repeated tries last, and only for its days."""

from __future__ import annotations

from datetime import date, timedelta

from tests.db.flow.calls.calling_world import TEN, pick, tried, world
from tests.db.flow.leads.world import person

from callwright.platform.db import Session
from callwright.registers.staff import service as staff

LATER = TEN + timedelta(minutes=95)


async def test_who_is_eased_gets_new_leads_before_those_that_nobody_answered(session: Session):
    await world(session, 4)
    (first,) = await pick(session, limit=1)
    await tried(session, first, "no_answer", TEN)
    who = await person(session, "E001")
    usual = {"for_person": who, "lease_seconds": 0}
    assert (await pick(session, LATER, limit=1, **usual))[0].reason == "retry"
    today = date(2026, 11, 23)
    await staff.ease(
        session, person_id=who, starts_on=today, ends_on=today, reason="聊过", by="L001", now=TEN
    )
    eased = await pick(session, LATER, limit=4, **usual)
    assert [one.reason for one in eased] == ["new", "new", "new", "retry"]
    assert [one.score for one in eased[:3]] == sorted((one.score for one in eased[:3]), reverse=True)
    tomorrow = LATER + timedelta(days=1)
    assert (await pick(session, tomorrow, limit=1, **usual))[0].reason == "retry"
