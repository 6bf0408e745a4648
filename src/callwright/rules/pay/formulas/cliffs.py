"""Where a plan jumps: places at which a cent more or less changes pay by a lot (product §9.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from callwright.kernel.text import Text
from callwright.rules.engine.explained import plain
from callwright.rules.engine.parameters import parameter
from callwright.rules.pay.plan import PayPlan, Prize


@dataclass(frozen=True)
class Cliff:
    """A jump of `jump` (currency of the plan) when `measure` reaches `at`; `part` is the line it moves.

    `jump` is the most one person gains or loses by it, for the highest grade.
    """

    part: str
    measure: str
    at: Decimal
    jump: Decimal
    says: Text


def cliffs(plan: PayPlan) -> tuple[Cliff, ...]:
    """All cliffs of a plan; the department gate is one by the text, it is listed as well."""
    return (*_commission(plan), *_minimum_score(plan), *_steps(plan), *_gate(plan), *map(_prize, plan.prizes))


def _commission(plan: PayPlan) -> Iterator[Cliff]:
    if plan.commission.method != "whole":
        return
    for low, high in pairwise(plan.commission.brackets):
        jump = high.above * (high.rate - low.rate)
        says = Text(
            f"收入超过 {plain(high.above)} 的第一分钱使提成变动 {plain(jump)}",
            f"the first cent of revenue above {plain(high.above)} moves the commission by {plain(jump)}",
        )
        yield Cliff("commission", "revenue", high.above, abs(jump), says)


def _minimum_score(plan: PayPlan) -> Iterator[Cliff]:
    least = plan.performance_bonus.minimum_score
    if least > 0:
        jump = plan.performance_bonus.amount.senior * least / 100
        says = Text(
            f"得分低于 {plain(least)} 没有绩效奖金，达到即有 {plain(jump)}（高级）",
            f"below {plain(least)} points there is no bonus, at it there are {plain(jump)} (senior)",
        )
        yield Cliff("performance_bonus", "score", least, jump, says)


def _steps(plan: PayPlan) -> Iterator[Cliff]:
    curve = plan.manager_bonus.curve
    if curve.method != "step":
        return
    for low, high in pairwise(curve.points):
        jump = plan.manager_bonus.amount.senior * (high.factor - low.factor)
        says = Text(
            f"公司完成率达到 {plain(high.completion * 100)} % 时经理季度奖金变动 {plain(jump)}（高级，100 分）",
            f"at {plain(high.completion * 100)} % of the company's target the managers' bonus moves by {plain(jump)}",
        )
        yield Cliff("manager_bonus", "company_completion", high.completion, abs(jump), says)


def _gate(plan: PayPlan) -> Iterator[Cliff]:
    gate = parameter("appraisal.department_gate", on=plan.effective_from)
    if "performance_bonus" in plan.gate.applies_to:
        jump = plan.performance_bonus.amount.senior
        says = Text(
            f"部门完成率低于门槛时每人失去绩效奖金，100 分的高级代表失去 {plain(jump)}",
            f"below the department gate everybody loses the bonus, a senior with 100 points {plain(jump)}",
        )
        yield Cliff("gate", "department_completion", gate.number, jump, says)


def _prize(prize: Prize) -> Cliff:
    at = prize.trigger.at_least
    says = Text(
        f"{prize.title.zh}：达到 {plain(at)} 得 {plain(prize.value)}",
        f"{prize.title.en}: {plain(prize.value)} at {plain(at)}",
    )
    return Cliff(f"prize.{prize.code}", prize.trigger.measure, at, prize.value, says)
