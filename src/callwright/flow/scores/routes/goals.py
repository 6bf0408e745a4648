"""/api/goals: the goals of a month, importing a workbook, acknowledging."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel

from callwright.flow.scores import service
from callwright.flow.scores.contracts import Lack
from callwright.flow.scores.errors import PersonUnknown
from callwright.flow.scores.routes.numbers import Number
from callwright.flow.scores.routes.periods import MonthParam
from callwright.platform.auth import Principal
from callwright.platform.files import FileStore
from callwright.platform.http import ClockDep, PortsDep, SessionDep, require
from callwright.platform.kept_tables import read_kept
from callwright.platform.tables import TableReader
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import GoalCycle, PersonGoals, Target
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.indicators import indicator

router = APIRouter(prefix="/goals", tags=["goals"])


class TargetOut(BaseModel):
    """One indicator: weight in percent, target in its unit."""

    indicator: str
    title: dict[str, str]
    unit: str
    weight: Number
    target: Number

    @classmethod
    def of(cls, target: Target) -> TargetOut:
        """From the register's form, with the indicator's name and unit."""
        kind = indicator(target.indicator)
        return cls(
            indicator=target.indicator,
            title=kind.title.to_json(),
            unit=kind.unit,
            weight=target.weight,
            target=target.target,
        )


class PersonGoalsOut(BaseModel):
    """The goals of a person; no indicators when there are none yet."""

    person_id: UUID
    employee_number: str
    name: str
    department: str
    role: str
    market_type: str | None
    post: str | None
    responsibilities: str | None
    grade: str
    acknowledged_at: datetime | None
    indicators: list[TargetOut]

    @classmethod
    def of(cls, person: Person, found: PersonGoals | None) -> PersonGoalsOut:
        """A person with or without goals."""
        return cls(
            person_id=person.id,
            employee_number=person.employee_number,
            name=person.name,
            department=person.department,
            role=str(person.role),
            market_type=str(person.market_type) if person.market_type else None,
            post=found.post if found else None,
            responsibilities=found.responsibilities if found else None,
            grade=str(person.grade),
            acknowledged_at=found.acknowledged_at if found else None,
            indicators=[TargetOut.of(target) for target in found.indicators] if found else [],
        )


class DepartmentTargetOut(BaseModel):
    """The revenue target of a department in the month."""

    department_id: UUID
    department: str
    target: Number


class GoalsOut(BaseModel):
    """The goals of a month within the asker's scope; `missing` says what stands in the way of an appraisal."""

    month: str
    sealed_at: datetime | None
    items: list[PersonGoalsOut]
    department_targets: list[DepartmentTargetOut]
    company_target: Number | None
    missing: list[dict[str, Any]]


class AcknowledgeIn(BaseModel):
    """Whose goals are acknowledged: without a person the asker's own, or everybody's (a signed paper round)."""

    person_id: UUID | None = None
    everybody: bool = False


@router.get("")
async def show_goals(
    session: SessionDep, month: MonthParam, principal: Annotated[Principal, require("goals.read")]
) -> GoalsOut:
    """Everybody who takes part in the month, with goals or without, and what is missing."""
    cycle, people, lacks = await service.goals_of_month(session, month)
    seen = [person for person in people if principal.sees(person.id)]
    return GoalsOut(
        month=str(month),
        sealed_at=cycle.sealed_at,
        items=[PersonGoalsOut.of(person, cycle.of(person.id)) for person in seen],
        department_targets=_departments(cycle, people),
        company_target=cycle.company_target,
        missing=[lack.to_json() for lack in _visible(lacks, principal)],
    )


def _departments(cycle: GoalCycle, people: list[Person]) -> list[DepartmentTargetOut]:
    names = {person.department_id: person.department for person in people}
    return [
        DepartmentTargetOut(department_id=key, department=names.get(key, ""), target=target)
        for key, target in cycle.department_targets.items()
    ]


def _visible(lacks: list[Lack], principal: Principal) -> list[Lack]:
    return [lack for lack in lacks if lack.person_id is not None and principal.sees(lack.person_id)]


@router.post("/import")
async def import_goals(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("goals.write")],
    file: Annotated[UploadFile, File()],
) -> dict[str, Any]:
    """Import a goal workbook; answers what became of each row. The original file is kept."""
    store = ports.get(FileStore)
    reader = ports.get(TableReader)
    stored = await asyncio.to_thread(store.put, await file.read(), file.filename or "goals")
    sheets = await read_kept(partial(goals.read_sheets, reader), store, stored)
    report = await service.import_goal_file(
        session, sheets=sheets, source_file=stored, at=clock.now(), by=principal.name
    )
    return report.to_json()


@router.post("/{month}/acknowledge")
async def acknowledge(
    session: SessionDep,
    clock: ClockDep,
    month: MonthParam,
    principal: Annotated[Principal, require("goals.acknowledge")],
    body: AcknowledgeIn | None = None,
) -> dict[str, Any]:
    """Acknowledge the own goals; those of others need the right to write goals, and that scope."""
    person_id = _whose(body or AcknowledgeIn(), principal)
    new = await service.acknowledge_goals(
        session, month=month, person_id=person_id, principal=principal, at=clock.now()
    )
    whose = None if person_id is None else str(person_id)
    return {"month": str(month), "person_id": whose, "acknowledged": new}


def _whose(body: AcknowledgeIn, principal: Principal) -> UUID | None:
    """None means everybody, which needs the whole company in scope."""
    if body.everybody and principal.visible_people is None:
        principal.demand("goals.write")
        return None
    person_id = body.person_id or principal.person_id
    if person_id is None or not (person_id == principal.person_id or principal.sees(person_id)):
        raise PersonUnknown(reference=str(body.person_id or ""))
    if person_id != principal.person_id:
        principal.demand("goals.write")
    return person_id
