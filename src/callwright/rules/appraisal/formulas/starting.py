"""No goals, no appraisal: what a person lacks before a cycle may start (product §9.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from callwright.kernel.text import Text
from callwright.rules.engine.parameters import parameter


class StartLack(StrEnum):
    """What stands in the way of appraising somebody, in the order in which it is asked."""

    NO_GOALS = "no_goals"
    WEIGHTS = "weights_not_100"
    NO_TARGET = "no_target"
    NO_ROLE_DESCRIPTION = "no_role_description"
    NOT_ACKNOWLEDGED = "not_acknowledged"


LACK_WORDS: dict[StartLack, Text] = {
    StartLack.NO_GOALS: Text("没有目标", "no goals"),
    StartLack.WEIGHTS: Text("权重合计不是 100", "weights do not sum to 100"),
    StartLack.NO_TARGET: Text("没有目标值", "an indicator has no target value"),
    StartLack.NO_ROLE_DESCRIPTION: Text("没有岗位职责", "no role description"),
    StartLack.NOT_ACKNOWLEDGED: Text("未确认目标", "not acknowledged"),
}


@dataclass(frozen=True)
class Agreed:
    """What is agreed with a person: (weight in percent, target) of each indicator, and the rest as yes or no."""

    indicators: Sequence[tuple[Decimal, Decimal]]
    role_description: bool
    acknowledged: bool


def start_lack(agreed: Agreed, *, on: date) -> StartLack | None:
    """The first thing that is missing; None when the person may be appraised."""
    if not agreed.indicators:
        return StartLack.NO_GOALS
    wanted = parameter("appraisal.weights_total", on=on).number
    if sum((weight for weight, _ in agreed.indicators), Decimal(0)) != wanted:
        return StartLack.WEIGHTS
    if any(target <= 0 for _, target in agreed.indicators):
        return StartLack.NO_TARGET
    if not agreed.role_description:
        return StartLack.NO_ROLE_DESCRIPTION
    return None if agreed.acknowledged else StartLack.NOT_ACKNOWLEDGED
