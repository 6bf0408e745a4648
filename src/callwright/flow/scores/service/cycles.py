"""Cycles of appraisal: opened when the goals are agreed, moved one step at a time, closed once (product §9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from callwright.flow.scores.contracts import Cycle, CycleResult, CycleStep, Lack
from callwright.flow.scores.decide import waiting
from callwright.flow.scores.decide.members import goal_lacks, kind_of, members
from callwright.flow.scores.decide.reviewing import by_person
from callwright.flow.scores.errors import (
    CycleBlocked,
    CycleExists,
    CycleMoved,
    CycleUnknown,
    GoalsMissing,
    NoteMissing,
    OverrideNotAllowed,
    StepNotAllowed,
)
from callwright.flow.scores.repository import cycles as repository
from callwright.flow.scores.repository import scored
from callwright.flow.scores.service.closing import close_scores
from callwright.flow.scores.service.supplying import CycleData, cycle_data, supply_lacks
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.formulas.cycles import (
    MOVERS,
    STATE_TITLES,
    CycleState,
    PeriodLength,
    default_length,
    may_send_back,
    next_state,
    span_of,
)
from callwright.rules.appraisal.formulas.scoring import mean_score
from callwright.rules.appraisal.indicators import PostKind


async def period_length(session: Session, kind: PostKind, month: Month) -> PeriodLength:
    """How long cycles of a kind are: what the company set, else the rule's default."""
    given = await repository.length(session, kind=kind.value, month=str(month))
    return PeriodLength(given) if given else default_length(kind, on=month.start)


async def open_cycle(
    session: Session,
    *,
    kind: PostKind,
    month: Month,
    principal: Principal,
    at: datetime,
    override_reason: str | None = None,
) -> Cycle:
    """Open the cycle of the period a month lies in.

    GoalsMissing (409) lists everybody without goals, targets, role description or acknowledgement; the owner may
    open it with a reason, which is kept (OverrideNotAllowed for others). CycleExists (409).
    """
    reason = (override_reason or "").strip() or None
    if reason and "owner" not in principal.roles:
        raise OverrideNotAllowed
    await repository.lock_kind(session, [kind.value])
    span = span_of(await period_length(session, kind, month), month)
    names = [str(each) for each in span.months]
    if await repository.covering(session, kind=kind.value, months=names) is not None:
        raise CycleExists(period=span.name)
    lacks = await _goal_lacks(session, span.months)
    if lacks and not reason:
        raise GoalsMissing(month=span.name, missing=[lack.to_json() for lack in lacks])
    cycle_id = derive_id("scores.cycle", kind.value, span.name)
    values = {
        "id": cycle_id,
        "kind": kind.value,
        "period": span.name,
        "months": names,
        "state": CycleState.OPEN.value,
        "opened_by": principal.name,
        "opened_at": at,
        "override_reason": reason,
    }
    await repository.add_cycle(session, values)
    await _step(session, cycle_id, ("", CycleState.OPEN), principal, at, reason, lacks)
    return await get_cycle(session, cycle_id)


async def _goal_lacks(session: Session, months: Sequence[Month]) -> list[Lack]:
    """What is missing; a person is named once, for the first month in which something is."""
    everybody = await staff.people(session)
    found: dict[str, Lack] = {}
    anybody = False
    for month in months:
        people = members(everybody, month)
        anybody = anybody or bool(people)
        for lack in goal_lacks(people, await goals.cycle(session, month)):
            found.setdefault(lack.subject, lack)
    if not anybody:
        raise GoalsMissing(month=months[0], missing=[])
    return list(found.values())


async def get_cycle(session: Session, cycle_id: UUID) -> Cycle:
    """One cycle; CycleUnknown (404)."""
    found = await repository.cycle(session, cycle_id)
    if found is None:
        raise CycleUnknown
    return found


async def list_cycles(session: Session, *, offset: int, size: int) -> tuple[list[Cycle], int]:
    """Cycles, newest period first, and how many there are."""
    return await repository.cycles(session, offset=offset, size=size)


async def people_of(session: Session, cycle: Cycle) -> list[Person]:
    """Whom a cycle appraises: the reps or the managers of its months."""
    everybody = await staff.people(session)
    found = {person.id: person for month in cycle.months for person in members(everybody, month)}
    return [person for person in found.values() if kind_of(person) == cycle.kind]


async def waiting_for(
    session: Session,
    cycle: Cycle,
    *,
    at: datetime,
    calendar: CompanyCalendar,
    data: CycleData | None = None,
) -> list[Lack]:
    """What the next step of a cycle waits for; nothing when it may be taken. `data` is not measured twice."""
    following = next_state(CycleState(cycle.state))
    if following is CycleState.DATA_IN:
        return await _data_lacks(session, cycle, at=at, calendar=calendar, data=data)
    if following is CycleState.REVIEW:
        written = await repository.self_views(session, cycle.id)
        return waiting.no_self_view(await people_of(session, cycle), written)
    if following is CycleState.CALIBRATED:
        reviewed = await repository.reviews(session, cycle.id)
        return waiting.no_review(await people_of(session, cycle), reviewed)
    if following in {CycleState.APPROVED, CycleState.CLOSED}:
        return await _data_lacks(session, cycle, at=at, calendar=calendar, data=data)
    return []


async def _data_lacks(
    session: Session, cycle: Cycle, *, at: datetime, calendar: CompanyCalendar, data: CycleData | None
) -> list[Lack]:
    """Reps: data of every month, signed. Managers: the months whose data was signed are closed."""
    lacks = []
    if calendar.day_of(at) < cycle.months[-1].end:
        lacks.append(waiting.not_over(cycle.period))
    closed = await scored.closed_months(session)
    still_open = [month for month in cycle.months if month not in closed]
    if cycle.kind == PostKind.MANAGER:
        return lacks + waiting.months_open(cycle.months, closed)
    if still_open:
        lacks += await supply_lacks(session, cycle, data or await cycle_data(session, cycle, calendar))
    return lacks


async def advance_cycle(
    session: Session,
    *,
    cycle_id: UUID,
    before: CycleState,
    principal: Principal,
    at: datetime,
    calendar: CompanyCalendar,
    note: str | None = None,
    override_reason: str | None = None,
) -> Cycle:
    """Take the next step from the state the asker saw.

    CycleMoved (409) when it is in another state now, except that closing a closed cycle answers it (`already`).
    StepNotAllowed (403), NoteMissing (422) for a calibration without words, CycleBlocked (409) lists what is missing;
    the owner goes on with a reason (OverrideNotAllowed for others), which is kept with the list.
    """
    cycle = await get_cycle(session, cycle_id)
    following = next_state(before)
    if following is None:
        return replace(cycle, already=True)
    if not MOVERS[following] & principal.roles:
        raise StepNotAllowed
    reason = (override_reason or "").strip() or None
    if reason and "owner" not in principal.roles:
        raise OverrideNotAllowed
    if following is CycleState.CALIBRATED and not (note or "").strip():
        raise NoteMissing
    if cycle.state != before:
        return await _moved(session, cycle_id, following)
    lacks = await waiting_for(session, cycle, at=at, calendar=calendar)
    if lacks and not reason:
        raise CycleBlocked(month=cycle.period, missing=[lack.to_json() for lack in lacks])
    if not await repository.move(session, cycle_id=cycle_id, before=before.value, after=following.value):
        return await _moved(session, cycle_id, following)
    if following is CycleState.CLOSED:
        await _close(session, cycle, principal=principal, at=at, calendar=calendar, reason=reason)
    await _step(session, cycle_id, (before, following), principal, at, reason or note, lacks)
    return await get_cycle(session, cycle_id)


async def _moved(session: Session, cycle_id: UUID, wanted: CycleState) -> Cycle:
    """Somebody was faster: the same closing is answered, any other move is told."""
    now = await get_cycle(session, cycle_id)
    if wanted is CycleState.CLOSED and now.state == CycleState.CLOSED:
        return replace(now, already=True)
    raise CycleMoved(title=STATE_TITLES[CycleState(now.state)])


async def _close(
    session: Session,
    cycle: Cycle,
    *,
    principal: Principal,
    at: datetime,
    calendar: CompanyCalendar,
    reason: str | None,
) -> None:
    """Reps' months are closed with the cycle; then the result of each person is kept."""
    if cycle.kind == PostKind.REP:
        closed = await scored.closed_months(session)
        for month in (each for each in cycle.months if each not in closed):
            await close_scores(
                session,
                month=month,
                principal=principal,
                at=at,
                calendar=calendar,
                override_reason=reason or _given_before(cycle, principal),
            )
    names = [str(month) for month in cycle.months]
    found = by_person(await scored.scores(session, months=names, visible_people=None))
    people = {person.id for person in await people_of(session, cycle)}
    results: dict[UUID, tuple[Decimal, list[Month]]] = {}
    for person_id, months in found.items():
        if person_id in people:
            mean = mean_score([score.score for score in months.values()])
            results[person_id] = (mean, sorted(months))
    await repository.save_results(session, cycle.id, results)


def _given_before(cycle: Cycle, principal: Principal) -> str | None:
    """A cycle the owner opened without everybody's goals is closed by the owner for the same reason."""
    return cycle.override_reason if "owner" in principal.roles else None


async def send_back(
    session: Session, *, cycle_id: UUID, before: CycleState, reason: str, principal: Principal, at: datetime
) -> Cycle:
    """Back to the start, so that data is supplied and signed anew; the reason is kept. Never once approved."""
    if not may_send_back(before, principal.roles):
        raise StepNotAllowed
    if len(reason.strip()) < 2:
        raise NoteMissing
    await get_cycle(session, cycle_id)
    opened = CycleState.OPEN
    if not await repository.move(session, cycle_id=cycle_id, before=before.value, after=opened.value):
        return await _moved(session, cycle_id, opened)
    await repository.drop_signatures(session, cycle_id)
    await _step(session, cycle_id, (before, opened), principal, at, reason.strip(), [])
    return await get_cycle(session, cycle_id)


async def _step(
    session: Session,
    cycle_id: UUID,
    step: tuple[str, str],
    principal: Principal,
    at: datetime,
    reason: str | None,
    lacks: Sequence[Lack],
) -> None:
    missing = tuple(lack.to_json() for lack in lacks)
    taken = CycleStep(str(step[0]), str(step[1]), reason, missing, principal.name, at)
    await repository.add_step(session, cycle_id, taken)
    details: dict[str, object] = {"from": str(step[0]), "to": str(step[1]), "reason": reason}
    await record(session, principal, action="scores.cycle", object=f"cycle:{cycle_id}", details=details)


async def cycle_results(session: Session, *, kind: PostKind, period: str) -> list[CycleResult]:
    """The result of each person of a closed cycle; empty while it is open. Read by pay for longer periods."""
    return await repository.results(session, kind=kind.value, period=period)
