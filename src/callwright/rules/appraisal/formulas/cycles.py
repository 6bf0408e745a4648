"""The steps of an appraisal cycle, who may take each, and the months of its period (product §9.4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.appraisal.indicators import PostKind
from callwright.rules.engine.parameters import parameter


class CycleState(StrEnum):
    """Where a cycle stands, in order; a cycle moves one step at a time."""

    OPEN = "open"
    DATA_IN = "data_in"
    SELF_VIEW = "self_view"
    REVIEW = "review"
    CALIBRATED = "calibrated"
    APPROVED = "approved"
    CLOSED = "closed"


class PeriodLength(StrEnum):
    """How long a cycle is; a setting that fits the business."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


ORDER = tuple(CycleState)
STATE_TITLES: dict[CycleState, Text] = {
    CycleState.OPEN: Text("已启动", "open"),
    CycleState.DATA_IN: Text("数据已齐", "data in"),
    CycleState.SELF_VIEW: Text("自评", "self-view"),
    CycleState.REVIEW: Text("上级评议", "review"),
    CycleState.CALIBRATED: Text("已校准", "calibrated"),
    CycleState.APPROVED: Text("已批准", "approved"),
    CycleState.CLOSED: Text("已关闭", "closed"),
}
_LEADS = frozenset({"owner", "hr", "manager"})
MOVERS: dict[CycleState, frozenset[str]] = {
    CycleState.DATA_IN: _LEADS,
    CycleState.SELF_VIEW: _LEADS,
    CycleState.REVIEW: _LEADS,
    CycleState.CALIBRATED: frozenset({"owner", "hr"}),
    CycleState.APPROVED: frozenset({"owner"}),
    CycleState.CLOSED: _LEADS,
}
"""Who may bring a cycle into a state; the owner approves, nobody else."""


@dataclass(frozen=True)
class Span:
    """The months of a cycle, oldest first, and the name of the period ("2026-10", "2026-Q4", "2026")."""

    name: str
    months: tuple[Month, ...]


def next_state(state: CycleState) -> CycleState | None:
    """The step after; None when the cycle is closed."""
    place = ORDER.index(state)
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


def may_advance(state: CycleState, roles: Collection[str]) -> bool:
    """Whether somebody with these roles may take the next step."""
    following = next_state(state)
    return following is not None and bool(MOVERS[following] & set(roles))


def may_send_back(state: CycleState, roles: Collection[str]) -> bool:
    """Whether a cycle may go back to the start, so that data is supplied anew: never once it is approved."""
    back = ORDER.index(CycleState.OPEN) < ORDER.index(state) < ORDER.index(CycleState.APPROVED)
    return back and bool({"owner", "hr"} & set(roles))


def default_length(kind: PostKind, *, on: date) -> PeriodLength:
    """Reps by month, managers by quarter, unless the company set something else."""
    return PeriodLength(str(parameter(f"appraisal.{kind}_period", on=on).value))


def span_of(length: PeriodLength, month: Month) -> Span:
    """The period a month lies in."""
    if length is PeriodLength.MONTH:
        return Span(str(month), (month,))
    if length is PeriodLength.QUARTER:
        return Span(str(month.quarter), month.quarter.months())
    return Span(str(month.year), tuple(Month(month.year, number) for number in range(1, 13)))
