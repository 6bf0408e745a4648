"""Follow-ups and callbacks: due, overdue, done, reminded once, with the lead to its next owner (product §3)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from tests.db.flow.leads.world import CALENDAR, NOW, TODAY, all_leads, create, make_world, number, person

from callwright.flow.leads import service
from callwright.flow.leads.contracts import Reminders, Task, TaskKind, TaskState
from callwright.flow.leads.errors import (
    LeadBarred,
    LeadNotFound,
    TaskClosed,
    TaskNotFound,
    TaskWithoutOwner,
)
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts

HOUR = dt.timedelta(hours=1)


@pytest.fixture
async def lead_id(session: Session) -> UUID:
    """A lead that 张三 owns: the one of the contact with number 0."""
    ids = await make_world(session)
    await create(session)
    found = next(one.id for one in await all_leads(session) if one.contact_id == ids[0])
    me = await person(session, "E001")
    await service.claim(session, lead_id=found, person_id=me, at=NOW, calendar=CALENDAR)
    return found


async def add(session: Session, lead_id: UUID, due_at: dt.datetime, **more: object) -> Task:
    wanted = {
        "kind": TaskKind.CALLBACK,
        "note": " 周五再打 ",
        "by": "张三",
        "at": NOW,
        "calendar": CALENDAR,
    } | more
    return await service.add_task(session, lead_id=lead_id, due_at=due_at, **wanted)  # type: ignore[arg-type]  # test table


async def listed(session: Session, at: dt.datetime, *states: TaskState) -> list[Task]:
    asked = {"states": states} if states else {}
    found, total = await service.tasks_page(session, visible_people=None, at=at, calendar=CALENDAR, **asked)  # type: ignore[arg-type]  # test table
    assert total == len(found)
    return found


async def test_tasks_are_due_today_then_overdue_then_done(session: Session, lead_id: UUID) -> None:
    today = await add(session, lead_id, NOW + HOUR)
    await add(session, lead_id, NOW + 30 * HOUR)
    assert (today.state, today.note, today.company) == (TaskState.TODAY, "周五再打", "公司0")
    assert [one.state for one in await listed(session, NOW)] == [TaskState.TODAY, TaskState.LATER]
    later = NOW + 2 * HOUR
    assert [one.id for one in await listed(session, later, TaskState.OVERDUE)] == [today.id]
    me = await person(session, "E001")
    assert await service.reminders(session, person_id=me, at=later, calendar=CALENDAR) == Reminders(
        1, 0, 1, 0
    )
    done = await service.close_task(
        session, task_id=today.id, done=True, note="已回电", at=later, calendar=CALENDAR
    )
    assert (done.state, done.closed_at, done.closed_note) == (TaskState.DONE, later, "已回电")
    with pytest.raises(TaskClosed):
        await service.close_task(session, task_id=today.id, done=True, note="", at=later, calendar=CALENDAR)
    assert [one.state for one in await listed(session, later, TaskState.DONE, TaskState.CANCELLED)] == [
        TaskState.DONE
    ]


async def test_a_due_task_is_announced_once(session: Session, lead_id: UUID) -> None:
    await add(session, lead_id, NOW + HOUR)
    assert await service.remind(session, at=NOW) == 0
    assert await service.remind(session, at=NOW + HOUR) == 1
    assert await service.remind(session, at=NOW + 2 * HOUR) == 0
    said = await session.scalar(text("SELECT count(*) FROM events.event WHERE name = 'TaskDue'"))
    assert said == 1


async def test_a_task_follows_its_lead_and_ends_with_a_refusal(session: Session, lead_id: UUID) -> None:
    me, friend = await person(session, "E001"), await person(session, "E002")
    task = await add(session, lead_id, NOW + HOUR)
    await service.hand_over(session, person_id=me, to=friend, at=NOW, day=TODAY)
    assert [one.person_id for one in await listed(session, NOW)] == [friend]
    await service.return_lead(session, lead_id=lead_id, person_id=friend, at=NOW, day=TODAY)
    week = NOW + dt.timedelta(days=8)
    await service.claim(session, lead_id=lead_id, person_id=me, at=week, calendar=CALENDAR)
    assert [one.person_id for one in await listed(session, week)] == [me]
    lead = await service.lead(session, lead_id)
    await contacts.refuse(session, e164=number(0), reason="complaint", source="t", at=week)
    await service.bar_refused(session, contact_ids=[lead.contact_id], at=week)
    [cancelled] = await listed(session, week, TaskState.CANCELLED)
    assert (cancelled.id, cancelled.closed_note) == (task.id, "客户已拒绝联系。")
    with pytest.raises(LeadBarred):
        await add(session, lead_id, week + HOUR)


async def test_scope_and_leads_without_owner(session: Session, lead_id: UUID) -> None:
    task = await add(session, lead_id, NOW + HOUR)
    stranger = frozenset({await person(session, "E002")})
    with pytest.raises(LeadNotFound):
        await add(session, lead_id, NOW, visible_people=stranger)
    with pytest.raises(TaskNotFound):
        await service.close_task(
            session,
            task_id=task.id,
            done=True,
            note="",
            at=NOW,
            calendar=CALENDAR,
            visible_people=stranger,
        )
    found, _ = await service.tasks_page(session, visible_people=stranger, at=NOW, calendar=CALENDAR)
    assert found == []
    free = next(one.id for one in await all_leads(session, pool=True))
    with pytest.raises(TaskWithoutOwner):
        await add(session, free, NOW)
    with pytest.raises(LeadNotFound):
        await add(session, uuid4(), NOW)
