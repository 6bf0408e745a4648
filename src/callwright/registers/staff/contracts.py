"""What leaves the staff register."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from callwright.kernel.text import Text


class Role(StrEnum):
    """What a person does in the company; one role a person, it decides scope and pay."""

    AGENT = "agent"
    TEAM_LEAD = "team_lead"
    MANAGER = "manager"
    HR = "hr"
    FINANCE = "finance"
    LIST_STEWARD = "list_steward"
    QA = "qa"
    OWNER = "owner"
    OPERATOR = "operator"
    PARTNER = "partner"


class Grade(StrEnum):
    """职级, lowest first (product §1)."""

    JUNIOR = "junior"
    INTERMEDIATE = "intermediate"
    SENIOR = "senior"


class MarketType(StrEnum):
    """市场类型 (product §1)."""

    MATURE = "mature"
    COMPETITIVE = "competitive"
    BLANK = "blank"


REP_ROLES = frozenset({Role.AGENT, Role.TEAM_LEAD})
"""Roles that are appraised and paid as sales representatives."""


@dataclass(frozen=True)
class Department:
    """One department of the company; `partner`: an outside company that calls for us (product §4.1 c)."""

    id: UUID
    name: str
    partner: bool = False


class PartnerUnit(StrEnum):
    """What a partner may be paid per."""

    MONTH = "month"
    TALK_HOUR = "talk_hour"
    EFFECTIVE_CONTACT = "effective_contact"
    INTERESTED_LEAD = "interested_lead"
    ORDER = "order"


@dataclass(frozen=True)
class PartnerTerm:
    """What a partner is paid per unit from a day on."""

    department_id: UUID
    effective_on: dt.date
    per: PartnerUnit
    price: Decimal
    currency: str


@dataclass(frozen=True)
class Person:
    """One person, with the grade that was valid on the day asked for."""

    id: UUID
    employee_number: str
    name: str
    department_id: UUID
    department: str
    team_id: UUID | None
    team: str | None
    role: Role
    grade: Grade
    market_type: MarketType | None
    market: str | None
    hired_on: dt.date
    left_on: dt.date | None
    leader_id: UUID | None
    shift_start: dt.time
    shift_end: dt.time
    rest_minutes: int
    account_id: UUID | None

    @property
    def work_minutes(self) -> int:
        """Paid minutes of a standard shift: end − start − rest; a shift may pass midnight."""
        start = self.shift_start.hour * 60 + self.shift_start.minute
        end = self.shift_end.hour * 60 + self.shift_end.minute
        span = (end - start) % (24 * 60)
        return max(0, span - self.rest_minutes)

    @property
    def label(self) -> Text:
        """Name and employee number, as lists and sentences name a person."""
        return Text(f"{self.name}（{self.employee_number}）", f"{self.name} ({self.employee_number})")

    @property
    def is_rep(self) -> bool:
        """Appraised and paid as a sales representative (agent or team lead)."""
        return self.role in REP_ROLES

    def employed_on(self, day: dt.date) -> bool:
        """True from the first to the last working day, both included."""
        return self.hired_on <= day and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True)
class PersonName:
    """Who somebody is, for a page that is about something else."""

    id: UUID
    employee_number: str
    name: str


@dataclass(frozen=True)
class Stay:
    """Days, both included, that a person belonged to a department."""

    department_id: UUID
    first_day: dt.date
    last_day: dt.date


@dataclass(frozen=True)
class DepartmentMove:
    """From `effective_on` a person belongs to another department."""

    person_id: UUID
    from_department_id: UUID
    to_department_id: UUID
    effective_on: dt.date


@dataclass(frozen=True)
class GradeChange:
    """One step of a person's grade history; valid from `effective_on` until the next one."""

    person_id: UUID
    grade: Grade
    effective_on: dt.date
    reason: str


@dataclass(frozen=True)
class Easing:
    """From a day to a day, both included, a person gets the kinder leads first."""

    person_id: UUID
    starts_on: dt.date
    ends_on: dt.date
    reason: str
    set_by: str


class PersonResolver:
    """Finds people by employee number or by name, in memory, for imports of many rows.

    An employee number always wins over a name; a name that two people share finds nobody.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_number: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self._by_number[person_key(person.employee_number)] = person
            self._by_name[person_key(person.name)].append(person)

    def find(self, reference: str) -> Person | None:
        """The one person meant by `reference`, else None (ask `why_not`)."""
        key = person_key(reference)
        if not key:
            return None
        if key in self._by_number:
            return self._by_number[key]
        named = self._by_name.get(key, [])
        return named[0] if len(named) == 1 else None

    def why_not(self, reference: str) -> Text:
        """The sentence that says why `find` gave nobody."""
        named = self._by_name.get(person_key(reference), [])
        if len(named) > 1:
            numbers = "、".join(person.employee_number for person in named)
            return Text(
                zh="有多位员工叫“{name}”（{numbers}），请改用工号。",
                en="Several people are called “{name}” ({numbers}); use the employee number.",
            ).format(name=reference, numbers=numbers)
        return Text(
            zh="员工名册里没有“{name}”，请先导入名册或改正工号。",
            en="Nobody on the roster is “{name}”; import the roster first or correct the number.",
        ).format(name=reference)


def person_key(reference: str) -> str:
    """How references are compared: full-width folded, no spaces, no case, `1001.0` is `1001`."""
    key = "".join(unicodedata.normalize("NFKC", reference).split()).casefold()
    return key[:-2] if key.endswith(".0") and key[:-2].isdigit() else key
