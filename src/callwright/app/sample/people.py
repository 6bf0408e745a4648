"""Who works in the sample company: a written roster, and how each of them really works."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from callwright.app.sample.plan import Plan

EAST, SOUTH, KEY = "华东电销部", "华南电销部", "大客户部"
EARLY, LATE = ("09:00", "19:00"), ("10:00", "20:00")
REST_MINUTES = 120


@dataclass(frozen=True)
class Style:
    """How a rep works: dials a day, share answered, effective of those, then interested, ordered.

    ``talk`` = median seconds of an effective call; ``manner`` = good, plain or poor in the recordings;
    ``trouble`` = the lost time this person is known for.
    """

    dials: int
    answered: float
    effective: float
    interested: float
    ordered: float
    talk: int
    manner: str = "plain"
    trouble: str = ""


@dataclass(frozen=True)
class Employee:
    """One line of the roster; ``style`` is None for people who do not call."""

    number: str
    name: str
    department: str
    team: str
    role: str
    grade: str
    market_type: str
    market: str
    hired_on: dt.date
    shift: tuple[str, str]
    leader: str
    style: Style | None = None
    left_on: dt.date | None = None

    @property
    def pace(self) -> float:
        """How fast the person speaks, 0.94–1.06, fixed by the employee number."""
        return 0.94 + (int(self.number[1:]) % 7) * 0.02


STAR = Style(88, 0.50, 0.56, 0.12, 0.07, 520, "good")
STRONG = Style(78, 0.46, 0.50, 0.11, 0.052, 560, "good")
SOLID = Style(66, 0.43, 0.46, 0.09, 0.042, 560)
WEAK = Style(54, 0.40, 0.38, 0.07, 0.028, 340, "poor")
LEAD = Style(16, 0.55, 0.60, 0.14, 0.06, 520, "good", "coaching")
NEWCOMER = Style(48, 0.40, 0.32, 0.05, 0.022, 260)
GIVING_UP = Style(40, 0.38, 0.26, 0.03, 0.010, 120, "poor", "fading")
BAD_DATA = Style(62, 0.30, 0.40, 0.07, 0.036, 360, "plain", "wrong_data")
BAD_PHONE = Style(52, 0.40, 0.42, 0.08, 0.034, 380, "poor", "phone_trouble")
SEARCHING = Style(50, 0.44, 0.46, 0.08, 0.042, 430, "plain", "looking_up")
ACCOUNT = Style(26, 0.52, 0.62, 0.16, 0.06, 840)

# number, name, department, team, role, grade, market type, market, years of service, shift, leader, style
_LEADERS = [
    ("E001", "顾怀远", "总经办", "", "老板", "", "", "", 9.0, EARLY, "", None),
    ("E002", "蒋雯", "综合管理部", "", "人力资源", "", "", "", 6.0, EARLY, "E001", None),
    ("E003", "姚立群", "综合管理部", "", "财务", "", "", "", 7.0, EARLY, "E001", None),
    ("E004", "范小雨", "数据部", "", "名单专员", "", "", "", 2.0, EARLY, "E001", None),
    ("E005", "石磊", "数据部", "", "名单专员", "", "", "", 1.2, EARLY, "E001", None),
    ("E006", "贺敏", "数据部", "", "质检", "", "", "", 3.0, EARLY, "E001", None),
    ("E011", "邹国强", "运营部", "仓库", "运营", "", "", "", 5.0, EARLY, "E001", None),
    ("E012", "龚丽", "运营部", "会计", "运营", "", "", "", 4.0, EARLY, "E001", None),
    ("E013", "段志刚", "运营部", "物流", "运营", "", "", "", 3.0, EARLY, "E001", None),
    ("E014", "乔安", "运营部", "售后", "运营", "", "", "", 2.0, EARLY, "E001", None),
    ("E100", "周文涛", EAST, "", "销售经理", "高级", "成熟", "上海", 6.0, EARLY, "E001", None),
    ("E200", "黄启航", SOUTH, "", "销售经理", "中级", "竞争性", "广州", 3.5, EARLY, "E001", None),
    ("E300", "宋清和", KEY, "", "销售经理", "高级", "竞争性", "全国", 7.0, EARLY, "E001", None),
]
_REPS = [
    ("E101", "沈佳", EAST, "华东一组", "组长", "高级", "成熟", "上海", 4.0, EARLY, "E100", LEAD),
    ("E102", "陆明远", EAST, "华东一组", "电销代表", "高级", "成熟", "上海", 3.5, EARLY, "E101", STAR),
    ("E103", "何晓燕", EAST, "华东一组", "电销代表", "中级", "成熟", "上海", 2.0, EARLY, "E101", SOLID),
    ("E104", "郭子昂", EAST, "华东一组", "电销代表", "中级", "成熟", "上海", 1.8, LATE, "E101", SOLID),
    ("E105", "冯悦", EAST, "华东一组", "电销代表", "初级", "成熟", "上海", 0.9, LATE, "E101", WEAK),
    ("E111", "严浩", EAST, "华东二组", "组长", "中级", "竞争性", "南京", 3.0, EARLY, "E100", LEAD),
    ("E112", "唐雪", EAST, "华东二组", "电销代表", "中级", "竞争性", "南京", 2.2, EARLY, "E111", STRONG),
    ("E113", "孙立", EAST, "华东二组", "电销代表", "初级", "竞争性", "苏州", 1.1, EARLY, "E111", SEARCHING),
    ("E114", "方宁", EAST, "华东二组", "电销代表", "中级", "空白", "合肥", 1.6, LATE, "E111", SOLID),
    ("E115", "曹旭", EAST, "华东二组", "电销代表", "初级", "空白", "合肥", 0.15, EARLY, "E111", NEWCOMER),
    ("E201", "梁志辉", SOUTH, "华南一组", "组长", "高级", "成熟", "广州", 4.5, EARLY, "E200", LEAD),
    ("E202", "陈嘉欣", SOUTH, "华南一组", "电销代表", "中级", "成熟", "广州", 2.0, EARLY, "E201", BAD_DATA),
    ("E203", "李俊杰", SOUTH, "华南一组", "电销代表", "中级", "成熟", "广州", 1.5, EARLY, "E201", BAD_PHONE),
    ("E204", "王芳", SOUTH, "华南一组", "电销代表", "初级", "竞争性", "深圳", 0.7, LATE, "E201", GIVING_UP),
    ("E205", "许诺", SOUTH, "华南一组", "电销代表", "初级", "竞争性", "深圳", 1.0, LATE, "E201", BAD_DATA),
    ("E211", "罗英", SOUTH, "华南二组", "组长", "中级", "竞争性", "深圳", 2.8, EARLY, "E200", LEAD),
    ("E212", "彭博", SOUTH, "华南二组", "电销代表", "初级", "竞争性", "深圳", 1.3, EARLY, "E211", WEAK),
    ("E213", "林可", SOUTH, "华南二组", "电销代表", "初级", "空白", "海口", 0.2, EARLY, "E211", NEWCOMER),
    ("E214", "邓超群", SOUTH, "华南二组", "电销代表", "中级", "空白", "海口", 1.7, LATE, "E211", SOLID),
    ("E301", "许建国", KEY, "大客户组", "组长", "高级", "竞争性", "全国", 5.0, EARLY, "E300", ACCOUNT),
    ("E302", "韩雨桐", KEY, "大客户组", "电销代表", "高级", "竞争性", "全国", 3.8, EARLY, "E301", ACCOUNT),
    ("E303", "谢安然", KEY, "大客户组", "电销代表", "中级", "竞争性", "全国", 2.4, EARLY, "E301", ACCOUNT),
    ("E304", "马腾飞", KEY, "大客户组", "电销代表", "中级", "成熟", "北京", 2.1, EARLY, "E301", ACCOUNT),
    ("E305", "于静", KEY, "大客户组", "电销代表", "初级", "成熟", "北京", 1.0, EARLY, "E301", ACCOUNT),
]


def employees(plan: Plan) -> list[Employee]:
    """Everybody on the roster, one person who left before the first month included."""
    first = plan.closed[0].start
    staff = [
        Employee(
            number=number,
            name=name,
            department=department,
            team=team,
            role=role,
            grade=grade,
            market_type=market_type,
            market=market,
            hired_on=_workday_before(first, years),
            shift=shift,
            leader=leader,
            style=style,
        )
        for number, name, department, team, role, grade, market_type, market, years, shift, leader, style in (
            *_LEADERS,
            *_REPS,
        )
    ]
    left = Employee(
        "E106", "丁凯", EAST, "华东一组", "电销代表", "初级", "成熟", "上海",
        _workday_before(first, 0.6), EARLY, "E101", left_on=first - dt.timedelta(days=12),
    )  # fmt: skip
    return [*staff, left]


def reps(staff: list[Employee]) -> list[Employee]:
    """The people who call, in roster order."""
    return [person for person in staff if person.style is not None]


def _workday_before(first: dt.date, years: float) -> dt.date:
    """A hiring day so many years before the first month; under a quarter of a year: just before it."""
    day = first - dt.timedelta(days=round(years * 365) if years >= 0.25 else round(years * 100))
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
