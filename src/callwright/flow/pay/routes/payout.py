"""The payout over HTTP: approved by the owner, exported by finance, worked out again by whoever doubts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from starlette.background import BackgroundTask

from callwright.flow.pay import service
from callwright.flow.pay.contracts import Statement
from callwright.flow.pay.routes.months import read_month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.http import ClockDep, SessionDep, require
from callwright.registers.staff.contracts import Person
from callwright.rules.engine.explained import money

router = APIRouter(prefix="/api/pay", tags=["pay"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Writer = Callable[[Sequence[tuple[Person, Statement]], Path], None]


class Approval(BaseModel):
    """What the owner notes with the approval."""

    note: str = Field(default="", max_length=2000)


@router.post("/{month}/approve")
async def approve_payout(
    session: SessionDep,
    clock: ClockDep,
    month: str,
    body: Approval,
    principal: Annotated[Principal, require("pay.approve")],
) -> dict[str, Any]:
    """Approve what a closed month pays out; twice is once."""
    found = await service.approve_payout(
        session, month=read_month(month), note=body.note, principal=principal, at=clock.now()
    )
    return {
        "month": str(found.month),
        "approved_at": found.approved_at.isoformat(),
        "approved_by": found.approved_by,
        "statements": found.statements,
        "paid_total": money(found.paid_total),
        "note": found.note,
    }


@router.get("/{month}/payroll.xlsx", response_class=FileResponse)
async def download_payroll_xlsx(
    session: SessionDep, month: str, principal: Annotated[Principal, require("pay.close")]
) -> FileResponse:
    """The approved month for the payroll: one row per person, and every line."""
    path = await _write(session, month, principal, ".xlsx", service.write_payroll_xlsx)
    return _download(path, f"payroll-{read_month(month)}.xlsx", XLSX)


@router.get("/{month}/payroll.csv", response_class=FileResponse)
async def download_payroll_csv(
    session: SessionDep, month: str, principal: Annotated[Principal, require("pay.close")]
) -> FileResponse:
    """The approved month for the payroll, one row per person."""
    path = await _write(session, month, principal, ".csv", service.write_payroll_csv)
    return _download(path, f"payroll-{read_month(month)}.csv", "text/csv; charset=utf-8")


@router.get("/{month}/verify")
async def verify_month(
    session: SessionDep, month: str, _: Annotated[Principal, require("pay.close")]
) -> dict[str, Any]:
    """Work every statement of a closed month out again; `differing` is always empty."""
    count, wrong = await service.differing_statements(session, read_month(month))
    return {"month": str(read_month(month)), "statements": count, "differing": [str(each) for each in wrong]}


async def _write(session: Session, month: str, principal: Principal, suffix: str, write: Writer) -> Path:
    rows = await service.payroll_rows(session, month=read_month(month), principal=principal)
    with NamedTemporaryFile(suffix=suffix, delete=False) as file:
        path = Path(file.name)
    write(rows, path)
    details: dict[str, object] = {"statements": len(rows), "form": suffix}
    await record(session, principal, action="pay.export", object=f"pay:{month}", details=details)
    return path


def _download(path: Path, name: str, kind: str) -> FileResponse:
    return FileResponse(path, media_type=kind, filename=name, background=BackgroundTask(path.unlink))
