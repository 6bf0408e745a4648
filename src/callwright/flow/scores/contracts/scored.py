"""Closed months, scores, results of departments and grade proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.registers.staff.contracts import Person


@dataclass(frozen=True)
class IndicatorScore:
    """One indicator of a closed month; `explanation` is the reason tree as plain data."""

    indicator: str
    weight: Decimal
    target: Decimal
    actual: Decimal
    score: Decimal
    explanation: dict[str, Any]


@dataclass(frozen=True)
class PersonScore:
    """The score of a person in a closed month; `revenue_completion` is None without a revenue target."""

    person_id: UUID
    month: Month
    kind: str
    department_id: UUID
    score: Decimal
    revenue: Decimal | None
    revenue_target: Decimal | None
    indicators: tuple[IndicatorScore, ...]
    explanation: dict[str, Any]
    grade_proposal: GradeProposal | None = None

    @property
    def revenue_completion(self) -> Decimal | None:
        """Revenue ÷ revenue target as a fraction of 1."""
        if self.revenue is None or not self.revenue_target:
            return None
        return self.revenue / self.revenue_target


@dataclass(frozen=True)
class DepartmentResult:
    """Revenue of a department in a closed month against its target, and whether the gate lets bonuses pass."""

    department_id: UUID
    month: Month
    revenue: Decimal
    target: Decimal
    passes: bool
    explanation: dict[str, Any]

    @property
    def completion(self) -> Decimal:
        """Revenue ÷ target as a fraction of 1."""
        return self.revenue / self.target


@dataclass(frozen=True)
class GradeProposal:
    """What a grade review proposes. `accepted` is None until a person decided."""

    id: UUID
    person_id: UUID
    period: str
    outcome: str
    from_grade: str
    to_grade: str
    reasons: tuple[Text, ...]
    explanation: dict[str, Any]
    accepted: bool | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Lack:
    """Something that is missing before a month can be closed: whose, what (a stable word), and the sentence."""

    subject: str
    what: str
    text: Text
    person_id: UUID | None = None

    @classmethod
    def of(cls, person: Person, what: str, text: Text) -> Self:
        """What is missing about a person; both languages of `text` go on after the name."""
        label = person.label
        return cls(label.zh, what, Text(f"{label.zh}{text.zh}", f"{label.en}{text.en}"), person.id)

    def to_json(self) -> dict[str, object]:
        """Plain form for answers and for the record of an override."""
        person = None if self.person_id is None else str(self.person_id)
        return {"subject": self.subject, "what": self.what, "person_id": person, **self.text.to_json()}


@dataclass(frozen=True)
class ClosedMonth:
    """A closed month of scores; `already_closed` when this call changed nothing."""

    month: Month
    closed_at: datetime
    closed_by: str
    override_reason: str | None
    lacks: tuple[dict[str, Any], ...]
    scored: int
    proposals: int
    already_closed: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain form for answers and `--json`."""
        return {
            "month": str(self.month),
            "closed_at": self.closed_at.isoformat(),
            "closed_by": self.closed_by,
            "override_reason": self.override_reason,
            "missing": list(self.lacks),
            "scored": self.scored,
            "proposals": self.proposals,
            "already_closed": self.already_closed,
        }


@dataclass(frozen=True)
class PeriodScore:
    """The mean score of a longer period over the months that count in it."""

    person_id: UUID
    score: Decimal
    months: tuple[Month, ...]
