"""Comments at a second, recordings that could not be heard, weeks of hits, ranges of a team, overruled hits."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import cast, delete, func, insert, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.types import Date

from callwright.flow.insights.contracts.found import SEARCHED_MEASURES, Comment, TeamRange, WeekOfHits
from callwright.flow.insights.models import (
    CallIndexRow,
    CommentRow,
    HitRow,
    JudgementRow,
    MeasurementRow,
    ProblemRow,
    TranscriptRow,
    VerdictRow,
)
from callwright.platform.db import Session

FOUND_BY_A_MODEL = "+"
"""Between a version and the model that found the hit, in verdicts: they say nothing about the rule."""


async def comments(session: Session, recording_id: uuid.UUID) -> list[Comment]:
    """The comments of a recording, in the order of their moments."""
    query = select(CommentRow).where(CommentRow.recording_id == recording_id)
    rows = await session.scalars(query.order_by(CommentRow.at_ms, CommentRow.written_at))
    return [
        Comment(row.id, row.at_ms / 1000, row.text, row.author_id, row.author, row.written_at) for row in rows
    ]


async def add_comment(session: Session, values: dict[str, Any]) -> None:
    """Store a comment."""
    await session.execute(insert(CommentRow), values)


async def delete_comment(session: Session, comment_id: uuid.UUID, author_id: uuid.UUID | None) -> bool:
    """Delete a comment of this author; False when there is none."""
    statement = delete(CommentRow).where(CommentRow.id == comment_id, CommentRow.author_id == author_id)
    return await session.scalar(statement.returning(CommentRow.id)) is not None


async def problems(
    session: Session, *, offset: int, limit: int
) -> tuple[list[tuple[uuid.UUID, str, str, str, dt.datetime]], int]:
    """A page of recordings that could not be heard (id, code, zh, en, when), newest first, and their number."""
    total = await session.scalar(select(func.count()).select_from(ProblemRow)) or 0
    query = select(ProblemRow).order_by(ProblemRow.noted_at.desc(), ProblemRow.recording_id)
    rows = await session.scalars(query.offset(offset).limit(limit))
    return [(row.recording_id, row.code, row.zh, row.en, row.noted_at) for row in rows], total


async def progress(session: Session) -> dict[str, int]:
    """How many recordings were measured, written down and judged, and how many could not be heard."""
    tables = {
        "measured": MeasurementRow,
        "written": TranscriptRow,
        "judged": JudgementRow,
        "problems": ProblemRow,
    }
    return {
        name: await session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in tables.items()
    }


async def weeks(
    session: Session, *, people: Collection[uuid.UUID] | None, first: dt.date, last: dt.date
) -> list[WeekOfHits]:
    """Hits by week and check beside the judged calls of the week."""
    hit_week = cast(func.date_trunc("week", HitRow.day), Date)
    call_week = cast(func.date_trunc("week", JudgementRow.day), Date)
    judged = select(call_week, func.count()).where(JudgementRow.day.between(first, last)).group_by(call_week)
    hits = (
        select(hit_week, HitRow.check_code, func.count())
        .where(HitRow.day.between(first, last))
        .group_by(hit_week, HitRow.check_code)
        .order_by(hit_week, HitRow.check_code)
    )
    if people is not None:
        judged = judged.where(JudgementRow.person_id.in_(people))
        hits = hits.where(HitRow.person_id.in_(people))
    calls = {week: int(number) for week, number in await session.execute(judged)}
    return [
        WeekOfHits(week, code, number, calls.get(week, 0))
        for week, code, number in await session.execute(hits)
    ]


async def ranges(session: Session, people: Collection[uuid.UUID]) -> list[TeamRange]:
    """The middle half of every measure over the calls of these people."""
    found = []
    for name in SEARCHED_MEASURES:
        column = getattr(CallIndexRow, name)
        query = select(
            func.percentile_cont(0.25).within_group(column),
            func.percentile_cont(0.75).within_group(column),
            func.count(column),
        ).where(CallIndexRow.person_id.in_(people))
        low, high, calls = (await session.execute(query)).one()
        if calls:
            found.append(TeamRange(name, round(float(low), 4), round(float(high), 4), calls))
    return found


async def overruled(session: Session) -> list[tuple[str, int, int]]:
    """By check: hits of its rule people looked at, and how many they judged wrong (the newest verdict counts)."""
    newest = (
        select(VerdictRow.hit_id, VerdictRow.check_code, VerdictRow.verdict)
        .where(~VerdictRow.rule_version.contains(FOUND_BY_A_MODEL))
        .ext(distinct_on(VerdictRow.hit_id))
        .order_by(VerdictRow.hit_id, VerdictRow.said_at.desc())
        .subquery()
    )
    query = select(
        newest.c.check_code, func.count(), func.count().filter(newest.c.verdict == "wrong")
    ).group_by(newest.c.check_code)
    return [(code, total, wrong) for code, total, wrong in await session.execute(query)]
