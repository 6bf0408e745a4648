"""Who takes part in a month, and what is missing before it can be appraised (product §9.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from callwright.flow.scores.contracts import Lack
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.registers.goals.contracts import GoalCycle, PersonGoals
from callwright.registers.staff.contracts import Person, Role, Stay
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


@dataclass(frozen=True)
class Presence:
    """A person in a department on days of a month, both included; `share` is the part of the person's paid days."""

    person: Person
    first: date
    last: date
    share: Fraction = Fraction(1)

    def within(self, other: Presence) -> Presence | None:
        """Only the days on which the other one was there too."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return replace(self, first=first, last=last) if first <= last else None


@dataclass(frozen=True)
class Attendance:
    """Who belonged to which department on which days of a month: each day of a person counts in one of them."""

    departments: Mapping[UUID, Sequence[Presence]]
    people: Mapping[UUID, Sequence[tuple[UUID, Presence]]]

    def last_department(self, person: Person) -> UUID:
        """The department a person ended the month in."""
        return self.people[person.id][-1][0]

    def measured_over(self, person: Person) -> list[Presence]:
        """What a person's figures are summed over.

        A rep's own; of a manager everybody in the departments the manager was in, on those days.
        """
        own = self.people[person.id]
        if kind_of(person) is not PostKind.MANAGER:
            return [presence for _, presence in own]
        pairs = [(presence, each) for key, presence in own for each in self.departments[key]]
        return [both for presence, each in pairs if (both := each.within(presence)) is not None]


def attendance(people: Iterable[Person], stays: Mapping[UUID, Sequence[Stay]], month: Month) -> Attendance:
    """`stays` are the departments by day of those who moved; everybody else was in the person's own one."""
    departments: dict[UUID, list[Presence]] = {}
    own_days: dict[UUID, list[tuple[UUID, Presence]]] = {}
    for person in people:
        own = stays_in(person, stays.get(person.id, ()), month)
        days = [employed_days(person, each) for each in own]
        for stay, employed in zip(own, days, strict=True):
            share = Fraction(employed, sum(days)) if sum(days) else Fraction(1)
            presence = Presence(person, stay.first_day, stay.last_day, share)
            departments.setdefault(stay.department_id, []).append(presence)
            own_days.setdefault(person.id, []).append((stay.department_id, presence))
    return Attendance(departments, own_days)


def stays_in(person: Person, stays: Sequence[Stay], month: Month) -> list[Stay]:
    """Where a person was, for every day of a month: what comes after the last day of work counts where that was."""
    last_day = month.end - timedelta(days=1)
    own = [each for each in stays if employed_days(person, each)]
    if not own:
        return [Stay(person.department_id, month.start, last_day)]
    own[0] = replace(own[0], first_day=month.start)
    own[-1] = replace(own[-1], last_day=last_day)
    return own


def employed_days(person: Person, stay: Stay) -> int:
    """Calendar days of a stay on which the person was employed."""
    first, last = max(stay.first_day, person.hired_on), min(stay.last_day, person.left_on or stay.last_day)
    return max(0, (last - first).days + 1)


def goal_lacks(people: Sequence[Person], cycle: GoalCycle) -> list[Lack]:
    """For each person the first thing that is missing: goals, targets, a role description, the acknowledgement."""
    found: list[Lack] = []
    for person in people:
        what = start_lack(_agreed(cycle.of(person.id)), on=cycle.month.start)
        if what is not None:
            words = LACK_WORDS[what]
            found.append(Lack.of(person, what.value, Text(words.zh, f": {words.en}")))
    return found


def _agreed(goals: PersonGoals | None) -> Agreed:
    if goals is None:
        return Agreed((), role_description=False, acknowledged=False)
    lines = [(each.weight, each.target) for each in goals.indicators]
    return Agreed(lines, bool(goals.responsibilities), goals.acknowledged_at is not None)
