"""One run: gather the facts, ask every decider, rank, keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.diagnosis import repository
from callwright.flow.diagnosis.contracts import Actor, Evidence, Finding, Run
from callwright.flow.diagnosis.decide.blind import blind_batch, unlisted
from callwright.flow.diagnosis.decide.blocking import blocked_department
from callwright.flow.diagnosis.decide.decay import decay
from callwright.flow.diagnosis.decide.dependence import dependence
from callwright.flow.diagnosis.decide.facts import total
from callwright.flow.diagnosis.decide.goals import goal_gaps as judge_goals
from callwright.flow.diagnosis.decide.ranking import rank
from callwright.flow.diagnosis.decide.utilisation import wasted_time
from callwright.flow.diagnosis.decide.wording import CURRENCY, cents
from callwright.flow.diagnosis.errors import NothingToDiagnose
from callwright.flow.diagnosis.service.list_facts import list_facts
from callwright.flow.diagnosis.service.order_facts import queues
from callwright.flow.diagnosis.service.people_facts import (
    department_times,
    earners,
    goal_gaps,
    holders,
    managers,
)
from callwright.flow.diagnosis.service.period import Span, span_of
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person, Role
from callwright.rules.diagnosis.values import DiagnosisParameters, diagnosis_parameters

STEPS = ("time", "dependence", "lists", "goals", "orders")


async def month_to_diagnose(session: Session, *, today: dt.date, calendar: CompanyCalendar) -> Month:
    """The month of the newest call that is not ahead of today; today's month before any call."""
    found = await calls.first_and_last_start(session)
    newest = calendar.day_of(found[1]) if found else today
    return Month.of(min(newest, today))


async def diagnose(
    session: Session,
    *,
    month: Month,
    now: dt.datetime,
    calendar: CompanyCalendar,
    run_id: UUID,
    progress: Callable[[int], Awaitable[None]] | None = None,
) -> Run:
    """Diagnose a month as far as it has gone and keep the run; the same `run_id` twice is one run.

    `progress` is told how many of `STEPS` are done. NothingToDiagnose without people.
    """
    today = calendar.day_of(now)
    people = await staff.people(session)
    if not people:
        raise NothingToDiagnose
    spans = span_of(month, calendar, today=today), span_of(month.previous(), calendar, today=today)
    findings: list[Finding] = []
    tell = progress or _silence
    for done, part in enumerate((_time, _few, _lists, _goals, _orders)):
        await tell(done)
        findings += await part(session, people, month, spans, calendar, now)
    await _keep(session, findings, run_id, month, spans[0], now)
    run = await repository.newest_run(session, run_id=run_id)
    assert run is not None
    return run


async def _silence(_done: int) -> None:
    return None


def _rules(span: Span) -> DiagnosisParameters:
    return diagnosis_parameters(span.last_day)


Spans = tuple[Span, Span]


async def _time(
    session: Session,
    people: list[Person],
    _month: Month,
    spans: Spans,
    calendar: CompanyCalendar,
    _at: dt.datetime,
) -> list[Finding]:
    rules = _rules(spans[0])
    facts = await department_times(session, people, *spans, calendar)
    return [found for one in facts if (found := wasted_time(one, rules))]


async def _few(
    session: Session,
    people: list[Person],
    _month: Month,
    spans: Spans,
    calendar: CompanyCalendar,
    _at: dt.datetime,
) -> list[Finding]:
    here, before = spans
    then = [one.revenue for one in await earners(session, people, before, calendar)]
    found = dependence(
        await earners(session, people, here, calendar),
        previous=then,
        who=managers(people),
        rules=_rules(here),
    )
    return [found] if found else []


async def _lists(
    session: Session,
    people: list[Person],
    _month: Month,
    spans: Spans,
    calendar: CompanyCalendar,
    at: dt.datetime,
) -> list[Finding]:
    rules, today = _rules(spans[0]), calendar.day_of(at)
    batches, outside = await list_facts(session, *spans, today=today)
    stewards: tuple[Actor, ...] = holders(people, Role.LIST_STEWARD)
    found = [
        *(blind_batch(one, who=stewards, rules=rules) for one in batches),
        *(decay(one, today=today, who=stewards, rules=rules) for one in batches),
        unlisted(outside, who=managers(people), rules=rules),
    ]
    return [one for one in found if one]


async def _goals(
    session: Session,
    people: list[Person],
    month: Month,
    spans: Spans,
    _zone: CompanyCalendar,
    _at: dt.datetime,
) -> list[Finding]:
    gaps = await goal_gaps(session, people, month, spans[0])
    found = judge_goals(gaps, who=holders(people, Role.HR), rules=_rules(spans[0]))
    return [found] if found else []


async def _orders(
    session: Session,
    people: list[Person],
    _month: Month,
    spans: Spans,
    _zone: CompanyCalendar,
    at: dt.datetime,
) -> list[Finding]:
    here, before = spans
    found = await queues(session, people, at=min(at, here.end), before=before.end)
    return [one for queue in found if (one := blocked_department(queue, _rules(here)))]


async def _keep(
    session: Session, findings: list[Finding], run_id: UUID, month: Month, span: Span, now: dt.datetime
) -> None:
    ranked = rank(findings, pareto_share=_rules(span).pareto_share)
    run = {
        "id": run_id,
        "month": str(month),
        "first_day": span.first_day,
        "last_day": span.last_day,
        "created_at": now,
        "total_cost": cents(total(one.weight.cost for one in findings)),
        "currency": CURRENCY,
    }
    rows = [
        {
            "run_id": run_id,
            "rank": place,
            "code": one.code,
            "main": main,
            "people": sorted(one.people),
            "content": finding_json(one),
        }
        for place, (one, main) in enumerate(ranked, 1)
    ]
    await repository.save_run(session, run, rows)


def finding_json(one: Finding) -> dict[str, Any]:
    """The plain form of a finding; decimals become text, texts become {zh, en}."""
    trend = one.trend
    return {
        "code": one.code,
        "subject": one.subject,
        "title": one.title.to_json(),
        "explanation": one.explanation.to_json(),
        "evidence": [_evidence_json(item) for item in one.evidence],
        "weight": {"cost": str(one.weight.cost), "unit": one.weight.unit, "how": one.weight.how.to_json()},
        "cause": one.cause.to_json(),
        "who": [
            {
                "role": actor.role,
                "person_id": str(actor.person_id) if actor.person_id else None,
                "name": actor.name,
            }
            for actor in one.who
        ],
        "act": one.act.to_json(),
        "trend": None
        if trend is None
        else {
            "figure": trend.figure.to_json(),
            "now": str(trend.now),
            "previous": None if trend.previous is None else str(trend.previous),
            "unit": trend.unit,
            "direction": trend.direction,
        },
        "sample_size": one.sample_size,
        "sample_unit": one.sample_unit.to_json(),
        "judged": one.judged,
    }


def _evidence_json(item: Evidence) -> dict[str, Any]:
    value = item.value if isinstance(item.value, int) else str(item.value)
    return {"label": item.label.to_json(), "value": value, "unit": item.unit, "link": item.link}
