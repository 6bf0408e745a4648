"""What a statement is worked out from; plain values, whoever measured them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.pay.plan import Kind, PayPlan, Prize


@dataclass(frozen=True, slots=True)
class RevenueItem:
    """A signed amount of revenue credited to the person: a sale, or a return or cancellation (negative).

    `amount` already is the person's part; `share` says which part of the order that is (1 = all of it).
    """

    id: str
    order_number: str
    kind: str
    amount: Decimal
    day: date
    share: Decimal = Decimal(1)


@dataclass(frozen=True)
class GateResult:
    """Whether the department's month pays bonuses, with the explanation."""

    passes: bool
    reason: Explained


@dataclass(frozen=True)
class GatePart:
    """Calendar days of employment in one department, of a month in which somebody moved between departments.

    `gate` None: the department has no result of the month, so it takes nothing.
    """

    department: str
    days: int
    gate: GateResult | None


@dataclass(frozen=True)
class Award:
    """A prize whose trigger the person reached; `granted` false: the budget was used up."""

    prize: Prize
    measured: Decimal
    granted: bool


@dataclass(frozen=True)
class PastPrize:
    """A cash prize of a closed month whose orders changed since.

    `won` is what that month's statement paid for it (after the gate), `paid` what all statements together have left
    of that, `reached` what the month's own orders come to today; None: nobody can say, so it stays.
    """

    prize: Prize
    won: Decimal
    paid: Decimal
    reached: Decimal | None


@dataclass(frozen=True)
class PastMonth:
    """A closed month into which facts came late: what was credited, under which plan, the changes.

    `paid_share` is the part of that month's commission the gate left, where it took some of it.
    """

    month: Month
    credited: Decimal
    plan: PayPlan
    commission_paid: bool
    changes: tuple[RevenueItem, ...]
    paid_share: Fraction = Fraction(1)
    prizes: tuple[PastPrize, ...] = ()


@dataclass(frozen=True)
class Adjustment:
    """A correction that a person decided, taken into the open month as a line of its own (product §9.10).

    `month` is the closed month it corrects, as text; `dispute` the question it answers.
    """

    id: str
    title: Text
    amount: Decimal
    reason: str
    decided_by: str
    month: str | None = None
    dispute: str | None = None


@dataclass(frozen=True)
class Owed:
    """What a person still owes from earlier months: `draw` advances, `carried` corrections under the floor."""

    draw: Decimal = Decimal(0)
    carried: Decimal = Decimal(0)


@dataclass(frozen=True)
class PersonMonth:
    """Everything that decides a person's statement of a month.

    `score` is the rep's score of the month (None: the month was closed without one); `quarter_score` and
    `company_factor` the manager's in the last month of a quarter (None otherwise). `unpaid_days` are calendar days of
    employment without pay (unpaid leave). With `gate_parts` each day counts under the gate of the department of that
    day, and `gate` is not looked at.
    """

    month: Month
    kind: Kind
    grade: str
    hired_on: date
    left_on: date | None
    revenue: tuple[RevenueItem, ...] = ()
    score: Decimal | None = None
    score_reason: Explained | None = None
    quarter_score: Decimal | None = None
    company_factor: Explained | None = None
    gate: GateResult | None = None
    awards: tuple[Award, ...] = ()
    past: tuple[PastMonth, ...] = ()
    unpaid_days: int = 0
    adjustments: tuple[Adjustment, ...] = ()
    owed: Owed = Owed()
    gate_parts: tuple[GatePart, ...] = ()

    @property
    def shut_share(self) -> Fraction:
        """The part of the month for which a department gate was shut: 0 or 1 for who stayed in one department."""
        if not self.gate_parts:
            return Fraction(self.gate is not None and not self.gate.passes)
        shut = sum(part.days for part in self.gate_parts if part.gate is not None and not part.gate.passes)
        return Fraction(shut, sum(part.days for part in self.gate_parts))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement: a rounded amount, its reason, the facts it came from, the month it corrects."""

    code: str
    title: Text
    amount: Decimal
    reason: Explained
    sources: tuple[str, ...] = ()
    corrects: str | None = None
