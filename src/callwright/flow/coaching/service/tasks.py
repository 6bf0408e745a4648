"""Coaching tasks: what is practised until when, measured before and after."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.coaching import repository
from callwright.flow.coaching.contracts.growing import CoachingTask, Proof, ProofVerdict, Sample
from callwright.flow.coaching.decide.proof import proof, sample_of
from callwright.flow.coaching.errors import DueTooEarly, MeasureUnknown, TaskClosed, TaskUnknown
from callwright.flow.coaching.models import TaskRow
from callwright.flow.insights import service as insights
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import new_id
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.coaching.growing import growing_parameters
from callwright.rules.coaching.values import coaching_parameters

QUALITY = "quality_score"
MEASURES = {
    "talk_share_agent": "lower",
    "interruptions_by_agent": "lower",
    "longest_monologue_seconds": "lower",
    "silence_share": "lower",
    "patience_seconds": "higher",
    QUALITY: "higher",
}
"""What a task can be proven with, and the direction that is usually wanted."""
DAY = dt.timedelta(days=1)
PIECE = 10_000


async def add_task(
    session: Session,
    *,
    person_id: UUID,
    text: str,
    measure: str,
    wanted: str | None,
    due_on: dt.date,
    attempt_id: UUID | None,
    grade_id: UUID | None,
    principal: Principal,
    now: dt.datetime,
    calendar: CompanyCalendar,
) -> CoachingTask:
    """Agree on a task with a person in scope; what the days before were like is measured and kept now.

    PersonNotFound, AttemptNotFound, GradeUnknown (404); MeasureUnknown, DueTooEarly (422).
    """
    person = await staff.person(session, person_id, visible_people=principal.visible_people)
    today = calendar.day_of(now)
    if measure not in MEASURES:
        raise MeasureUnknown(measure=measure, known=", ".join(MEASURES))
    if due_on <= today:
        raise DueTooEarly
    if attempt_id is not None:
        await calls.attempt(session, attempt_id, visible_people=frozenset({person_id}))
    if grade_id is not None:
        await insights.grade(session, grade_id, visible_people=frozenset({person_id}))
    first = today - dt.timedelta(days=growing_parameters(today).proof_window_days)
    before = await _sample(session, person_id, measure, first, today - DAY, calendar)
    task_id = new_id()
    await repository.add_task(
        session,
        {
            "id": task_id,
            "person_id": person.id,
            "attempt_id": attempt_id,
            "grade_id": grade_id,
            "text": text,
            "measure": measure,
            "wanted": wanted or MEASURES[measure],
            "due_on": due_on,
            "made_on": today,
            "made_at": now,
            "made_by": principal.name,
            "before": _json(before),
        },
    )
    details: dict[str, object] = {"measure": measure, "due_on": due_on.isoformat()}
    await record(session, principal, action="coaching.task", object=f"person:{person_id}", details=details)
    return await task(session, task_id, visible_people=None)


async def close_task(
    session: Session, *, task_id: UUID, principal: Principal, now: dt.datetime, calendar: CompanyCalendar
) -> CoachingTask:
    """Measure the days since the task was agreed, and keep the proof; TaskUnknown (404), TaskClosed (409)."""
    found = await task(session, task_id, visible_people=principal.visible_people)
    if not found.open:
        raise TaskClosed
    today = calendar.day_of(now)
    rules = growing_parameters(today)
    after = await _sample(session, found.person_id, found.measure, found.made_on, today, calendar)
    shown = proof(
        found.before,
        after,
        wanted=found.wanted,
        confidence=coaching_parameters(today).confidence,
        minimum_calls=rules.proof_minimum_calls,
    )
    values = {
        "after": _json(after) | {"difference": shown.difference, "low": shown.low, "high": shown.high},
        "verdict": str(shown.verdict),
        "closed_at": now,
        "closed_by": principal.name,
    }
    if not await repository.close_task(session, task_id, values):
        raise TaskClosed
    return await task(session, task_id, visible_people=None)


async def task(session: Session, task_id: UUID, *, visible_people: frozenset[UUID] | None) -> CoachingTask:
    """One task; TaskUnknown (404) also outside scope."""
    rows, _ = await repository.tasks(session, visible_people=visible_people, task_id=task_id)
    if not rows:
        raise TaskUnknown
    return (await _read(session, rows))[0]


async def tasks_page(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    person_id: UUID | None = None,
    open_only: bool = False,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[CoachingTask], int]:
    """One page of tasks in scope: open ones by due day, then closed ones, newest first."""
    rows, total = await repository.tasks(
        session,
        visible_people=visible_people,
        person_id=person_id,
        open_only=open_only,
        offset=offset,
        limit=limit,
    )
    return await _read(session, rows), total


async def _sample(
    session: Session, person_id: UUID, measure: str, first: dt.date, last: dt.date, calendar: CompanyCalendar
) -> Sample:
    """The measure over a person's calls of some days."""
    if measure == QUALITY:
        grades = await insights.graded_of_person(session, person_id=person_id, first_day=first, last_day=last)
        return sample_of([float(one.score) for one in grades], first, last)
    attempts, _ = await calls.attempts_page(
        session,
        person_id=person_id,
        start=calendar.bounds(first)[0],
        end=calendar.bounds(last)[1],
        recorded=True,
        limit=PIECE,
    )
    measured = await insights.measures_of(session, [one.id for one in attempts])
    values = [getattr(one.measures, measure) for one in measured.values()]
    return sample_of([float(value) for value in values if value is not None], first, last)


async def _read(session: Session, rows: Sequence[TaskRow]) -> list[CoachingTask]:
    names = {one.id: one.name for one in await staff.people(session)}
    return [
        CoachingTask(
            id=row.id,
            person_id=row.person_id,
            person=names[row.person_id],
            attempt_id=row.attempt_id,
            grade_id=row.grade_id,
            text=row.text,
            measure=row.measure,
            wanted=row.wanted,
            due_on=row.due_on,
            made_on=row.made_on,
            made_by=row.made_by,
            before=_sample_of(row.before),
            after=_sample_of(row.after) if row.after else None,
            proof=_proof_of(row.after, row.verdict) if row.after and row.verdict else None,
            closed_at=row.closed_at,
            closed_by=row.closed_by,
        )
        for row in rows
    ]


def _json(sample: Sample) -> dict[str, Any]:
    kept = dataclasses.asdict(sample)
    return kept | {"first_day": sample.first_day.isoformat(), "last_day": sample.last_day.isoformat()}


def _sample_of(raw: dict[str, Any]) -> Sample:
    return Sample(
        first_day=dt.date.fromisoformat(raw["first_day"]),
        last_day=dt.date.fromisoformat(raw["last_day"]),
        calls=raw["calls"],
        mean=raw["mean"],
        deviation=raw["deviation"],
    )


def _proof_of(raw: dict[str, Any], verdict: str) -> Proof:
    return Proof(ProofVerdict(verdict), raw["difference"], raw["low"], raw["high"])
