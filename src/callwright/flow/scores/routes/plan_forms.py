"""What /api/goals takes and answers about sets, targets by market type, cascade and changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from callwright.flow.scores.routes.numbers import Number
from callwright.registers.goals.contracts import GoalChange, IndicatorSet, MarketTarget, Target
from callwright.rules.appraisal.formulas.cascade import Level
from callwright.rules.appraisal.indicators import indicator

LevelName = Literal["", "junior", "intermediate", "senior"]
MarketName = Literal["mature", "competitive", "blank"]


class IndicatorInfo(BaseModel):
    """An indicator of the catalogue: source figure, unit, direction, who supplies it."""

    id: str
    title: dict[str, str]
    figure: dict[str, str]
    unit: str
    lower_is_better: bool
    measured: bool
    finance: bool
    area: str
    area_title: dict[str, str]
    supplier: dict[str, str]


class SetLineOut(BaseModel):
    """One indicator of a set; weight in percent."""

    indicator: str
    title: dict[str, str]
    weight: Number


class SetOut(BaseModel):
    """The indicators of a post and level ("" = every level) from a month on."""

    post: str
    level: str
    effective_from: str
    lines: list[SetLineOut]
    reason: str
    set_by: str
    set_at: datetime

    @classmethod
    def of(cls, found: IndicatorSet) -> SetOut:
        """From the register's form."""
        lines = [
            SetLineOut(
                indicator=each.indicator, title=indicator(each.indicator).title.to_json(), weight=each.weight
            )
            for each in found.lines
        ]
        return cls(
            post=found.post,
            level=found.level,
            effective_from=str(found.effective_from),
            lines=lines,
            reason=found.reason,
            set_by=found.set_by,
            set_at=found.set_at,
        )


class MarketTargetOut(BaseModel):
    """The target of an indicator for a post, level and market type from a month on."""

    post: str
    level: str
    market_type: str
    indicator: str
    title: dict[str, str]
    unit: str
    effective_from: str
    target: Number
    reason: str
    set_by: str

    @classmethod
    def of(cls, found: MarketTarget) -> MarketTargetOut:
        """From the register's form."""
        kind = indicator(found.indicator)
        names = ("post", "level", "market_type", "indicator", "target", "reason", "set_by")
        values = {name: getattr(found, name) for name in names}
        return cls(
            **values, title=kind.title.to_json(), unit=kind.unit, effective_from=str(found.effective_from)
        )


class GoalPlanOut(BaseModel):
    """Sets and market targets that hold in a month."""

    month: str
    sets: list[SetOut]
    market_targets: list[MarketTargetOut]


class SetLineIn(BaseModel):
    """An indicator with its weight in percent."""

    indicator: str
    weight: Number


class SetIn(BaseModel):
    """A new set; `effective_from` is the first month in which it holds."""

    post: str
    level: LevelName = ""
    effective_from: str
    lines: list[SetLineIn] = Field(min_length=1, max_length=20)
    reason: str


class MarketTargetIn(BaseModel):
    """A new target of a market type."""

    post: str
    level: LevelName = ""
    market_type: MarketName
    indicator: str
    effective_from: str
    target: Number
    reason: str


class LevelOut(BaseModel):
    """A target, what the parts below sum to, and the difference; null where there is none."""

    target: Number | None
    parts: Number | None
    gap: Number | None
    carried: bool | None

    @classmethod
    def of(cls, level: Level) -> LevelOut:
        """From the rule's form."""
        return cls(target=level.target, parts=level.parts, gap=level.gap, carried=level.carried)


class CascadeTeamOut(BaseModel):
    """A team."""

    team_id: UUID
    team: str
    level: LevelOut


class CascadeDepartmentOut(BaseModel):
    """A department and its teams; `manager` is the manager's own revenue target."""

    department_id: UUID
    department: str
    level: LevelOut
    manager: Number | None
    teams: list[CascadeTeamOut]


class CascadeOut(BaseModel):
    """The company's quarter over its departments; the month's departments, teams and people below."""

    month: str
    quarter: str
    company: LevelOut
    month_total: Number | None
    departments: list[CascadeDepartmentOut]
    warnings: list[dict[str, str]]


class TargetIn(BaseModel):
    """An indicator of a person: weight in percent, target in its unit."""

    indicator: str
    weight: Number
    target: Number


class ChangeIn(BaseModel):
    """Other goals of a person from a month on, in every later month that has goals and is not closed."""

    person_id: UUID
    effective_from: str
    targets: list[TargetIn] = Field(min_length=1, max_length=20)
    reason: str


class ChangeOut(BaseModel):
    """A change of agreed goals."""

    id: UUID
    month: str
    person_id: UUID
    name: str
    effective_from: str
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]
    was_acknowledged: bool
    reason: str
    changed_by: str
    changed_at: datetime

    @classmethod
    def of(cls, change: GoalChange, name: str) -> ChangeOut:
        """With the person's name."""
        return cls(
            id=change.id,
            month=str(change.month),
            person_id=change.person_id,
            name=name,
            effective_from=str(change.effective_from),
            before=[line_of(each) for each in change.before],
            after=[line_of(each) for each in change.after],
            was_acknowledged=change.was_acknowledged,
            reason=change.reason,
            changed_by=change.changed_by,
            changed_at=change.changed_at,
        )


def line_of(target: Target) -> dict[str, Any]:
    """A target as a line of a change: indicator, title, target, weight."""
    kind = indicator(target.indicator)
    return {
        "indicator": target.indicator,
        "title": kind.title.to_json(),
        "unit": kind.unit,
        "weight": format(target.weight.normalize(), "f"),
        "target": format(target.target.normalize(), "f"),
    }
