"""Disputes about grades: raised by the person, answered by the grader, decided by a leader; all of it is kept."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from callwright.flow.calls import service as calls
from callwright.flow.insights.contracts.grading import (
    Dispute,
    DisputeState,
    DisputeStep,
    Grade,
    GradeKind,
    Mark,
)
from callwright.flow.insights.errors import (
    AnswerAwaited,
    DecidesOwnGrade,
    DisputeClosed,
    DisputedAlready,
    DisputeUnknown,
    NotDisputable,
    NotYourGrade,
    OwnCall,
)
from callwright.flow.insights.repository import grading as repository
from callwright.flow.insights.service.grading import grade, line, scorecard
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.rules.insights.grading import grading_parameters


async def raise_dispute(
    session: Session,
    *,
    grade_id: uuid.UUID,
    text: str,
    principal: Principal,
    now: dt.datetime,
    calendar: CompanyCalendar,
) -> Dispute:
    """Question an own grade in force, once, within the days that the rules give.

    GradeUnknown (404), NotYourGrade (403), NotDisputable, DisputedAlready (409).
    """
    found = await grade(session, grade_id, visible_people=principal.visible_people)
    if found.person_id != principal.person_id:
        raise NotYourGrade
    today = calendar.day_of(now)
    rules = grading_parameters(today)
    late = today > calendar.day_of(found.graded_at) + dt.timedelta(days=rules.dispute_days)
    if late or not found.stands or found.kind is GradeKind.DECISION:
        raise NotDisputable(days=rules.dispute_days)
    if not await repository.add_step(session, grade_id, _step("raised", text, principal, now)):
        raise DisputedAlready
    return await _kept(session, grade_id, principal, "insights.dispute")


async def answer_dispute(
    session: Session, *, dispute_id: uuid.UUID, text: str, principal: Principal, now: dt.datetime
) -> Dispute:
    """A grader's answer; DisputeUnknown (404), OwnCall (403), DisputeClosed (409)."""
    found = await dispute(session, dispute_id, visible_people=principal.visible_people)
    if found.person_id == principal.person_id:
        raise OwnCall
    if found.state is not DisputeState.OPEN:
        raise DisputeClosed
    if not await repository.add_step(session, dispute_id, _step("answer", text, principal, now)):
        raise DisputeClosed
    return await _kept(session, dispute_id, principal, "insights.answer_dispute")


async def decide_dispute(
    session: Session,
    *,
    dispute_id: uuid.UUID,
    marks: Sequence[Mark] | None,
    text: str,
    principal: Principal,
    now: dt.datetime,
    calendar: CompanyCalendar,
) -> Dispute:
    """The last word: with `marks` a new line replaces the grade, the old one stays; without, the grade stands.

    DisputeUnknown (404); OwnCall, DecidesOwnGrade (403); AnswerAwaited, DisputeClosed (409); MarksWrong (422).
    """
    found = await dispute(session, dispute_id, visible_people=principal.visible_people)
    old = await grade(session, found.grade_id)
    if found.person_id == principal.person_id:
        raise OwnCall
    if principal.account_id is not None and old.by_account == principal.account_id:
        raise DecidesOwnGrade
    if found.state is DisputeState.DECIDED:
        raise DisputeClosed
    _answered_or_late(found, now, calendar)
    new = await _replacing(session, old, marks, text, principal, now) if marks is not None else None
    step = _step("decision", text, principal, now, new.id if new else None)
    if not await repository.add_step(session, dispute_id, step):
        raise DisputeClosed
    return await _kept(session, dispute_id, principal, "insights.decide_dispute")


def _answered_or_late(found: Dispute, now: dt.datetime, calendar: CompanyCalendar) -> None:
    days = grading_parameters(calendar.day_of(now)).dispute_answer_days
    until = found.steps[0].at + dt.timedelta(days=days)
    if found.state is DisputeState.OPEN and now < until:
        raise AnswerAwaited(until=calendar.local(until).strftime("%Y-%m-%d %H:%M"))


async def _replacing(
    session: Session, old: Grade, marks: Sequence[Mark], text: str, principal: Principal, now: dt.datetime
) -> Grade:
    """The new line, graded with the version of the old one."""
    attempt = await calls.attempt(session, old.attempt_id)
    card = await scorecard(session, old.scorecard_id)
    new = line(
        attempt,
        card,
        marks,
        comment=text,
        kind=GradeKind.DECISION,
        replaces=old.id,
        principal=principal,
        now=now,
        day=old.day,
    )
    if not await repository.save_grade(session, new):
        raise DisputeClosed
    return new


async def dispute(
    session: Session, dispute_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None = None
) -> Dispute:
    """One dispute; DisputeUnknown (404) also outside scope."""
    found = await repository.disputes(session, visible_people=visible_people, grade_ids=[dispute_id])
    if not found:
        raise DisputeUnknown
    return found[0]


async def disputes(
    session: Session, *, visible_people: frozenset[uuid.UUID] | None, state: DisputeState | None = None
) -> list[Dispute]:
    """Disputes within scope, the newest first."""
    return await repository.disputes(session, visible_people=visible_people, state=state)


async def disputes_of_grades(session: Session, grade_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Dispute]:
    """Disputes by the grade they question, for grades the caller may see."""
    found = await repository.disputes(session, visible_people=None, grade_ids=grade_ids)
    return {one.grade_id: one for one in found}


def _step(
    kind: str, text: str, principal: Principal, now: dt.datetime, grade_id: uuid.UUID | None = None
) -> DisputeStep:
    return DisputeStep(kind, text, now, principal.account_id, principal.name, grade_id)


async def _kept(session: Session, grade_id: uuid.UUID, principal: Principal, action: str) -> Dispute:
    """The dispute as it is now, its step in the audit trail."""
    await record(session, principal, action=action, object=f"grade:{grade_id}", details={})
    return await dispute(session, grade_id)
