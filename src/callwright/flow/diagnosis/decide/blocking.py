"""Departments that block orders: who, how long, what amount (product §8, §10)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from callwright.flow.diagnosis.contracts import Evidence, Finding, Trend, Weight
from callwright.flow.diagnosis.decide.facts import DepartmentQueue, WaitingOrder, total
from callwright.flow.diagnosis.decide.wording import CURRENCY, ORDERS, cents, said
from callwright.flow.orders.contracts import STEP_DEPARTMENTS
from callwright.kernel.text import Text
from callwright.rules.diagnosis.values import DiagnosisParameters

CODE = "department.blocked"


def blocked_department(queue: DepartmentQueue, rules: DiagnosisParameters) -> Finding | None:
    """A finding when orders wait for a department with a block or over its limit; None when none does."""
    if not queue.orders:
        return None
    count, amount = len(queue.orders), total(one.amount for one in queue.orders)
    longest = max(queue.orders, key=lambda one: one.hours_over_limit)
    reasons = Counter(one.reason for one in queue.orders if one.reason).most_common(3)
    given = "、".join(f"{reason}（{number}）" for reason, number in reasons)
    return Finding(
        code=CODE,
        subject=queue.department,
        title=Text(
            zh=f"{queue.department}卡住 {count} 个订单，共 {said(cents(amount))} 元",
            en=f"{_in_english(queue.department)} holds up {_orders(count)} worth {said(cents(amount))}",
        ),
        explanation=Text(
            zh=f"最久的 {longest.order_number} 已超时 {longest.hours_over_limit} 小时；客户在等。",
            en=f"The longest, {longest.order_number}, is {longest.hours_over_limit} hours late; customers wait.",
        ),
        evidence=_evidence(queue, amount, longest),
        weight=_weight(queue.orders, rules),
        cause=Text(zh=f"原因：{given or '没有写明'}。", en=f"Reasons: {given or 'none given'}."),
        who=queue.who,
        act=Text(
            zh="请该部门负责人今天逐单答复，写明原因与完成时间，超时升级给老板。",
            en="Ask the head of the department to answer each order today with reason and date; escalate if late.",
        ),
        trend=Trend(ORDERS, Decimal(count), Decimal(queue.previous), "orders"),
        sample_size=queue.open_orders,
        sample_unit=ORDERS,
    )


def _in_english(department: str) -> str:
    """The department of a step by its English name; a name of the company's own stays as it is."""
    return dict(STEP_DEPARTMENTS.values()).get(department, department).capitalize()


def _orders(count: int) -> str:
    return "1 order" if count == 1 else f"{said(count)} orders"


def _evidence(queue: DepartmentQueue, amount: Decimal, longest: WaitingOrder) -> tuple[Evidence, ...]:
    hours = total(one.hours_over_limit for one in queue.orders)
    average = (hours / len(queue.orders)).quantize(Decimal("0.1"))
    return (
        Evidence(
            Text(zh="等待的订单", en="orders waiting"), len(queue.orders), "orders", "/orders?state=blocked"
        ),
        Evidence(Text(zh="涉及金额", en="amount"), cents(amount), CURRENCY, "/orders"),
        Evidence(Text(zh="平均超时", en="average over the limit"), average, "hours"),
        Evidence(
            Text(zh=f"最久：{longest.order_number}", en=f"longest: {longest.order_number}"),
            longest.hours_over_limit,
            "hours",
            f"/orders?q={longest.order_number}",
        ),
    )


def _weight(orders: tuple[WaitingOrder, ...], rules: DiagnosisParameters) -> Weight:
    """Each amount × risk share, growing with the hours over the limit up to the whole share."""
    full = rules.delay_full_risk_hours
    risky = total(one.amount * min(Decimal(1), one.hours_over_limit / full) for one in orders)
    return Weight(
        cents(risky * rules.delay_risk_share),
        CURRENCY,
        Text(
            zh=f"每单金额 ×（超时小时 ÷ {full}，最多 1）× 流失风险 {rules.delay_risk_share}，再相加。",
            en=f"Σ amount × (hours over ÷ {full}, at most 1) × {rules.delay_risk_share} risk of loss.",
        ),
    )
