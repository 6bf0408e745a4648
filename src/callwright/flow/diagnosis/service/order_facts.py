"""Facts about orders that wait."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence

from callwright.flow.diagnosis.contracts import Actor
from callwright.flow.diagnosis.decide.facts import DepartmentQueue, WaitingOrder
from callwright.flow.diagnosis.service.people_facts import holders
from callwright.flow.orders import service as orders
from callwright.platform.db import Session
from callwright.registers.staff.contracts import Person, Role


async def queues(
    session: Session, people: Sequence[Person], *, at: dt.datetime, before: dt.datetime
) -> list[DepartmentQueue]:
    """The orders that wait for each department at a moment, and how many did before."""
    waiting = await orders.blocked_orders(session, at=at)
    earlier = Counter(one.department for one in await orders.blocked_orders(session, at=before))
    by_department: dict[str, list[WaitingOrder]] = defaultdict(list)
    for one in waiting:
        order = WaitingOrder(one.order_number, one.department, one.reason, one.hours_over_limit, one.amount)
        by_department[one.department].append(order)
    return [
        DepartmentQueue(name, tuple(found), earlier[name], len(waiting), _heads(people, name))
        for name, found in by_department.items()
    ]


def _heads(people: Sequence[Person], department: str) -> tuple[Actor, ...]:
    """Operators whose department has this name; else all operators."""
    own = tuple(
        Actor(str(one.role), one.id, one.name)
        for one in people
        if one.role in (Role.OPERATOR, Role.FINANCE) and department in one.department
    )
    return own or holders(people, Role.OPERATOR)
