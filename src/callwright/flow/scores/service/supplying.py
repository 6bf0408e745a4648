"""The data of a cycle: units, what is missing in them, and the signatures of their suppliers (product §9.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from callwright.flow.scores.contracts import Cycle, Lack, SupplyState
from callwright.flow.scores.decide import supplying
from callwright.flow.scores.decide.measuring import MonthData
from callwright.flow.scores.decide.members import Attendance, attendance, members
from callwright.flow.scores.decide.scoring import score_month
from callwright.flow.scores.decide.supplying import Unit, Value
from callwright.flow.scores.errors import CycleBlocked, NotSupplier, SupplyUnknown
from callwright.flow.scores.repository import cycles as repository
from callwright.flow.scores.service.measuring import measure
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import GoalCycle
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person


@dataclass(frozen=True)
class CycleData:
    """Everything measured so far for a cycle: units, values, who supplies what, scores of those who have all data."""

    people: Mapping[UUID, Person]
    units: tuple[Unit, ...]
    actual: Mapping[Value, Decimal | None]
    suppliers: Mapping[str, Sequence[Person]]
    scores: Mapping[UUID, tuple[Decimal, ...]]
    departments: tuple[Lack, ...]

    def supplier(self, unit: Unit) -> Text:
        """The supplier of a unit, by role and name."""
        return supplying.supplier_name(unit, self.suppliers[unit.key])

    def missing(self, unit: Unit) -> list[Lack]:
        """What is missing in a unit."""
        return supplying.missing(unit, self.actual, self.people, self.supplier(unit))


async def cycle_data(session: Session, cycle: Cycle, calendar: CompanyCalendar) -> CycleData:
    """Measure every month of a cycle; managers' goals are measured with the reps', whose closing freezes both."""
    everybody = await staff.people(session)
    people: dict[UUID, Person] = {}
    found: list[GoalCycle] = []
    actual: dict[Value, Decimal | None] = {}
    scores: dict[UUID, tuple[Decimal, ...]] = {}
    departments: list[Lack] = []
    for month in cycle.months:
        taking_part = members(everybody, month)
        goal_cycle, data = await goals.cycle(session, month), await measure(session, month, calendar)
        people |= {person.id: person for person in taking_part}
        found.append(goal_cycle)
        stays = await staff.stays(session, first_day=month.start, last_day=month.end - timedelta(days=1))
        scoring = score_month(taking_part, goal_cycle, data, stays)
        for each in scoring.scores:
            scores[each.person_id] = (*scores.get(each.person_id, ()), each.score)
        departments += [lack for lack in scoring.lacks if lack.person_id is None]
        actual |= _actual(taking_part, goal_cycle, data, attendance(taking_part, stays, month))
    units = supplying.units(people.values(), found)
    named = await repository.named_suppliers(session, str(cycle.months[-1]))
    suppliers = {unit.key: supplying.suppliers(unit, everybody, named) for unit in units}
    return CycleData(people, tuple(units), actual, suppliers, scores, tuple(departments))


def _actual(
    people: Sequence[Person],
    cycle: GoalCycle,
    data: MonthData,
    there: Attendance,
) -> dict[Value, Decimal | None]:
    found: dict[Value, Decimal | None] = {}
    for person in people:
        goals_of = cycle.of(person.id)
        over = there.measured_over(person)
        for target in goals_of.indicators if goals_of else ():
            measured = data.actual(target.indicator, person_id=person.id, over=over)
            found[cycle.month, person.id, target.indicator] = None if measured is None else measured.value
    return found


async def supplies(
    session: Session, cycle: Cycle, data: CycleData, principal: Principal
) -> list[SupplyState]:
    """The units of a cycle as the asker sees them: missing values of people within the scope only."""
    signed = await repository.signatures(session, cycle.id)
    states = []
    for unit in data.units:
        known = signed.get(unit.key)
        missing = data.missing(unit)
        states.append(
            SupplyState(
                unit=unit.key,
                title=unit.title,
                supplier="、".join(person.name for person in data.suppliers[unit.key]),
                supplier_title=data.supplier(unit),
                values=len(unit.values),
                missing=tuple(
                    lack for lack in missing if lack.person_id is None or principal.sees(lack.person_id)
                ),
                signed_by=known[1] if known else None,
                signed_at=known[2] if known else None,
                stale=known is not None and known[0] != supplying.fingerprint(unit, data.actual),
                may_sign=_may_sign(unit, data, principal),
            )
        )
    return states


def _may_sign(unit: Unit, data: CycleData, principal: Principal) -> bool:
    """The supplier; the owner for a seat that nobody holds, or in place of one who cannot."""
    mine = principal.person_id is not None and principal.person_id in {
        person.id for person in data.suppliers[unit.key]
    }
    role = not data.suppliers[unit.key] and unit.supplier.role in principal.roles
    return mine or role or "owner" in principal.roles


async def sign_supply(
    session: Session,
    *,
    cycle: Cycle,
    unit_key: str,
    principal: Principal,
    at: datetime,
    calendar: CompanyCalendar,
) -> None:
    """Sign a unit as complete and right. SupplyUnknown (404), NotSupplier (403), CycleBlocked (409) lists gaps."""
    data = await cycle_data(session, cycle, calendar)
    unit = next((each for each in data.units if each.key == unit_key), None)
    if unit is None:
        raise SupplyUnknown
    if not _may_sign(unit, data, principal):
        raise NotSupplier(supplier=data.supplier(unit).zh)
    missing = data.missing(unit)
    if missing:
        raise CycleBlocked(month=cycle.period, missing=[lack.to_json() for lack in missing])
    await repository.sign(
        session,
        cycle_id=cycle.id,
        unit=unit.key,
        fingerprint=supplying.fingerprint(unit, data.actual),
        values=len(unit.values),
        by=principal.name,
        at=at,
    )
    await record(
        session,
        principal,
        action="scores.sign",
        object=f"cycle:{cycle.id}",
        details={"unit": unit.key, "values": len(unit.values)},
    )


async def supply_lacks(session: Session, cycle: Cycle, data: CycleData) -> list[Lack]:
    """What stands between the data and the next step: gaps, missing signatures, data changed since."""
    signed = await repository.signatures(session, cycle.id)
    lacks: list[Lack] = list(data.departments)
    for unit in data.units:
        missing = data.missing(unit)
        known = signed.get(unit.key)
        if missing:
            lacks += missing
        elif known is None:
            lacks.append(supplying.unsigned(unit, data.supplier(unit)))
        elif known[0] != supplying.fingerprint(unit, data.actual):
            lacks.append(supplying.stale(unit, data.supplier(unit)))
    return lacks
