"""Closing a month of scores: once, completely, for ever (product §9.1-9.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from callwright.flow.scores.contracts import ClosedMonth, GradeProposal, Lack
from callwright.flow.scores.decide.members import goal_lacks, kind_of, members
from callwright.flow.scores.decide.reviewing import Period, by_person, latest_people, period_of, propose
from callwright.flow.scores.decide.scoring import Scoring, score_month
from callwright.flow.scores.errors import (
    CycleNotApproved,
    DataMissing,
    GoalsMissing,
    HrAlone,
    MonthNotOver,
    OverrideNotAllowed,
)
from callwright.flow.scores.events import ScoresClosed
from callwright.flow.scores.repository import cycles
from callwright.flow.scores.repository import scored as repository
from callwright.flow.scores.service.measuring import measure
from callwright.flow.scores.service.reading import closing
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.goals import service as goals
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.formulas.cycles import CycleState
from callwright.rules.appraisal.indicators import PostKind


async def close_scores(
    session: Session,
    *,
    month: Month,
    principal: Principal,
    at: datetime,
    calendar: CompanyCalendar,
    override_reason: str | None = None,
) -> ClosedMonth:
    """Measure, score and freeze a month; closing twice answers the first closing.

    MonthNotOver (409) before the month has ended. GoalsMissing (409) lists everybody without goals, role
    description or acknowledgement, DataMissing (409) every indicator without an actual value. With a reason the
    owner closes nevertheless (OverrideNotAllowed for others): both lists are recorded, and who lacks goals or
    data stays without a score. Where the month belongs to a cycle of the board, CycleNotApproved (409) until the
    owner approved it; without a cycle HR alone closes nothing (HrAlone, 409).
    """
    reason = (override_reason or "").strip() or None
    if reason and "owner" not in principal.roles:
        raise OverrideNotAllowed
    if calendar.day_of(at) < month.end and not reason:
        raise MonthNotOver(month=month)
    if await repository.closing(session, str(month)) is None:
        await _refuse_unapproved(session, month, principal, reason)
    if not await repository.claim(session, month=str(month), at=at, by=principal.name, reason=reason):
        found = await closing(session, month)
        assert found is not None  # the claim failed because the row is there
        return found
    await goals.seal(session, month=month, at=at)
    cycle = await goals.cycle(session, month)
    people = members(await staff.people(session), month)
    lacks = goal_lacks(people, cycle)
    if not people or (lacks and not reason):
        raise GoalsMissing(month=month, missing=[each.to_json() for each in lacks])
    stays = await staff.stays(session, first_day=month.start, last_day=month.end - timedelta(days=1))
    scoring = score_month(people, cycle, await measure(session, month, calendar), stays)
    if scoring.lacks and not reason:
        details = [each.to_json() for each in scoring.lacks]
        raise DataMissing(month=month, missing=details)
    await _save(session, month, scoring, (*lacks, *scoring.lacks))
    await _review(session, month)
    await _tell(session, month, principal, scoring, reason)
    found = await closing(session, month)
    assert found is not None  # written above
    return replace(found, already_closed=False)


async def _refuse_unapproved(
    session: Session, month: Month, principal: Principal, reason: str | None
) -> None:
    cycle = await cycles.covering(session, kind=PostKind.REP.value, months=[str(month)])
    if cycle is None:
        if not {"owner", "manager"} & principal.roles:
            raise HrAlone(month=month)
    elif cycle.state not in {CycleState.APPROVED, CycleState.CLOSED} and not reason:
        raise CycleNotApproved(month=month)


async def _save(session: Session, month: Month, scoring: Scoring, lacks: Sequence[Lack]) -> None:
    await repository.save_lacks(session, month=str(month), lacks=lacks)
    await repository.save_scores(session, scoring.scores)
    await repository.save_departments(session, scoring.departments)


async def _review(session: Session, month: Month) -> None:
    """Grade reviews of those whose period ends with this month."""
    closed = await repository.closed_months(session)
    last_day = month.end - timedelta(days=1)
    people = latest_people(members(await staff.people(session, on=last_day), month), month)
    names = [str(each) for each in closed]
    history = by_person(await repository.scores(session, months=names, visible_people=None))
    made: list[GradeProposal] = []
    for person in people:
        period = _period(person, month)
        if period is not None:
            made.append(propose(person, period, closed, history.get(person.id, {})))
    await repository.save_proposals(session, month=str(month), proposals=made)


def _period(person: Person, month: Month) -> Period | None:
    kind = kind_of(person)
    return None if kind is None else period_of(kind, month)


async def _tell(
    session: Session, month: Month, principal: Principal, scoring: Scoring, reason: str | None
) -> None:
    event = ScoresClosed(str(month), len(scoring.scores), reason is not None)
    await publish(session, event, subject=str(month))
    details: dict[str, object] = {"override_reason": reason, "scored": len(scoring.scores)}
    await record(session, principal, action="scores.close", object=f"scores:{month}", details=details)
