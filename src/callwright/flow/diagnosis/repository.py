"""The only SQL of the diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.diagnosis.contracts import RankedFinding, Run
from callwright.flow.diagnosis.models import FindingRow, RunRow
from callwright.platform.db import Session


async def save_run(session: Session, run: dict[str, Any], findings: Sequence[dict[str, Any]]) -> None:
    """Keep a run and its findings; the same run twice is one."""
    saved = await session.execute(insert(RunRow).values(**run).on_conflict_do_nothing().returning(RunRow.id))
    if saved.scalar_one_or_none() is not None and findings:
        await session.execute(insert(FindingRow), list(findings))


async def newest_run(
    session: Session,
    *,
    month: str | None = None,
    run_id: UUID | None = None,
    visible_people: frozenset[UUID] | None = None,
) -> Run | None:
    """The newest run (of a month, or this one), with the findings about people in scope only."""
    query = select(RunRow).order_by(RunRow.created_at.desc(), RunRow.id).limit(1)
    if month is not None:
        query = query.where(RunRow.month == month)
    if run_id is not None:
        query = query.where(RunRow.id == run_id)
    row = (await session.execute(query)).scalar_one_or_none()
    if row is None:
        return None
    wanted = select(FindingRow).where(FindingRow.run_id == row.id).order_by(FindingRow.rank)
    if visible_people is not None:
        wanted = wanted.where(FindingRow.people.contained_by(list(visible_people)))
    found = (await session.execute(wanted)).scalars()
    return Run(
        id=row.id,
        month=row.month,
        first_day=row.first_day,
        last_day=row.last_day,
        created_at=row.created_at,
        total_cost=row.total_cost,
        currency=row.currency,
        findings=tuple(RankedFinding(one.rank, one.main, one.content) for one in found),
    )
