"""The rep's monthly bonus by score and the manager's quarterly bonus (product §9.4, §9.7)."""

from __future__ import annotations

from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.rounding import exact_division
from callwright.rules.pay.facts import Line, PersonMonth
from callwright.rules.pay.formulas.base_pay import employed_days
from callwright.rules.pay.formulas.rounding import rounded
from callwright.rules.pay.plan import PayPlan

HUNDRED = Decimal(100)


def performance_bonus_line(facts: PersonMonth, plan: PayPlan) -> Line | None:
    """Amount of the grade × score ÷ 100, 0 below the plan's minimum; a missing score is said so."""
    if facts.kind != "rep" or employed_days(facts.month, facts.hired_on, facts.left_on) == 0:
        return None
    title = Text("绩效奖金", "performance bonus")
    if facts.score is None:
        reason = Explained(
            Text(
                "本月没有考核得分，未计绩效奖金",
                "no score this month, so no performance bonus was worked out",
            ),
            Decimal(0),
            plan.currency,
            "product §9.3",
        )
        return Line("performance_bonus", title, Decimal(0), reason)
    whole = plan.performance_bonus.amount.of(facts.grade)
    reached = facts.score >= plan.performance_bonus.minimum_score
    with exact_division():
        exact = whole * facts.score / HUNDRED if reached else Decimal(0)
    amount = rounded(exact, on=facts.month.start)
    nodes = [
        Explained(Text("奖金基数", "bonus at 100 points"), whole, plan.currency, plan.version),
        facts.score_reason or Explained(Text("考核得分", "appraisal score"), facts.score, "points"),
    ]
    if plan.performance_bonus.minimum_score > 0:
        minimum = plan.performance_bonus.minimum_score
        nodes.append(Explained(Text("最低得分", "least score"), minimum, "points", plan.version))
    reason = Explained(title, amount, plan.currency, "product §9.4", tuple(nodes))
    return Line("performance_bonus", title, amount, reason)


def manager_bonus_line(facts: PersonMonth, plan: PayPlan) -> Line | None:
    """Amount of the grade × quarter score ÷ 100 × company factor; only in the last month of a quarter."""
    if facts.kind != "manager" or facts.quarter_score is None or facts.company_factor is None:
        return None
    whole = plan.manager_bonus.amount.of(facts.grade)
    with exact_division():
        exact = whole * facts.quarter_score / HUNDRED * facts.company_factor.value_as_number
    amount = rounded(exact, on=facts.month.start)
    title = Text("经理季度奖金", "manager's quarterly bonus")
    nodes = (
        Explained(Text("季度奖金基数", "bonus at 100 points"), whole, plan.currency, plan.version),
        Explained(Text("季度得分", "score of the quarter"), facts.quarter_score, "points"),
        facts.company_factor,
    )
    return Line(
        "manager_bonus", title, amount, Explained(title, amount, plan.currency, "product §9.7", nodes)
    )
