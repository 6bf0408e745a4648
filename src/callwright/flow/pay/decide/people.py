"""Who is paid for a month, and at which grade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from callwright.kernel.period import Month
from callwright.registers.staff.contracts import Grade, Person, Role, Stay
from callwright.rules.pay.formulas.base_pay import employed_days
from callwright.rules.pay.plan import Kind


def pay_kind(person: Person) -> Kind | None:
    """Rep, manager, or None for people whom the plan does not pay."""
    if person.is_rep:
        return "rep"
    return "manager" if person.role == Role.MANAGER else None


def department_days(person: Person, stays: Iterable[Stay], month: Month) -> list[tuple[UUID, int]]:
    """Departments of who moved, with the calendar days of employment of the month spent in each, in order."""
    days: dict[UUID, int] = {}
    for stay in stays:
        left = stay.last_day if person.left_on is None else min(stay.last_day, person.left_on)
        spent = employed_days(month, max(stay.first_day, person.hired_on), left)
        if spent:
            days[stay.department_id] = days.get(stay.department_id, 0) + spent
    return list(days.items())


def paid_people(known: Iterable[tuple[Person, tuple[Grade, ...]]], month: Month) -> dict[UUID, Person]:
    """Reps and managers employed in the month, with the grade that counts for its pay.

    `known` are people with their grades on the first and on the last day of the month. The grade of the first day
    counts, so a change of grade during a month is paid from the next one; for who came during the month, the grade of
    the last day.
    """
    return {
        person.id: replace(person, grade=first if person.hired_on <= month.start else last)
        for person, (first, last) in known
        if pay_kind(person) is not None and employed_days(month, person.hired_on, person.left_on) > 0
    }
