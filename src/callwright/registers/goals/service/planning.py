"""Indicator sets per post and level, targets by market type, and goals drawn up from both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from uuid import UUID

from callwright.kernel.ids import new_id
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.goals.contracts import (
    GoalChange,
    IndicatorSet,
    MarketTarget,
    PostHolder,
    SetLine,
    Target,
)
from callwright.registers.goals.decide import planning
from callwright.registers.goals.errors import BadGoals, MonthSealed, NoGoals, ReasonMissing, SetMissing
from callwright.registers.goals.repository import agreed, planned
from callwright.rules.appraisal.indicators import find_indicator


async def set_indicators(
    session: Session,
    *,
    post: str,
    level: str,
    effective: Month,
    lines: Sequence[SetLine],
    reason: str,
    by: str,
    at: datetime,
) -> IndicatorSet:
    """Say which indicators a post and level has from a month on; BadGoals (422), ReasonMissing (422)."""
    _need_reason(reason)
    fault = planning.set_fault(lines, effective)
    if fault is not None or not post.strip():
        raise _bad(fault or Text("请填写岗位。", "Name the post."))
    found = IndicatorSet(post.strip(), level, effective, tuple(lines), reason.strip(), by, at)
    await planned.add_set(session, found)
    return found


async def indicator_sets(session: Session, month: Month) -> list[IndicatorSet]:
    """The sets that hold in a month, one a post and level."""
    return planning.in_force(await planned.sets(session), month)


async def set_market_target(
    session: Session,
    *,
    post: str,
    level: str,
    market_type: str,
    indicator: str,
    effective: Month,
    target: Decimal,
    reason: str,
    by: str,
    at: datetime,
) -> MarketTarget:
    """Say which target a post and level has in a type of market from a month on; BadGoals, ReasonMissing (422)."""
    _need_reason(reason)
    known = find_indicator(indicator)
    if known is None:
        raise _bad(Text(f"没有指标“{indicator}”。", f"There is no indicator “{indicator}”."))
    if target <= 0:
        raise _bad(Text("目标值必须大于 0。", "A target is greater than 0."))
    found = MarketTarget(
        post.strip(), level, market_type, known.id, effective, target, reason.strip(), by, at
    )
    await planned.add_market_target(session, found)
    return found


async def market_targets(session: Session, month: Month) -> list[MarketTarget]:
    """The targets by market type that hold in a month."""
    return planning.targets_in_force(await planned.market_targets(session), month)


async def draw_up(session: Session, *, month: Month, holders: Sequence[PostHolder], at: datetime) -> int:
    """Give goals to everybody who has none, from indicator set and market type; returns how many got some.

    Who has goals keeps them. MonthSealed (409), SetMissing (409) when nobody's goals can be drawn up.
    """
    if str(month) in await agreed.lock_months(session, [str(month)]):
        raise MonthSealed(month=month)
    sets, targets = await planned.sets(session), await planned.market_targets(session)
    known = await agreed.goals(session, month=str(month))
    made = 0
    for holder in (each for each in holders if each.person_id not in known):
        found = planning.drawn_up(holder, sets, targets, month)
        if found is not None:
            await agreed.replace_goals(
                session,
                month=str(month),
                person_id=holder.person_id,
                post=found[0],
                targets=found[1],
                at=at,
            )
            made += 1
    if made == 0 and not known:
        raise SetMissing(month=month)
    return made


async def change_goals(
    session: Session,
    *,
    person_id: UUID,
    targets: Sequence[Target],
    effective: Month,
    reason: str,
    by: str,
    at: datetime,
) -> list[Month]:
    """Put other targets in place from a month on, in every month after it that has goals and is not closed.

    Each changed month needs the person's acknowledgement anew; the change is kept with its reason. Returns the
    months. ReasonMissing, BadGoals (422), MonthSealed (409) when `effective` is closed, NoGoals (404).
    """
    _need_reason(reason)
    fault = planning.targets_fault(targets, effective)
    if fault is not None:
        raise _bad(fault)
    months = [each for each in map(Month.parse, await agreed.months(session)) if each >= effective]
    sealed = await agreed.lock_months(session, {str(each) for each in [effective, *months]})
    if str(effective) in sealed:
        raise MonthSealed(month=effective)
    change = partial(_change, session, person_id, targets, effective, reason.strip(), by, at)
    changed = [month for month in months if str(month) not in sealed and await change(month)]
    if not changed:
        raise NoGoals(month=effective)
    return changed


async def _change(
    session: Session,
    person_id: UUID,
    targets: Sequence[Target],
    effective: Month,
    reason: str,
    by: str,
    at: datetime,
    month: Month,
) -> bool:
    before = (await agreed.goals(session, month=str(month), people=[person_id])).get(person_id)
    if before is None or before.indicators == tuple(targets):
        return False
    await agreed.replace_goals(
        session, month=str(month), person_id=person_id, post=before.post, targets=targets, at=at
    )
    told = before.acknowledged_at is not None
    change = GoalChange(
        new_id(), month, person_id, effective, before.indicators, tuple(targets), told, reason, by, at
    )
    await planned.add_change(session, change)
    return True


async def changes(
    session: Session, *, month: Month, visible_people: frozenset[UUID] | None, offset: int, size: int
) -> tuple[list[GoalChange], int]:
    """Changes of a month's goals within the scope, newest first, and how many there are."""
    return await planned.changes(
        session, month=str(month), visible_people=visible_people, offset=offset, size=size
    )


def _need_reason(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise ReasonMissing


def _bad(reason: Text) -> BadGoals:
    return BadGoals(reason_zh=reason.zh, reason_en=reason.en)
