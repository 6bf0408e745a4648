"""Scorecards, grades and disputes in the database: rows are only added."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from callwright.flow.insights.contracts.grading import (
    CardItem,
    Dispute,
    DisputeState,
    DisputeStep,
    Grade,
    GradeKind,
    Mark,
    QualityResult,
    Scorecard,
)
from callwright.flow.insights.models.grading import DisputeStepRow, GradeRow, ScorecardRow
from callwright.kernel.text import Text
from callwright.platform.db import Session

_STEPS = ("raised", "answer", "decision")
_LATER = aliased(GradeRow)
_REPLACING = aliased(GradeRow)


def _standing() -> ColumnElement[bool]:
    """The lines that count: no second opinions, nothing replaced."""
    replaced = select(_REPLACING.id).where(_REPLACING.replaces == GradeRow.id).exists()
    return and_(GradeRow.kind != str(GradeKind.CALIBRATION), ~replaced)


async def save_scorecard(session: Session, card: Scorecard) -> bool:
    """Add a version; False when that version exists."""
    values = {
        "id": card.id,
        "code": card.code,
        "version": card.version,
        "title": card.title.to_json(),
        "pass_mark": card.pass_mark,
        "items": [_item_json(item) for item in card.items],
        "effective_on": card.effective_on,
        "published_at": card.published_at,
        "published_by": card.published_by,
    }
    statement = upsert(ScorecardRow).values(values).on_conflict_do_nothing().returning(ScorecardRow.id)
    return await session.scalar(statement) is not None


async def scorecards(
    session: Session, *, ids: Collection[uuid.UUID] | None = None, until: dt.date | None = None
) -> list[Scorecard]:
    """Versions, the one that begins last first; of one day the higher version."""
    query = select(ScorecardRow).order_by(
        ScorecardRow.effective_on.desc(), ScorecardRow.published_at.desc(), ScorecardRow.version.desc()
    )
    if ids is not None:
        query = query.where(ScorecardRow.id.in_(ids))
    if until is not None:
        query = query.where(ScorecardRow.effective_on <= until)
    return [_card(row) for row in await session.scalars(query)]


async def save_grade(session: Session, grade: Grade) -> bool:
    """Add a line; False when the call has a first line, or the line is replaced, already."""
    values = {
        name: getattr(grade, name)
        for name in ("id", "attempt_id", "person_id", "scorecard_id", "replaces", "score", "passed", "comment")
    } | {
        "kind": str(grade.kind),
        "failed_items": list(grade.failed_items),
        "marks": [{"item": m.item, "points": m.points, "second": m.second, "note": m.note} for m in grade.marks],
        "day": grade.day,
        "graded_at": grade.graded_at,
        "by_account": grade.by_account,
        "by_name": grade.by_name,
    }  # fmt: skip
    statement = upsert(GradeRow).values(values).on_conflict_do_nothing().returning(GradeRow.id)
    return await session.scalar(statement) is not None


def _scoped(visible_people: Collection[uuid.UUID] | None) -> Select[GradeRow, uuid.UUID]:
    query = select(GradeRow, _LATER.id).outerjoin(_LATER, _LATER.replaces == GradeRow.id)
    return query if visible_people is None else query.where(GradeRow.person_id.in_(visible_people))


async def grades(
    session: Session,
    *,
    visible_people: Collection[uuid.UUID] | None,
    ids: Collection[uuid.UUID] | None = None,
    attempt_ids: Collection[uuid.UUID] | None = None,
    scorecard_id: uuid.UUID | None = None,
) -> list[Grade]:
    """Lines within scope, oldest first."""
    query = _scoped(visible_people).order_by(GradeRow.graded_at, GradeRow.replaces.nulls_first(), GradeRow.id)
    for column, wanted in ((GradeRow.id, ids), (GradeRow.attempt_id, attempt_ids)):
        if wanted is not None:
            query = query.where(column.in_(wanted))
    if scorecard_id is not None:
        query = query.where(GradeRow.scorecard_id == scorecard_id)
    return [_grade(row, later) for row, later in await session.execute(query)]


async def standing_page(
    session: Session,
    *,
    visible_people: Collection[uuid.UUID] | None,
    person_id: uuid.UUID | None,
    passed: bool | None,
    first_day: dt.date | None,
    last_day: dt.date | None,
    offset: int,
    limit: int,
) -> tuple[list[Grade], int]:
    """One page of the lines in force, newest first, and the total."""
    query = _scoped(visible_people).where(_standing())
    if person_id is not None:
        query = query.where(GradeRow.person_id == person_id)
    if passed is not None:
        query = query.where(GradeRow.passed == passed)
    if first_day is not None:
        query = query.where(GradeRow.day >= first_day)
    if last_day is not None:
        query = query.where(GradeRow.day <= last_day)
    total = await session.scalar(
        select(func.count()).select_from(query.with_only_columns(GradeRow.id).subquery())
    )
    ordered = query.order_by(GradeRow.graded_at.desc(), GradeRow.id).offset(offset).limit(limit)
    return [_grade(row, later) for row, later in await session.execute(ordered)], total or 0


async def results(
    session: Session, *, visible_people: Collection[uuid.UUID] | None, first_day: dt.date, last_day: dt.date
) -> list[QualityResult]:
    """What the lines in force of calls made in a period come to, per person."""
    disputed = (
        select(DisputeStepRow.grade_id)
        .where(or_(DisputeStepRow.grade_id == GradeRow.id, DisputeStepRow.grade_id == GradeRow.replaces))
        .exists()
    )
    query = (
        select(
            GradeRow.person_id,
            func.count().label("graded"),
            func.avg(GradeRow.score).label("mean_score"),
            func.count().filter(GradeRow.passed).label("passed"),
            func.count().filter(func.jsonb_array_length(GradeRow.failed_items) > 0).label("instant_fails"),
            func.count().filter(disputed).label("disputed"),
            func.count().filter(GradeRow.kind == str(GradeKind.DECISION)).label("changed"),
        )
        .where(_standing(), GradeRow.day >= first_day, GradeRow.day <= last_day)
        .group_by(GradeRow.person_id)
        .order_by(GradeRow.person_id)
    )
    if visible_people is not None:
        query = query.where(GradeRow.person_id.in_(visible_people))
    return [
        QualityResult(
            person_id=row.person_id,
            graded=row.graded,
            mean_score=Decimal(row.mean_score),
            passed=row.passed,
            instant_fails=row.instant_fails,
            disputed=row.disputed,
            changed=row.changed,
        )
        for row in await session.execute(query)
    ]


async def graded_attempts(session: Session, attempt_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the calls that have a first line."""
    query = select(GradeRow.attempt_id).where(
        GradeRow.attempt_id.in_(attempt_ids), GradeRow.kind == str(GradeKind.FIRST)
    )
    return set(await session.scalars(query))


async def add_step(session: Session, grade_id: uuid.UUID, step: DisputeStep) -> bool:
    """Add a step of a dispute; False when that step was taken already."""
    values: Mapping[str, Any] = {
        "grade_id": grade_id,
        "kind": step.kind,
        "text": step.text,
        "at": step.at,
        "by_account": step.by_account,
        "by_name": step.by_name,
        "new_grade_id": step.grade_id,
    }
    statement = (
        upsert(DisputeStepRow).values(values).on_conflict_do_nothing().returning(DisputeStepRow.grade_id)
    )
    return await session.scalar(statement) is not None


async def disputes(
    session: Session,
    *,
    visible_people: Collection[uuid.UUID] | None,
    grade_ids: Collection[uuid.UUID] | None = None,
    state: DisputeState | None = None,
) -> list[Dispute]:
    """Disputes within scope, the newest first."""
    raised = select(DisputeStepRow.grade_id, DisputeStepRow.at).where(DisputeStepRow.kind == "raised")
    if grade_ids is not None:
        raised = raised.where(DisputeStepRow.grade_id.in_(grade_ids))
    begun = raised.subquery()
    query = (
        select(GradeRow, DisputeStepRow)
        .join(begun, begun.c.grade_id == GradeRow.id)
        .join(DisputeStepRow, DisputeStepRow.grade_id == GradeRow.id)
        .order_by(begun.c.at.desc(), GradeRow.id)
    )
    if visible_people is not None:
        query = query.where(GradeRow.person_id.in_(visible_people))
    found: dict[uuid.UUID, list[tuple[GradeRow, DisputeStepRow]]] = {}
    for grade, step in await session.execute(query):
        found.setdefault(grade.id, []).append((grade, step))
    read = [_dispute(rows) for rows in found.values()]
    return [one for one in read if state is None or one.state is state]


def _dispute(rows: Sequence[tuple[GradeRow, DisputeStepRow]]) -> Dispute:
    grade = rows[0][0]
    steps = tuple(
        DisputeStep(step.kind, step.text, step.at, step.by_account, step.by_name, step.new_grade_id)
        for _, step in sorted(rows, key=lambda row: _STEPS.index(row[1].kind))
    )
    return Dispute(grade.id, grade.id, grade.attempt_id, grade.person_id, steps)


def _grade(row: GradeRow, replaced_by: uuid.UUID | None) -> Grade:
    return Grade(
        id=row.id,
        attempt_id=row.attempt_id,
        person_id=row.person_id,
        scorecard_id=row.scorecard_id,
        kind=GradeKind(row.kind),
        replaces=row.replaces,
        score=row.score,
        passed=row.passed,
        failed_items=tuple(row.failed_items),
        marks=tuple(Mark(**mark) for mark in row.marks),
        comment=row.comment,
        day=row.day,
        graded_at=row.graded_at,
        by_account=row.by_account,
        by_name=row.by_name,
        replaced_by=replaced_by,
    )


def _item_json(item: CardItem) -> dict[str, Any]:
    return {
        "key": item.key,
        "title": item.title.to_json(),
        "guidance": item.guidance.to_json(),
        "weight": str(item.weight),
        "points": item.points,
        "instant_fail": item.instant_fail,
        "family": item.family,
    }


def _card(row: ScorecardRow) -> Scorecard:
    return Scorecard(
        id=row.id,
        code=row.code,
        version=row.version,
        title=Text(**row.title),
        pass_mark=row.pass_mark,
        items=tuple(item_of(one) for one in row.items),
        effective_on=row.effective_on,
        published_at=row.published_at,
        published_by=row.published_by,
    )


def item_of(raw: Mapping[str, Any]) -> CardItem:
    """An item from its stored or written form."""
    return CardItem(
        key=str(raw["key"]),
        title=Text(**raw["title"]),
        guidance=Text(**raw["guidance"]),
        weight=Decimal(str(raw["weight"])),
        points=int(raw["points"]),
        instant_fail=bool(raw.get("instant_fail", False)),
        family=str(raw.get("family", "")),
    )
