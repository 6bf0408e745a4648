"""/api/cycles/settings: how long cycles are, and who supplies the actual values (product §9.4)."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.scores import service
from callwright.flow.scores.contracts import SupplierSeat
from callwright.flow.scores.routes.periods import MonthParam, read_month
from callwright.platform.auth import Principal
from callwright.platform.http import ClockDep, SessionDep, require
from callwright.rules.appraisal.formulas.cycles import PeriodLength
from callwright.rules.appraisal.indicators import PostKind

router = APIRouter(prefix="/cycles/settings", tags=["cycles"])
Reader = Annotated[Principal, require("scores.read")]


class LengthIn(BaseModel):
    """How long cycles of a kind are from a month on."""

    kind: PostKind
    length: PeriodLength
    effective_from: str
    reason: str


class SupplierIn(BaseModel):
    """Who supplies an area (of a department) from a month on."""

    area: Literal["orders", "calls", "finance", "people", "work"]
    department_id: UUID | None = None
    person_id: UUID
    effective_from: str


class SupplierSeatOut(BaseModel):
    """Who supplies an area (of a department); without a person it is who has the role."""

    area: str
    title: dict[str, str]
    role: dict[str, str]
    department_id: UUID | None
    department: str
    person_id: UUID | None
    person: str

    @classmethod
    def of(cls, seat: SupplierSeat) -> SupplierSeatOut:
        """From the stage's own form."""
        return cls(**{**vars(seat), "title": seat.title.to_json(), "role": seat.role.to_json()})


class LengthsOut(BaseModel):
    """How long the cycles of each kind are in a month, whether the company said so, and who supplies what."""

    month: str
    rep: PeriodLength
    manager: PeriodLength
    set_by_company: list[str]
    suppliers: list[SupplierSeatOut]


@router.get("")
async def show_settings(session: SessionDep, month: MonthParam, principal: Reader) -> LengthsOut:
    """How long cycles are in a month, and who supplies what."""
    given = await service.settings(session, month)
    return LengthsOut(
        month=str(month),
        rep=await service.period_length(session, PostKind.REP, month),
        manager=await service.period_length(session, PostKind.MANAGER, month),
        set_by_company=[kind for kind, length in given.items() if length is not None],
        suppliers=[SupplierSeatOut.of(each) for each in await service.supplier_seats(session, month)],
    )


@router.post("/length")
async def set_length(
    session: SessionDep,
    clock: ClockDep,
    body: LengthIn,
    principal: Annotated[Principal, require("scores.settings")],
) -> LengthsOut:
    """Say how long cycles of a kind are from a month on; the owner's."""
    month = read_month(body.effective_from)
    await service.set_period_length(
        session,
        kind=body.kind,
        length=body.length,
        effective=month,
        reason=body.reason,
        principal=principal,
        at=clock.now(),
    )
    return await show_settings(session, month, principal)


@router.post("/supplier")
async def name_supplier(
    session: SessionDep,
    clock: ClockDep,
    body: SupplierIn,
    principal: Annotated[Principal, require("scores.settings")],
) -> dict[str, str]:
    """Name the person who supplies an area from a month on; the owner's."""
    await service.name_supplier(
        session,
        area=body.area,
        department_id=body.department_id,
        person_id=body.person_id,
        effective=read_month(body.effective_from),
        principal=principal,
        at=clock.now(),
    )
    return {"area": body.area, "person_id": str(body.person_id)}
