"""Errors of the goals register."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class GoalSheetsMissing(CallwrightError):
    """No sheet of the file is known."""

    status = 422
    code = "goals.sheets_missing"
    text = Text(
        "文件中没有可识别的工作表（应有：岗位说明、指标目标、部门目标、公司目标、实际值）；现有：{sheets}。",
        "No sheet is known (posts, targets, departments, company, actuals); the file has: {sheets}.",
    )


class GoalColumnsMissing(CallwrightError):
    """A sheet lacks columns."""

    status = 422
    code = "goals.columns_missing"
    text = Text("工作表“{sheet}”缺少列：{columns}。", "Sheet “{sheet}” lacks the columns: {columns}.")


class NoGoals(CallwrightError):
    """The person has no goals in the month."""

    status = 404
    code = "goals.not_found"
    text = Text(
        "{month} 没有此人的目标，请先导入目标。", "There are no goals of this person in {month}; import them."
    )


class MonthSealed(CallwrightError):
    """The month is closed; its goals never change."""

    status = 409
    code = "goals.month_closed"
    text = Text("{month} 已关账，目标不再更改。", "{month} is closed; its goals do not change any more.")


class ReasonMissing(CallwrightError):
    """Agreed goals change with a reason only."""

    status = 422
    code = "goals.reason_missing"
    text = Text("更改目标必须写明原因。", "A change of goals needs a written reason.")


class BadGoals(CallwrightError):
    """A set of indicators or targets that cannot be used."""

    status = 422
    code = "goals.bad_goals"
    text = Text("目标不能使用：{reason_zh}", "These goals cannot be used: {reason_en}")


class SetMissing(CallwrightError):
    """No indicator set of the posts in the month, so nothing can be drawn up."""

    status = 409
    code = "goals.set_missing"
    text = Text(
        "{month} 没有可用的岗位指标和市场目标值，请先设定。",
        "No indicator sets and market targets hold in {month}; set them first.",
    )


class KeyWorkUnknown(CallwrightError):
    """No such piece of key work, or not one the asker may see."""

    status = 404
    code = "goals.key_work_unknown"
    text = Text("找不到这项重点工作。", "No such piece of key work.")


class KeyWorkTwice(CallwrightError):
    """The person has a piece of this name in the month already."""

    status = 409
    code = "goals.key_work_twice"
    text = Text(
        "此人 {month} 已有同名的重点工作。", "This person has key work of that name in {month} already."
    )


class KeyWorkDecided(CallwrightError):
    """A proof was decided about already, or there is none yet."""

    status = 409
    code = "goals.key_work_decided"
    text = Text("这项重点工作没有待确认的凭据。", "No proof of this piece of key work waits for a decision.")


class KeyWorkOwn(CallwrightError):
    """Nobody confirms the own key work."""

    status = 403
    code = "goals.key_work_own"
    text = Text(
        "不能确认自己的重点工作，请由上级确认。", "Nobody confirms their own key work; the leader does."
    )


class KeyWorkDate(CallwrightError):
    """The date lies outside the month."""

    status = 422
    code = "goals.key_work_date"
    text = Text("完成日期应在 {month} 之内。", "The date must lie within {month}.")
