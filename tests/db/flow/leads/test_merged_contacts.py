"""Leads of contacts that turned out to be one: still found, still barred, not created twice."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.db.flow.leads.world import CALENDAR, NOW, TODAY, all_leads, create, make_world, number, person

from callwright.flow.leads import service
from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.errors import LeadSuppressed
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts


@pytest.fixture
async def contact_ids(session: Session) -> list[UUID]:
    return await make_world(session)


async def merge(session: Session, keep: UUID, absorbed: UUID) -> None:
    await contacts.merge_contacts(session, keep=keep, absorbed=absorbed, source="t", at=NOW)


async def test_work_on_either_contact_moves_the_leads_of_both(
    session: Session, contact_ids: list[UUID]
) -> None:
    await create(session)
    keep, absorbed = contact_ids[1], contact_ids[2]
    await merge(session, keep, absorbed)
    await service.advance(session, contact_ids=[keep], to=LeadState.INTERESTED, at=NOW, day=TODAY)
    states = {one.contact_id: one.state for one in await all_leads(session)}
    assert (states[keep], states[absorbed]) == (LeadState.INTERESTED, LeadState.INTERESTED)
    await service.advance(session, contact_ids=[absorbed], to=LeadState.ORDERED, at=NOW, day=TODAY)
    states = {one.contact_id: one.state for one in await all_leads(session)}
    assert (states[keep], states[absorbed]) == (LeadState.ORDERED, LeadState.ORDERED)


@pytest.mark.parametrize("refusing", [4, 5])
async def test_a_refusal_under_any_number_bars_the_leads_of_both(
    session: Session, contact_ids: list[UUID], refusing: int
) -> None:
    await create(session)
    keep, absorbed = contact_ids[4], contact_ids[5]
    await merge(session, keep, absorbed)
    await contacts.refuse(session, e164=number(refusing), reason="do_not_call", source="t", at=NOW)
    await service.bar_refused(session, contact_ids=[keep], at=NOW)
    states = {one.contact_id: one.state for one in await all_leads(session)}
    assert (states[keep], states[absorbed]) == (LeadState.BARRED, LeadState.BARRED)


async def test_a_merged_contact_becomes_one_lead_only(session: Session, contact_ids: list[UUID]) -> None:
    await merge(session, contact_ids[7], contact_ids[8])
    assert await create(session) == 29
    await merge(session, contact_ids[10], contact_ids[11])
    assert await create(session) == 0
    await contacts.undo_merge(session, keep=contact_ids[7], absorbed=contact_ids[8], source="t", at=NOW)
    assert await create(session) == 1


@pytest.mark.parametrize("refusing", [4, 5])
async def test_what_is_known_about_either_contact_keeps_both_leads_from_being_claimed(
    session: Session, contact_ids: list[UUID], refusing: int
) -> None:
    await create(session)
    await merge(session, contact_ids[4], contact_ids[5])
    await contacts.refuse(session, e164=number(refusing), reason="do_not_call", source="t", at=NOW)
    both = [one.id for one in await all_leads(session) if one.contact_id in contact_ids[4:6]]
    me = await person(session, "E001")
    report = await service.claim_many(session, person_id=me, at=NOW, calendar=CALENDAR, lead_ids=both)
    assert [one.code for one in report.refused] == ["leads.barred", "leads.barred"]


async def test_a_lead_of_either_contact_is_protected_with_the_other(
    session: Session, contact_ids: list[UUID]
) -> None:
    await create(session)
    by_contact = {one.contact_id: one for one in await all_leads(session)}
    first, second = by_contact[contact_ids[13]], by_contact[contact_ids[14]]
    me, friend = await person(session, "E001"), await person(session, "E002")
    await service.claim(session, lead_id=first.id, person_id=me, at=NOW, calendar=CALENDAR)
    await merge(session, contact_ids[13], contact_ids[14])
    with pytest.raises(LeadSuppressed):
        await service.claim(session, lead_id=second.id, person_id=friend, at=NOW, calendar=CALENDAR)
    await service.claim(session, lead_id=second.id, person_id=me, at=NOW, calendar=CALENDAR)
