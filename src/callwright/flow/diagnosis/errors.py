"""What can go wrong in the diagnosis."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class NothingToDiagnose(CallwrightError):
    """No calls, no orders and no people yet."""

    status = 409
    code = "diagnosis.nothing"
    text = Text(
        zh="还没有可诊断的数据：请先导入名册、通话记录或订单。",
        en="There is nothing to diagnose yet: import a roster, call records or orders first.",
    )


class MonthUnreadable(CallwrightError):
    """The month is not one."""

    status = 422
    code = "diagnosis.month_unreadable"
    text = Text(
        zh="看不懂的月份“{month}”，请写成 2026-10。", en="Unreadable month “{month}”; write it like 2026-10."
    )
