"""What people look at before they decide: a plan tried on past months, distances, bunching, fairness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import money, plain


@dataclass(frozen=True)
class PersonTrial:
    """What a person was paid over the tried months and what the draft would have paid; corrections are in both."""

    person_id: UUID
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """Positive: the person gains."""
        return self.after - self.before


@dataclass(frozen=True)
class CliffTrial:
    """A cliff of the draft: person-months that fell just short of it, and that just reached it."""

    part: str
    says: Text
    at: Decimal
    jump: Decimal
    just_below: int
    just_above: int


@dataclass(frozen=True)
class Trial:
    """A draft plan on real closed months. `months` are (month, cost before, cost after), prizes in kind at value 0."""

    version: str
    currency: str
    months: tuple[tuple[Month, Decimal, Decimal], ...]
    people: tuple[PersonTrial, ...]
    cliffs: tuple[CliffTrial, ...]
    without_data: int

    @property
    def before(self) -> Decimal:
        """What the months cost the company."""
        return sum((cost for _, cost, _ in self.months), Decimal(0))

    @property
    def after(self) -> Decimal:
        """What they would have cost."""
        return sum((cost for _, _, cost in self.months), Decimal(0))

    def to_json(self, names: Mapping[UUID, str]) -> dict[str, Any]:
        """Plain form for answers and `--json`, with the names of people."""
        return {
            "version": self.version,
            "currency": self.currency,
            "before": money(self.before),
            "after": money(self.after),
            "change": money(self.after - self.before),
            "without_data": self.without_data,
            "months": [
                {
                    "month": str(month),
                    "before": money(one),
                    "after": money(other),
                    "change": money(other - one),
                }
                for month, one, other in self.months
            ],
            "people": [
                {
                    "person_id": str(each.person_id),
                    "name": names.get(each.person_id, ""),
                    "before": money(each.before),
                    "after": money(each.after),
                    "change": money(each.change),
                }
                for each in self.people
            ],
            "cliffs": [
                {
                    "part": each.part,
                    "says": each.says.to_json(),
                    "at": plain(each.at),
                    "jump": money(each.jump),
                    "just_below": each.just_below,
                    "just_above": each.just_above,
                }
                for each in self.cliffs
            ],
        }


@dataclass(frozen=True)
class Distance:
    """How far it is to something that changes pay: `missing` is 0 once it is reached; None where nobody can say."""

    what: str
    title: Text
    now: Decimal
    at: Decimal
    missing: Decimal
    unit: str
    brings: Text


@dataclass(frozen=True)
class Forecast:
    """Where the month's revenue will stand at its end: the middle and an 80 % interval, from the days so far."""

    low: Decimal
    middle: Decimal
    high: Decimal
    days: int
    days_left: int


@dataclass(frozen=True)
class Outlook:
    """A person's month while it runs; `forecast` is None while there are too few days."""

    person_id: UUID
    month: Month
    currency: str
    revenue: Decimal
    commission: Decimal | None
    distances: tuple[Distance, ...]
    forecast: Forecast | None


@dataclass(frozen=True)
class Bunching:
    """Orders of the last days of a month against the rest of it, and what became of them.

    `person_id` None is the whole company. `chance` is how likely so many orders on these days are when every day of
    the month is alike; `returned` of the late orders came back in the first days of the next month.
    """

    person_id: UUID | None
    month: Month
    orders: int
    late_orders: int
    expected: Decimal
    chance: Decimal
    returned: int
    flagged: bool


@dataclass(frozen=True)
class Fairness:
    """Pay against contribution over some months.

    `expected` is the revenue the person's own reach would bring at the company's average; `added` is revenue ÷
    expected; None where there were no calls.
    """

    person_id: UUID
    paid: Decimal
    revenue: Decimal
    reached: int
    expected: Decimal | None
    added: Decimal | None
    pay_rank: int
    added_rank: int | None
    flagged: bool
