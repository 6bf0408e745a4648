"""What in a set of goals deserves a second look, without forbidding it (product §9.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.appraisal.indicators import PostKind, indicator
from callwright.rules.engine.parameters import parameter


def goal_warnings(kind: PostKind, indicators: Sequence[str], *, on: date) -> list[Text]:
    """Warnings for one person: a rep with profit or expense, or with too many indicators."""
    if kind is not PostKind.REP:
        return []
    found = [
        Text(
            f"代表的指标含“{indicator(each).title.zh}”：代表难以左右费用和利润，建议只考核销售收入和少数简单的管理指标。",
            f"A rep is measured on {indicator(each).title.en}, which a rep cannot steer; prefer revenue and a few.",
        )
        for each in indicators
        if indicator(each).finance and each != "revenue"
    ]
    limit = parameter("appraisal.rep_indicator_limit", on=on).number
    if len(indicators) > limit:
        found.append(
            Text(
                "代表有 {count} 个指标，超过 {limit} 个：指标越少越简单越好。",
                "A rep has {count} indicators, more than {limit}: few and simple ones serve better.",
            ).format(count=len(indicators), limit=limit)
        )
    return found


def uneven_posts(sets: Iterable[tuple[str, frozenset[str]]]) -> list[Text]:
    """Posts whose people do not all have the same indicators; `sets` are (post, indicators of one person)."""
    by_post: dict[str, set[frozenset[str]]] = {}
    for post, names in sets:
        by_post.setdefault(post, set()).add(names)
    return [_uneven(post, names) for post, names in sorted(_several(by_post).items())]


def _several(by_post: Mapping[str, set[frozenset[str]]]) -> dict[str, set[frozenset[str]]]:
    return {post: names for post, names in by_post.items() if len(names) > 1}


def _uneven(post: str, names: set[frozenset[str]]) -> Text:
    common = frozenset.intersection(*names)
    titles = [indicator(name).title for name in sorted(frozenset.union(*names) - common)]
    zh, en = "、".join(sorted(each.zh for each in titles)), ", ".join(sorted(each.en for each in titles))
    return Text(
        f"岗位“{post}”的人员指标不一致（{zh}）：同一岗位应考核相同的指标，只是目标值因市场类型而异。",
        f"People in the post “{post}” have different indicators ({en}); they should be the same.",
    )


def single_indicator(kind: PostKind, indicators: Sequence[str]) -> list[Text]:
    """A rep measured on revenue alone is appraised by commission under another name (product §9.3)."""
    if kind is not PostKind.REP or list(indicators) != ["revenue"]:
        return []
    return [
        Text(
            "代表只考核销售额：请加一两项简单的管理指标（新客户、主推产品、重点工作）。",
            "A rep is measured on revenue alone: add one or two simple ones (customers, main-push, key work).",
        )
    ]


@dataclass(frozen=True)
class MarketTarget:
    """The target of one person for one indicator: post and level, market type (None when nobody judged it)."""

    post: str
    level: str
    market_type: str | None
    indicator: str
    target: Decimal


def one_size_targets(targets: Iterable[MarketTarget]) -> list[Text]:
    """Posts whose people sell in different types of market and yet all have the same target (product §9.3)."""
    groups: dict[tuple[str, str, str], dict[str, set[Decimal]]] = {}
    for each in targets:
        if each.market_type is not None:
            markets = groups.setdefault((each.post, each.level, each.indicator), {})
            markets.setdefault(each.market_type, set()).add(each.target)
    found = []
    for (post, level, name), markets in sorted(groups.items()):
        values = set().union(*markets.values())
        if len(markets) > 1 and len(values) == 1:
            found.append(_one_size(post, level, name, len(markets)))
    return found


def _one_size(post: str, level: str, name: str, markets: int) -> Text:
    title = indicator(name).title
    label = f"{post} {level}".strip()
    return Text(
        f"岗位“{label}”在 {markets} 类市场的“{title.zh}”目标值完全相同：目标值应按市场类型区分。",
        f"The post “{label}” has the same target for {title.en} in {markets} types of market; they should differ.",
    )
