"""Dependence on a few: top fifth, Gini, what leaves when one leaves (product §10)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from callwright.flow.diagnosis.contracts import Actor, Evidence, Finding, Trend, Weight
from callwright.flow.diagnosis.decide.facts import Earner, total
from callwright.flow.diagnosis.decide.wording import (
    CURRENCY,
    PEOPLE,
    cents,
    no_weight,
    percent,
    said,
    share,
    too_small,
)
from callwright.kernel.text import Text
from callwright.rules.diagnosis.values import DiagnosisParameters

CODE = "dependence.few"


def top_fifth_share(revenues: Sequence[Decimal]) -> Decimal:
    """Share of the best fifth of the people (rounded up, at least one) in all revenue; 0 without revenue."""
    rising = sorted((max(value, Decimal(0)) for value in revenues), reverse=True)
    everything = total(rising)
    count = -(-len(rising) // 5)
    return total(rising[:count]) / everything if everything else Decimal(0)


def gini(revenues: Sequence[Decimal]) -> Decimal:
    """Gini coefficient of revenue: 0 all alike, near 1 one has everything; negative revenue counts as 0.

    Σ (2i − n − 1)·x_i ÷ (n·Σx) over rising x; 0 without people or revenue.
    """
    rising = sorted(max(value, Decimal(0)) for value in revenues)
    everything, count = total(rising), len(rising)
    if not everything:
        return Decimal(0)
    ranked = total((2 * place - count - 1) * value for place, value in enumerate(rising, 1))
    return ranked / (count * everything)


def dependence(
    earners: Sequence[Earner],
    *,
    previous: Sequence[Decimal] | None,
    who: tuple[Actor, ...],
    rules: DiagnosisParameters,
) -> Finding | None:
    """A finding when the top fifth or the Gini coefficient is over its limit; None otherwise or without revenue."""
    revenues = [one.revenue for one in earners]
    if total(max(value, Decimal(0)) for value in revenues) == 0:
        return None
    judged = len(earners) >= rules.dependence_minimum_people
    top, spread = top_fifth_share(revenues), gini(revenues)
    if judged and top <= rules.top_fifth_share_limit and spread <= rules.gini_limit:
        return None
    best = max(earners, key=lambda one: (one.revenue, one.name))
    before = share(top_fifth_share(previous)) if previous and total(previous) else None
    return Finding(
        code=CODE,
        subject="company",
        title=Text(
            zh=f"业绩依赖少数人：前五分之一的人带来 {percent(top)}",
            en=f"Results depend on a few: the top fifth brings {percent(top)}",
        ),
        explanation=_explanation(best, revenues) if judged else _not_yet(earners, rules),
        evidence=_evidence(earners, best, top, spread),
        weight=_weight(best, revenues) if judged else no_weight(),
        cause=Text(
            zh="方法和好名单集中在少数人手里，没有沉淀到系统。",
            en="Method and good lists sit with a few people and not in the system.",
        ),
        who=who,
        act=Text(
            zh="把最好的通话做成示范，均衡分配线索，让其他人按同样的话术练习。",
            en="Turn the best calls into examples, deal leads evenly, let the others practise the same script.",
        ),
        trend=Trend(Text(zh="前五分之一占比", en="share of the top fifth"), share(top), before, "share"),
        sample_size=len(earners),
        sample_unit=PEOPLE,
        judged=judged,
        people=frozenset(one.person_id for one in earners),
    )


def _explanation(best: Earner, revenues: Sequence[Decimal]) -> Text:
    part = percent(best.revenue / total(max(value, Decimal(0)) for value in revenues))
    return Text(
        zh=f"若{best.name}离开，会带走 {part} 的销售额。",
        en=f"If {best.name} leaves, {part} of revenue leaves too.",
    )


def _not_yet(earners: Sequence[Earner], rules: DiagnosisParameters) -> Text:
    return too_small(len(earners), rules.dependence_minimum_people, PEOPLE)


def _evidence(earners: Sequence[Earner], best: Earner, top: Decimal, spread: Decimal) -> tuple[Evidence, ...]:
    return (
        Evidence(Text(zh="前五分之一占比", en="share of the top fifth"), share(top), "share", "/orders"),
        Evidence(Text(zh="基尼系数", en="Gini coefficient"), share(spread), "coefficient", "/orders"),
        Evidence(
            Text(zh=f"最高者{best.name}的销售额", en=f"revenue of {best.name}, the first"),
            cents(best.revenue),
            CURRENCY,
            f"/people/{best.person_id}",
        ),
        Evidence(
            Text(zh="全部销售额", en="all revenue"), cents(total(one.revenue for one in earners)), CURRENCY
        ),
        Evidence(Text(zh="人数", en="people"), len(earners), "people", "/people"),
    )


def _weight(best: Earner, revenues: Sequence[Decimal]) -> Weight:
    middle = max(Decimal(0), Decimal(median(revenues)))
    first, usual = said(cents(best.revenue)), said(cents(middle))
    return Weight(
        cents(max(Decimal(0), best.revenue - middle)),
        CURRENCY,
        Text(
            zh=f"最高者 {first} 元 − 中位数 {usual} 元：由普通水平的人接替会少的销售额。",
            en=f"{first} of the first − median {usual}: what a middling successor would miss.",
        ),
    )
