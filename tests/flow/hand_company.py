"""A company small enough to work out by hand: three reps, one list, one month.

September 2026. Wang sells 120,000 of 100,000, Li 30,000 of 50,000, both in a department that reaches its target;
Zhang sells 40,000 of 80,000 in a department that misses the 70 % gate.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import yaml

from callwright.app.sample.speech.studio import Take, record_calls
from callwright.rules.pay.plan_files import example_plan

BRANDS = [
    "云杉",
    "海棠",
    "青禾",
    "远航",
    "博纳",
    "晨曦",
    "金穗",
    "凌霄",
    "沐光",
    "启明",
    "瑞丰",
    "松涛",
    "天枢",
    "万象",
    "星河",
    "雅集",
    "玉衡",
    "泽润",
    "致远",
    "卓识",
]
TRADES = ["机械", "食品", "广告"]
CITIES = [("杭州", "0571"), ("苏州", "0512"), ("广州", "020")]
ACCEPTED = 30


@dataclass(frozen=True)
class Files:
    """Every file the company brings."""

    roster: Path
    products: Path
    campaigns: Path
    prospects: Path
    goals: Path
    calls: Path
    mapping: Path
    states: Path
    orders: Path
    orders_later: Path
    goals_later: Path
    recordings: Path
    pay_plan: Path


def mobile(number: int) -> str:
    """A number that looks like nobody's in a run: far apart, valid in form."""
    return f"138{(number * 7919 + 10_007) % 100_000_000:08d}"


def company(number: int) -> str:
    """The name of one of the thirty companies."""
    city = CITIES[number % 3][0]
    return f"{city}{BRANDS[number % 20]}{TRADES[number // 10]}有限公司"


def write_files(folder: Path) -> Files:
    """Write all files of the company."""
    folder.mkdir(parents=True, exist_ok=True)
    files = Files(**{name: folder / place for name, place in _PLACES.items()})
    _csv(files.roster, _ROSTER)
    _csv(files.products, _PRODUCTS)
    files.campaigns.write_text(yaml.safe_dump([_CAMPAIGN], allow_unicode=True), encoding="utf-8")
    _prospects(files.prospects)
    _goals(files.goals, "2026-09")
    _goals(files.goals_later, "2026-10")
    calls = list(_calls())
    _csv(files.calls, [_CALL_HEADER, *calls])
    files.mapping.write_text(yaml.safe_dump(_MAPPING, allow_unicode=True), encoding="utf-8")
    _csv(files.states, _STATES)
    _csv(files.orders, [_ORDER_HEADER, *_orders(returned=False)])
    _csv(files.orders_later, [_ORDER_HEADER, *_orders(returned=True)])
    plan = example_plan().document()
    files.pay_plan.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return files


def speak(files: Files) -> None:
    """Two calls of Wang, really spoken, and a recording that belongs to no call."""
    takes = [Take(name, dialog, 1.0) for name, dialog in zip(_SPOKEN, _dialogs(), strict=True)]
    record_calls(files.recordings, takes)


_PLACES = {
    "roster": "名册.csv",
    "products": "产品.csv",
    "campaigns": "campaigns.yaml",
    "prospects": "名单.csv",
    "goals": "目标-09.xlsx",
    "goals_later": "目标-10.xlsx",
    "calls": "话单.csv",
    "mapping": "mapping.yaml",
    "states": "状态.csv",
    "orders": "订单.csv",
    "orders_later": "订单-10.csv",
    "recordings": "录音",
    "pay_plan": "pay-plan.yaml",
}
_ROSTER: list[Sequence[object]] = [
    [
        "工号",
        "姓名",
        "部门",
        "小组",
        "角色",
        "职级",
        "市场类型",
        "市场",
        "入职日期",
        "班次开始",
        "班次结束",
        "午休分钟",
    ],
    ["E01", "王一", "华东部", "一组", "电销代表", "高级", "成熟", "华东", "2025-01-06", "09:00", "18:00", 60],
    [
        "E02",
        "李二",
        "华东部",
        "一组",
        "电销代表",
        "初级",
        "竞争性",
        "华东",
        "2026-03-02",
        "09:00",
        "18:00",
        60,
    ],
    ["E03", "张三", "华南部", "二组", "电销代表", "中级", "空白", "华南", "2025-09-01", "09:00", "18:00", 60],
]
_PRODUCTS: list[Sequence[object]] = [
    ["编码", "产品", "单价", "成本", "库存", "主推"],
    ["P1", "进销存软件", 5000, 1000, 500, "是"],
    ["P2", "企业邮箱", 2000, 600, 500, "否"],
]
_CAMPAIGN = {
    "code": "autumn",
    "name": "秋季外呼",
    "product": "P1",
    "dialing_mode": "preview",
    "target": {"industries": TRADES, "cities": [name for name, _ in CITIES]},
    "effective": {"minimum_talk_seconds": 30},
}
_CALL_HEADER = [
    "流水号",
    "坐席",
    "号码",
    "方向",
    "开始时间",
    "接听时间",
    "结束时间",
    "结果",
    "录音文件",
    "活动",
]
_MAPPING = {
    "system": "手工台账",
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
        "direction": {"呼出": "outbound"},
        "outcome": {"有效": "effective", "未接": "no_answer", "拒绝": "refused", "勿打": "do_not_call"},
    },
}
_SPOKEN = ("wang-1.wav", "wang-2.wav", "nobody.wav")
_EFFECTIVE = {"E01": 12, "E02": 8, "E03": 10}
_STATES: list[Sequence[object]] = [
    ["坐席", "状态", "开始", "结束", "原因"],
    ["E01", "登录", "2026-09-14 09:00:00", "2026-09-14 18:00:00", ""],
    ["E01", "小休", "2026-09-14 15:00:00", "2026-09-14 15:20:00", "喝水"],
    ["E01", "数据错误", "2026-09-14 16:00:00", "2026-09-14 16:30:00", "空号太多"],
    ["E09", "登录", "2026-09-14 09:00:00", "2026-09-14 18:00:00", ""],
]
_ORDER_HEADER = [
    "订单号",
    "工号",
    "客户",
    "产品",
    "数量",
    "金额",
    "毛利",
    "下单时间",
    "核验时间",
    "退货时间",
    "退款金额",
]


def _dialogs() -> list[str]:
    from callwright.app.sample.speech.script import load_script

    script = load_script()
    shortest = sorted(script.dialogs, key=lambda dialog: script.call_seconds(dialog, 1.0))
    return [dialog.name for dialog in shortest[:3]]


def _prospects(path: Path) -> None:
    """Thirty good rows in many spellings, one of them twice, and three that nobody can call."""
    rows: list[Sequence[object]] = [["企业名称", "联系人", "电话", "地址", "行业"]]
    for number in range(ACCEPTED):
        digits = mobile(number)
        spelled = (digits, f"+86 {digits}", f"{digits[:3]}-{digits[3:7]}-{digits[7:]}", f"0086{digits}")[
            number % 4
        ]
        city = CITIES[number % 3][0]
        address = f"{city}市建国路{number + 11}号{number + 3}栋"
        rows.append(
            [
                company(number),
                f"陈{'一二三四五六七八九十'[number % 10]}",
                spelled,
                address,
                TRADES[number // 10],
            ]
        )
    rows.append([company(0).replace("有限公司", "有限责任公司"), "陈一", mobile(0), rows[1][3], TRADES[0]])
    rows.append(["杭州无号贸易有限公司", "", "未公开", "", "贸易"])
    rows.append(["苏州科学记数有限公司", "", "1.38E+10", "", "贸易"])
    rows.append(["广州短号食品有限公司", "", "13800", "", "食品"])
    _csv(path, rows, encoding="gb18030")


def _calls() -> Iterable[Sequence[object]]:
    """Effective calls of 60 s each on 14 September, three unanswered ones a rep, one final refusal."""
    serial = 0
    for place, (agent, effective) in enumerate(_EFFECTIVE.items()):
        moment = datetime(2026, 9, 14, 9, 30)
        for number in range(effective + 3):
            serial += 1
            answered = number < effective
            answer = moment + timedelta(seconds=10)
            end = answer + timedelta(seconds=60) if answered else moment + timedelta(seconds=25)
            recording = _SPOKEN[number] if agent == "E01" and number < 2 else ""
            yield [serial, agent, mobile(place * 10 + number % 10), "呼出", moment, answer if answered else "", end,
                   "有效" if answered else "未接", recording, "autumn"]  # fmt: skip
            moment += timedelta(minutes=10)
    day = datetime(2026, 9, 15, 10)
    end = day + timedelta(seconds=25)
    yield [900, "E03", mobile(29), "呼出", day, day + timedelta(seconds=5), end, "勿打", "", "autumn"]
    yield [901, "E77", mobile(5), "呼出", day, "", end, "未接", "", "autumn"]
    yield [902, "E01", mobile(6), "呼出", end, "", day, "未接", "", "autumn"]


def _orders(*, returned: bool) -> Iterable[Sequence[object]]:
    late = ["2026-10-05 10:00:00", 50000] if returned else ["", ""]
    yield [
        "A1",
        "E01",
        company(0),
        "P1",
        14,
        70000,
        56000,
        "2026-09-14 10:00:00",
        "2026-09-14 16:00:00",
        "",
        "",
    ]
    yield [
        "A2",
        "E01",
        company(1),
        "P1",
        10,
        50000,
        40000,
        "2026-09-20 10:00:00",
        "2026-09-20 16:00:00",
        *late,
    ]
    yield [
        "A3",
        "E02",
        company(11),
        "P2",
        15,
        30000,
        21000,
        "2026-09-21 10:00:00",
        "2026-09-21 16:00:00",
        "",
        "",
    ]
    yield ["A4", "E02", company(12), "P2", 5, 10000, 7000, "2026-09-22 10:00:00", "", "", ""]
    yield [
        "A5",
        "E03",
        company(21),
        "P2",
        20,
        40000,
        28000,
        "2026-09-23 10:00:00",
        "2026-09-23 16:00:00",
        "",
        "",
    ]


def _goals(path: Path, month: str) -> None:
    book = openpyxl.Workbook()
    posts = book.active
    assert posts is not None
    posts.title = "岗位说明"
    for row in (["岗位", "职责"], ["电销代表", "按名单外呼，达成销售额与有效接触数，不向客户施压。"]):
        posts.append(row)
    targets = book.create_sheet("指标目标")
    targets.append(["月份", "工号", "指标", "权重", "目标值"])
    for agent, revenue in (("E01", 100000), ("E02", 50000), ("E03", 80000)):
        targets.append([month, agent, "销售额", 70, revenue])
        targets.append([month, agent, "有效接触数", 30, 10])
    departments = book.create_sheet("部门目标")
    departments.append(["月份", "部门", "收入目标"])
    departments.append([month, "华东部", 150000])
    departments.append([month, "华南部", 80000])
    book.save(path)


def _csv(path: Path, rows: Iterable[Sequence[object]], *, encoding: str = "utf-8-sig") -> None:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows(rows)
