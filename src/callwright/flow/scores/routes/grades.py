"""/api/grades: reviews that call for a decision, decisions, appeals, coaching plans, history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.scores import service
from callwright.flow.scores.contracts import Appeal, CoachingPlan, GradeProposal
from callwright.flow.scores.routes.periods import read_month
from callwright.flow.scores.routes.scores import ProposalOut
from callwright.kernel.period import Month
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require
from callwright.registers.staff import service as staff

router = APIRouter(prefix="/grades", tags=["grades"])
Reader = Annotated[Principal, require("scores.read")]
Decider = Annotated[Principal, require("scores.close")]


class AppealOut(BaseModel):
    """An appeal; `upheld` is null until somebody answered."""

    text: str
    made_by: str
    made_at: datetime
    upheld: bool | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None

    @classmethod
    def of(cls, appeal: Appeal) -> AppealOut:
        """From the stage's own form."""
        return cls(**{name: getattr(appeal, name) for name in cls.model_fields})


class CoachingPlanOut(BaseModel):
    """A coaching plan."""

    plan: str
    mentor: str
    until: date


class GradeCaseOut(BaseModel):
    """A grade review with the person's name, its appeal and its coaching plan."""

    proposal: ProposalOut
    name: str
    employee_number: str
    department: str
    appeal: AppealOut | None
    coaching: CoachingPlanOut | None
    mine: bool


class GradeStepOut(BaseModel):
    """A grade from a day on."""

    grade: str
    effective_on: date
    reason: str


class HistoryOut(BaseModel):
    """Every grade of a person with its reason, and the reviews behind."""

    person_id: UUID
    name: str
    grades: list[GradeStepOut]
    cases: list[GradeCaseOut]


class CoachingIn(BaseModel):
    """What is coached, by whom, until when."""

    plan: str
    mentor_id: UUID
    until: date


class GradeDecisionIn(BaseModel):
    """What a person decides; an accepted step counts from the first day of `effective`, by default next month."""

    accept: bool
    reason: str
    effective: str | None = None
    coaching: CoachingIn | None = None


class AppealIn(BaseModel):
    """Why the person does not agree."""

    text: str


class AnswerIn(BaseModel):
    """The answer to an appeal; upheld after a step gives the grade back from `effective`, by default next month."""

    upheld: bool
    answer: str
    effective: str | None = None


async def _cases(session: SessionDep, found: list[GradeProposal], principal: Principal) -> list[GradeCaseOut]:
    ids = [each.id for each in found]
    appeals, plans = await service.appeals_of(session, ids), await service.plans_of(session, ids)
    people = {person.id: person for person in await staff.people(session)}
    return [
        GradeCaseOut(
            proposal=ProposalOut.of(each),
            name=people[each.person_id].name,
            employee_number=people[each.person_id].employee_number,
            department=people[each.person_id].department,
            appeal=AppealOut.of(appeals[each.id]) if each.id in appeals else None,
            coaching=_plan(plans[each.id], {key: one.name for key, one in people.items()})
            if each.id in plans
            else None,
            mine=each.person_id == principal.person_id,
        )
        for each in found
    ]


def _plan(plan: CoachingPlan, names: dict[UUID, str]) -> CoachingPlanOut:
    return CoachingPlanOut(plan=plan.plan, mentor=names.get(plan.mentor_id, ""), until=plan.until)


@router.get("")
async def list_cases(
    session: SessionDep, page: PageParams, principal: Reader, *, waiting: bool = False
) -> Page[GradeCaseOut]:
    """Grade reviews within the scope, newest first; `waiting`: those that call for a decision."""
    found, total = await service.proposals_page(
        session,
        visible_people=principal.visible_people,
        waiting=waiting,
        offset=page.offset,
        size=page.size,
    )
    items = await _cases(session, found, principal)
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/people/{person_id}")
async def show_history(session: SessionDep, person_id: UUID, principal: Reader) -> HistoryOut:
    """The history of a person's grades."""
    found = await service.grade_history(session, person_id=person_id, visible_people=principal.visible_people)
    person = await staff.person(session, person_id)
    steps = [
        GradeStepOut(grade=str(each.grade), effective_on=each.effective_on, reason=each.reason)
        for each in found.grades
    ]
    cases = await _cases(session, list(found.proposals), principal)
    return HistoryOut(person_id=person_id, name=person.name, grades=steps, cases=cases)


@router.post("/{proposal_id}/decide")
async def decide(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    proposal_id: UUID,
    body: GradeDecisionIn,
    principal: Decider,
) -> GradeCaseOut:
    """Accept or decline, once; the lowest grade needs a coaching plan."""
    coaching = body.coaching
    made = await service.decide_proposal(
        session,
        proposal_id=proposal_id,
        accept=body.accept,
        reason=body.reason,
        effective=_effective(body.effective, calendar.day_of(clock.now())),
        principal=principal,
        at=clock.now(),
        coaching=service.Coaching(coaching.plan, coaching.mentor_id, coaching.until) if coaching else None,
    )
    return (await _cases(session, [made], principal))[0]


def _effective(given: str | None, today: date) -> Month:
    return read_month(given) if given else Month.of(today).next()


@router.post("/{proposal_id}/appeal")
async def appeal(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    proposal_id: UUID,
    body: AppealIn,
    principal: Reader,
) -> AppealOut:
    """The person concerned appeals, once and in time."""
    made = await service.appeal(
        session,
        proposal_id=proposal_id,
        text=body.text,
        principal=principal,
        at=clock.now(),
        calendar=calendar,
    )
    return AppealOut.of(made)


@router.post("/{proposal_id}/answer")
async def answer(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    proposal_id: UUID,
    body: AnswerIn,
    principal: Decider,
) -> AppealOut:
    """Answer an appeal; not by who decided."""
    made = await service.answer_appeal(
        session,
        proposal_id=proposal_id,
        upheld=body.upheld,
        answer=body.answer,
        effective=_effective(body.effective, calendar.day_of(clock.now())),
        principal=principal,
        at=clock.now(),
    )
    return AppealOut.of(made)
