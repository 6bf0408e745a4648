"""What leaves the boards."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from callwright.kernel.text import Text


@dataclass(frozen=True)
class Milestone:
    """One step from a dirty list to a statement: how many things of its kind are there already."""

    code: str
    title: Text
    count: int
    page: str


@dataclass(frozen=True)
class Home:
    """The home page's frame: `empty` while the company has neither people nor lists."""

    empty: bool
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True)
class Caller:
    """One side of the comparison in a month: our own people, or one partner (product §4.1).

    Counts as in product §5. `orders` are sold orders less those cancelled or returned in the month, split credit
    counted in parts; `revenue` likewise. `cost` is pay of agents and team leads, or what the terms give the partner;
    None with `cost_missing` when that is not known yet.
    """

    department_id: uuid.UUID | None
    name: str
    people: int
    dials: int
    connected: int
    effective: int
    interested: int
    talk_seconds: int
    orders: Decimal
    revenue: Decimal
    cost: Decimal | None
    cost_missing: Text | None
    currency: str

    @property
    def cost_per_order(self) -> Decimal | None:
        """Cost of one order, rounded to 0.01; None without orders or without known cost."""
        return _per(self.cost, self.orders)

    @property
    def cost_per_interested(self) -> Decimal | None:
        """Cost of one interested lead, likewise."""
        return _per(self.cost, Decimal(self.interested))

    @property
    def revenue_per_talk_hour(self) -> Decimal | None:
        """Revenue of one hour of talk, likewise."""
        return _per(self.revenue, Decimal(self.talk_seconds) / 3600)


@dataclass(frozen=True)
class PartnerComparison:
    """Our own people and each partner in one month, by the same definitions; our own people first."""

    first_day: dt.date
    last_day: dt.date
    callers: tuple[Caller, ...]


def _per(amount: Decimal | None, units: Decimal) -> Decimal | None:
    if amount is None or units <= 0:
        return None
    return (amount / units).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
