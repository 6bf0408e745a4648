"""Everything the indicators of a month can be measured from."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import PersonDayActivity
from callwright.flow.orders import service as orders
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.scores.decide.measuring import MonthData
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.staff import service as staff
from callwright.rules.appraisal.formulas.key_work import KeyWork


async def measure(session: Session, month: Month, calendar: CompanyCalendar) -> MonthData:
    """Order facts, call activity, entered values and key work of a month, of everybody."""
    last_day = month.end - timedelta(days=1)
    facts: dict[UUID, list[RevenueFact]] = {}
    for fact in await orders.revenue_facts(
        session, first_day=month.start, last_day=last_day, calendar=calendar
    ):
        facts.setdefault(fact.person_id, []).append(fact)
    moved = frozenset(await staff.stays(session, first_day=month.start, last_day=last_day))
    days: dict[UUID, list[PersonDayActivity]] = {person_id: [] for person_id in moved}
    for day in (
        await calls.activity_by_day(
            session, first_day=month.start, last_day=last_day, visible_people=moved, calendar=calendar
        )
        if moved
        else ()
    ):
        days[day.person_id].append(day)
    start, end = calendar.bounds(month)
    activity = await calls.activity(session, start=start, end=end, visible_people=None)
    entered = await goals.manual_values(session, month)
    plans: dict[UUID, list[KeyWork]] = {}
    for work in await goals.key_work(session, month=month):
        piece = KeyWork(work.title, work.due_on, work.proof_on, work.confirmed)
        plans.setdefault(work.person_id, []).append(piece)
    return MonthData(
        facts=facts,
        activity={row.person_id: row for row in activity},
        entered={(each.person_id, each.indicator): each.value for each in entered},
        key_work=plans,
        moved=days,
    )
