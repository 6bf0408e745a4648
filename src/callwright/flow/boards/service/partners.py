"""Our own people and outside partners side by side, by the same figures (product §4.1)."""

from __future__ import annotations

import datetime as dt

from callwright.flow.boards.contracts import PartnerComparison
from callwright.flow.boards.decide.partners import own_caller, partner_caller, work_of
from callwright.flow.calls import service as calls
from callwright.flow.orders import service as orders
from callwright.flow.pay import service as pay
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.registers.staff import service as staff


async def compare_partners(session: Session, *, month: Month, calendar: CompanyCalendar) -> PartnerComparison:
    """What our own agents and each partner did, sold and cost in a month.

    Activity by the definitions of product §5; cost of our own = pay of agents and team leads of the closed month,
    of a partner = its terms on the last day. Lists and lines are not counted: both sides use the same ones.
    """
    last = month.end - dt.timedelta(days=1)
    start, end = calendar.bounds(month)
    activity = await calls.activity(session, start=start, end=end)
    facts = await orders.revenue_facts(session, first_day=month.start, last_day=last, calendar=calendar)
    outside = await staff.partners(session)
    terms = await staff.terms_on(session, day=last)
    people = [one for one in await staff.people(session) if one.is_rep]
    ids = {one.id for one in outside}
    own = {one.id for one in people if one.department_id not in ids}
    closed = await pay.closing(session, month)
    statements = await pay.statements(session, month=month, principal=LOCAL_OPERATOR) if closed else None
    callers = [own_caller(own, work_of(own, activity, facts), statements)]
    for one in outside:
        theirs = {person.id for person in people if person.department_id == one.id}
        work = work_of(theirs, activity, facts)
        callers.append(partner_caller(one.id, one.name, theirs, work, terms.get(one.id, ())))
    return PartnerComparison(month.start, last, tuple(callers))
