"""Plans that were brought in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.pay.contracts import PlanVersion
from callwright.flow.pay.models import PlanVersionRow
from callwright.kernel.ids import new_id
from callwright.platform.db import Session


async def newest_plan(session: Session, *, on: date) -> PlanVersion | None:
    """The plan in force on a day: the latest start, and of two with one start the one brought in last."""
    found = (
        select(PlanVersionRow)
        .where(PlanVersionRow.effective_from <= on)
        .order_by(PlanVersionRow.effective_from.desc(), PlanVersionRow.created_at.desc(), PlanVersionRow.id)
        .limit(1)
    )
    row = await session.scalar(found)
    return None if row is None else _plan(row)


async def plans(session: Session) -> list[PlanVersion]:
    """All plans that were brought in, the newest first."""
    found = select(PlanVersionRow).order_by(PlanVersionRow.created_at.desc())
    return [_plan(row) for row in (await session.execute(found)).scalars()]


async def add_plan(session: Session, plan: PlanVersion) -> None:
    """Write a plan."""
    values = {
        "id": new_id(),
        "version": plan.version,
        "effective_from": plan.effective_from,
        "document": plan.document,
        "created_at": plan.created_at,
        "created_by": plan.created_by,
    }
    await session.execute(insert(PlanVersionRow).values(values))


def _plan(row: PlanVersionRow) -> PlanVersion:
    code = str(row.document["code"])
    return PlanVersion(row.version, code, row.effective_from, row.document, row.created_at, row.created_by)
