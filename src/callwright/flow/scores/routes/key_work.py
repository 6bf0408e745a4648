"""/api/goals/key-work: planned with a date, proven by the person, confirmed by the leader."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel

from callwright.flow.scores.errors import PersonUnknown
from callwright.flow.scores.routes.periods import MonthParam
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.files import FileStore
from callwright.platform.http import CalendarDep, ClockDep, PortsDep, SessionDep, require
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import KeyWorkItem
from callwright.registers.staff import service as staff
from callwright.rules.appraisal.formulas.key_work import KeyWork, counts

router = APIRouter(prefix="/goals/key-work", tags=["goals"])


class KeyWorkOut(BaseModel):
    """A piece of key work; `counts`: done in time and confirmed."""

    id: UUID
    month: str
    person_id: UUID
    name: str
    title: str
    due_on: date
    planned_by: str
    proof: str | None
    proof_file_name: str | None
    proof_on: date | None
    confirmed: bool | None
    decided_by: str | None
    decision_note: str | None
    counts: bool

    @classmethod
    def of(cls, work: KeyWorkItem, name: str) -> KeyWorkOut:
        """With the person's name."""
        taken = [each for each in cls.model_fields if each not in {"month", "name", "counts"}]
        piece = KeyWork(work.title, work.due_on, work.proof_on, work.confirmed)
        values = {each: getattr(work, each) for each in taken}
        return cls(**values, month=str(work.month), name=name, counts=counts(piece))


class KeyWorkIn(BaseModel):
    """A new piece."""

    person_id: UUID
    title: str
    due_on: date


class KeyWorkDecisionIn(BaseModel):
    """What the leader decides about a proof."""

    confirmed: bool
    note: str = ""


@router.get("")
async def show_key_work(
    session: SessionDep, month: MonthParam, principal: Annotated[Principal, require("goals.read")]
) -> list[KeyWorkOut]:
    """The key work of a month within the scope."""
    found = await goals.key_work(session, month=month, visible_people=principal.visible_people)
    names = {person.id: person.name for person in await staff.people(session)}
    return [KeyWorkOut.of(each, names.get(each.person_id, "")) for each in found]


@router.post("")
async def plan_key_work(
    session: SessionDep, body: KeyWorkIn, principal: Annotated[Principal, require("goals.write")]
) -> KeyWorkOut:
    """Plan a piece for somebody within the scope."""
    if not principal.sees(body.person_id):
        raise PersonUnknown(reference=str(body.person_id))
    person = await staff.person(session, body.person_id)
    made = await goals.plan_key_work(
        session,
        month=Month.of(body.due_on),
        person_id=person.id,
        title=body.title,
        due_on=body.due_on,
        by=principal.name,
    )
    return KeyWorkOut.of(made, person.name)


@router.post("/{work_id}/proof")
async def prove_key_work(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    calendar: CalendarDep,
    work_id: UUID,
    principal: Annotated[Principal, require("goals.acknowledge")],
    text: Annotated[str, Form()],
    file: Annotated[UploadFile | None, File()] = None,
) -> KeyWorkOut:
    """The person proves the own work, in words and with a file if there is one; the day is today."""
    kept = None
    if file is not None:
        store = ports.get(FileStore)
        kept = await asyncio.to_thread(store.put, await file.read(), file.filename or "proof")
    made = await goals.prove_key_work(
        session,
        work_id=work_id,
        person_id=principal.person_id,
        proof=text,
        file_key=kept.key if kept else None,
        file_name=kept.name if kept else None,
        on=calendar.day_of(clock.now()),
    )
    await record(session, principal, action="goals.proof", object=f"key_work:{work_id}", details={})
    return KeyWorkOut.of(made, (await staff.person(session, made.person_id)).name)


@router.post("/{work_id}/decide")
async def decide_key_work(
    session: SessionDep,
    work_id: UUID,
    body: KeyWorkDecisionIn,
    principal: Annotated[Principal, require("scores.review")],
) -> KeyWorkOut:
    """The leader confirms or refuses a proof of somebody within the scope."""
    made = await goals.decide_key_work(
        session,
        work_id=work_id,
        confirmed=body.confirmed,
        note=body.note,
        visible_people=principal.visible_people,
        person_id=principal.person_id,
        by=principal.name,
    )
    details: dict[str, object] = {"confirmed": body.confirmed}
    await record(session, principal, action="goals.key_work", object=f"key_work:{work_id}", details=details)
    return KeyWorkOut.of(made, (await staff.person(session, made.person_id)).name)
