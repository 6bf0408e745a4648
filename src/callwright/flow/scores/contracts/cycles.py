"""Appraisal cycles as they leave the stage (product §9.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from callwright.flow.scores.contracts.scored import Lack
from callwright.kernel.period import Month
from callwright.kernel.text import Text


@dataclass(frozen=True)
class Cycle:
    """A cycle of reps or managers; `already` when the act that returned it changed nothing."""

    id: UUID
    kind: str
    period: str
    months: tuple[Month, ...]
    state: str
    opened_by: str
    opened_at: datetime
    override_reason: str | None
    already: bool = False


@dataclass(frozen=True)
class CycleStep:
    """A step a cycle took, with what was missing when it was taken nevertheless."""

    from_state: str
    to_state: str
    reason: str | None
    missing: tuple[dict[str, Any], ...]
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True)
class SupplyState:
    """A unit of data with its supplier: how many values, what is missing, who signed; `stale`: changed since."""

    unit: str
    title: Text
    supplier: str
    supplier_title: Text
    values: int
    missing: tuple[Lack, ...]
    signed_by: str | None
    signed_at: datetime | None
    stale: bool
    may_sign: bool


@dataclass(frozen=True)
class BoardPerson:
    """A person of a cycle: score so far (None while data is missing), self-view, review."""

    person_id: UUID
    employee_number: str
    name: str
    department: str
    score: Decimal | None
    self_view: str | None
    review: str | None
    next_steps: str | None
    reviewed_by: str | None


@dataclass(frozen=True)
class Board:
    """A cycle with everything that its next step waits for."""

    cycle: Cycle
    next_state: str | None
    may_advance: bool
    may_send_back: bool
    steps: tuple[CycleStep, ...]
    supplies: tuple[SupplyState, ...]
    people: tuple[BoardPerson, ...]
    waiting: tuple[Lack, ...]
    warnings: tuple[Text, ...]


@dataclass(frozen=True)
class CycleResult:
    """The score of a person over a closed cycle."""

    person_id: UUID
    kind: str
    period: str
    score: Decimal
    months: tuple[Month, ...]


@dataclass(frozen=True)
class SupplierSeat:
    """Who supplies an area of actual values (of a department) in a month.

    `person_id` None: nobody was named, so whoever has the role `role` supplies it.
    """

    area: str
    title: Text
    role: Text
    department_id: UUID | None
    department: str
    person_id: UUID | None
    person: str
