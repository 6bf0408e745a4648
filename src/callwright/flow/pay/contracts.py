"""What leaves the pay stage. Amounts in the statement's currency, rounded to cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import money


@dataclass(frozen=True)
class StatementLine:
    """One line: `reason` is the explanation tree as plain data, `sources` the ids of the facts behind it."""

    code: str
    title: Text
    amount: Decimal
    reason: dict[str, Any]
    sources: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain form for answers and `--json`."""
        return {
            "code": self.code,
            "title": self.title.to_json(),
            "amount": money(self.amount),
            "reason": self.reason,
            "sources": list(self.sources),
        }


@dataclass(frozen=True)
class Statement:
    """What a person is paid for a closed month. Σ lines = `paid_total`; `earned_total` is before the gate."""

    id: UUID
    person_id: UUID
    month: Month
    currency: str
    state: str
    lines: tuple[StatementLine, ...]
    earned_total: Decimal
    paid_total: Decimal
    rule_versions: tuple[str, ...]
    closed_at: datetime
    opened_at: datetime | None = None


@dataclass(frozen=True)
class ClosedPay:
    """A closed month of pay; `already_closed` when this call changed nothing."""

    month: Month
    closed_at: datetime
    closed_by: str
    currency: str
    statements: int
    earned_total: Decimal
    paid_total: Decimal
    corrections: int
    unscored: tuple[UUID, ...]
    already_closed: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain form for answers and `--json`."""
        return {
            "month": str(self.month),
            "closed_at": self.closed_at.isoformat(),
            "closed_by": self.closed_by,
            "currency": self.currency,
            "statements": self.statements,
            "earned_total": money(self.earned_total),
            "paid_total": money(self.paid_total),
            "corrections": self.corrections,
            "unscored": [str(person_id) for person_id in self.unscored],
            "already_closed": self.already_closed,
        }


@dataclass(frozen=True)
class PlanVersion:
    """A pay plan as it was brought in; `version` names its numbers for ever."""

    version: str
    code: str
    effective_from: date
    document: dict[str, Any]
    created_at: datetime | None
    created_by: str
    unchanged: bool = False


@dataclass(frozen=True)
class Credit:
    """A revenue fact as a statement counted it: how much, and for which month's commission (`origin`)."""

    fact_id: UUID
    person_id: UUID
    order_id: UUID
    order_number: str
    kind: str
    day: date
    origin: Month
    amount: Decimal


@dataclass(frozen=True)
class PaidMonth:
    """What a closed statement means for a later correction."""

    kind: str
    commission_paid: bool
