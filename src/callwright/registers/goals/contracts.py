"""What leaves the goals register. Months are "2026-10", quarters "2026-Q4"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
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


@dataclass(frozen=True)
class GoalSheets:
    """The sheets of a goal workbook that were found; each may be absent."""

    posts: Table | None = None
    targets: Table | None = None
    departments: Table | None = None
    company: Table | None = None
    actuals: Table | None = None
    unknown: tuple[str, ...] = field(default=())
