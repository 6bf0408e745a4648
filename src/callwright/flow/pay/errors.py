"""Errors of the pay stage."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class StatementUnknown(CallwrightError):
    """No closed statement, or not one the asker may see."""

    status = 404
    code = "pay.statement_unknown"
    text = Text("没有 {month} 的薪酬单。", "There is no statement of {month}.")


class OutOfOrder(CallwrightError):
    """Months of pay are closed one after the other, so that late facts have one open month to go to."""

    status = 409
    code = "pay.out_of_order"
    text = Text(
        "薪酬须按月依次关账：请关闭 {next_month}，而不是 {month}。",
        "Pay is closed month after month: close {next_month}, not {month}.",
    )


class PlanBroken(CallwrightError):
    """The pay plan does not have the form."""

    status = 422
    code = "pay.plan_broken"
    text = Text("薪酬方案不合要求：{faults}", "The pay plan does not have the form: {faults}")


class PlanInClosedMonth(CallwrightError):
    """A plan cannot begin in a month that is paid already."""

    status = 409
    code = "pay.plan_in_closed_month"
    text = Text(
        "{month} 的薪酬已关账，新方案的生效日期须在其后。",
        "Pay of {month} is closed; a new plan begins after it.",
    )


class CompanyTargetMissing(CallwrightError):
    """The managers' bonus is coupled to the company's result, which has no target or no figures."""

    status = 409
    code = "pay.company_target_missing"
    text = Text(
        "{quarter} 没有公司收入或公司目标，无法计算经理季度奖金：请导入公司目标。",
        "{quarter} has no company revenue or target, so there is no managers' bonus: import the company target.",
    )
