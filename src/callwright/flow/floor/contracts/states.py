"""The states of a person, and what they are called on screens."""

from __future__ import annotations

from enum import StrEnum

from callwright.kernel.text import Text


class State(StrEnum):
    """What a person is doing (product §4.3). `shift` and `logged_in` lie under the others."""

    SHIFT = "shift"
    LOGGED_IN = "logged_in"
    READY = "ready"
    DIALING = "dialing"
    RINGING = "ringing"
    TALKING = "talking"
    HOLD = "hold"
    WRAP_UP = "wrap_up"
    BREAK = "break"
    MEAL = "meal"
    MEETING = "meeting"
    TRAINING = "training"
    LOOKING_UP = "looking_up"
    WRONG_DATA = "wrong_data"
    NO_LEADS = "no_leads"
    PHONE_TROUBLE = "phone_trouble"
    OFFLINE = "offline"


PHASES = frozenset({State.DIALING, State.RINGING, State.TALKING, State.HOLD, State.WRAP_UP})
"""States that are parts of a call: they are kept as phases of that call."""

ON_CALL = PHASES - {State.WRAP_UP}
"""States in which the person's phone is busy with a call."""

LAYERS = frozenset({State.SHIFT, State.LOGGED_IN})
"""Not states of a moment: they lie under the others and come from files only."""

DECLARABLE = (
    State.READY,
    State.BREAK,
    State.MEAL,
    State.MEETING,
    State.TRAINING,
    State.LOOKING_UP,
    State.WRONG_DATA,
    State.NO_LEADS,
    State.PHONE_TROUBLE,
    State.OFFLINE,
)
"""States a person may choose; the others come from calls or from files."""

UNEXPLAINED = "unexplained"
"""The reason of a break nobody declared: its time counts as unexplained, not as break (product §5)."""

STATE_NAMES: dict[State, Text] = {
    State.SHIFT: Text("班次", "shift"),
    State.LOGGED_IN: Text("已登录", "logged in"),
    State.READY: Text("空闲", "ready"),
    State.DIALING: Text("呼出中", "dialing"),
    State.RINGING: Text("振铃", "ringing"),
    State.TALKING: Text("通话中", "talking"),
    State.HOLD: Text("保持", "hold"),
    State.WRAP_UP: Text("话后处理", "wrap-up"),
    State.BREAK: Text("小休", "break"),
    State.MEAL: Text("用餐", "meal"),
    State.MEETING: Text("会议", "meeting"),
    State.TRAINING: Text("培训", "training"),
    State.LOOKING_UP: Text("查资料", "looking up"),
    State.WRONG_DATA: Text("处理错误数据", "wrong data"),
    State.NO_LEADS: Text("没有线索", "no leads"),
    State.PHONE_TROUBLE: Text("电话故障", "phone trouble"),
    State.OFFLINE: Text("离线", "offline"),
}

BREAK_NAMES: dict[str, Text] = {
    "rest": Text("小休", "rest"),
    "personal": Text("私事", "personal"),
    "company": Text("公司事务", "company business"),
    UNEXPLAINED: Text("未说明", "unexplained"),
}
"""Kinds of break: the reason of State.BREAK. Their allowed lengths stand in rules/floor."""

PHONE_TROUBLES: dict[str, Text] = {
    "no_browser": Text("没有浏览器在使用这部电话", "no browser uses this phone"),
    "silent": Text("浏览器已失联", "its browser is silent"),
    "not_registered": Text("尚未注册到交换机", "it is not registered at the switch"),
    "no_microphone": Text("浏览器没有可用的麦克风", "its browser has no microphone"),
    "microphone_denied": Text("浏览器没有获得麦克风权限", "its browser may not use the microphone"),
}
"""What keeps calls from a phone: the reason of State.PHONE_TROUBLE when nobody declared it."""

PRACTICE = "practice"
"""The reason of State.TRAINING while a person talks with a synthesised customer, and after it until they choose."""

GONE = "gone"
"""The reason of State.OFFLINE when nobody signed off: the page said nothing for long."""


def reason_name(reason: str) -> Text:
    """A reason in both languages; what a person wrote stays as it is."""
    if reason == GONE:
        return Text("页面已关闭", "page closed")
    if reason == PRACTICE:
        return Text("练习通话", "practice call")
    known = BREAK_NAMES.get(reason) or PHONE_TROUBLES.get(reason)
    return known or Text(reason, reason)
