"""What in a set of goals deserves a second look, without forbidding it (product §9.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from callwright.kernel.text import Text
from callwright.rules.appraisal.indicators import PostKind, indicator
from callwright.rules.engine.parameters import parameter


def goal_warnings(kind: PostKind, indicators: Sequence[str], *, on: date) -> list[Text]:
    """Warnings for one person: a rep with profit or expense, or with too many indicators."""
    if kind is not PostKind.REP:
        return []
    found = [
        Text(
            "代表的指标含“{name}”：代表难以左右费用和利润，建议只考核销售收入和少数简单的管理指标。",
            "A rep is measured on {name}, which a rep cannot steer; prefer revenue and a few simple ones.",
        ).format(name=indicator(each).title.zh)
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
    differing = "、".join(sorted(indicator(name).title.zh for name in frozenset.union(*names) - common))
    return Text(
        "岗位“{post}”的人员指标不一致（{names}）：同一岗位应考核相同的指标，只是目标值因市场类型而异。",
        "People in the post “{post}” have different indicators ({names}); they should be the same.",
    ).format(post=post, names=differing)
