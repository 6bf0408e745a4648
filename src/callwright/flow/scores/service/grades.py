"""Grades: a review proposes, a person decides, the one concerned may appeal (product §9.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from callwright.flow.scores.contracts import Appeal, CoachingPlan, GradeHistory, GradeProposal
from callwright.flow.scores.errors import (
    AppealLate,
    AppealOpen,
    AppealTwice,
    AppealUnknown,
    CoachingPlanMissing,
    NobodyReviewsThemselves,
    NoteMissing,
    ProposalDecided,
    ProposalUnknown,
)
from callwright.flow.scores.repository import grades as repository
from callwright.flow.scores.repository import scored
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.appraisal.formulas.appeals import appeal_until, may_appeal
from callwright.rules.appraisal.formulas.grades import Outcome

Visible = frozenset[UUID] | None


@dataclass(frozen=True)
class Coaching:
    """The coaching plan that goes with a decision about the lowest grade."""

    plan: str
    mentor_id: UUID
    until: date


async def decide_proposal(
    session: Session,
    *,
    proposal_id: UUID,
    accept: bool,
    reason: str,
    effective: Month,
    principal: Principal,
    at: datetime,
    coaching: Coaching | None = None,
) -> GradeProposal:
    """Accept or decline once. An accepted step changes the grade from the first day of `effective`.

    ProposalUnknown (404) also outside the asker's scope, ProposalDecided (409) when somebody was faster, AppealOpen
    (409) while an appeal waits, NobodyReviewsThemselves (403), NoteMissing (422) without a reason. In the lowest
    grade an accepted review needs a coaching plan (CoachingPlanMissing, 422).
    """
    await repository.lock_proposal(session, proposal_id)
    proposal = await _proposal(session, proposal_id, principal.visible_people)
    if proposal.person_id == principal.person_id:
        raise NobodyReviewsThemselves
    if len(reason.strip()) < 2:
        raise NoteMissing
    appeal = (await repository.appeals(session, [proposal_id])).get(proposal_id)
    if appeal is not None and appeal.upheld is None:
        raise AppealOpen
    coached = accept and proposal.outcome == Outcome.COACHING_PLAN
    if coached and (coaching is None or not coaching.plan.strip()):
        raise CoachingPlanMissing
    if not await scored.decide_proposal(
        session, proposal_id=proposal_id, accepted=accept, reason=reason, by=principal.name, at=at
    ):
        raise ProposalDecided(by=proposal.decided_by or "—")
    if coached and coaching is not None:
        await _coach(session, proposal_id, coaching)
    if accept and proposal.to_grade != proposal.from_grade:
        await staff.change_grade(
            session,
            person_id=proposal.person_id,
            grade=proposal.to_grade,
            effective_on=effective.start,
            reason=f"review {proposal.period}: {reason}",
        )
    details: dict[str, object] = {"accepted": accept, "reason": reason}
    await record(
        session, principal, action="scores.decide", object=f"proposal:{proposal_id}", details=details
    )
    return await _proposal(session, proposal_id, principal.visible_people)


async def _coach(session: Session, proposal_id: UUID, coaching: Coaching) -> None:
    await staff.person(session, coaching.mentor_id)
    await repository.add_plan(
        session,
        proposal_id=proposal_id,
        plan=coaching.plan.strip(),
        mentor_id=coaching.mentor_id,
        until=coaching.until,
    )


async def _proposal(session: Session, proposal_id: UUID, visible_people: Visible) -> GradeProposal:
    found = await scored.proposals(session, proposal_id=proposal_id, visible_people=visible_people)
    if not found:
        raise ProposalUnknown
    return found[0]


async def proposals_page(
    session: Session,
    *,
    visible_people: Visible,
    person_id: UUID | None = None,
    waiting: bool = False,
    offset: int,
    size: int,
) -> tuple[list[GradeProposal], int]:
    """Grade reviews within the scope, newest first; `waiting`: only those that call for a decision."""
    ids, total = await repository.proposal_ids(
        session,
        visible_people=visible_people,
        person_id=person_id,
        waiting=waiting,
        offset=offset,
        size=size,
    )
    known = {each.id: each for each in await scored.proposals(session, ids=ids, visible_people=None)}
    return [known[each] for each in ids], total


async def appeals_of(session: Session, proposals: list[UUID]) -> dict[UUID, Appeal]:
    """Appeals by proposal."""
    return await repository.appeals(session, proposals)


async def plans_of(session: Session, proposals: list[UUID]) -> dict[UUID, CoachingPlan]:
    """Coaching plans by proposal."""
    return await repository.plans(session, proposals)


async def appeal(
    session: Session,
    *,
    proposal_id: UUID,
    text: str,
    principal: Principal,
    at: datetime,
    calendar: CompanyCalendar,
) -> Appeal:
    """The person concerned appeals, against the proposal or its decision, once and in time.

    ProposalUnknown (404) for anybody else's, AppealLate, AppealTwice (409), NoteMissing (422).
    """
    own: Visible = frozenset() if principal.person_id is None else frozenset({principal.person_id})
    await repository.lock_proposal(session, proposal_id)
    await _proposal(session, proposal_id, own)
    if len(text.strip()) < 2:
        raise NoteMissing
    told = await repository.told_at(session, proposal_id)
    told_on = calendar.day_of(told or at)
    if not may_appeal(told_on, calendar.day_of(at)):
        raise AppealLate(until=appeal_until(told_on).isoformat())
    if not await repository.add_appeal(
        session, proposal_id=proposal_id, text=text.strip(), by=principal.name, at=at
    ):
        raise AppealTwice
    await record(session, principal, action="scores.appeal", object=f"proposal:{proposal_id}", details={})
    return (await repository.appeals(session, [proposal_id]))[proposal_id]


async def answer_appeal(
    session: Session,
    *,
    proposal_id: UUID,
    upheld: bool,
    answer: str,
    effective: Month,
    principal: Principal,
    at: datetime,
) -> Appeal:
    """Answer an appeal; upheld after a step was taken gives the grade back from the first day of `effective`.

    Not by the one concerned nor by who decided (NobodyReviewsThemselves, 403), AppealUnknown (404).
    """
    await repository.lock_proposal(session, proposal_id)
    proposal = await _proposal(session, proposal_id, principal.visible_people)
    if principal.person_id == proposal.person_id or principal.name == proposal.decided_by:
        raise NobodyReviewsThemselves
    if len(answer.strip()) < 2:
        raise NoteMissing
    if not await repository.answer_appeal(
        session, proposal_id=proposal_id, upheld=upheld, answer=answer.strip(), by=principal.name, at=at
    ):
        raise AppealUnknown
    if upheld and proposal.accepted and proposal.to_grade != proposal.from_grade:
        await staff.change_grade(
            session,
            person_id=proposal.person_id,
            grade=proposal.from_grade,
            effective_on=effective.start,
            reason=f"appeal {proposal.period}: {answer.strip()}",
        )
    details: dict[str, object] = {"upheld": upheld}
    await record(
        session, principal, action="scores.answer", object=f"proposal:{proposal_id}", details=details
    )
    return (await repository.appeals(session, [proposal_id]))[proposal_id]


async def grade_history(session: Session, *, person_id: UUID, visible_people: Visible) -> GradeHistory:
    """Every grade of a person with its reason, and the reviews, appeals and plans behind; PersonNotFound (404)."""
    await staff.person(session, person_id, visible_people=visible_people)
    found, _ = await proposals_page(
        session, visible_people=visible_people, person_id=person_id, offset=0, size=500
    )
    ids = [each.id for each in found]
    return GradeHistory(
        person_id,
        tuple(await staff.grade_history(session, person_id=person_id)),
        tuple(found),
        tuple((await repository.appeals(session, ids)).values()),
        tuple((await repository.plans(session, ids)).values()),
    )
