"""Reading a file of declared states: which row says what, and which rows cannot be used and why."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from callwright.flow.floor.contracts import State
from callwright.kernel.errors import Rejection
from callwright.kernel.ids import derive_id
from callwright.kernel.moments import is_blank, read_moment
from callwright.kernel.text import Text
from callwright.platform.tables import TableRow

# Who a cell names, or the sentence why nobody could be found.
FindPerson = Callable[[str], uuid.UUID | Text]

COLUMNS: dict[str, list[str]] = {
    "agent": [
        "坐席",
        "工号",
        "坐席工号",
        "员工工号",
        "员工",
        "姓名",
        "employee_number",
        "agent_id",
        "user",
        "extension",
        "分机",
    ],
    "state": ["状态", "坐席状态", "status", "agent_state", "活动", "类型"],
    "start": [
        "开始",
        "开始时间",
        "起始时间",
        "状态开始",
        "started_at",
        "start_time",
        "begin",
        "from",
        "登录时间",
    ],
    "end": ["结束", "结束时间", "截止时间", "状态结束", "ended_at", "end_time", "to", "until", "登出时间"],
    "reason": ["原因", "备注", "说明", "小休原因", "note", "remark"],
}
REQUIRED = ("agent", "state", "start", "end")

_WORDS: dict[State, str] = {
    State.SHIFT: "班次 排班 当班 上班 scheduled schedule work shift",
    State.LOGGED_IN: "登录 登陆 签入 在线 loggedin login online signedin",
    State.READY: "就绪 空闲 示闲 等待 可用 ready idle available waiting",
    State.DIALING: "拨号 拨号中 外呼中 呼叫中 dialing dialling calling",
    State.RINGING: "振铃 响铃 ringing ring alerting",
    State.TALKING: "通话 通话中 talking talk oncall incall busy",
    State.HOLD: "保持 通话保持 hold onhold",
    State.WRAP_UP: "小结 话后 话后处理 整理 后处理 事后处理 wrapup acw aftercallwork aftercall",
    State.BREAK: "小休 休息 示忙 离席 离开 置忙 break pause away notready",
    State.MEAL: "用餐 午餐 吃饭 午休 就餐 meal lunch dinner",
    State.MEETING: "会议 开会 例会 meeting",
    State.TRAINING: "培训 学习 辅导 training coaching",
    State.LOOKING_UP: "查资料 查询 查询资料 找资料 lookingup lookup research",
    State.WRONG_DATA: "数据错误 错误数据 名单错误 wrongdata baddata",
    State.NO_LEADS: "无名单 没有名单 缺名单 无数据 noleads nodata",
    State.PHONE_TROUBLE: "电话故障 线路故障 设备故障 系统故障 故障 phonetrouble trouble fault technical",
    State.OFFLINE: "离线 签出 登出 下线 offline loggedout logout",
}
_BY_WORD = {word: state for state, words in _WORDS.items() for word in words.split()}
_PUNCTUATION = re.compile(r"[\s_\-/()（）]+")

# Layers that lie over each other without contradiction; inside one layer two things at once are a mistake
# of the file.
_LAYER = {State.SHIFT: "shift", State.LOGGED_IN: "logged_in"}

UNKNOWN_STATE = Text("不认识的状态“{state}”。", "Unknown state “{state}”.")
BAD_TIME = Text(
    "时间“{value}”无法读取，请写成 2026-10-01 09:00:00。",
    "Cannot read the time “{value}”; write it like 2026-10-01 09:00:00.",
)
END_BEFORE_START = Text("结束时间不晚于开始时间。", "The end is not after the start.")
IN_THE_FUTURE = Text("结束时间在将来。", "The end lies in the future.")
OVERLAPPING = Text(
    "与另一个状态“{state}”（{start} 起）时间重叠。", "Overlaps with another state “{state}” (from {start})."
)


@dataclass(frozen=True)
class Interval:
    """One declared state of one person, start inclusive, end exclusive, UTC.

    `lived`: the person went through it at a desk of ours; else a file says so.
    """

    id: uuid.UUID
    person_id: uuid.UUID
    state: State
    start: datetime
    end: datetime
    reason: str
    lived: bool = False

    @property
    def layer(self) -> str:
        """Which of the three layers the state belongs to: shift, logged_in or states."""
        return _LAYER.get(self.state, "states")


def find_state(text: str) -> State | None:
    """The state a Chinese or English word means; None when unknown."""
    word = _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()
    try:
        return State(unicodedata.normalize("NFKC", text).strip().lower().replace(" ", "_"))
    except ValueError:
        return _BY_WORD.get(word)


def read_rows(
    rows: Iterable[TableRow],
    columns: Mapping[str, str],
    find_person: FindPerson,
    zone: tzinfo,
    now: datetime,
) -> tuple[list[tuple[TableRow, Interval]], list[Rejection]]:
    """Intervals of the usable rows and a rejection for every other; times without offset are in `zone`."""
    good: list[tuple[TableRow, Interval]] = []
    rejected: list[Rejection] = []
    for row in rows:
        outcome = _read_row(row, columns, find_person, zone, now)
        if isinstance(outcome, Rejection):
            rejected.append(outcome)
        else:
            good.append((row, outcome))
    return good, rejected


def split_overlapping(
    rows: Sequence[tuple[TableRow, Interval]], known: Iterable[Interval]
) -> tuple[list[Interval], list[Interval], list[Rejection]]:
    """Sort rows into (new, already known, rejected because two states of one layer overlap).

    What is stored stays; inside the file the one that starts earlier stays (then the shorter, then the
    upper line).
    """
    kept: dict[tuple[uuid.UUID, str], list[Interval]] = {}
    ids: set[uuid.UUID] = set()
    for interval in known:
        kept.setdefault((interval.person_id, interval.layer), []).append(interval)
        ids.add(interval.id)
    fresh: list[Interval] = []
    repeated: list[Interval] = []
    rejected: list[Rejection] = []
    stored = {key: sorted(intervals, key=lambda one: one.start) for key, intervals in kept.items()}
    taken: dict[tuple[uuid.UUID, str], Interval] = {}
    for row, interval in sorted(rows, key=lambda pair: (pair[1].start, pair[1].end, pair[0].line)):
        key = (interval.person_id, interval.layer)
        if interval.id in ids:
            repeated.append(interval)
            continue
        rival = _rival(interval, stored.get(key, []), taken.get(key))
        if rival:
            details = {"state": rival.state, "start": rival.start.isoformat(sep=" ", timespec="seconds")}
            rejected.append(
                Rejection(row.line, "floor.overlapping_states", OVERLAPPING.format(**details), row.cells)
            )
            continue
        ids.add(interval.id)
        taken[key] = interval
        fresh.append(interval)
    return fresh, repeated, rejected


def _rival(interval: Interval, stored: list[Interval], last_taken: Interval | None) -> Interval | None:
    if last_taken and interval.start < last_taken.end:
        return last_taken
    return next((one for one in stored if one.start < interval.end and interval.start < one.end), None)


def _read_row(
    row: TableRow,
    columns: Mapping[str, str],
    find_person: FindPerson,
    zone: tzinfo,
    now: datetime,
) -> Interval | Rejection:
    def cell(field: str) -> str:
        return row.cells.get(columns.get(field, ""), "").strip()

    def reject(code: str, text: Text, **details: object) -> Rejection:
        return Rejection(row.line, f"floor.{code}", text.format(**details), row.cells)

    person = find_person(cell("agent"))
    if isinstance(person, Text):
        return Rejection(row.line, "floor.unknown_agent", person, row.cells)
    state = find_state(cell("state"))
    if state is None:
        return reject("unknown_state", UNKNOWN_STATE, state=cell("state"))
    moments = []
    for field in ("start", "end"):
        try:
            moments.append(read_moment("" if is_blank(cell(field)) else cell(field), zone))
        except (ValueError, OverflowError):
            return reject("bad_time", BAD_TIME, value=cell(field))
    start, end = moments
    if end <= start:
        return reject("end_before_start", END_BEFORE_START)
    if end > now and state is not State.SHIFT:
        return reject("in_the_future", IN_THE_FUTURE)
    identity = derive_id("floor.interval", person, state, start.isoformat(), end.isoformat())
    return Interval(identity, person, state, start, end, cell("reason"))
