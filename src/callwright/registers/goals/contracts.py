"""What leaves the goals register. Months are "2026-10", quarters "2026-Q4"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.tables import Table


@dataclass(frozen=True)
class Target:
    """One indicator of one person in one month; weight in percent."""

    indicator: str
    weight: Decimal
    target: Decimal


@dataclass(frozen=True)
class PersonGoals:
    """What a person agreed to; `responsibilities` is the role description of the post, None when there is none."""

    person_id: UUID
    post: str
    responsibilities: str | None
    acknowledged_at: datetime | None
    indicators: tuple[Target, ...]


@dataclass(frozen=True)
class GoalCycle:
    """The goals of a month. `company_target` is the revenue target of the month's whole quarter."""

    month: Month
    goals: tuple[PersonGoals, ...]
    department_targets: dict[UUID, Decimal]
    company_target: Decimal | None
    sealed_at: datetime | None = None
    team_targets: dict[UUID, Decimal] = field(default_factory=dict)

    def of(self, person_id: UUID) -> PersonGoals | None:
        """The goals of one person, None when there are none."""
        return next((each for each in self.goals if each.person_id == person_id), None)


@dataclass(frozen=True)
class ManualValue:
    """An actual value that a person entered because the system cannot measure it."""

    person_id: UUID
    indicator: str
    value: Decimal


@dataclass(frozen=True)
class KnownPerson:
    """Somebody named in a goal sheet: `posts` are the names the post may have, most usual first."""

    person_id: UUID
    name: str
    kind: str
    posts: tuple[str, ...]


@dataclass(frozen=True)
class Directory:
    """How names in a goal sheet are understood; handed in, because goals does not know the staff register."""

    find: Callable[[str], KnownPerson | None]
    why_not: Callable[[str], Text]
    department: Callable[[str], UUID | None]
    team: Callable[[str, str], UUID | None] = lambda _department, _team: None


@dataclass(frozen=True)
class GoalSheets:
    """The sheets of a goal workbook that were found; each may be absent."""

    posts: Table | None = None
    targets: Table | None = None
    departments: Table | None = None
    company: Table | None = None
    actuals: Table | None = None
    teams: Table | None = None
    key_work: Table | None = None
    unknown: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class SetLine:
    """One indicator of a set; weight in percent."""

    indicator: str
    weight: Decimal


@dataclass(frozen=True)
class IndicatorSet:
    """The indicators of a post and level ("" = every level) from a month on."""

    post: str
    level: str
    effective_from: Month
    lines: tuple[SetLine, ...]
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class MarketTarget:
    """The target of one indicator for a post, level and market type from a month on."""

    post: str
    level: str
    market_type: str
    indicator: str
    effective_from: Month
    target: Decimal
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class PostHolder:
    """Somebody whose goals are drawn up: the names the post may have, the level and the market type."""

    person_id: UUID
    posts: tuple[str, ...]
    level: str
    market_type: str | None


@dataclass(frozen=True)
class GoalChange:
    """A change of agreed goals: what stood there, what stands there now, why."""

    id: UUID
    month: Month
    person_id: UUID
    effective_from: Month
    before: tuple[Target, ...]
    after: tuple[Target, ...]
    was_acknowledged: bool
    reason: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True)
class KeyWorkItem:
    """A piece of key work: `proof_on` is the company's day on which the proof came, `confirmed` None until decided."""

    id: UUID
    month: Month
    person_id: UUID
    title: str
    due_on: date
    planned_by: str
    proof: str | None = None
    proof_file_key: str | None = None
    proof_file_name: str | None = None
    proof_on: date | None = None
    confirmed: bool | None = None
    decided_by: str | None = None
    decision_note: str | None = None
