"""The facts the deciders look at, free of where they came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from callwright.flow.diagnosis.contracts import Actor


@dataclass(frozen=True)
class Member:
    """A rep of a department."""

    id: UUID
    name: str


@dataclass(frozen=True)
class DepartmentTime:
    """Where a department's work time went, in minutes; `days` counts person-days."""

    department: str
    people: frozenset[UUID]
    days: int
    work: Decimal
    talk: Decimal
    lost: Mapping[str, Decimal]
    previous_utilisation: Decimal | None
    who: tuple[Actor, ...]

    @property
    def utilisation(self) -> Decimal:
        """Talk ÷ work (product §1); 0 without work time."""
        return self.talk / self.work if self.work else Decimal(0)


@dataclass(frozen=True)
class Earner:
    """A rep and what the rep brought in, negative returns included."""

    person_id: UUID
    name: str
    revenue: Decimal


@dataclass(frozen=True)
class BatchCalls:
    """A batch, what is known of its quality, and what its calls of the period came to.

    `judged` are contacts whose newest outcome says whether the data is right, `good` those where it is; `bad_dials`
    are dials that ended in wrong data.
    """

    batch_id: UUID
    name: str
    source: str
    released: bool
    override_reason: str | None
    sequential_share: Decimal | None
    sequential_limit: Decimal
    fit: Decimal | None
    dials: int
    previous_dials: int
    complaints: int
    judged: int
    good: int
    bad_dials: int
    price: Decimal | None
    threshold: Decimal
    minimum_outcomes: int
    measured: Decimal | None
    aged: Decimal | None
    reclean_on: dt.date | None


@dataclass(frozen=True)
class UnlistedCalls:
    """Dials of numbers that belong to no known contact."""

    dials: int
    all_dials: int
    previous_dials: int


@dataclass(frozen=True)
class GoalGaps:
    """Who lacks what of the goals of a month; paid minutes of all people concerned."""

    month: str
    asked: int
    without_goals: tuple[Member, ...]
    unacknowledged: tuple[Member, ...]
    without_role: tuple[Member, ...]
    paid_minutes: Decimal
    previous_gaps: int | None

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody with a gap."""
        return frozenset(one.id for one in (*self.without_goals, *self.unacknowledged, *self.without_role))


@dataclass(frozen=True)
class WaitingOrder:
    """An order that waits for a department."""

    order_number: str
    department: str
    reason: str | None
    hours_over_limit: Decimal
    amount: Decimal


@dataclass(frozen=True)
class DepartmentQueue:
    """The orders that wait for one department now, and how many did at the end of the period before."""

    department: str
    orders: tuple[WaitingOrder, ...]
    previous: int
    open_orders: int
    who: tuple[Actor, ...] = field(default=())


def total(values: Iterable[Decimal]) -> Decimal:
    """A sum that is a Decimal also when there is nothing to add."""
    return sum(values, Decimal(0))
