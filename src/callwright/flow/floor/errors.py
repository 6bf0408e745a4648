"""What can go wrong on the floor."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class MissingColumns(CallwrightError):
    """The file has no column for something that is needed."""

    status = 422
    code = "floor.missing_columns"
    text = Text(
        "文件缺少列：{missing}。状态文件需要 坐席、状态、开始、结束 四列。",
        "The file lacks the columns: {missing}. A state file needs agent, state, start and end.",
    )


class PersonNotVisible(CallwrightError):
    """The person does not exist, or is outside the viewer's scope (the two look alike on purpose)."""

    status = 404
    code = "floor.person_not_found"
    text = Text("没有找到该人员。", "There is no such person.")
