"""Reading closed months."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from callwright.flow.orders import service as orders
from callwright.flow.scores.contracts import (
    ClosedMonth,
    DepartmentResult,
    GradeProposal,
    PeriodScore,
    PersonScore,
)
from callwright.flow.scores.decide.reviewing import by_person
from callwright.flow.scores.errors import PersonUnknown
from callwright.flow.scores.repository import scored as repository
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month, Quarter
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.formulas.scoring import mean_score


async def closing(session: Session, month: Month) -> ClosedMonth | None:
    """How and when a month was closed; None while it is open."""
    row = await repository.closing(session, str(month))
    if row is None:
        return None
    found = await repository.scores(session, months=[str(month)], visible_people=None)
    proposed = await repository.proposals(session, month=str(month), visible_people=None)
    return ClosedMonth(
        month=month,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        override_reason=row.override_reason,
        lacks=await repository.lacks(session, str(month)),
        scored=len(found),
        proposals=len(proposed),
        already_closed=True,
    )


async def closed_months(session: Session) -> list[Month]:
    """Months whose scores are closed, oldest first."""
    return await repository.closed_months(session)


async def scores(
    session: Session, *, month: Month, visible_people: frozenset[UUID] | None = None
) -> list[PersonScore]:
    """Scores of a closed month within the scope, with the grade review made at its closing; empty while open."""
    found = await repository.scores(session, months=[str(month)], visible_people=visible_people)
    proposed = await proposals(session, month=month, visible_people=visible_people)
    reviews = {each.person_id: each for each in proposed}
    return [replace(score, grade_proposal=reviews.get(score.person_id)) for score in found]


async def departments(session: Session, *, month: Month) -> list[DepartmentResult]:
    """Results of departments in a closed month."""
    return await repository.departments(session, [str(month)])


async def department_completion(session: Session, month: Month) -> dict[UUID, Decimal]:
    """Revenue ÷ target of each department in a closed month, as fractions of 1."""
    return {result.department_id: result.completion for result in await departments(session, month=month)}


async def proposals(
    session: Session, *, month: Month, visible_people: frozenset[UUID] | None = None
) -> list[GradeProposal]:
    """Grade reviews made when the month was closed."""
    return await repository.proposals(session, month=str(month), visible_people=visible_people)


async def period_scores(
    session: Session, quarter: Quarter, *, visible_people: frozenset[UUID] | None = None
) -> dict[UUID, PeriodScore]:
    """The mean score of each person over the closed months of a quarter."""
    names = [str(month) for month in quarter.months()]
    found = by_person(await repository.scores(session, months=names, visible_people=visible_people))
    return {
        person_id: PeriodScore(
            person_id, mean_score([each.score for each in months.values()]), tuple(sorted(months))
        )
        for person_id, months in found.items()
    }


async def company_result(
    session: Session, *, quarter: Quarter, calendar: CompanyCalendar
) -> tuple[Decimal | None, Decimal | None]:
    """Revenue of the company in a quarter and its target.

    Without a company target both are the sums of the departments over the closed months of the quarter. None for a
    figure that nobody has: no orders at all, or neither a company nor department targets.
    """
    months = quarter.months()
    last = months[-1]
    until = last.end - timedelta(days=1)
    facts = await orders.revenue_facts(session, first_day=months[0].start, last_day=until, calendar=calendar)
    revenue = sum((fact.amount for fact in facts), Decimal(0)) if facts else None
    given = (await goals.cycle(session, last)).company_target
    if given is not None:
        return revenue, given
    results = await repository.departments(session, [str(month) for month in months])
    if not results:
        return revenue, None
    reached = sum((result.revenue for result in results), Decimal(0))
    return reached, sum((result.target for result in results), Decimal(0))


async def person_named(session: Session, reference: str) -> Person:
    """The person of an employee number or a name; PersonUnknown (404) when nobody or several are meant."""
    resolver = await staff.resolver(session)
    found = resolver.find(reference)
    if found is None:
        raise PersonUnknown(reference=reference)
    return found
