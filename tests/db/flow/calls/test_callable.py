"""Who is called next on a real database: order, leases, quotas, the gate."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import text
from tests.db.flow.calls.calling_world import TEN, pick, tried, world
from tests.db.flow.leads.world import CALENDAR, number, person

from callwright.flow.calls.repository import callable as stored
from callwright.flow.calls.service.retry import put_back
from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import TaskKind
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts


async def test_the_best_fit_comes_first_and_nobody_gets_a_leased_lead(session: Session):
    every = await world(session)
    first = await pick(session, limit=7)
    second = await pick(session, limit=7)
    assert len(first) == 7
    assert len(second) == 5
    assert not {one.lead_id for one in first} & {one.lead_id for one in second}
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)
    assert {one.lead_id for one in (*first, *second)} == {one.id for one in every}


async def test_a_lease_ends_by_itself(session: Session):
    await world(session, 3)
    assert len(await pick(session)) == 3
    assert await pick(session, TEN + timedelta(seconds=59)) == []
    assert len(await pick(session, TEN + timedelta(seconds=60))) == 3


async def test_nobody_is_called_before_nine(session: Session):
    await world(session, 3)
    assert await pick(session, TEN - timedelta(hours=1, seconds=1)) == []
    assert len(await pick(session, TEN - timedelta(hours=1))) == 3


async def test_no_answer_comes_back_in_another_part_of_the_day_and_before_new_leads(session: Session):
    await world(session, 4)
    (first,) = await pick(session, limit=1)
    await tried(session, first, "no_answer", TEN)
    assert first.lead_id not in {one.lead_id for one in await pick(session, TEN + timedelta(minutes=80))}
    (again,) = await pick(session, TEN + timedelta(minutes=95), limit=1)
    assert (again.lead_id, again.reason, again.attempts) == (first.lead_id, "retry", 1)


async def test_busy_is_tried_again_after_ten_minutes(session: Session):
    await world(session, 1)
    (first,) = await pick(session)
    await tried(session, first, "busy", TEN)
    assert await pick(session, TEN + timedelta(minutes=9)) == []
    assert len(await pick(session, TEN + timedelta(minutes=10))) == 1


async def test_the_result_of_the_agent_replaces_the_outcome_of_the_network(session: Session):
    await world(session, 1)
    (first,) = await pick(session)
    attempt = await tried(session, first, "answered", TEN, answered=True)
    await tried(session, first, "refused", TEN, answered=True, attempt_id=attempt)
    assert await pick(session, TEN + timedelta(days=20)) == []


async def test_a_callback_comes_first_and_to_its_person(session: Session):
    every = await world(session, 4)
    zhang, li = await person(session, "E001"), await person(session, "E002")
    kept = every[-1]
    await _give(session, kept.id, zhang)
    await leads.add_task(
        session,
        lead_id=kept.id,
        kind=TaskKind.CALLBACK,
        due_at=TEN + timedelta(hours=1),
        note="",
        by="t",
        at=TEN,
        calendar=CALENDAR,
    )
    later = TEN + timedelta(hours=1)
    assert kept.id not in {one.lead_id for one in await pick(session, for_person=zhang, lease_seconds=1)}
    assert kept.id not in {one.lead_id for one in await pick(session, later, for_person=li, lease_seconds=1)}
    first = (await pick(session, later + timedelta(seconds=2), for_person=zhang))[0]
    assert (first.lead_id, first.reason, first.person_id) == (kept.id, "callback", zhang)
    assert first.task_id is not None


async def test_a_callback_that_was_called_comes_no_second_time(session: Session):
    (lead,) = await world(session, 1)
    zhang = await person(session, "E001")
    await _give(session, lead.id, zhang)
    due = TEN + timedelta(hours=1)
    for _ in range(2):
        await leads.add_task(
            session,
            lead_id=lead.id,
            kind=TaskKind.CALLBACK,
            due_at=due,
            note="",
            by="t",
            at=TEN,
            calendar=CALENDAR,
        )
    (first,) = await pick(session, due, for_person=zhang)
    assert first.reason == "callback"
    await tried(session, first, "no_answer", due)
    assert await pick(session, due + timedelta(minutes=5), for_person=zhang) == []
    (again,) = await pick(session, TEN + timedelta(hours=4), for_person=zhang)
    assert again.reason == "retry"
    await tried(session, again, "answered", TEN + timedelta(hours=4), answered=True)
    tasks, _ = await leads.tasks_page(session, visible_people=None, at=TEN, calendar=CALENDAR)
    assert tasks == []


async def test_a_lead_of_somebody_is_only_for_that_person(session: Session):
    every = await world(session, 2)
    zhang = await person(session, "E001")
    await _give(session, every[0].id, zhang)
    assert [one.lead_id for one in await pick(session, lease_seconds=1)] == [every[1].id]
    mine = await pick(session, TEN + timedelta(seconds=2), for_person=zhang)
    assert [one.lead_id for one in mine] == [every[0].id, every[1].id]


async def test_a_refusal_takes_a_lead_out_before_its_stage_has_heard_of_it(session: Session):
    await world(session, 2)
    await contacts.refuse(session, e164=number(0), reason="do_not_call", source="t", at=TEN)
    assert {one.e164 for one in await pick(session)} == {number(1)}


async def test_after_six_attempts_a_lead_rests_for_good(session: Session):
    await world(session, 1)
    at = TEN
    count = 0
    for _ in range(24 * 40):
        found = await pick(session, at, lease_seconds=1)
        if found:
            count += 1
            await tried(session, found[0], "no_answer", at)
        at += timedelta(hours=1)
    assert count == 6


async def _give(session: Session, lead_id: UUID, person_id: UUID) -> None:
    """The lead belongs to a person, as the leads stage leaves it."""
    from callwright.flow.leads.models import LeadRow

    statement = LeadRow.__table__.update().where(LeadRow.id == lead_id)
    await session.execute(statement.values(owner_id=person_id, state="assigned", owned_since=TEN))


async def test_a_skipped_lead_rests_for_an_hour(session: Session):
    await world(session, 2)
    (first,) = await pick(session, limit=1)
    await put_back(session, lead_id=first.lead_id, verdict=None, at=TEN)
    assert first.lead_id not in {one.lead_id for one in await pick(session, lease_seconds=1)}
    assert first.lead_id in {one.lead_id for one in await pick(session, TEN + timedelta(minutes=60))}


async def test_who_is_in_a_call_is_not_picked_though_the_lease_is_over(session: Session):
    """It rings for half a minute and they talk for longer: picked meanwhile, it would be dialed again at the end."""
    await world(session, 1)
    (lead,) = await pick(session, lease_seconds=30)
    await session.execute(
        text(
            "INSERT INTO calls.live_attempt (id, node, state, mode, direction, campaign_code, lead_id, e164, trunk,"
            " caller_number, planned_at) VALUES (:id, 'main', 'ringing', 'predictive', 'outbound', 'C1', :lead, :e164,"
            " 't', '', :at)"
        ),
        {"id": uuid4(), "lead": lead.lead_id, "e164": lead.e164, "at": TEN},
    )
    assert await pick(session, TEN + timedelta(seconds=31)) == []


async def test_who_was_called_since_it_was_picked_is_not_leased(session: Session):
    await world(session, 1)
    (lead,) = await pick(session, lease_seconds=0)
    await tried(session, lead, "no_answer", TEN)
    held = await stored.lease(
        session, {lead.lead_id: 0}, person=None, at=TEN, until=TEN + timedelta(seconds=30)
    )
    assert held == set()
