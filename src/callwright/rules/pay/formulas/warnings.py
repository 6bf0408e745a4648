"""What is allowed in a plan and yet was a complaint of the field: pay that rests on one thing alone."""

from __future__ import annotations

from callwright.kernel.text import Text
from callwright.rules.pay.plan import GradeAmounts, PayPlan


def warnings(plan: PayPlan) -> tuple[Text, ...]:
    """Sentences for who drafts the plan; nothing is refused because of them."""
    found: list[Text] = []
    pays_commission = any(step.rate > 0 for step in plan.commission.brackets)
    if pays_commission and _nothing(plan.performance_bonus.amount) and not plan.prizes:
        found.append(
            Text(
                "只有提成：绩效奖金为 0，也没有奖项，目标和考核不影响收入。",
                "Commission only: no performance bonus and no prizes, so goals and appraisal do not move pay.",
            )
        )
    if not pays_commission and _nothing(plan.performance_bonus.amount):
        found.append(
            Text(
                "代表只有固定工资：提成和绩效奖金都是 0。",
                "Reps have fixed pay only: commission and performance bonus are both 0.",
            )
        )
    if _nothing(plan.manager_bonus.amount):
        found.append(Text("经理没有季度奖金。", "Managers have no quarterly bonus."))
    return tuple(found)


def _nothing(amounts: GradeAmounts) -> bool:
    return not any((amounts.junior, amounts.intermediate, amounts.senior))
