"""A month while it runs: what there is, how far it is to each gate, where it may end (product §9.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from callwright.flow.orders import service as orders
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import Distance, Forecast, Outlook
from callwright.flow.pay.decide.awards import measures
from callwright.flow.pay.decide.forecast import forecast
from callwright.flow.pay.decide.people import pay_kind
from callwright.flow.pay.decide.scope import statement_scope
from callwright.flow.pay.errors import PersonNotPaid
from callwright.flow.pay.service.plans import plan_if_any
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import GoalCycle
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person, Stay
from callwright.rules.engine.explained import plain
from callwright.rules.engine.parameters import parameter
from callwright.rules.engine.rounding import half_up_cents
from callwright.rules.pay.plan import PayPlan

ZERO = Decimal(0)


async def outlook(
    session: Session,
    *,
    person_id: UUID,
    month: Month,
    principal: Principal,
    at: datetime,
    calendar: CompanyCalendar,
) -> Outlook:
    """The own month, or somebody's whose pay may be seen; PersonNotPaid (404) otherwise.

    While the company has no plan there are only the goals to be far from.
    """
    scope = statement_scope(principal)
    people = await staff.people(session)
    person = next((each for each in people if each.id == person_id), None)
    if person is None or pay_kind(person) is None or (scope is not None and person_id not in scope):
        raise PersonNotPaid
    plan = await plan_if_any(session, month.start)
    today = min(calendar.day_of(at), month.end - timedelta(days=1))
    facts = await orders.revenue_facts(
        session, first_day=month.previous().start, last_day=max(today, month.start), calendar=calendar
    )
    mine = [fact for fact in facts if fact.person_id == person_id]
    now = [fact for fact in mine if fact.on >= month.start]
    before = sum((fact.amount for fact in mine if fact.on < month.start), ZERO)
    revenue = sum((fact.amount for fact in now), ZERO)
    stays = await staff.stays(session, first_day=month.start, last_day=month.end - timedelta(days=1))
    places = {each.id: each.department_id for each in people}
    own = [
        fact
        for fact in facts
        if fact.on >= month.start and _department(fact, stays, places) == person.department_id
    ]
    cycle = await goals.cycle(session, month)
    currency = plan.currency if plan else "CNY"
    measured = measures(month, now, before=before, score=None)
    return Outlook(
        person_id=person_id,
        month=month,
        currency=currency,
        revenue=revenue,
        commission=half_up_cents(plan.commission.scale.amount(revenue)) if plan and person.is_rep else None,
        distances=(
            *_gate(month, currency, person, own, cycle, people),
            *_own_target(month, currency, person, revenue, cycle),
            *(_bracket(plan, person, revenue) if plan else ()),
            *(_prizes(plan, person, measured) if plan else ()),
        ),
        forecast=_forecast(month, now, today_days=(today - month.start).days + 1),
    )


def _department(
    fact: RevenueFact, stays: Mapping[UUID, Sequence[Stay]], places: Mapping[UUID, UUID]
) -> UUID | None:
    """Where the person was on the day of the fact; `stays` are those of who moved between departments."""
    there = [
        each.department_id
        for each in stays.get(fact.person_id, ())
        if each.first_day <= fact.on <= each.last_day
    ]
    return there[0] if there else places.get(fact.person_id)


def _forecast(month: Month, now: Sequence[RevenueFact], *, today_days: int) -> Forecast | None:
    if today_days <= 0:
        return None
    daily = [ZERO] * today_days
    for fact in now:
        daily[(fact.on - month.start).days] += fact.amount
    return forecast(
        daily,
        days_left=(month.end - month.start).days - today_days,
        width=parameter("pay.forecast_width", on=month.start).number,
        least_days=int(parameter("pay.forecast_least_days", on=month.start).number),
    )


def _gate(
    month: Month,
    currency: str,
    person: Person,
    own: Sequence[RevenueFact],
    cycle: GoalCycle,
    people: Sequence[Person],
) -> list[Distance]:
    """The department gate: the department's own target, else the sum of its reps' revenue targets."""
    reps = [each.id for each in people if each.department_id == person.department_id and each.is_rep]
    summed = [target for each in reps for target in [_revenue_target(cycle, each)] if target is not None]
    target = cycle.department_targets.get(person.department_id) or (sum(summed, ZERO) if summed else None)
    if not target:
        return []
    gate = parameter("appraisal.department_gate", on=month.start).number
    revenue = sum((fact.amount for fact in own), ZERO)
    title = Text("部门门槛（部门目标的 70 %）", "department gate (70 % of its target)")
    brings = Text("达到才发放绩效奖金", "the performance bonus is paid")
    return [_distance("department_gate", title, revenue, gate * target, currency, brings)]


def _revenue_target(cycle: GoalCycle, person_id: UUID) -> Decimal | None:
    agreed = cycle.of(person_id)
    if agreed is None:
        return None
    return next((each.target for each in agreed.indicators if each.indicator == "revenue"), None)


def _own_target(
    month: Month, currency: str, person: Person, revenue: Decimal, cycle: GoalCycle
) -> list[Distance]:
    target = _revenue_target(cycle, person.id)
    if not target or not person.is_rep:
        return []
    least = parameter("appraisal.grade_revenue_completion", on=month.start).number * target
    keep = Text("本人收入目标的 70 %", "70 % of the own revenue target")
    grade = Text("季度完成率不低于 70 % 则不因此降级", "a quarter of 70 % keeps the grade")
    full = Text("本人收入目标", "own revenue target")
    score = Text("收入指标满分", "full points for revenue")
    return [
        _distance("own_grade", keep, revenue, least, currency, grade),
        _distance("own_target", full, revenue, target, currency, score),
    ]


def _bracket(plan: PayPlan, person: Person, revenue: Decimal) -> list[Distance]:
    """The next slice of the commission."""
    following = [each for each in plan.commission.brackets if each.above > max(revenue, ZERO)]
    if not person.is_rep or not following:
        return []
    step = following[0]
    title = Text("下一档提成", "next slice of the commission")
    rate = plain(step.rate * 100)
    brings = Text(f"超过部分按 {rate} %", f"{rate} % of what lies above")
    if plan.commission.method == "whole":
        brings = Text(f"全部收入按 {rate} %（有断崖）", f"{rate} % of everything (a cliff)")
    return [_distance("commission", title, revenue, step.above, plan.currency, brings)]


def _prizes(plan: PayPlan, person: Person, measured: dict[str, Decimal]) -> list[Distance]:
    found = []
    for prize in plan.prizes:
        measure, at = prize.trigger.measure, prize.trigger.at_least
        if pay_kind(person) in prize.applies_to and measure in measured:
            unit = "share" if measure == "revenue_growth" else plan.currency
            value = Text(
                f"价值 {plain(prize.value)}，预算有限", f"worth {plain(prize.value)} while the budget lasts"
            )
            found.append(_distance(f"prize.{prize.code}", prize.name, measured[measure], at, unit, value))
    return found


def _distance(what: str, title: Text, now: Decimal, at: Decimal, unit: str, brings: Text) -> Distance:
    return Distance(what, title, now, at, max(ZERO, at - now), unit, brings)
