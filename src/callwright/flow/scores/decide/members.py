"""Who takes part in a month, and what is missing before it can be appraised (product §9.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from callwright.flow.scores.contracts import Lack
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.registers.goals.contracts import GoalCycle, PersonGoals
from callwright.registers.staff.contracts import Person, Role
from callwright.rules.appraisal.formulas.starting import LACK_WORDS, Agreed, start_lack
from callwright.rules.appraisal.indicators import PostKind


def kind_of(person: Person) -> PostKind | None:
    """Rep, manager, or None for people who are not appraised."""
    if person.is_rep:
        return PostKind.REP
    return PostKind.MANAGER if person.role == Role.MANAGER else None


def members(people: Iterable[Person], month: Month) -> list[Person]:
    """Reps and managers employed on at least one day of the month."""
    last = month.end - timedelta(days=1)
    return [
        person
        for person in people
        if kind_of(person) is not None
        and person.hired_on <= last
        and (person.left_on is None or person.left_on >= month.start)
    ]


def goal_lacks(people: Sequence[Person], cycle: GoalCycle) -> list[Lack]:
    """For each person the first thing that is missing: goals, targets, a role description, the acknowledgement."""
    found: list[Lack] = []
    for person in people:
        what = start_lack(_agreed(cycle.of(person.id)), on=cycle.month.start)
        if what is not None:
            words = LACK_WORDS[what]
            found.append(_lack(person, what.value, words.zh, words.en))
    return found


def _agreed(goals: PersonGoals | None) -> Agreed:
    if goals is None:
        return Agreed((), role_description=False, acknowledged=False)
    lines = [(each.weight, each.target) for each in goals.indicators]
    return Agreed(lines, bool(goals.responsibilities), goals.acknowledged_at is not None)


def _lack(person: Person, what: str, zh: str, en: str) -> Lack:
    name = f"{person.name}（{person.employee_number}）"
    return Lack(name, what, Text(f"{name}{zh}", f"{person.name} ({person.employee_number}): {en}"), person.id)
