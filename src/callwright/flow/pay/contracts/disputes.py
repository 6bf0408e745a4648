"""Questions about lines, decided adjustments, unpaid leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from callwright.flow.pay.contracts.statements import StatementLine
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import money

StepKind = Literal["question", "answer", "decision"]
DisputeState = Literal["asked", "answered", "accepted", "rejected"]


@dataclass(frozen=True)
class DisputeStep:
    """Something said in a dispute; a decision says whether it was accepted and with which amount."""

    kind: StepKind
    says: str
    by: str
    at: datetime
    accepted: bool | None = None
    amount: Decimal | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain form for answers."""
        return {
            "kind": self.kind,
            "says": self.says,
            "by": self.by,
            "at": self.at.isoformat(),
            "accepted": self.accepted,
            "amount": None if self.amount is None else money(self.amount),
        }


@dataclass(frozen=True)
class Dispute:
    """A question about a line, everything that was said, and the month whose statement corrects it (when it does)."""

    id: UUID
    statement_id: UUID
    person_id: UUID
    month: Month
    currency: str
    line: StatementLine
    steps: tuple[DisputeStep, ...]
    corrected_in: Month | None = None

    @property
    def state(self) -> DisputeState:
        """Asked, answered, or decided one way or the other."""
        decision = next((step for step in self.steps if step.kind == "decision"), None)
        if decision is not None:
            return "accepted" if decision.accepted else "rejected"
        return "answered" if self.steps[-1].kind == "answer" else "asked"

    def to_json(self) -> dict[str, Any]:
        """Plain form for answers; the line without its reason tree, which the statement has."""
        return {
            "id": str(self.id),
            "person_id": str(self.person_id),
            "month": str(self.month),
            "currency": self.currency,
            "place": self.line.place,
            "line": self.line.title.to_json(),
            "amount": money(self.line.amount),
            "state": self.state,
            "steps": [step.to_json() for step in self.steps],
            "corrected_in": None if self.corrected_in is None else str(self.corrected_in),
        }


@dataclass(frozen=True)
class DecidedAdjustment:
    """A correction somebody decided; `taken_in` is the month whose statement carries it, None while it waits."""

    id: UUID
    person_id: UUID
    corrects: Month | None
    title: Text
    amount: Decimal
    reason: str
    dispute_id: UUID | None
    decided_by: str
    decided_at: datetime
    taken_in: Month | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain form for answers and `--json`."""
        return {
            "id": str(self.id),
            "person_id": str(self.person_id),
            "title": self.title.to_json(),
            "amount": money(self.amount),
            "reason": self.reason,
            "corrects": str(self.corrects) if self.corrects else None,
            "decided_by": self.decided_by,
            "decided_at": self.decided_at.isoformat(),
            "taken_in": str(self.taken_in) if self.taken_in else None,
        }


@dataclass(frozen=True)
class UnpaidLeave:
    """Calendar days of employment without pay, both ends included."""

    id: UUID
    person_id: UUID
    first_day: date
    last_day: date
    reason: str
    recorded_by: str
    recorded_at: datetime
