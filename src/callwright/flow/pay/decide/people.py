"""Who is paid for a month, and at which grade."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from callwright.kernel.period import Month
from callwright.registers.staff.contracts import Person, Role
from callwright.rules.pay.formulas.base_pay import employed_days
from callwright.rules.pay.plan import Kind


def pay_kind(person: Person) -> Kind | None:
    """Rep, manager, or None for people whom the plan does not pay."""
    if person.is_rep:
        return "rep"
    return "manager" if person.role == Role.MANAGER else None


def paid_people(
    everybody: Iterable[Person], *, first_day: Iterable[Person], last_day: Iterable[Person], month: Month
) -> dict[UUID, Person]:
    """Reps and managers employed in the month, with the grade that counts for its pay.

    The grade of the first day of the month counts, so a change of grade during a month is paid from the next one;
    for who came during the month, the grade of the last day.
    """
    graded = {person.id: person for person in [*last_day, *first_day]}
    return {
        person.id: graded.get(person.id, person)
        for person in everybody
        if pay_kind(person) is not None and employed_days(month, person.hired_on, person.left_on) > 0
    }
