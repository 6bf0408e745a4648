"""Which indicator set and which target hold for whom in a month, and what a set must fulfil."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.tables import normalise_header
from callwright.registers.goals.contracts import IndicatorSet, MarketTarget, PostHolder, SetLine, Target
from callwright.rules.appraisal.indicators import find_indicator
from callwright.rules.engine.parameters import parameter


def set_fault(lines: Sequence[SetLine], month: Month) -> Text | None:
    """Why these indicators cannot be a set; None when they can."""
    names = [each.indicator for each in lines]
    unknown = [name for name in names if find_indicator(name) is None]
    if unknown:
        return Text("没有指标“{name}”。", "There is no indicator “{name}”.").format(name=unknown[0])
    if len(set(names)) != len(names):
        return Text("同一指标出现两次。", "An indicator stands there twice.")
    if any(not 0 < each.weight <= 100 for each in lines):
        return Text("权重应在 0 到 100 之间。", "A weight lies between 0 and 100.")
    wanted = parameter("appraisal.weights_total", on=month.start).number
    total = sum((each.weight for each in lines), Decimal(0))
    if total != wanted:
        text = Text("权重合计为 {total}，应为 {wanted}。", "The weights sum to {total}, not {wanted}.")
        return text.format(total=f"{total.normalize():f}", wanted=f"{wanted.normalize():f}")
    return None


def targets_fault(targets: Sequence[Target], month: Month) -> Text | None:
    """Why these targets cannot be agreed on; None when they can."""
    fault = set_fault([SetLine(each.indicator, each.weight) for each in targets], month)
    if fault is None and any(each.target <= 0 for each in targets):
        return Text("目标值必须大于 0。", "A target is greater than 0.")
    return fault


def set_for(
    sets: Iterable[IndicatorSet], posts: Sequence[str], level: str, month: Month
) -> IndicatorSet | None:
    """The set that holds: of the person's level before that of every level, the latest that has begun."""
    wanted = {normalise_header(post) for post in posts}
    begun = [each for each in sets if normalise_header(each.post) in wanted and each.effective_from <= month]
    for grade in (level, ""):
        fitting = [each for each in begun if each.level == grade]
        if fitting:
            return max(fitting, key=lambda each: (each.effective_from, each.set_at))
    return None


def target_for(
    targets: Iterable[MarketTarget], post: str, level: str, market_type: str, indicator: str, month: Month
) -> Decimal | None:
    """The target of a market type that holds, by the same order; None when nobody set one."""
    begun = [
        each
        for each in targets
        if (normalise_header(each.post), each.market_type, each.indicator)
        == (normalise_header(post), market_type, indicator)
        and each.effective_from <= month
    ]
    for grade in (level, ""):
        fitting = [each for each in begun if each.level == grade]
        if fitting:
            return max(fitting, key=lambda each: (each.effective_from, each.set_at)).target
    return None


def drawn_up(
    holder: PostHolder, sets: Sequence[IndicatorSet], targets: Sequence[MarketTarget], month: Month
) -> tuple[str, tuple[Target, ...]] | None:
    """The goals of somebody from set and market type; None when a set, the market type or a target is missing."""
    found = set_for(sets, holder.posts, holder.level, month)
    if found is None or holder.market_type is None:
        return None
    made: list[Target] = []
    for line in found.lines:
        value = target_for(targets, found.post, holder.level, holder.market_type, line.indicator, month)
        if value is None:
            return None
        made.append(Target(line.indicator, line.weight, value))
    return found.post, tuple(made)


def in_force(sets: Sequence[IndicatorSet], month: Month) -> list[IndicatorSet]:
    """The set of each post and level that holds in a month."""
    latest: dict[tuple[str, str], IndicatorSet] = {}
    for each in sets:
        key = (normalise_header(each.post), each.level)
        known = latest.get(key)
        newer = known is None or (each.effective_from, each.set_at) >= (known.effective_from, known.set_at)
        if each.effective_from <= month and newer:
            latest[key] = each
    return [latest[key] for key in sorted(latest)]


def targets_in_force(targets: Sequence[MarketTarget], month: Month) -> list[MarketTarget]:
    """The target of each post, level, market type and indicator that holds in a month."""
    latest: dict[tuple[str, str, str, str], MarketTarget] = {}
    for each in targets:
        key = (normalise_header(each.post), each.level, each.market_type, each.indicator)
        known = latest.get(key)
        newer = known is None or (each.effective_from, each.set_at) >= (known.effective_from, known.set_at)
        if each.effective_from <= month and newer:
            latest[key] = each
    return [latest[key] for key in sorted(latest)]
