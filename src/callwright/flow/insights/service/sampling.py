"""Drawing calls that are graded, by chance or by risk; a draw can be repeated and gives the same calls."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections import Counter
from collections.abc import Sequence

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import FINAL_REFUSALS, Attempt
from callwright.flow.insights.contracts.checks import Kind, Verdict
from callwright.flow.insights.contracts.grading import Candidate, Draw, DrawMethod, DrawnCall
from callwright.flow.insights.contracts.measures import Measures
from callwright.flow.insights.decide.sampling import drawn, risks_of, weight_of
from callwright.flow.insights.errors import DrawUnknown, NothingToDraw
from callwright.flow.insights.repository import checking as hits_stored
from callwright.flow.insights.repository import grading as grades_stored
from callwright.flow.insights.repository import measures as measures_stored
from callwright.flow.insights.repository import sampling as repository
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import new_id
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.insights.grading import GradingParameters, grading_parameters

MOST_CALLS = 200_000
PIECE = 10_000
"""A statement takes 32,767 values at most."""


async def draw_calls(
    session: Session,
    *,
    method: DrawMethod,
    first_day: dt.date,
    last_day: dt.date,
    per_person: int,
    calibrate: int,
    seed: str,
    principal: Principal,
    now: dt.datetime,
    calendar: CompanyCalendar,
) -> Draw:
    """Draw up to `per_person` calls of each person in scope from a period; the first `calibrate` are graded twice.

    The population: answered, recorded and measured, long enough, not graded yet. An empty `seed` is chosen by chance
    and kept. NothingToDraw (409).
    """
    rules = grading_parameters(calendar.day_of(now))
    found = await _population(session, first_day, last_day, principal, rules, calendar)
    if not found:
        raise NothingToDraw
    chosen_seed = seed or secrets.token_hex(8)
    taken = drawn(found, seed=chosen_seed, method=method, per_person=per_person)
    draw = Draw(
        id=new_id(),
        method=method,
        seed=chosen_seed,
        first_day=first_day,
        last_day=last_day,
        per_person=per_person,
        calibrate=min(calibrate, len(taken)),
        population=len(found),
        drawn=len(taken),
        drawn_at=now,
        drawn_by=principal.name,
    )
    await repository.save_draw(session, draw, found, taken)
    details: dict[str, object] = {"method": str(method), "population": len(found), "drawn": len(taken)}
    await record(session, principal, action="insights.draw", object=f"draw:{draw.id}", details=details)
    return draw


async def _population(
    session: Session,
    first_day: dt.date,
    last_day: dt.date,
    principal: Principal,
    rules: GradingParameters,
    calendar: CompanyCalendar,
) -> list[Candidate]:
    attempts, _ = await calls.attempts_page(
        session,
        visible_people=principal.visible_people,
        start=calendar.bounds(first_day)[0],
        end=calendar.bounds(last_day)[1],
        recorded=True,
        limit=MOST_CALLS,
    )
    fitting = [
        one
        for one in attempts
        if one.answered_at is not None
        and one.person_id is not None
        and one.person_id != principal.person_id
        and one.talk_seconds >= rules.minimum_talk_seconds
    ]
    measures: dict[uuid.UUID, Measures] = {}
    graded: set[uuid.UUID] = set()
    for start in range(0, len(fitting), PIECE):
        piece = [one.id for one in fitting[start : start + PIECE]]
        known = await measures_stored.of_attempts(session, piece)
        measures.update({attempt_id: one.measures for attempt_id, one in known.items()})
        graded |= await grades_stored.graded_attempts(session, piece)
    open_calls = [one for one in fitting if one.id in measures and one.id not in graded]
    return await _weighed(session, open_calls, measures, rules, calendar)


async def _weighed(
    session: Session,
    attempts: Sequence[Attempt],
    measures: dict[uuid.UUID, Measures],
    rules: GradingParameters,
    calendar: CompanyCalendar,
) -> list[Candidate]:
    hired = {one.id: one.hired_on for one in await staff.people(session)}
    faults = await _fault_hits(session, [one.id for one in attempts])
    found = []
    for one in attempts:
        assert one.person_id is not None
        since = hired.get(one.person_id)
        risks = risks_of(
            measures.get(one.id),
            complaint=one.outcome in FINAL_REFUSALS,
            days_employed=(calendar.day_of(one.started_at) - since).days if since else None,
            fault_hits=faults[one.id],
            rules=rules,
        )
        found.append(Candidate(one.id, one.person_id, weight_of(risks, rules), risks))
    return sorted(found, key=lambda one: one.attempt_id)


async def _fault_hits(session: Session, attempt_ids: Sequence[uuid.UUID]) -> Counter[uuid.UUID]:
    """Faults that checks found, by call; calls without a transcript have none."""
    found: Counter[uuid.UUID] = Counter()
    for start in range(0, len(attempt_ids), PIECE):
        for hit in await hits_stored.hits(session, attempt_ids=attempt_ids[start : start + PIECE]):
            found[hit.call_id] += hit.kind is Kind.FAULT and hit.verdict is not Verdict.WRONG
    return found


async def draws_page(
    session: Session, *, visible_people: frozenset[uuid.UUID] | None, offset: int = 0, limit: int = 50
) -> tuple[list[Draw], int]:
    """One page of draws with calls in scope, newest first."""
    return await repository.draws(session, visible_people=visible_people, offset=offset, limit=limit)


async def draw_with_calls(
    session: Session, draw_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None
) -> tuple[Draw, list[DrawnCall]]:
    """A draw and its calls in scope, in order; DrawUnknown (404)."""
    found, _ = await repository.draws(session, visible_people=visible_people, draw_id=draw_id)
    if not found:
        raise DrawUnknown
    return found[0], await repository.drawn_calls(session, draw_id=draw_id, visible_people=visible_people)


async def repeats(
    session: Session, draw_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None
) -> bool:
    """Whether drawing again from the kept population, with the kept seed, gives the kept calls in their order."""
    draw, _ = await draw_with_calls(session, draw_id, visible_people=visible_people)
    kept = await repository.drawn_calls(session, draw_id=draw_id, visible_people=None)
    again = drawn(
        await repository.population(session, draw_id),
        seed=draw.seed,
        method=draw.method,
        per_person=draw.per_person,
    )
    return [one.attempt_id for one in again] == [one.attempt_id for one in kept]
