"""Appeals against grade decisions, and coaching plans."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.scores.contracts import Appeal, CoachingPlan
from callwright.flow.scores.models import AppealRow, ClosingRow, CoachingPlanRow, GradeProposalRow
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session


async def add_appeal(session: Session, *, proposal_id: UUID, text: str, by: str, at: datetime) -> bool:
    """Write an appeal; False when there is one."""
    values = {
        "id": derive_id("scores.appeal", proposal_id),
        "proposal_id": proposal_id,
        "text": text,
        "made_by": by,
        "made_at": at,
    }
    statement = insert(AppealRow).values(values).on_conflict_do_nothing().returning(AppealRow.id)
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def appeals(session: Session, proposals: Collection[UUID]) -> dict[UUID, Appeal]:
    """Appeals by proposal."""
    found = select(AppealRow).where(AppealRow.proposal_id.in_(proposals))
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    names = Appeal.__dataclass_fields__
    return {row.proposal_id: Appeal(**{name: getattr(row, name) for name in names}) for row in rows}


async def answer_appeal(
    session: Session, *, proposal_id: UUID, upheld: bool, answer: str, by: str, at: datetime
) -> bool:
    """Answer an appeal that waits; False when none does."""
    statement = (
        update(AppealRow)
        .where(AppealRow.proposal_id == proposal_id, AppealRow.upheld.is_(None))
        .values(upheld=upheld, answer=answer, answered_by=by, answered_at=at)
        .returning(AppealRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def add_plan(session: Session, *, proposal_id: UUID, plan: str, mentor_id: UUID, until: date) -> None:
    """Write a coaching plan."""
    session.add(CoachingPlanRow(proposal_id=proposal_id, plan=plan, mentor_id=mentor_id, until=until))
    await session.flush()


async def plans(session: Session, proposals: Collection[UUID]) -> dict[UUID, CoachingPlan]:
    """Coaching plans by proposal."""
    found = select(CoachingPlanRow).where(CoachingPlanRow.proposal_id.in_(proposals))
    rows = (await session.execute(found)).scalars()
    names = CoachingPlan.__dataclass_fields__
    return {row.proposal_id: CoachingPlan(**{name: getattr(row, name) for name in names}) for row in rows}


async def proposal_ids(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    person_id: UUID | None,
    waiting: bool,
    offset: int,
    size: int,
) -> tuple[list[UUID], int]:
    """Ids of grade reviews within the scope, newest first; `waiting`: those that call for a decision only."""
    found = select(GradeProposalRow.id)
    if visible_people is not None:
        found = found.where(GradeProposalRow.person_id.in_(visible_people))
    if person_id is not None:
        found = found.where(GradeProposalRow.person_id == person_id)
    if waiting:
        open_ones = GradeProposalRow.outcome.in_(["down", "up", "coaching_plan"])
        found = found.where(open_ones, GradeProposalRow.decided_at.is_(None))
    total = await session.scalar(select(func.count()).select_from(found.subquery()))
    page = found.order_by(GradeProposalRow.month.desc(), GradeProposalRow.person_id, GradeProposalRow.id)
    return list((await session.execute(page.offset(offset).limit(size))).scalars()), total or 0


async def lock_proposal(session: Session, proposal_id: UUID) -> None:
    """Hold a proposal until the transaction ends: a decision and an appeal do not pass each other."""
    await session.execute(
        select(GradeProposalRow.id).where(GradeProposalRow.id == proposal_id).with_for_update()
    )


async def told_at(session: Session, proposal_id: UUID) -> datetime | None:
    """When the person could know: the decision, else the closing that made the proposal."""
    found = (
        select(func.coalesce(GradeProposalRow.decided_at, ClosingRow.closed_at))
        .join(ClosingRow, ClosingRow.month == GradeProposalRow.month)
        .where(GradeProposalRow.id == proposal_id)
    )
    return await session.scalar(found)
