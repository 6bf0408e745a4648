"""Base pay of a month, in proportion when somebody came or left during it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.parameters import parameter
from callwright.rules.pay.facts import Line, PersonMonth
from callwright.rules.pay.formulas.rounding import rounded
from callwright.rules.pay.plan import GRADE_NAMES, PayPlan


def employed_days(month: Month, hired_on: date, left_on: date | None) -> int:
    """Calendar days of employment in the month; the day of hiring and the last day both count."""
    first = max(month.start, hired_on)
    last = min(month.end - timedelta(days=1), left_on or date.max)
    return max(0, (last - first).days + 1)


def paid_days(facts: PersonMonth) -> int:
    """Employed calendar days that are paid: unpaid leave is taken off, never below none."""
    return max(0, employed_days(facts.month, facts.hired_on, facts.left_on) - facts.unpaid_days)


def base_pay_line(facts: PersonMonth, plan: PayPlan) -> Line | None:
    """Base pay of the grade × paid calendar days ÷ calendar days of the month; None when not employed.

    Weekends and holidays count on both sides, so a full month is always the full base pay.
    """
    on = facts.month.start
    employed, whole = employed_days(facts.month, facts.hired_on, facts.left_on), (facts.month.end - on).days
    if employed == 0:
        return None
    days = paid_days(facts)
    full = plan.base_pay.of(facts.kind).of(facts.grade)
    nodes = [
        Explained(Text("职级", "grade"), GRADE_NAMES[facts.grade], "text"),
        Explained(Text("月底薪", "monthly base pay"), full, plan.currency, plan.version),
    ]
    if days < whole:
        nodes.append(Explained(Text("在职天数", "days employed"), Decimal(employed), "days"))
        if facts.unpaid_days:
            unpaid = Decimal(employed - days)
            nodes.append(Explained(Text("无薪假天数", "days of unpaid leave"), unpaid, "days"))
        nodes.append(Explained(Text("当月天数", "days of the month"), Decimal(whole), "days"))
        nodes.append(parameter("pay.proration_basis", on=on).explained())
    amount = rounded(full * days / whole, on=on)
    title = Text("底薪", "base pay")
    return Line(
        "base_pay", title, amount, Explained(title, amount, plan.currency, "product §9.5", tuple(nodes))
    )
