"""The cascade of revenue targets of a month (product §9.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from callwright.flow.scores.contracts import Cascade, CascadeDepartment, CascadeTeam
from callwright.registers.goals.contracts import GoalCycle
from callwright.registers.staff.contracts import Person, Role
from callwright.rules.appraisal.formulas.cascade import level


def cascade(people: Sequence[Person], cycle: GoalCycle, quarter: Sequence[Mapping[UUID, Decimal]]) -> Cascade:
    """Company, departments, teams, people. `quarter` are the department targets of the quarter's months."""
    teams: dict[UUID, list[Person]] = {}
    for person in people:
        teams.setdefault(person.department_id, []).append(person)
    departments = tuple(
        _department(department_id, members, cycle) for department_id, members in teams.items()
    )
    parts = [target for month in quarter for target in month.values()]
    totals = [each.level.target for each in departments if each.level.target is not None]
    return Cascade(
        month=cycle.month,
        company=level(cycle.company_target, parts),
        month_total=sum(totals, Decimal(0)) if totals else None,
        departments=tuple(sorted(departments, key=lambda each: each.department)),
    )


def _department(department_id: UUID, members: Sequence[Person], cycle: GoalCycle) -> CascadeDepartment:
    reps = [person for person in members if person.is_rep]
    managers = [person for person in members if person.role is Role.MANAGER]
    names = {person.team_id: person.team or "" for person in reps if person.team_id is not None}
    teams = tuple(
        CascadeTeam(
            team_id,
            name,
            level(
                cycle.team_targets.get(team_id),
                _targets([one for one in reps if one.team_id == team_id], cycle),
            ),
        )
        for team_id, name in sorted(names.items(), key=lambda each: each[1])
    )
    own = [target for target in _targets(managers, cycle) if target is not None]
    return CascadeDepartment(
        department_id,
        members[0].department,
        level(cycle.department_targets.get(department_id), _targets(reps, cycle)),
        own[0] if own else None,
        teams,
    )


def _targets(people: Iterable[Person], cycle: GoalCycle) -> list[Decimal | None]:
    """The revenue target of each person, None for who has none."""
    found: list[Decimal | None] = []
    for person in people:
        goals = cycle.of(person.id)
        targets = [each.target for each in goals.indicators if each.indicator == "revenue"] if goals else []
        found.append(targets[0] if targets else None)
    return found
