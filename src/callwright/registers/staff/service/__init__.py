"""The door of the staff register."""

from callwright.registers.staff.service.changing import change_grade, link_account
from callwright.registers.staff.service.importing import import_roster
from callwright.registers.staff.service.reading import (
    departments,
    grade_history,
    people,
    person,
    person_of_account,
    resolver,
    visible_people,
)

__all__ = [
    "change_grade",
    "departments",
    "grade_history",
    "import_roster",
    "link_account",
    "people",
    "person",
    "person_of_account",
    "resolver",
    "visible_people",
]
