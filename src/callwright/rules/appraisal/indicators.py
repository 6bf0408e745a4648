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


@dataclass(frozen=True)
class Indicator:
    """A measured quantity. `measured`: the system measures it; else its actual value is entered."""

    id: str
    title: Text
    unit: str
    finance: bool = False
    lower_is_better: bool = False
    measured: bool = False
    synonyms: tuple[str, ...] = ()


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "revenue",
        Text("销售额", "revenue"),
        "CNY",
        finance=True,
        measured=True,
        synonyms=("销售收入", "收入"),
    ),
    Indicator(
        "new_customers",
        Text("新客户数", "new customers"),
        "count",
        measured=True,
        synonyms=("新客户",),
    ),
    Indicator(
        "main_push_share",
        Text("主推产品占比", "main-push product share"),
        "percent",
        measured=True,
        synonyms=("主推占比",),
    ),
    Indicator(
        "effective_contacts",
        Text("有效接触数", "effective contacts"),
        "count",
        measured=True,
        synonyms=("有效接触",),
    ),
    Indicator(
        "interested_leads",
        Text("意向客户数", "interested leads"),
        "count",
        measured=True,
        synonyms=("意向客户",),
    ),
    Indicator(
        "talk_minutes",
        Text("通话分钟", "talk minutes"),
        "minutes",
        measured=True,
        synonyms=("通话时长", "通话分钟数"),
    ),
    Indicator(
        "key_work_completion",
        Text("重点工作完成率", "key-work completion"),
        "percent",
        synonyms=("重点工作",),
    ),
    Indicator("expense", Text("费用", "expense"), "CNY", finance=True, lower_is_better=True),
    Indicator("profit", Text("利润", "profit"), "CNY", finance=True),
    Indicator("channel", Text("渠道", "channel"), "count", synonyms=("渠道开发",)),
    Indicator("product_mix", Text("产品结构", "product mix"), "percent"),
    Indicator(
        "people_development",
        Text("人才培养", "people development"),
        "percent",
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
