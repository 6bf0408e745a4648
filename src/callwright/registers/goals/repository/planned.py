"""Indicator sets, targets by market type, changes and key work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.kernel.ids import derive_id, new_id
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.goals.contracts import (
    GoalChange,
    IndicatorSet,
    KeyWorkItem,
    MarketTarget,
    SetLine,
    Target,
)
from callwright.registers.goals.models import (
    ChangeRow,
    IndicatorSetRow,
    KeyWorkRow,
    MarketTargetRow,
    TeamTargetRow,
)

Visible = frozenset[UUID] | None


async def add_set(session: Session, found: IndicatorSet) -> None:
    """Append an indicator set."""
    lines = [{"indicator": each.indicator, "weight": str(each.weight)} for each in found.lines]
    session.add(
        IndicatorSetRow(
            id=new_id(),
            post=found.post,
            level=found.level,
            effective_from=str(found.effective_from),
            lines=lines,
            reason=found.reason,
            set_by=found.set_by,
            set_at=found.set_at,
        )
    )
    await session.flush()


async def sets(session: Session) -> list[IndicatorSet]:
    """Every indicator set ever made, oldest first."""
    order = (IndicatorSetRow.effective_from, IndicatorSetRow.set_at, IndicatorSetRow.id)
    rows = (await session.execute(select(IndicatorSetRow).order_by(*order))).scalars()
    return [
        IndicatorSet(
            row.post,
            row.level,
            Month.parse(row.effective_from),
            tuple(SetLine(each["indicator"], Decimal(each["weight"])) for each in row.lines),
            row.reason,
            row.set_by,
            row.set_at,
        )
        for row in rows
    ]


async def add_market_target(session: Session, found: MarketTarget) -> None:
    """Append a target of a market type."""
    values = {name: getattr(found, name) for name in found.__dataclass_fields__}
    session.add(MarketTargetRow(id=new_id(), **{**values, "effective_from": str(found.effective_from)}))
    await session.flush()


async def market_targets(session: Session) -> list[MarketTarget]:
    """Every target of a market type ever set, oldest first."""
    order = (MarketTargetRow.effective_from, MarketTargetRow.set_at, MarketTargetRow.id)
    rows = (await session.execute(select(MarketTargetRow).order_by(*order))).scalars()
    names = [name for name in MarketTarget.__dataclass_fields__ if name != "effective_from"]
    return [
        MarketTarget(
            **{name: getattr(row, name) for name in names}, effective_from=Month.parse(row.effective_from)
        )
        for row in rows
    ]


async def team_targets(session: Session, months: Collection[str]) -> dict[tuple[str, UUID], Decimal]:
    """Revenue targets of teams."""
    found = select(TeamTargetRow).where(TeamTargetRow.month.in_(months))
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return {(row.month, row.team_id): row.target for row in rows}


async def save_team_targets(session: Session, found: Mapping[tuple[str, UUID], Decimal]) -> None:
    """Write revenue targets of teams."""
    if found:
        rows = [{"month": key[0], "team_id": key[1], "target": target} for key, target in found.items()]
        statement = insert(TeamTargetRow).values(rows)
        changed = {"target": statement.excluded.target}
        await session.execute(
            statement.on_conflict_do_update(index_elements=["month", "team_id"], set_=changed)
        )


def _plain(targets: Sequence[Target]) -> list[dict[str, str]]:
    return [
        {"indicator": each.indicator, "weight": str(each.weight), "target": str(each.target)}
        for each in targets
    ]


def _targets(raw: Sequence[Any]) -> tuple[Target, ...]:
    return tuple(Target(each["indicator"], Decimal(each["weight"]), Decimal(each["target"])) for each in raw)


async def add_change(session: Session, change: GoalChange) -> None:
    """Append a change."""
    session.add(
        ChangeRow(
            id=change.id,
            month=str(change.month),
            person_id=change.person_id,
            effective_from=str(change.effective_from),
            before=_plain(change.before),
            after=_plain(change.after),
            was_acknowledged=change.was_acknowledged,
            reason=change.reason,
            changed_by=change.changed_by,
            changed_at=change.changed_at,
        )
    )
    await session.flush()


async def changes(
    session: Session, *, month: str, visible_people: Visible, offset: int, size: int
) -> tuple[list[GoalChange], int]:
    """Changes of a month's goals, newest first, and how many there are."""
    found = select(ChangeRow).where(ChangeRow.month == month)
    if visible_people is not None:
        found = found.where(ChangeRow.person_id.in_(visible_people))
    total = await session.scalar(select(func.count()).select_from(found.subquery()))
    page = found.order_by(ChangeRow.changed_at.desc(), ChangeRow.id).offset(offset).limit(size)
    rows = (await session.execute(page)).scalars()
    return [_change(row) for row in rows], total or 0


def _change(row: ChangeRow) -> GoalChange:
    return GoalChange(
        row.id,
        Month.parse(row.month),
        row.person_id,
        Month.parse(row.effective_from),
        _targets(row.before),
        _targets(row.after),
        row.was_acknowledged,
        row.reason,
        row.changed_by,
        row.changed_at,
    )


async def add_key_work(
    session: Session, *, month: str, person_id: UUID, title: str, due_on: date, by: str
) -> UUID | None:
    """Plan a piece of key work; None when the person has one of this name."""
    values = {
        "id": derive_id("goals.key_work", month, person_id, title),
        "month": month,
        "person_id": person_id,
        "title": title,
        "due_on": due_on,
        "planned_by": by,
    }
    statement = insert(KeyWorkRow).values(values).on_conflict_do_nothing().returning(KeyWorkRow.id)
    return (await session.execute(statement)).scalar_one_or_none()


async def key_work(
    session: Session,
    *,
    months: Collection[str] = (),
    work_id: UUID | None = None,
    visible_people: Visible = None,
) -> list[KeyWorkItem]:
    """Key work of months by person and date, or one piece by its id."""
    found = select(KeyWorkRow).order_by(KeyWorkRow.person_id, KeyWorkRow.due_on, KeyWorkRow.title)
    found = found.where(KeyWorkRow.id == work_id) if work_id else found.where(KeyWorkRow.month.in_(months))
    if visible_people is not None:
        found = found.where(KeyWorkRow.person_id.in_(visible_people))
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    names = [name for name in KeyWorkItem.__dataclass_fields__ if name != "month"]
    return [
        KeyWorkItem(**{name: getattr(row, name) for name in names}, month=Month.parse(row.month))
        for row in rows
    ]


async def give_proof(
    session: Session,
    *,
    work_id: UUID,
    proof: str,
    file_key: str | None,
    file_name: str | None,
    proof_on: date,
) -> bool:
    """Write the proof of a piece that nobody confirmed yet; False when it was."""
    statement = (
        update(KeyWorkRow)
        .where(KeyWorkRow.id == work_id, KeyWorkRow.confirmed.is_not(True))
        .values(
            proof=proof,
            proof_file_key=file_key,
            proof_file_name=file_name,
            proof_on=proof_on,
            confirmed=None,
            decided_by=None,
            decision_note=None,
        )
        .returning(KeyWorkRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def decide_key_work(session: Session, *, work_id: UUID, confirmed: bool, by: str, note: str) -> bool:
    """Decide about a proof that waits; False when none does."""
    waits = (KeyWorkRow.id == work_id, KeyWorkRow.proof_on.is_not(None), KeyWorkRow.confirmed.is_(None))
    statement = (
        update(KeyWorkRow)
        .where(*waits)
        .values(confirmed=confirmed, decided_by=by, decision_note=note)
        .returning(KeyWorkRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None
