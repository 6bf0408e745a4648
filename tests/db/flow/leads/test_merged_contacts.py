"""Leads of contacts that turned out to be one: still found, still barred, not created twice."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.db.flow.leads.world import NOW, TODAY, all_leads, create, make_world, number

from callwright.flow.leads import service
from callwright.flow.leads.contracts import LeadState
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
