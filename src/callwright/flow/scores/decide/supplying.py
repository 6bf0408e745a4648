"""Units of data and who supplies them: missing data blocks with the supplier's name, never as 0 (product §9.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from callwright.flow.scores.contracts import Lack
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.registers.goals.contracts import GoalCycle
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.indicators import SUPPLIERS, Area, Supplier, indicator
from callwright.rules.engine.explained import plain

Value = tuple[Month, UUID, str]
Named = Mapping[tuple[str, UUID | None], UUID]


@dataclass(frozen=True)
class Unit:
    """One unit of data: area and, where each department has its own supplier, the department."""

    area: Area
    department_id: UUID | None
    department: str
    values: tuple[Value, ...]

    @property
    def key(self) -> str:
        """What the unit is signed under."""
        return str(self.area) if self.department_id is None else f"{self.area}:{self.department_id}"

    @property
    def supplier(self) -> Supplier:
        """The role behind the unit."""
        return SUPPLIERS[self.area]

    @property
    def title(self) -> Text:
        """Its name, with the department."""
        title = self.supplier.title
        if not self.department:
            return title
        return Text(f"{title.zh}（{self.department}）", f"{title.en} ({self.department})")


def units(people: Iterable[Person], cycles: Iterable[GoalCycle]) -> list[Unit]:
    """The units that the goals of these people need, with every value they consist of."""
    found: dict[tuple[Area, UUID | None], list[Value]] = {}
    names: dict[UUID, str] = {}
    everybody = list(people)
    for cycle in cycles:
        for person in everybody:
            goals = cycle.of(person.id)
            for target in goals.indicators if goals else ():
                supplier = indicator(target.indicator).supplier
                department = person.department_id if supplier.per_department else None
                names[person.department_id] = person.department
                values = found.setdefault((supplier.area, department), [])
                values.append((cycle.month, person.id, target.indicator))
    return [
        Unit(area, department, names.get(department, "") if department else "", tuple(values))
        for (area, department), values in sorted(
            found.items(), key=lambda each: (each[0][0], str(each[0][1]))
        )
    ]


def suppliers(unit: Unit, everybody: Sequence[Person], named: Named) -> list[Person]:
    """The people who may sign a unit: the named one, else everybody of the role (in the department)."""
    chosen = named.get((str(unit.area), unit.department_id)) or named.get((str(unit.area), None))
    if chosen is not None:
        return [person for person in everybody if person.id == chosen]
    return [
        person
        for person in everybody
        if person.role == unit.supplier.role
        and person.left_on is None
        and (unit.department_id is None or person.department_id == unit.department_id)
    ]


def supplier_name(unit: Unit, found: Sequence[Person]) -> Text:
    """The supplier as a sentence names it; a seat nobody holds says so."""
    role = unit.supplier.role_title
    if not found:
        return Text(f"{role.zh}（名册上没有此人）", f"{role.en} (nobody on the roster)")
    names = "、".join(person.name for person in found)
    return Text(f"{role.zh} {names}", f"{role.en} {names}")


def missing(
    unit: Unit, actual: Mapping[Value, Decimal | None], people: Mapping[UUID, Person], supplier: Text
) -> list[Lack]:
    """The values of a unit that are not there, each with the supplier's name."""
    return [_lack(people[value[1]], value, supplier) for value in unit.values if actual.get(value) is None]


def _lack(person: Person, value: Value, supplier: Text) -> Lack:
    title = indicator(value[2]).title
    text = Text(
        f" {value[0]} {title.zh}，应由 {supplier.zh} 提供",
        f" {value[0]} {title.en}, to be supplied by {supplier.en}",
    )
    return Lack.of(person, f"no_actual:{value[2]}", text)


def fingerprint(unit: Unit, actual: Mapping[Value, Decimal | None]) -> str:
    """Names the values of a unit: any other value gives another name."""
    lines = sorted(
        f"{month}|{person}|{name}|{'' if (value := actual.get((month, person, name))) is None else plain(value)}"
        for month, person, name in unit.values
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def unsigned(unit: Unit, supplier: Text) -> Lack:
    """A unit whose supplier has not signed."""
    text = Text(f"{unit.title.zh}：{supplier.zh} 未签字", f"{unit.title.en}: {supplier.en} has not signed")
    return Lack(unit.title.zh, f"unsigned:{unit.area}", text)


def stale(unit: Unit, supplier: Text) -> Lack:
    """A unit whose values changed after they were signed."""
    text = Text(
        f"{unit.title.zh}：签字后数据有变，请 {supplier.zh} 重新签字",
        f"{unit.title.en}: the data changed after it was signed; {supplier.en} signs again",
    )
    return Lack(unit.title.zh, f"stale:{unit.area}", text)
