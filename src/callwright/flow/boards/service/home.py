"""How far the company has come."""

from __future__ import annotations

from callwright.flow.boards.contracts import Home, Milestone
from callwright.flow.calls import service as calls
from callwright.flow.leads import service as leads
from callwright.flow.lists import service as lists
from callwright.flow.orders import service as orders
from callwright.flow.pay import service as pay
from callwright.kernel.text import Text
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.staff import service as staff


async def home(session: Session, principal: Principal) -> Home:
    """How far the company has come, within the asker's scope; counts of what the role may not read are left out."""
    visible = principal.visible_people
    people = await staff.people(session, visible_people=visible)
    batches = await lists.all_batches(session)
    months = await goals.months_with_goals(session)
    released = sum(1 for batch in batches if batch.released_at is not None)
    _, lead_count = await leads.leads_page(session, visible_people=visible, limit=1)
    _, attempt_count = await calls.attempts_page(session, visible_people=visible, limit=1)
    _, order_count = await orders.orders_page(session, visible_people=visible, limit=1)
    closed = [month for month in months if await pay.closing(session, month) is not None]
    milestones = (
        Milestone("staff", Text("人员", "people"), len(people), "/people"),
        Milestone("lists", Text("名单批次", "list batches"), len(batches), "/lists"),
        Milestone("lists", Text("已放行批次", "released batches"), released, "/lists"),
        Milestone("leads", Text("线索", "leads"), lead_count, "/leads"),
        Milestone("calls", Text("呼叫尝试", "attempts"), attempt_count, "/calls"),
        Milestone("orders", Text("订单", "orders"), order_count, "/orders"),
        Milestone("goals", Text("有目标的月份", "months with goals"), len(months), "/people"),
        Milestone("pay", Text("已结薪月份", "closed pay months"), len(closed), "/pay"),
    )
    allowed = tuple(each for each in milestones if principal.may(f"{each.code}.read"))
    return Home(empty=not people and not batches, milestones=allowed)
