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


class PlanMissing(CallwrightError):
    """The company has no pay plan on that day; nothing is assumed in its place."""

    status = 409
    code = "pay.plan_missing"
    text = Text(
        "{day} 还没有公司的薪酬方案：请下载模板，填好每一处“must be entered”再导入。",
        "The company has no pay plan on {day}: fill in every “must be entered” of the template and bring it in.",
    )


class LineUnknown(CallwrightError):
    """The statement has no such line."""

    status = 404
    code = "pay.line_unknown"
    text = Text("这张薪酬单没有第 {place} 行。", "The statement has no line {place}.")


class NotYourStatement(CallwrightError):
    """Only the person a statement is about questions its lines."""

    status = 403
    code = "pay.not_your_statement"
    text = Text("只能对自己的薪酬单提出疑问。", "Only lines of your own statement can be questioned.")


class DisputeUnknown(CallwrightError):
    """No dispute of this id, or not one the asker may see."""

    status = 404
    code = "pay.dispute_unknown"
    text = Text("没有这个疑问。", "There is no such dispute.")


class DisputeDecided(CallwrightError):
    """A dispute is decided once."""

    status = 409
    code = "pay.dispute_decided"
    text = Text(
        "这个疑问已经有决定；如仍有异议，请对更正所在的薪酬单提出新的疑问。",
        "This dispute is decided; question the line of the next statement if it is still wrong.",
    )


class OwnDispute(CallwrightError):
    """Nobody decides about the own pay."""

    status = 403
    code = "pay.own_pay"
    text = Text("不能决定自己的薪酬，请交给同事。", "Nobody decides about the own pay; ask a colleague.")


class AmountMissing(CallwrightError):
    """An accepted dispute says by how much, a rejected one does not."""

    status = 422
    code = "pay.amount_missing"
    text = Text(
        "接受疑问须写明更正金额（不为 0，两位小数）；驳回则不写。",
        "An accepted dispute needs the amount of the correction (not 0, whole cents); a rejected one has none.",
    )


class NotApproved(CallwrightError):
    """Nothing leaves for the payroll before the owner has approved the payout."""

    status = 409
    code = "pay.not_approved"
    text = Text(
        "{month} 的发放还没有经老板批准，不能导出。",
        "The payout of {month} is not approved by the owner yet, so it cannot be exported.",
    )


class MonthOpen(CallwrightError):
    """The month is not closed yet."""

    status = 409
    code = "pay.month_open"
    text = Text("{month} 的薪酬还没有关账。", "Pay of {month} is not closed yet.")


class LeaveInClosedMonth(CallwrightError):
    """Leave of a closed month cannot change its statement."""

    status = 409
    code = "pay.leave_in_closed_month"
    text = Text(
        "{month} 已关账：无薪假不能再改，请用更正。",
        "{month} is closed: unpaid leave cannot change any more, decide an adjustment instead.",
    )


class LeaveUnknown(CallwrightError):
    """No leave of this id in the asker's scope, or the days are not in order."""

    status = 404
    code = "pay.leave_unknown"
    text = Text("没有这条无薪假。", "There is no such unpaid leave.")


class DaysUpsideDown(CallwrightError):
    """The last day lies before the first."""

    status = 422
    code = "pay.days_upside_down"
    text = Text("最后一天不能早于第一天。", "The last day cannot be before the first.")


class PersonNotPaid(CallwrightError):
    """Nobody of this id who is paid by the plan and may be seen."""

    status = 404
    code = "pay.person_unknown"
    text = Text("没有这位计薪员工。", "There is no such person who is paid by the plan.")


class NoSnapshots(CallwrightError):
    """The months were closed before what went into them was kept."""

    status = 409
    code = "pay.no_snapshots"
    text = Text(
        "所选月份没有可试算的数据：请选择已关账的月份。",
        "The chosen months have nothing to try a plan on: choose closed months.",
    )
