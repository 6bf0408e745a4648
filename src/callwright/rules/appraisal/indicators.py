"""The indicators of product §9.3: what they are called, their unit and direction, whom they suit."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from callwright.kernel.text import Text


class PostKind(StrEnum):
    """Whose appraisal it is: reps (agents, team leads) by month, managers by quarter (product §9.4)."""

    REP = "rep"
    MANAGER = "manager"


class Area(StrEnum):
    """Where actual values come from; each area has one supplier who signs them (product §9.4)."""

    ORDERS = "orders"
    CALLS = "calls"
    FINANCE = "finance"
    PEOPLE = "people"
    WORK = "work"


@dataclass(frozen=True)
class Supplier:
    """The role that supplies an area; `per_department`: each department has its own supplier."""

    area: Area
    title: Text
    role: str
    role_title: Text
    per_department: bool = False


_FINANCE, _HR, _MANAGER = Text("财务", "finance"), Text("人力资源", "HR"), Text("销售经理", "sales manager")
SUPPLIERS: dict[Area, Supplier] = {
    each.area: each
    for each in (
        Supplier(Area.ORDERS, Text("订单与回款", "orders"), "finance", _FINANCE),
        Supplier(Area.CALLS, Text("通话", "calls"), "manager", _MANAGER, per_department=True),
        Supplier(Area.FINANCE, Text("费用与利润", "expense and profit"), "finance", _FINANCE),
        Supplier(Area.PEOPLE, Text("人才培养", "people development"), "hr", _HR),
        Supplier(
            Area.WORK,
            Text("重点工作与渠道", "key work and channels"),
            "manager",
            _MANAGER,
            per_department=True,
        ),
    )
}


@dataclass(frozen=True)
class Indicator:
    """A measured quantity. `measured`: the system measures it; else its actual value is entered.

    `figure` says what is counted, `area` who supplies it, `additive` whether targets of people may be summed.
    """

    id: str
    title: Text
    unit: str
    figure: Text
    area: Area
    finance: bool = False
    lower_is_better: bool = False
    measured: bool = False
    additive: bool = False
    synonyms: tuple[str, ...] = ()

    @property
    def supplier(self) -> Supplier:
        """Who supplies the actual value."""
        return SUPPLIERS[self.area]


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "revenue",
        Text("销售额", "revenue"),
        "CNY",
        Text(
            "订单核验后计入的销售额，减去退货和取消，各记在发生的那天",
            "verified sales less returns and cancellations, each on its day",
        ),
        Area.ORDERS,
        additive=True,
        finance=True,
        measured=True,
        synonyms=("销售收入", "收入"),
    ),
    Indicator(
        "new_customers",
        Text("新客户数", "new customers"),
        "count",
        Text(
            "首次成交的客户数，分成订单按份额计",
            "customers who bought for the first time, by share of credit",
        ),
        Area.ORDERS,
        additive=True,
        measured=True,
        synonyms=("新客户",),
    ),
    Indicator(
        "main_push_share",
        Text("主推产品占比", "main-push product share"),
        "percent",
        Text("主推产品销售额 ÷ 全部销售额 × 100", "main-push sales ÷ all sales × 100"),
        Area.ORDERS,
        measured=True,
        synonyms=("主推占比",),
    ),
    Indicator(
        "effective_contacts",
        Text("有效接触数", "effective contacts"),
        "count",
        Text("符合活动规则的有效通话数", "calls that meet the campaign's rule of an effective contact"),
        Area.CALLS,
        additive=True,
        measured=True,
        synonyms=("有效接触",),
    ),
    Indicator(
        "interested_leads",
        Text("意向客户数", "interested leads"),
        "count",
        Text("结果为有意向的通话数", "calls whose outcome says interest"),
        Area.CALLS,
        additive=True,
        measured=True,
        synonyms=("意向客户",),
    ),
    Indicator(
        "talk_minutes",
        Text("通话分钟", "talk minutes"),
        "minutes",
        Text("本人一端从接通到挂断的分钟数", "minutes from answer to hang-up of the own leg"),
        Area.CALLS,
        additive=True,
        measured=True,
        synonyms=("通话时长", "通话分钟数"),
    ),
    Indicator(
        "key_work_completion",
        Text("重点工作完成率", "key-work completion"),
        "percent",
        Text(
            "按期完成并经上级确认的重点工作 ÷ 全部重点工作 × 100",
            "key work done in time and confirmed ÷ all key work × 100",
        ),
        Area.WORK,
        synonyms=("重点工作",),
    ),
    Indicator(
        "expense",
        Text("费用", "expense"),
        "CNY",
        Text("财务入账的费用", "expense as booked by finance"),
        Area.FINANCE,
        additive=True,
        finance=True,
        lower_is_better=True,
    ),
    Indicator(
        "profit",
        Text("利润", "profit"),
        "CNY",
        Text("财务核算的利润", "profit as worked out by finance"),
        Area.FINANCE,
        additive=True,
        finance=True,
    ),
    Indicator(
        "channel",
        Text("渠道", "channel"),
        "count",
        Text("新开发的渠道数", "channels opened"),
        Area.WORK,
        additive=True,
        synonyms=("渠道开发",),
    ),
    Indicator(
        "product_mix",
        Text("产品结构", "product mix"),
        "percent",
        Text("产品结构达成率", "product mix reached"),
        Area.WORK,
    ),
    Indicator(
        "people_development",
        Text("人才培养", "people development"),
        "percent",
        Text("培养计划达成率", "development plan reached"),
        Area.PEOPLE,
        synonyms=("人员培养", "人员发展"),
    ),
)

_BY_NAME: dict[str, Indicator] = {}


def indicator_key(name: str) -> str:
    """How indicator names are compared: full-width folded, no case, spaces, underscores or brackets."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter not in " _-()%\t")


for _indicator in INDICATORS:
    for _name in (_indicator.id, _indicator.title.zh, _indicator.title.en, *_indicator.synonyms):
        _BY_NAME[indicator_key(_name)] = _indicator


def find_indicator(name: str) -> Indicator | None:
    """The indicator of an id, a Chinese or an English name; None when nobody knows it."""
    return _BY_NAME.get(indicator_key(name))


def indicator(indicator_id: str) -> Indicator:
    """The indicator of an id that is known to exist; LookupError otherwise."""
    found = find_indicator(indicator_id)
    if found is None:
        raise LookupError(f"no indicator {indicator_id}")
    return found
