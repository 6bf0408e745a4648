"""Disputes, adjustments and unpaid leave over HTTP."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.pay import service
from callwright.flow.pay.contracts import Dispute, UnpaidLeave
from callwright.flow.pay.routes.months import read_month
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.http import ClockDep, Page, PageParams, SessionDep, require
from callwright.registers.staff import service as staff

router = APIRouter(prefix="/api/pay", tags=["pay"])
Words = Annotated[str, Field(min_length=2, max_length=4000)]
Amount = Annotated[Decimal, Field(max_digits=14, decimal_places=2)]


class Question(BaseModel):
    """What somebody asks or answers."""

    says: Words


class Decision(BaseModel):
    """`amount` is by how much the person is paid more (or less) than the line says; only when accepted."""

    accept: bool
    amount: Amount | None = None
    says: Words


class AdjustmentForm(BaseModel):
    """A correction of its own; `corrects` is the month it is about ("2026-10")."""

    person_id: UUID
    amount: Amount
    reason: Words
    corrects: str | None = None


class LeaveForm(BaseModel):
    """Calendar days without pay, both ends included."""

    person_id: UUID
    first_day: date
    last_day: date
    reason: Words


@router.post("/statements/{person_id}/{month}/lines/{place}/disputes")
async def dispute_line(
    session: SessionDep,
    clock: ClockDep,
    person_id: UUID,
    month: str,
    place: int,
    body: Question,
    principal: Annotated[Principal, require("pay.read")],
) -> dict[str, Any]:
    """Question a line of the own statement."""
    found = await service.dispute_line(
        session,
        person_id=person_id,
        month=read_month(month),
        place=place,
        question=body.says,
        principal=principal,
        at=clock.now(),
    )
    return (await _named(session, [found]))[0]


@router.get("/disputes")
async def list_disputes(
    session: SessionDep,
    page: PageParams,
    principal: Annotated[Principal, require("pay.read")],
    undecided: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> Page[dict[str, Any]]:
    """Disputes, newest first: the own ones, or all by role."""
    found, total = await service.disputes(
        session, principal=principal, undecided=undecided, offset=page.offset, limit=page.size
    )
    return Page(items=await _named(session, found), total=total, page=page.page, size=page.size)


@router.post("/disputes/{dispute_id}/say")
async def say_in_dispute(
    session: SessionDep,
    clock: ClockDep,
    dispute_id: UUID,
    body: Question,
    principal: Annotated[Principal, require("pay.read")],
) -> dict[str, Any]:
    """A further question of the person concerned, or an answer of who looks after pay."""
    found = await service.say_in_dispute(
        session, dispute_id=dispute_id, says=body.says, principal=principal, at=clock.now()
    )
    return (await _named(session, [found]))[0]


@router.post("/disputes/{dispute_id}/decide")
async def decide_dispute(
    session: SessionDep,
    clock: ClockDep,
    dispute_id: UUID,
    body: Decision,
    principal: Annotated[Principal, require("pay.write")],
) -> dict[str, Any]:
    """Decide once; an accepted dispute becomes a line of the next statement."""
    found = await service.decide_dispute(
        session,
        dispute_id=dispute_id,
        accept=body.accept,
        amount=body.amount,
        says=body.says,
        principal=principal,
        at=clock.now(),
    )
    return (await _named(session, [found]))[0]


@router.get("/adjustments")
async def list_adjustments(
    session: SessionDep, page: PageParams, principal: Annotated[Principal, require("pay.write")]
) -> Page[dict[str, Any]]:
    """Decided corrections, newest first, with the month whose statement carries them."""
    found = await service.adjustments(session, principal=principal)
    shown = found[page.offset : page.offset + page.size]
    names = await staff.labels(session)
    items = [each.to_json() | {"name": names.get(each.person_id, "")} for each in shown]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.post("/adjustments")
async def decide_adjustment(
    session: SessionDep,
    clock: ClockDep,
    body: AdjustmentForm,
    principal: Annotated[Principal, require("pay.write")],
) -> dict[str, Any]:
    """A correction with its reason; it becomes a line of the person's next statement."""
    made = await service.decide_adjustment(
        session,
        person_id=body.person_id,
        amount=body.amount,
        reason=body.reason,
        corrects=read_month(body.corrects) if body.corrects else None,
        principal=principal,
        at=clock.now(),
    )
    return made.to_json()


@router.get("/leaves")
async def list_leaves(
    session: SessionDep,
    page: PageParams,
    month: str,
    principal: Annotated[Principal, require("pay.read_others")],
) -> Page[dict[str, Any]]:
    """Unpaid leave that touches a month."""
    found = await service.leaves(session, month=read_month(month), principal=principal)
    names = await staff.labels(session)
    shown = found[page.offset : page.offset + page.size]
    items = [_leave(each) | {"name": names.get(each.person_id, "")} for each in shown]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.post("/leaves")
async def record_leave(
    session: SessionDep,
    clock: ClockDep,
    body: LeaveForm,
    principal: Annotated[Principal, require("pay.leave")],
) -> dict[str, Any]:
    """Record days without pay, while their month is open."""
    made = await service.record_leave(
        session,
        person_id=body.person_id,
        first_day=body.first_day,
        last_day=body.last_day,
        reason=body.reason,
        principal=principal,
        at=clock.now(),
    )
    return _leave(made)


@router.delete("/leaves/{leave_id}", status_code=204)
async def withdraw_leave(
    session: SessionDep,
    clock: ClockDep,
    leave_id: UUID,
    principal: Annotated[Principal, require("pay.leave")],
) -> None:
    """Take back leave that was wrong, while its months are open."""
    await service.withdraw_leave(session, leave_id=leave_id, principal=principal, at=clock.now())


async def _named(session: Session, found: list[Dispute]) -> list[dict[str, Any]]:
    names = await staff.labels(session)
    return [each.to_json() | {"name": names.get(each.person_id, "")} for each in found]


def _leave(each: UnpaidLeave) -> dict[str, Any]:
    return {
        "id": str(each.id),
        "person_id": str(each.person_id),
        "first_day": each.first_day.isoformat(),
        "last_day": each.last_day.isoformat(),
        "reason": each.reason,
        "recorded_by": each.recorded_by,
    }
