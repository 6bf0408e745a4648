"""The sentence a person reads when a rule bars a call: which rule, what it says, when it ends."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from callwright.kernel.text import Text
from callwright.rules.compliance.facts import Barred

_FORMS = {
    "presumed": Text("推定同意", "presumed consent"),
    "express": Text("明示同意", "express consent"),
    "written": Text("书面同意", "written consent"),
}
_SENTENCES = {
    "refused": Text(
        "对方已拒绝来电，任何方式都不能再拨打。",
        "This party refused to be called; that is final on every path.",
    ),
    "held": Text("不能拨打：{name}。", "Not to be called: {name}."),
    "not_confirmed": Text(
        "这个国家或地区的规则尚未查明，所有者确认后才能拨打。",
        "The rules of this country are not known; the owner has to confirm them before anybody is called there.",
    ),
    "hours": Text(
        "对方当地时间 {clock}，只能在 {start}–{end} 拨打。",
        "It is {clock} there; calls are allowed {start}-{end}.",
    ),
    "rest": Text(
        "对方当地时间 {clock}，{start}–{end} 是休息时段。",
        "It is {clock} there; {start}-{end} is a time of rest.",
    ),
    "sunday": Text("对方当地是周日（{day}）。", "It is a Sunday there ({day})."),
    "holiday": Text("对方当地是公共假日（{day}）。", "It is a public holiday there ({day})."),
    "rate": Text(
        "最近 {hours} 小时已拨打 {calls} 次，上限 {limit} 次。",
        "Called {calls} times in the last {hours} hours; the limit is {limit}.",
    ),
    "rate_day": Text(
        "当天已拨打 {calls} 次，上限 {limit} 次。", "Called {calls} times today; the limit is {limit}."
    ),
    "pause_abandoned": Text(
        "{hours} 小时内有过被放弃的来电，只能由专人拨打。",
        "A call was abandoned within {hours} hours; only an agent kept free for it may call.",
    ),
    "pause_machine": Text(
        "{hours} 小时内被识别为答录机，只能由专人拨打。",
        "A machine answered within {hours} hours; only an agent kept free for it may call.",
    ),
    "consent": Text("同意台账中没有有效的{form}。", "The consent ledger has no {form} in force."),
    "scrub_listed": Text(
        "号码在谢绝来电登记 {register} 中。", "The number is listed in the register {register}."
    ),
    "scrub_missing": Text("尚未与登记 {register} 比对。", "Not compared with the register {register} yet."),
    "scrub_old": Text(
        "与登记 {register} 的比对已超过 {days} 天。",
        "The comparison with the register {register} is older than {days} days.",
    ),
    "caller_number": Text("没有可显示的自有主叫号码。", "There is no caller number of our own to show."),
}
_RULE = Text("{said}规则：{title}。", "{said} Rule: {title}.")
_AGAIN = Text("{said}最早 {when}（当地时间）可拨。", "{said} May be called from {when} local time.")


def sentence(barred: Barred, title: Text | None, until: datetime | None, zone: ZoneInfo) -> Text:
    """Why, which rule, and from when on it may be allowed on the called party's clock."""
    said = _filled(_SENTENCES[barred.why], barred)
    if title is not None:
        said = _combined(_RULE, said, "title", title)
    if until is not None:
        when = f"{until.astimezone(zone):%Y-%m-%d %H:%M}"
        said = _combined(_AGAIN, said, "when", Text(when, when))
    return said


def _filled(form: Text, barred: Barred) -> Text:
    chinese = {name: _word(value).zh for name, value in barred.details.items()}
    english = {name: _word(value).en for name, value in barred.details.items()}
    return Text(form.zh.format(**chinese), form.en.format(**english))


def _word(value: object) -> Text:
    if isinstance(value, Text):
        return value
    return _FORMS.get(str(value), Text(str(value), str(value)))


def _combined(form: Text, said: Text, name: str, other: Text) -> Text:
    return Text(
        form.zh.format(said=said.zh, **{name: other.zh}), form.en.format(said=said.en, **{name: other.en})
    )
