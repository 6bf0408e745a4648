"""Why nobody is being called: counted rows in, filters with the moment they let go out (product §4.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from callwright.flow.calls.contracts.callable import FilterCount, WhyNobody
from callwright.kernel.text import Text

FILTERS: dict[str, Text] = {
    "campaign_stopped": Text("活动没有在运行", "the campaign is not running"),
    "dialing_paused": Text("外呼已暂停", "dialing is paused"),
    "refused": Text("客户已拒绝来电", "the customer refused to be called"),
    "closed": Text("线索已成交或关闭", "ordered or closed"),
    "unplanned": Text("新线索，尚未排入呼叫计划", "new, not planned yet"),
    "held_existing_customer": Text("现有客户", "existing customer"),
    "held_competitor": Text("竞争对手的员工", "works for a competitor"),
    "held_cool_down": Text("号码冷却期内", "number in its cool-down"),
    "held_protected": Text("他人保护期内的线索", "protected lead of somebody else"),
    "callback_later": Text("已约定回电，时间未到", "a callback is agreed for later"),
    "callback_due": Text("回电已到时间，等本人拨打", "a callback is due and waits for its person"),
    "done_refused": Text("拒绝再联系", "refused"),
    "done_declined": Text("本次活动已婉拒", "declined in this campaign"),
    "done_ordered": Text("已下单", "ordered"),
    "done_reached": Text("已有效接触，由负责人跟进", "reached; the owner follows up"),
    "done_attempts_spent": Text("呼叫次数已用完", "all attempts are spent"),
    "done_no_number": Text("没有可用号码", "no usable number"),
    "owned": Text("归属个人，不自动外呼", "belongs to a person, not dialed automatically"),
    "not_yet": Text("尚未到可呼叫时间", "available later"),
    "leased": Text("正在被拨打或预览", "being dialed or looked at"),
    "retry_later": Text("上次呼叫后的等待期", "waiting after the last attempt"),
    "hours": Text("对方当地不在可呼叫时段", "outside the hours at their place"),
}
_ORDER = list(FILTERS)
_BARRED = Text("规则禁止：{title}", "barred by a rule: {title}")


@dataclass(frozen=True, slots=True)
class Counted:
    """Leads of one segment at one filter ("open" = none removed them)."""

    filter: str
    segment: str
    barred_by: str
    leads: int
    next_at: datetime | None


def answer(
    rows: Sequence[Counted],
    *,
    campaign_code: str,
    at: datetime,
    opens_at: Callable[[str, datetime], datetime | None],
    title_of: Callable[[str], Text],
    stopped_by: str = "",
) -> WhyNobody:
    """Add up; every lead is counted exactly once. `opens_at(segment, moment)`: first lawful moment from there on.

    `stopped_by`: the filter that keeps the whole campaign from dialing, "" when it runs.
    """
    judged = [_at_the_gate(row, at, opens_at, stopped_by) for row in rows]
    removed = [row for row in judged if row.filter != "open"]
    callable_now = sum(row.leads for row in judged if row.filter == "open")
    groups: dict[tuple[str, str], list[Counted]] = {}
    for row in removed:
        groups.setdefault((row.filter, row.barred_by if row.filter == "barred" else ""), []).append(row)
    filters = [
        FilterCount(
            code=name if name != "barred" else rule,
            text=FILTERS[name] if name != "barred" else _named(title_of(rule)),
            removed=sum(row.leads for row in group),
            next_at=min((row.next_at for row in group if row.next_at is not None), default=None),
        )
        for (name, rule), group in groups.items()
    ]
    moments = [one.next_at for one in filters if one.next_at is not None]
    return WhyNobody(
        at=at,
        campaign_code=campaign_code,
        candidates=sum(row.leads for row in judged),
        callable_now=callable_now,
        next_callable_at=at if callable_now else min(moments, default=None),
        filters=tuple(sorted(filters, key=_place)),
    )


def _at_the_gate(
    row: Counted, at: datetime, opens_at: Callable[[str, datetime], datetime | None], stopped_by: str
) -> Counted:
    """Hours come after all that is stored; what waits for a moment waits for the next lawful one."""
    if row.filter == "open":
        if stopped_by:
            return replace(row, filter=stopped_by, next_at=None)
        opens = opens_at(row.segment, at)
        return row if opens == at else replace(row, filter="hours", next_at=opens)
    if row.next_at is None or not row.segment or row.filter.startswith("done_"):
        return replace(row, next_at=None)
    return replace(row, next_at=opens_at(row.segment, max(row.next_at, at)))


def _named(title: Text) -> Text:
    return Text(_BARRED.zh.format(title=title.zh), _BARRED.en.format(title=title.en))


def _place(one: FilterCount) -> tuple[int, str]:
    return (_ORDER.index(one.code) if one.code in FILTERS else len(_ORDER), one.code)
