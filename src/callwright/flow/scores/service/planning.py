"""Goals of a month planned with people: cascade, second looks, drawing up, the workbook (product §9.1, §9.3)."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from callwright.flow.scores.contracts import Cascade
from callwright.flow.scores.decide.cascading import cascade
from callwright.flow.scores.decide.checking import goal_checks
from callwright.flow.scores.decide.members import members
from callwright.flow.scores.decide.supplying import supplier_name, suppliers, units
from callwright.flow.scores.repository import cycles as repository
from callwright.flow.scores.service.goals import POSTS
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import GoalCycle, PostHolder
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.indicators import indicator


async def goal_cascade(session: Session, month: Month) -> Cascade:
    """Revenue targets from the company down to teams, each with what the parts below sum to."""
    people = members(await staff.people(session), month)
    months = [await goals.cycle(session, each) for each in month.quarter.months()]
    cycle = next(each for each in months if each.month == month)
    return cascade(people, cycle, [each.department_targets for each in months])


async def goal_warnings(session: Session, month: Month, *, principal: Principal) -> list[Text]:
    """What in the goals of a month deserves a second look; only for those who see the whole company."""
    if principal.visible_people is not None:
        return []
    people = members(await staff.people(session), month)
    cycle = await goals.cycle(session, month)
    sets = await goals.indicator_sets(session, month)
    return goal_checks(people, cycle, sets, await goal_cascade(session, month))


async def draw_up_goals(session: Session, *, month: Month, principal: Principal, at: datetime) -> int:
    """Give goals to everybody who has none, from the sets of the posts and the targets of the market types."""
    people = members(await staff.people(session), month)
    holders = [
        PostHolder(
            person.id,
            POSTS.get(person.role, (str(person.role),)),
            str(person.grade),
            str(person.market_type) if person.market_type else None,
        )
        for person in people
    ]
    made = await goals.draw_up(session, month=month, holders=holders, at=at)
    await record(
        session, principal, action="goals.draw_up", object=f"goals:{month}", details={"people": made}
    )
    return made


async def write_goal_book(session: Session, *, month: Month, target: Path, principal: Principal) -> int:
    """Write the month's workbook, in the form the import reads, with people of the scope; returns its rows."""
    everybody = await staff.people(session)
    people = [person for person in members(everybody, month) if principal.sees(person.id)]
    cycle = await goals.cycle(session, month)
    numbers = {person.id: person for person in people}
    company_wide = principal.visible_people is None
    book = goals.Book(
        month=month,
        posts=_posts(cycle, people),
        targets=_targets(cycle, people),
        departments=_departments(cycle, everybody) if company_wide else [],
        teams=_teams(cycle, everybody) if company_wide else [],
        company=cycle.company_target if company_wide else None,
        actuals=await _actuals(session, cycle, people, everybody),
        key_work=[
            (numbers[work.person_id].employee_number, numbers[work.person_id].name, work.title, work.due_on)
            for work in await goals.key_work(session, month=month)
            if work.person_id in numbers
        ],
    )
    rows = await asyncio.to_thread(goals.write_book, book, target)
    await record(session, principal, action="goals.export", object=f"goals:{month}", details={"rows": rows})
    return rows


def _posts(cycle: GoalCycle, people: list[Person]) -> list[tuple[str, str]]:
    found = {
        each.post: each.responsibilities
        for person in people
        if (each := cycle.of(person.id)) is not None and each.responsibilities
    }
    return sorted(found.items())


def _targets(cycle: GoalCycle, people: list[Person]) -> list[goals.TargetLine]:
    return [
        (person.employee_number, person.name, each.post, target.indicator, target.weight, target.target)
        for person in people
        if (each := cycle.of(person.id)) is not None
        for target in each.indicators
    ]


def _departments(cycle: GoalCycle, everybody: list[Person]) -> list[goals.DepartmentLine]:
    names = {person.department_id: person.department for person in everybody}
    return [(names.get(key, str(key)), target) for key, target in cycle.department_targets.items()]


def _teams(cycle: GoalCycle, everybody: list[Person]) -> list[goals.TeamLine]:
    names = {person.team_id: (person.department, person.team or "") for person in everybody}
    return [(*names[key], target) for key, target in cycle.team_targets.items() if key in names]


async def _actuals(
    session: Session, cycle: GoalCycle, people: list[Person], everybody: list[Person]
) -> list[goals.Actual]:
    """Every value that somebody enters, blank while it is missing, with the name of its supplier."""
    named = await repository.named_suppliers(session, str(cycle.month))
    entered = {
        (each.person_id, each.indicator): each.value
        for each in await goals.manual_values(session, cycle.month)
    }
    planned = {work.person_id for work in await goals.key_work(session, month=cycle.month)}
    numbers = {person.id: person for person in people}
    found = []
    for unit in units(people, [cycle]):
        supplier = supplier_name(unit, suppliers(unit, everybody, named)).zh
        for _, person_id, name in unit.values:
            by_plan = name == "key_work_completion" and person_id in planned
            if (indicator(name).measured and (person_id, name) not in entered) or by_plan:
                continue
            person = numbers[person_id]
            value = entered.get((person_id, name))
            found.append(goals.Actual(person.employee_number, person.name, name, value, supplier))
    return found
