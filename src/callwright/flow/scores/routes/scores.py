"""/api/scores: closing a month, looking at it, deciding about grade proposals."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.scores import service
from callwright.flow.scores.contracts import DepartmentResult, GradeProposal, IndicatorScore, PersonScore
from callwright.flow.scores.routes.numbers import Number
from callwright.flow.scores.routes.periods import MonthParam, read_month
from callwright.kernel.period import Month
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.indicators import indicator

router = APIRouter(prefix="/scores", tags=["scores"])


class IndicatorOut(BaseModel):
    """One indicator of a closed month; points and completions are not rounded up."""

    indicator: str
    title: dict[str, str]
    unit: str
    weight: Number
    target: Number
    actual: Number
    score: Number
    explanation: dict[str, Any]

    @classmethod
    def of(cls, part: IndicatorScore) -> IndicatorOut:
        """From the stage's own form."""
        kind = indicator(part.indicator)
        return cls(
            indicator=part.indicator,
            title=kind.title.to_json(),
            unit=kind.unit,
            weight=part.weight,
            target=part.target,
            actual=part.actual,
            score=part.score,
            explanation=part.explanation,
        )


class ProposalOut(BaseModel):
    """A grade review; it takes effect only when a person accepts it."""

    id: UUID
    person_id: UUID
    period: str
    outcome: str
    from_grade: str
    to_grade: str
    reasons: list[dict[str, str]]
    explanation: dict[str, Any]
    accepted: bool | None
    decided_by: str | None
    decided_at: datetime | None

    @classmethod
    def of(cls, proposal: GradeProposal) -> ProposalOut:
        """From the stage's own form."""
        values = {name: getattr(proposal, name) for name in cls.model_fields if name != "reasons"}
        return cls(**values, reasons=[reason.to_json() for reason in proposal.reasons])


class ScoreOut(BaseModel):
    """The score of a person."""

    person_id: UUID
    employee_number: str
    name: str
    department: str
    kind: str
    score: Number
    revenue: Number | None
    revenue_target: Number | None
    revenue_completion: Number | None
    indicators: list[IndicatorOut]
    grade_proposal: ProposalOut | None

    @classmethod
    def of(cls, score: PersonScore, person: Person) -> ScoreOut:
        """With the person's name."""
        completion = score.revenue_completion
        return cls(
            person_id=person.id,
            employee_number=person.employee_number,
            name=person.name,
            department=person.department,
            kind=score.kind,
            score=score.score,
            revenue=score.revenue,
            revenue_target=score.revenue_target,
            revenue_completion=completion,
            indicators=[IndicatorOut.of(part) for part in score.indicators],
            grade_proposal=ProposalOut.of(score.grade_proposal) if score.grade_proposal else None,
        )


class DepartmentOut(BaseModel):
    """A department's month against its target; `passes` says whether bonuses are paid."""

    department_id: UUID
    department: str
    revenue: Number
    target: Number
    completion: Number
    passes: bool
    explanation: dict[str, Any]

    @classmethod
    def of(cls, result: DepartmentResult, name: str) -> DepartmentOut:
        """With the department's name."""
        return cls(
            department_id=result.department_id,
            department=name,
            revenue=result.revenue,
            target=result.target,
            completion=result.completion,
            passes=result.passes,
            explanation=result.explanation,
        )


class ScoresOut(BaseModel):
    """A month: open (`closed_at` empty, no items) or closed."""

    month: str
    closed_at: datetime | None
    closed_by: str | None
    override_reason: str | None
    items: list[ScoreOut]
    departments: list[DepartmentOut]


class CloseIn(BaseModel):
    """Why the owner closes an incomplete month."""

    override_reason: str | None = None


class DecisionIn(BaseModel):
    """What a person decides about a proposal; an accepted step counts from the first day of `effective`."""

    accept: bool
    reason: str
    effective: str | None = None


@router.get("")
async def show_scores(
    session: SessionDep, month: MonthParam, principal: Annotated[Principal, require("scores.read")]
) -> ScoresOut:
    """Scores within the asker's scope; departments are shown to everybody in the company."""
    closed = await service.closing(session, month)
    people = {person.id: person for person in await staff.people(session)}
    names = {person.department_id: person.department for person in people.values()}
    found = await service.scores(session, month=month, visible_people=principal.visible_people)
    results = await service.departments(session, month=month)
    return ScoresOut(
        month=str(month),
        closed_at=closed.closed_at if closed else None,
        closed_by=closed.closed_by if closed else None,
        override_reason=closed.override_reason if closed else None,
        items=[ScoreOut.of(score, people[score.person_id]) for score in found],
        departments=[DepartmentOut.of(result, names.get(result.department_id, "")) for result in results],
    )


@router.post("/{month}/close")
async def close_scores(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    month: MonthParam,
    principal: Annotated[Principal, require("scores.close")],
    body: CloseIn | None = None,
) -> dict[str, Any]:
    """Close a month; 409 lists what is missing, closing twice answers the first closing."""
    closed = await service.close_scores(
        session,
        month=month,
        principal=principal,
        at=clock.now(),
        calendar=calendar,
        override_reason=body.override_reason if body else None,
    )
    return closed.to_json()


@router.post("/proposals/{proposal_id}/decide")
async def decide_proposal(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    proposal_id: UUID,
    body: DecisionIn,
    principal: Annotated[Principal, require("scores.close")],
) -> ProposalOut:
    """Accept or decline a grade proposal, once; by default it counts from next month."""
    today = calendar.day_of(clock.now())
    effective = read_month(body.effective) if body.effective else Month.of(today).next()
    proposal = await service.decide_proposal(
        session,
        proposal_id=proposal_id,
        accept=body.accept,
        reason=body.reason,
        effective=effective,
        principal=principal,
        at=clock.now(),
    )
    return ProposalOut.of(proposal)
