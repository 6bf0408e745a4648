"""Every file of the sample as columns and lines, the way a user's own file would look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from callwright.app.sample.calling import AgentState, Attempt
from callwright.app.sample.goals import POSTS, Goals
from callwright.app.sample.people import REST_MINUTES, Employee
from callwright.app.sample.sales import ITEMS, STEPS, Order
from callwright.kernel.period import Month

Cell = str | int | float


@dataclass(frozen=True)
class Sheet:
    """One sheet: a name, the header, the lines."""

    name: str
    header: tuple[str, ...]
    lines: list[tuple[Cell, ...]]


OUTCOME_WORDS = {
    "no_answer": "无人接听",
    "busy": "忙线",
    "invalid_number": "空号",
    "switched_off": "关机",
    "answering_machine": "语音信箱",
    "refused": "拒绝",
    "wrong_party": "非本人",
    "answered": "已接通",
    "effective": "有效沟通",
    "callback": "约回访",
    "interested": "有意向",
    "ordered": "成交",
    "do_not_call": "要求勿打",
    "complaint": "投诉",
}
STATE_WORDS = {
    "logged_in": "登录",
    "meal": "用餐",
    "meeting": "会议",
    "training": "培训",
    "break": "小休",
    "looking_up": "查资料",
    "wrong_data": "数据错误",
    "phone_trouble": "电话故障",
    "no_leads": "无名单",
    "ready": "就绪",
    "wrap_up": "小结",
}
MAPPING = {
    "system": "云杉呼叫平台",
    "timezone": "Asia/Shanghai",
    "columns": {
        "id": "流水号",
        "agent": "坐席",
        "number": "号码",
        "direction": "方向",
        "start": "开始时间",
        "answer": "接听时间",
        "end": "结束时间",
        "outcome": "结果",
        "recording": "录音文件",
        "campaign": "活动",
    },
    "values": {
        "direction": {"呼出": "outbound", "呼入": "inbound"},
        "outcome": {word: outcome for outcome, word in OUTCOME_WORDS.items()},
    },
}
"""How our invented phone system's columns and words are to be read (`calls import --mapping`)."""


def roster(staff: Iterable[Employee]) -> Sheet:
    """The roster."""
    header = (
        "工号", "姓名", "部门", "小组", "角色", "职级", "市场类型", "市场",
        "入职日期", "离职日期",
        "班次开始", "班次结束", "午休分钟", "上级",
    )  # fmt: skip
    lines: list[tuple[Cell, ...]] = [
        (
            one.number, one.name, one.department, one.team, one.role, one.grade, one.market_type,
            one.market, one.hired_on.isoformat(), one.left_on.isoformat() if one.left_on else "", *one.shift,
            REST_MINUTES, one.leader,
        )
        for one in staff
    ]  # fmt: skip
    return Sheet("花名册", header, lines)


def products() -> Sheet:
    """The product list."""
    lines: list[tuple[Cell, ...]] = [
        (item.name, item.code, item.price, item.cost, item.stock, "是" if item.main_push else "否")
        for item in ITEMS
    ]
    return Sheet("产品", ("产品", "编码", "单价", "成本", "库存", "主推"), lines)


def call_records(attempts: Iterable[Attempt]) -> Sheet:
    """The call records of the phone system."""
    lines: list[tuple[Cell, ...]] = [
        (
            one.id,
            one.agent,
            one.to.mobile,
            "呼入" if one.inbound else "呼出",
            _time(one.start),
            _time(one.answer),
            _time(one.end),
            OUTCOME_WORDS[one.outcome],
            one.recording,
            one.campaign,
        )
        for one in attempts
    ]
    columns = MAPPING["columns"]
    assert isinstance(columns, dict)
    return Sheet("通话记录", tuple(columns.values()), lines)


def agent_states(states: Iterable[AgentState]) -> Sheet:
    """Log-in and state times."""
    lines: list[tuple[Cell, ...]] = [
        (one.agent, STATE_WORDS[one.state], _time(one.start), _time(one.end), one.reason) for one in states
    ]
    return Sheet("坐席状态", ("工号", "状态", "开始", "结束", "原因"), lines)


def order_lines(orders: Iterable[Order]) -> Sheet:
    """Orders with the steps of the other departments."""
    header = (
        "订单号", "工号", "协作人", "客户", "号码", "产品", "数量", "金额", "毛利", "下单时间",
        "核验时间", "仓库时间", "会计时间", "发货时间", "售后时间", "阻塞部门", "阻塞原因", "阻塞开始",
        "退货时间", "取消时间", "退款金额",
    )  # fmt: skip
    lines: list[tuple[Cell, ...]] = [
        (
            one.number, one.agent, one.closer, one.company, one.phone, one.item.code, one.quantity,
            str(one.amount), str(one.margin), _time(one.ordered), *(_time(one.steps.get(step)) for step in STEPS),
            one.blocked_by, one.block_reason, _time(one.blocked_since), _time(one.returned), _time(one.cancelled),
            "" if one.refund is None else str(one.refund),
        )
        for one in orders
    ]  # fmt: skip
    return Sheet("订单", header, lines)


def goal_sheets(goals: Goals, month: Month) -> list[Sheet]:
    """The goal workbook of one month."""
    of_month = [goal for goal in goals.goals if goal.month == month]
    targets: list[tuple[Cell, ...]] = [
        (
            str(month),
            goal.person.number,
            goal.person.name,
            goal.post,
            goal.indicator,
            goal.weight,
            str(goal.target),
        )
        for goal in of_month
    ]
    posts: list[tuple[Cell, ...]] = [*POSTS]
    departments: list[tuple[Cell, ...]] = [
        (str(at), name, str(target)) for (at, name), target in goals.departments.items() if at == month
    ]
    company: list[tuple[Cell, ...]] = [(str(month.quarter), str(goals.company[month.quarter]))]
    reached: list[tuple[Cell, ...]] = [
        (str(month), one.person.number, one.indicator, str(one.value))
        for one in goals.actuals
        if one.month == month
    ]
    sheets = [
        Sheet("岗位说明", ("岗位", "职责"), posts),
        Sheet("指标目标", ("月份", "工号", "姓名", "岗位", "指标", "权重", "目标值"), targets),
        Sheet("部门目标", ("月份", "部门", "收入目标"), departments),
        Sheet("公司目标", ("季度", "收入目标"), company),
    ]
    return [*sheets, Sheet("实际值", ("月份", "工号", "指标", "实际值"), reached)] if reached else sheets


def by_month(months: Sequence[Month], when: dt.date) -> Month | None:
    """The month of the plan a day lies in."""
    return next((month for month in months if month.start <= when < month.end), None)


def _time(moment: dt.datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else ""
