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


class WrongState(CallwrightError):
    """The change is not possible from the state the person is in."""

    status = 409
    code = "floor.wrong_state"
    text = Text(
        "现在的状态是“{state_zh}”，不能这样切换；请先结束当前状态。",
        "The state is now “{state}”, and this cannot follow it; end that first.",
    )


class UndeclarableState(CallwrightError):
    """An agent cannot declare this state: it comes from calls, or it does not exist."""

    status = 422
    code = "floor.undeclarable_state"
    text = Text(
        "不能自行切换到状态“{state}”。可以选择：{allowed}。",
        "The state “{state}” cannot be declared. Choose one of: {allowed}.",
    )


class UnknownBreak(CallwrightError):
    """A break needs one of the known kinds."""

    status = 422
    code = "floor.unknown_break"
    text = Text(
        "不认识的小休类型“{kind}”。可以选择：{allowed}。",
        "Unknown kind of break “{kind}”. Choose one of: {allowed}.",
    )


class ReasonMissing(CallwrightError):
    """Prolonging work after a call needs a reason."""

    status = 422
    code = "floor.reason_missing"
    text = Text("请填写延长话后处理的原因。", "Say why the wrap-up is prolonged.")


class AlreadyExtended(CallwrightError):
    """Work after a call can be prolonged once."""

    status = 409
    code = "floor.already_extended"
    text = Text("话后处理只能延长一次。", "A wrap-up can be prolonged once.")


class PhoneUnhealthy(CallwrightError):
    """Nobody can be put through to a phone in trouble."""

    status = 409
    code = "floor.phone_unhealthy"
    text = Text(
        "电话暂时无法使用：{why_zh}。恢复后再切换为空闲。",
        "The phone cannot be used: {why}. Become ready once it works again.",
    )


class PhoneInUse(CallwrightError):
    """Another browser has the phone. The code is part of the desk's interface, which belongs to calls."""

    status = 409
    code = "calls.phone_in_use"
    text = Text(
        "电话正在另一个浏览器中使用。如需在这里使用，请选择“接管”。",
        "The phone is in use in another browser. Take it over to use it here.",
    )


class PhoneLost(CallwrightError):
    """This browser reported on a phone that is no longer its own."""

    status = 409
    code = "floor.phone_lost"
    text = Text(
        "电话已被另一个浏览器接管，或本次占用已失效；请重新占用。",
        "Another browser took the phone, or this claim ran out; claim it again.",
    )


class NoDesk(CallwrightError):
    """The account belongs to no person of the roster, so it has no state and no phone."""

    status = 409
    code = "floor.no_desk"
    text = Text(
        "当前账号没有对应的员工，不能使用工作台；请让管理员关联员工。",
        "This account belongs to no person on the roster; ask for it to be linked.",
    )
