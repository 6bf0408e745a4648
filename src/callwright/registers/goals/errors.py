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
