"""The door of the staff register."""

from callwright.registers.staff.service.changing import change_grade, link_account
from callwright.registers.staff.service.easing import ease, easings
from callwright.registers.staff.service.importing import import_roster
from callwright.registers.staff.service.partners import agree_term, partners, set_partner, terms_on
from callwright.registers.staff.service.reading import (
    departments,
    grade_history,
    labels,
    people,
    people_on,
    person,
    person_name,
    person_of_account,
    resolver,
    stays,
    visible_people,
)

__all__ = [
    "agree_term",
    "change_grade",
    "departments",
    "ease",
    "easings",
    "grade_history",
    "import_roster",
    "labels",
    "link_account",
    "partners",
    "people",
    "people_on",
    "person",
    "person_name",
    "person_of_account",
    "resolver",
    "set_partner",
    "stays",
    "terms_on",
    "visible_people",
]
