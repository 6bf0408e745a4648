"""Commission on the month's revenue, and its correction when facts of a closed month come late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.pay.facts import Line, PastMonth, PersonMonth, RevenueItem
from callwright.rules.pay.formulas.rounding import rounded
from callwright.rules.pay.plan import PayPlan

KINDS = {
    "sale": Text("销售", "sale"),
    "return": Text("退货", "return"),
    "cancellation": Text("取消", "cancellation"),
}


def commission_line(facts: PersonMonth, plan: PayPlan) -> Line | None:
    """Commission on the net revenue of all items together, not order by order; None without items."""
    if facts.kind != "rep" or not facts.revenue:
        return None
    items = in_order(facts.revenue)
    net = sum((item.amount for item in items), Decimal(0))
    title = Text("提成", "commission")
    scaled = plan.commission.scale.explain(net, label=title, unit=plan.currency, source=plan.version)
    amount = rounded(scaled.value_as_number, on=facts.month.start)
    orders = Explained(
        Text("当月净收入", "net revenue of the month"),
        net,
        plan.currency,
        "product §5",
        tuple(item_node(item, plan.currency) for item in items),
    )
    reason = Explained(title, amount, plan.currency, plan.version, (orders, scaled))
    return Line("commission", title, amount, reason, tuple(item.id for item in items))


def correction_lines(past: PastMonth, *, on: date) -> Iterator[Line]:
    """One line per late fact: how much the commission of the closed month changes by it.

    Each line is the difference of two rounded commissions, taken one fact after the other in the order of
    (day, id); so all lines and the old commission together are the commission of the corrected revenue.
    """
    base = past.credited
    for item in in_order(past.changes):
        before, after = (_paid(past, value, on) for value in (base, base + item.amount))
        yield _correction(past, item, base, after - before)
        base += item.amount


def _paid(past: PastMonth, net: Decimal, on: date) -> Decimal:
    """What the closed month pays of the commission on a net revenue."""
    if not past.commission_paid:
        return Decimal(0)
    share = past.paid_share
    return rounded(past.plan.commission.scale.amount(net) * share.numerator / share.denominator, on=on)


def _correction(past: PastMonth, item: RevenueItem, base: Decimal, amount: Decimal) -> Line:
    currency = past.plan.currency
    title = Text(
        "更正：{month} 提成（订单 {order}）", "correction: commission of {month} (order {order})"
    ).format(month=past.month, order=item.order_number)
    nodes = [
        Explained(Text("已计提成的净收入", "net revenue credited before"), base, currency),
        item_node(item, currency),
        Explained(Text("更正后净收入", "net revenue after"), base + item.amount, currency, past.plan.version),
    ]
    if not past.commission_paid:
        nodes.append(
            Explained(Text("当月提成", "that commission"), Text("部门门槛已扣", "taken by the gate"), "text")
        )
    elif past.paid_share != 1:
        paid = Text("当月提成发放部分", "part of that commission that was paid")
        nodes.append(Explained(paid, str(past.paid_share), "text", "product §9.6"))
    reason = Explained(title, amount, currency, "product §9.10", tuple(nodes))
    return Line("correction.commission", title, amount, reason, (item.id,), str(past.month))


def in_order(items: Iterable[RevenueItem]) -> tuple[RevenueItem, ...]:
    """By day, then id: the same statement whatever the order of the facts."""
    return tuple(sorted(items, key=lambda item: (item.day, item.id, item.amount)))


def item_node(item: RevenueItem, currency: str) -> Explained:
    """An order fact as a leaf that leads back to it."""
    kind = KINDS.get(item.kind) or Text(item.kind, item.kind)
    day = item.day.isoformat()
    label = Text(f"{kind.zh} {item.order_number}（{day}）", f"{kind.en} {item.order_number} ({day})")
    source = f"orders:{item.order_number}"
    if item.share == 1:
        return Explained(label, item.amount, currency, source)
    part = Explained(Text("分成比例", "share of the credit"), item.share, "share", "product §4.1")
    return Explained(label, item.amount, currency, source, (part,))
