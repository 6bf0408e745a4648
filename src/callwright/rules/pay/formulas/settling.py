"""What stands between earned and paid: the draw, decided adjustments and the minimum wage."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.pay.facts import Adjustment, Line, PersonMonth
from callwright.rules.pay.formulas.base_pay import employed_days, paid_days
from callwright.rules.pay.formulas.rounding import rounded
from callwright.rules.pay.plan import PayPlan

ADVANCE, RECOVERY = Text("预支补足", "draw: advance"), Text("归还预支", "draw: paid back")
TOP_UP = Text("补足最低工资", "filled up to the minimum wage")
DEFERRED = Text("扣款结转下月（不低于最低工资）", "corrections put off to the next month (minimum wage)")
CARRIED = Text("上月结转的扣款", "corrections put off before")


def draw_lines(facts: PersonMonth, plan: PayPlan, variable: Decimal) -> Iterator[Line]:
    """An advance when the month's variable pay lies below the draw, else what is paid back of earlier advances.

    The draw goes by paid days like base pay. What is paid back is at most `recover_share` of what lies above the
    draw. Reps only: managers are paid by the quarter.
    """
    if (
        plan.draw is None
        or facts.kind != "rep"
        or employed_days(facts.month, facts.hired_on, facts.left_on) == 0
    ):
        return
    on, whole = facts.month.start, (facts.month.end - facts.month.start).days
    level = rounded(plan.draw.amount.of(facts.grade) * paid_days(facts) / whole, on=on)
    nodes = [
        Explained(Text("提成与奖金", "commission and bonuses"), variable, plan.currency),
        Explained(Text("本月预支线", "draw of the month"), level, plan.currency, plan.version),
        Explained(Text("此前未还预支", "advances not paid back yet"), facts.owed.draw, plan.currency),
    ]
    if variable < level:
        yield _line("draw.advance", ADVANCE, level - variable, nodes, plan)
        return
    above = rounded((variable - level) * plan.draw.recover_share, on=on)
    back = min(facts.owed.draw, above)
    if back > 0:
        share = Explained(
            Text("超出部分的归还比例", "part of the excess"), plan.draw.recover_share, "share", plan.version
        )
        yield _line("draw.recovery", RECOVERY, -back, [*nodes, share], plan)


def adjustment_lines(facts: PersonMonth, plan: PayPlan) -> list[Line]:
    """One line per decided adjustment, in the order of their ids."""
    return [_adjustment(each, facts, plan) for each in sorted(facts.adjustments, key=lambda each: each.id)]


def _adjustment(each: Adjustment, facts: PersonMonth, plan: PayPlan) -> Line:
    amount = rounded(each.amount, on=facts.month.start)
    nodes = [
        Explained(Text("理由", "reason"), each.reason, "text"),
        Explained(Text("决定人", "decided by"), each.decided_by, "text"),
    ]
    if each.month:
        nodes.append(Explained(Text("更正的月份", "month it corrects"), each.month, "period"))
    source = f"dispute:{each.dispute}" if each.dispute else f"adjustment:{each.id}"
    reason = Explained(each.title, amount, plan.currency, source, tuple(nodes))
    return Line("adjustment", each.title, amount, reason, (each.id,), each.month)


def floor_lines(facts: PersonMonth, plan: PayPlan, *, own: Decimal, corrected: Decimal) -> Iterator[Line]:
    """What the minimum wage adds, puts off and takes back (a dated value of the plan).

    `own` is the month's own pay: what it lacks to the minimum is given. `corrected` are lines about earlier months:
    where they would push the payout below the minimum, the rest is put off to the next month and taken then. Who is no
    longer employed has no floor: what is left stands on the statement as it is.
    """
    wage = plan.floor_on(facts.month.start)
    if wage is None or employed_days(facts.month, facts.hired_on, facts.left_on) == 0:
        if facts.owed.carried:
            node = Explained(CARRIED, facts.owed.carried, plan.currency)
            yield _line("carry.taken", CARRIED, -facts.owed.carried, [node], plan)
        return
    days, whole = paid_days(facts), (facts.month.end - facts.month.start).days
    floor = rounded(wage.amount * days / whole, on=facts.month.start)
    nodes = [
        Explained(
            Text("最低工资（整月）", "minimum wage of a whole month"),
            wage.amount,
            plan.currency,
            wage.version,
        )
    ]
    if days < whole:
        nodes.append(Explained(Text("计薪天数", "paid days"), Decimal(days), "days"))
        nodes.append(Explained(Text("本月最低工资", "minimum wage of this month"), floor, plan.currency))
    if own < floor:
        pay = Explained(Text("本月应发", "pay of the month"), own, plan.currency)
        yield _line("floor.top_up", TOP_UP, floor - own, [pay, *nodes], plan)
    sure = max(own, floor)
    room = sure + corrected - floor
    if room < 0:
        before = Explained(Text("更正合计", "sum of the corrections"), corrected, plan.currency)
        yield _line("carry.deferred", DEFERRED, -room, [before, *nodes], plan)
    back = min(facts.owed.carried, max(room, Decimal(0)))
    if back > 0:
        owed = Explained(Text("此前结转", "put off so far"), facts.owed.carried, plan.currency)
        yield _line("carry.taken", CARRIED, -back, [owed, *nodes], plan)


def _line(code: str, title: Text, amount: Decimal, nodes: list[Explained], plan: PayPlan) -> Line:
    return Line(code, title, amount, Explained(title, amount, plan.currency, plan.version, tuple(nodes)))
