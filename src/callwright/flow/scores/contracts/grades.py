"""Appeals, coaching plans and the history of a person's grades (product §9.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from callwright.flow.scores.contracts.scored import GradeProposal
from callwright.registers.staff.contracts import GradeChange


@dataclass(frozen=True)
class Appeal:
    """An appeal against a grade proposal or its decision; `upheld` is None until somebody answered."""

    id: UUID
    proposal_id: UUID
    text: str
    made_by: str
    made_at: datetime
    upheld: bool | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


@dataclass(frozen=True)
class CoachingPlan:
    """What a person in the lowest grade is helped with, by whom, until when."""

    proposal_id: UUID
    plan: str
    mentor_id: UUID
    until: date


@dataclass(frozen=True)
class GradeHistory:
    """Grades with their days and reasons, the reviews, appeals and coaching plans behind them."""

    person_id: UUID
    grades: tuple[GradeChange, ...]
    proposals: tuple[GradeProposal, ...]
    appeals: tuple[Appeal, ...]
    plans: tuple[CoachingPlan, ...]
