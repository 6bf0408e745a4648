"""Appraisal projects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.scores.contracts import Evidence, Member, Notice, PlanItem, Project
from callwright.flow.scores.models import EvidenceRow, MemberRow, NoticeRow, PlanItemRow, ProjectRow
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.db import Session


async def add_project(session: Session, values: dict[str, Any]) -> None:
    """Write a draft."""
    session.add(ProjectRow(**values))
    await session.flush()


async def add_items(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Write events of a plan."""
    session.add_all([PlanItemRow(**row) for row in rows])
    await session.flush()


async def replace_members(session: Session, project_id: UUID, members: Iterable[Member]) -> None:
    """Put a group in place of the old one; events keep owners that stay, the others lose theirs."""
    wanted = list(members)
    kept = [each.id for each in wanted]
    gone = (MemberRow.project_id == project_id, MemberRow.id.not_in(kept))
    lost = select(MemberRow.id).where(*gone)
    await session.execute(update(PlanItemRow).where(PlanItemRow.owner_id.in_(lost)).values(owner_id=None))
    await session.execute(delete(MemberRow).where(*gone))
    for each in wanted:
        values = {
            "id": each.id,
            "project_id": project_id,
            "duty": each.duty,
            "person_id": each.person_id,
            "name": each.name,
        }
        await session.execute(insert(MemberRow).values(values).on_conflict_do_nothing())


async def change_item(
    session: Session, *, item_id: UUID, owner_id: UUID | None, due_on: date | None, title: Text | None
) -> None:
    """Change who owns an event, its date and its title."""
    values: dict[str, Any] = {"owner_id": owner_id, "due_on": due_on}
    if title is not None:
        values |= {"title": title.zh, "title_en": title.en}
    await session.execute(update(PlanItemRow).where(PlanItemRow.id == item_id).values(values))


async def complete_item(session: Session, *, item_id: UUID, by: str, at: datetime) -> None:
    """Mark an event done; the first mark stays."""
    statement = update(PlanItemRow).where(PlanItemRow.id == item_id, PlanItemRow.done_at.is_(None))
    await session.execute(statement.values(done_by=by, done_at=at))


async def add_evidence(session: Session, evidence: Evidence) -> None:
    """Append a proof."""
    session.add(EvidenceRow(**{name: getattr(evidence, name) for name in evidence.__dataclass_fields__}))
    await session.flush()


async def add_notice(session: Session, project_id: UUID, notice: Notice) -> None:
    """Append what a group was told."""
    values = {name: getattr(notice, name) for name in notice.__dataclass_fields__}
    session.add(NoticeRow(project_id=project_id, **values))
    await session.flush()


async def set_incentives(session: Session, project_id: UUID, incentives: Iterable[str]) -> None:
    """Write down the kinds of incentive."""
    statement = update(ProjectRow).where(ProjectRow.id == project_id)
    await session.execute(statement.values(incentives=list(incentives)))


async def publish_project(session: Session, *, project_id: UUID, by: str, at: datetime) -> bool:
    """Publish; False when it was published before."""
    statement = (
        update(ProjectRow)
        .where(ProjectRow.id == project_id, ProjectRow.published_at.is_(None))
        .values(published_by=by, published_at=at)
        .returning(ProjectRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def project(session: Session, project_id: UUID) -> Project | None:
    """One project with everything in it."""
    row = await session.get(ProjectRow, project_id, populate_existing=True)
    if row is None:
        return None
    members = await _members(session, [project_id])
    return _project(
        row,
        members=tuple(members.get(project_id, ())),
        items=tuple(await _items(session, project_id)),
        notices=tuple(await _notices(session, project_id)),
    )


async def project_of_item(session: Session, item_id: UUID) -> UUID | None:
    """The project an event belongs to."""
    return await session.scalar(select(PlanItemRow.project_id).where(PlanItemRow.id == item_id))


async def projects(
    session: Session, *, everything: bool, person_id: UUID | None, offset: int, size: int
) -> tuple[list[Project], int]:
    """Projects, newest first, without their plans: all of them, or published ones and those one works in."""
    found = select(ProjectRow)
    if not everything:
        mine = select(MemberRow.project_id).where(MemberRow.person_id == person_id)
        found = found.where(ProjectRow.published_at.is_not(None) | ProjectRow.id.in_(mine))
    total = await session.scalar(select(func.count()).select_from(found.subquery()))
    page = found.order_by(ProjectRow.drafted_at.desc(), ProjectRow.id).offset(offset).limit(size)
    rows = (await session.execute(page.execution_options(populate_existing=True))).scalars().all()
    members = await _members(session, [row.id for row in rows])
    return [_project(row, members=tuple(members.get(row.id, ()))) for row in rows], total or 0


async def covers(session: Session, month: str) -> bool:
    """Whether a published project covers a month."""
    found = select(ProjectRow.id).where(
        ProjectRow.published_at.is_not(None), ProjectRow.first_month <= month, ProjectRow.last_month >= month
    )
    return await session.scalar(found.limit(1)) is not None


def _project(row: ProjectRow, **parts: Any) -> Project:
    return Project(
        id=row.id,
        title=row.title,
        purpose=row.purpose,
        first_month=Month.parse(row.first_month),
        last_month=Month.parse(row.last_month),
        incentives=tuple(row.incentives),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        published_by=row.published_by,
        published_at=row.published_at,
        **parts,
    )


async def _members(session: Session, projects: Iterable[UUID]) -> dict[UUID, list[Member]]:
    found = select(MemberRow).where(MemberRow.project_id.in_(list(projects))).order_by(MemberRow.name)
    members: dict[UUID, list[Member]] = {}
    for row in (await session.execute(found)).scalars():
        members.setdefault(row.project_id, []).append(Member(row.id, row.duty, row.person_id, row.name))
    return members


async def _items(session: Session, project_id: UUID) -> list[PlanItem]:
    found = select(PlanItemRow).where(PlanItemRow.project_id == project_id).order_by(PlanItemRow.place)
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars().all()
    proofs = select(EvidenceRow).where(EvidenceRow.item_id.in_([row.id for row in rows]))
    names = Evidence.__dataclass_fields__
    given: dict[UUID, list[Evidence]] = {}
    for proof in (await session.execute(proofs.order_by(EvidenceRow.given_at, EvidenceRow.id))).scalars():
        evidence = Evidence(**{name: getattr(proof, name) for name in names})
        given.setdefault(evidence.item_id, []).append(evidence)
    return [
        PlanItem(
            row.id,
            row.kind,
            Text(row.title, row.title_en),
            row.owner_id,
            row.due_on,
            row.done_by,
            row.done_at,
            tuple(given.get(row.id, ())),
        )
        for row in rows
    ]


async def _notices(session: Session, project_id: UUID) -> list[Notice]:
    found = select(NoticeRow).where(NoticeRow.project_id == project_id)
    rows = (await session.execute(found.order_by(NoticeRow.told_at.desc(), NoticeRow.id))).scalars()
    return [Notice(**{name: getattr(row, name) for name in Notice.__dataclass_fields__}) for row in rows]
