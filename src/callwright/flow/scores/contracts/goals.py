"""The cascade of revenue targets: company, departments, teams, people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from callwright.kernel.period import Month
from callwright.rules.appraisal.formulas.cascade import Level


@dataclass(frozen=True)
class CascadeTeam:
    """A team's own target, and what its people sum to."""

    team_id: UUID
    team: str
    level: Level


@dataclass(frozen=True)
class CascadeDepartment:
    """A department's own target, what its reps sum to, and its teams; `manager` is the manager's own target."""

    department_id: UUID
    department: str
    level: Level
    manager: Decimal | None
    teams: tuple[CascadeTeam, ...]


@dataclass(frozen=True)
class Cascade:
    """Company target of the quarter against the department targets of its months; the month's departments below."""

    month: Month
    company: Level
    month_total: Decimal | None
    departments: tuple[CascadeDepartment, ...]
