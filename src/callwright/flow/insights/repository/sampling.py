"""Draws of calls that are graded."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select

from callwright.flow.insights.contracts.grading import Candidate, Draw, DrawMethod, DrawnCall
from callwright.flow.insights.models.grading import DrawnCallRow, DrawRow, GradeRow
from callwright.platform.db import Session

_GRADERS = (
    select(func.count())
    .select_from(GradeRow)
    .where(GradeRow.attempt_id == DrawnCallRow.attempt_id, GradeRow.kind != "decision")
    .scalar_subquery()
)


async def save_draw(
    session: Session, draw: Draw, candidates: Sequence[Candidate], taken: Sequence[Candidate]
) -> None:
    """Keep a draw with its whole population."""
    names = ("id", "seed", "first_day", "last_day", "per_person", "calibrate", "population", "drawn_at")
    await session.execute(
        insert(DrawRow),
        {name: getattr(draw, name) for name in names}
        | {
            "method": str(draw.method),
            "drawn_by": draw.drawn_by,
            "candidates": [
                [str(one.attempt_id), str(one.person_id), str(one.weight), list(one.risks)]
                for one in candidates
            ],
        },
    )
    rows = [
        {
            "draw_id": draw.id,
            "attempt_id": one.attempt_id,
            "person_id": one.person_id,
            "place": place,
            "risks": list(one.risks),
            "calibrate": place <= draw.calibrate,
        }
        for place, one in enumerate(taken, 1)
    ]
    await session.execute(insert(DrawnCallRow), rows)


def _in_scope(query: Any, visible_people: Collection[uuid.UUID] | None) -> Any:
    if visible_people is None:
        return query
    return query.where(DrawnCallRow.person_id.in_(visible_people))


async def draws(
    session: Session,
    *,
    visible_people: Collection[uuid.UUID] | None,
    draw_id: uuid.UUID | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Draw], int]:
    """Draws with calls in scope, newest first, and how many there are; counts are of the calls in scope."""
    counted = _in_scope(
        select(
            DrawnCallRow.draw_id,
            func.count().label("drawn"),
            func.count().filter(_GRADERS > 0).label("graded"),
        ),
        visible_people,
    )
    calls = counted.group_by(DrawnCallRow.draw_id).subquery()
    query = select(DrawRow, calls.c.drawn, calls.c.graded).join(calls, calls.c.draw_id == DrawRow.id)
    if draw_id is not None:
        query = query.where(DrawRow.id == draw_id)
    total = await session.scalar(
        select(func.count()).select_from(query.with_only_columns(DrawRow.id).subquery())
    )
    ordered = query.order_by(DrawRow.drawn_at.desc(), DrawRow.id).offset(offset).limit(limit)
    return [
        Draw(
            id=row.id,
            method=DrawMethod(row.method),
            seed=row.seed,
            first_day=row.first_day,
            last_day=row.last_day,
            per_person=row.per_person,
            calibrate=row.calibrate,
            population=row.population,
            drawn=number,
            drawn_at=row.drawn_at,
            drawn_by=row.drawn_by,
            graded=graded,
        )
        for row, number, graded in await session.execute(ordered)
    ], total or 0


async def drawn_calls(
    session: Session, *, draw_id: uuid.UUID, visible_people: Collection[uuid.UUID] | None
) -> list[DrawnCall]:
    """The calls of a draw in scope, in the order in which they are graded."""
    query = _in_scope(select(DrawnCallRow, _GRADERS), visible_people)
    query = query.where(DrawnCallRow.draw_id == draw_id).order_by(DrawnCallRow.place)
    return [
        DrawnCall(row.attempt_id, row.person_id, row.place, tuple(row.risks), row.calibrate, graded or 0)
        for row, graded in await session.execute(query)
    ]


async def population(session: Session, draw_id: uuid.UUID) -> list[Candidate]:
    """The calls that could have been drawn, as they were kept."""
    found = await session.scalar(select(DrawRow.candidates).where(DrawRow.id == draw_id))
    return [
        Candidate(uuid.UUID(attempt), uuid.UUID(person), Decimal(weight), tuple(risks))
        for attempt, person, weight, risks in found or ()
    ]


async def blind_calls(session: Session, attempt_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the calls that two graders grade without seeing each other's points."""
    query = select(DrawnCallRow.attempt_id).where(
        DrawnCallRow.attempt_id.in_(attempt_ids), DrawnCallRow.calibrate
    )
    return set(await session.scalars(query))
