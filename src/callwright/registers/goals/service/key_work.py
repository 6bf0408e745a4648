"""Key work of people: planned with a date, proven by the person, confirmed by the leader."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.goals.contracts import KeyWorkItem
from callwright.registers.goals.errors import (
    KeyWorkDate,
    KeyWorkDecided,
    KeyWorkOwn,
    KeyWorkTwice,
    KeyWorkUnknown,
    MonthSealed,
)
from callwright.registers.goals.repository import agreed, planned

Visible = frozenset[UUID] | None


async def plan_key_work(
    session: Session, *, month: Month, person_id: UUID, title: str, due_on: date, by: str
) -> KeyWorkItem:
    """Plan a piece with a date in the month. KeyWorkDate (422), KeyWorkTwice, MonthSealed (409)."""
    if Month.of(due_on) != month:
        raise KeyWorkDate(month=month)
    await _refuse_sealed(session, month)
    made = await planned.add_key_work(
        session, month=str(month), person_id=person_id, title=title.strip(), due_on=due_on, by=by
    )
    if made is None:
        raise KeyWorkTwice(month=month)
    return await _one(session, made, None)


async def key_work(session: Session, *, month: Month, visible_people: Visible = None) -> list[KeyWorkItem]:
    """The key work of a month within the scope, by person and date."""
    return await planned.key_work(session, months=[str(month)], visible_people=visible_people)


async def prove_key_work(
    session: Session,
    *,
    work_id: UUID,
    person_id: UUID | None,
    proof: str,
    file_key: str | None,
    file_name: str | None,
    on: date,
) -> KeyWorkItem:
    """The person gives the proof of the own work; a refused one may be given again. KeyWorkUnknown (404)."""
    scope = frozenset() if person_id is None else frozenset({person_id})
    work = await _one(session, work_id, scope)
    await _refuse_sealed(session, work.month)
    if not await planned.give_proof(
        session, work_id=work_id, proof=proof, file_key=file_key, file_name=file_name, proof_on=on
    ):
        raise KeyWorkDecided
    return await _one(session, work_id, None)


async def decide_key_work(
    session: Session,
    *,
    work_id: UUID,
    confirmed: bool,
    note: str,
    visible_people: Visible,
    person_id: UUID | None,
    by: str,
) -> KeyWorkItem:
    """The leader confirms or refuses a proof. KeyWorkUnknown (404), KeyWorkOwn (403), KeyWorkDecided (409)."""
    work = await _one(session, work_id, visible_people)
    if work.person_id == person_id:
        raise KeyWorkOwn
    await _refuse_sealed(session, work.month)
    if not await planned.decide_key_work(session, work_id=work_id, confirmed=confirmed, by=by, note=note):
        raise KeyWorkDecided
    return await _one(session, work_id, None)


async def _one(session: Session, work_id: UUID, visible_people: Visible) -> KeyWorkItem:
    found = await planned.key_work(session, work_id=work_id, visible_people=visible_people)
    if not found:
        raise KeyWorkUnknown
    return found[0]


async def _refuse_sealed(session: Session, month: Month) -> None:
    if str(month) in await agreed.lock_months(session, [str(month)]):
        raise MonthSealed(month=month)
