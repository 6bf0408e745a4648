"""Statements and closed months. Amounts in the statement's currency, rounded to cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import money


@dataclass(frozen=True)
class StatementLine:
    """One line: `reason` is the explanation tree as plain data, `sources` the ids of the facts behind it.

    `place` counts from 0 and names the line for ever; `corrects` is the closed month it is about.
    """

    code: str
    title: Text
    amount: Decimal
    reason: dict[str, Any]
    sources: tuple[str, ...]
    place: int = 0
    corrects: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain form for answers and `--json`."""
        return {
            "place": self.place,
            "code": self.code,
            "title": self.title.to_json(),
            "amount": money(self.amount),
            "reason": self.reason,
            "sources": list(self.sources),
            "corrects": self.corrects,
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
    kind: str = "rep"
    grade: str = "junior"


@dataclass(frozen=True)
class Version:
    """A closed month as it stood after the statement of `month`: V1 is its own, each later one adds corrections.

    `delta` is what this version changed, Σ of `lines`; `total` is what the month has come to so far.
    """

    number: int
    month: Month
    closed_at: datetime
    lines: tuple[StatementLine, ...]
    delta: Decimal
    total: Decimal

    def to_json(self) -> dict[str, Any]:
        """Plain form for answers."""
        return {
            "number": self.number,
            "month": str(self.month),
            "closed_at": self.closed_at.isoformat(),
            "lines": [line.to_json() for line in self.lines],
            "delta": money(self.delta),
            "total": money(self.total),
        }


@dataclass(frozen=True)
class Payout:
    """The owner's approval of a closed month's payout."""

    month: Month
    approved_at: datetime
    approved_by: str
    statements: int
    paid_total: Decimal
    note: str


@dataclass(frozen=True)
class Snapshot:
    """What a closed statement was worked out from, as plain data, and the fingerprint of its lines."""

    statement_id: UUID
    person_id: UUID
    month: Month
    facts: dict[str, Any]
    measured: dict[str, Any]
    lines_sha256: str


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
    payout: Payout | None = None

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
            "approved_at": self.payout.approved_at.isoformat() if self.payout else None,
            "approved_by": self.payout.approved_by if self.payout else None,
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


@dataclass(frozen=True, slots=True)
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
    share: Decimal = Decimal(1)


@dataclass(frozen=True)
class WonPrize:
    """A cash prize of a closed month: `won` as its statement paid it after the gate, `paid` what is left of that."""

    code: str
    won: Decimal
    paid: Decimal


@dataclass(frozen=True)
class PaidMonth:
    """What a closed statement means for a later correction; `shut_share` is the part of the month under a shut gate."""

    kind: str
    commission_paid: bool
    shut_share: Fraction = Fraction(0)
