"""Hits, judged calls, published versions of checks, and what people said of hits."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from callwright.flow.insights.contracts import CheckHit, Family, HitCount, Kind, Speaker, Verdict
from callwright.flow.insights.models import CheckVersionRow, HitRow, JudgementRow, VerdictRow
from callwright.kernel.text import Text
from callwright.platform.db import Session


async def save_hits(
    session: Session,
    hits: Sequence[CheckHit],
    *,
    recording_id: uuid.UUID,
    person_id: uuid.UUID,
    day: dt.date,
    at: dt.datetime,
    rules: str,
) -> None:
    """Store the hits of a judged call; those of an earlier judgement are replaced."""
    await session.execute(delete(HitRow).where(HitRow.recording_id == recording_id))
    if hits:
        await session.execute(insert(HitRow), [hit_row(hit) for hit in hits])
    values = {"person_id": person_id, "day": day, "judged_at": at, "rules": rules}
    values |= {"judge": "", "refused": 0, "trouble": ""}
    statement = upsert(JudgementRow).values(recording_id=recording_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["recording_id"], set_=values))


async def forget(session: Session, recording_id: uuid.UUID) -> None:
    """Forget everything that was found in a recording, what people said of it included."""
    for table in (HitRow, JudgementRow, VerdictRow):
        await session.execute(delete(table).where(table.recording_id == recording_id))


async def judged_ids(session: Session) -> set[uuid.UUID]:
    """Recordings that were judged."""
    return set(await session.scalars(select(JudgementRow.recording_id)))


async def hits(
    session: Session,
    *,
    attempt_ids: Collection[uuid.UUID] | None = None,
    recording_ids: Collection[uuid.UUID] | None = None,
    people: Collection[uuid.UUID] | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    checks: Collection[str] | None = None,
    kinds: Collection[Kind] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[CheckHit]:
    """Hits, newest day first, within a call in the order of its sentences. `people` None = everybody."""
    query = select(HitRow).where(*_within(HitRow, people, first, last))
    if attempt_ids is not None:
        query = query.where(HitRow.attempt_id.in_(attempt_ids))
    if recording_ids is not None:
        query = query.where(HitRow.recording_id.in_(recording_ids))
    if checks is not None:
        query = query.where(HitRow.check_code.in_(checks))
    if kinds is not None:
        query = query.where(HitRow.kind.in_([str(kind) for kind in kinds]))
    query = query.order_by(HitRow.day.desc(), HitRow.recording_id, HitRow.start_ms, HitRow.check_code)
    rows = list(await session.scalars(query.offset(offset).limit(limit)))
    said = await verdicts(session, [row.id for row in rows])
    return [_hit(row, said.get(row.id)) for row in rows]


async def hit(session: Session, hit_id: uuid.UUID, visible: Collection[uuid.UUID] | None) -> CheckHit | None:
    """One hit, when its person is visible."""
    row = await session.scalar(
        select(HitRow).where(HitRow.id == hit_id, *_within(HitRow, visible, None, None))
    )
    return _hit(row, (await verdicts(session, [row.id])).get(row.id)) if row else None


async def counts(
    session: Session,
    *,
    people: Collection[uuid.UUID] | None,
    first: dt.date | None,
    last: dt.date | None,
) -> list[HitCount]:
    """Hits by person and check, those judged wrong left out, beside the number of judged calls."""
    judged_rows = await session.execute(
        select(JudgementRow.person_id, func.count())
        .where(*_within(JudgementRow, people, first, last))
        .group_by(JudgementRow.person_id)
    )
    judged = {person: int(total) for person, total in judged_rows}
    columns = (HitRow.person_id, HitRow.check_code, HitRow.family, HitRow.kind)
    query = (
        select(*columns, func.count(), func.count(HitRow.recording_id.distinct()))
        .where(~_overruled(), *_within(HitRow, people, first, last))
        .group_by(*columns)
        .order_by(HitRow.person_id, HitRow.check_code)
    )
    found = await session.execute(query)
    return [
        HitCount(person, code, Family(family), Kind(kind), number, in_calls, judged.get(person, 0))
        for person, code, family, kind, number, in_calls in found
    ]


def _overruled() -> Any:
    """Whether the newest verdict about a hit says that it is wrong."""
    newest = (
        select(VerdictRow.verdict)
        .where(VerdictRow.hit_id == HitRow.id)
        .order_by(VerdictRow.said_at.desc())
        .limit(1)
        .correlate(HitRow)
        .scalar_subquery()
    )
    return func.coalesce(newest, "") == str(Verdict.WRONG)


async def verdicts(session: Session, hit_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Verdict]:
    """The newest verdict by hit."""
    query = select(VerdictRow.hit_id, VerdictRow.verdict).where(VerdictRow.hit_id.in_(hit_ids))
    found = await session.execute(query.order_by(VerdictRow.said_at))
    return {hit_id: Verdict(verdict) for hit_id, verdict in found}


async def add_verdict(session: Session, values: dict[str, Any]) -> None:
    """Store what a person said about a hit."""
    await session.execute(insert(VerdictRow), values)


async def versions(session: Session, code: str | None = None) -> list[CheckVersionRow]:
    """Versions the company published, oldest first."""
    query = select(CheckVersionRow).order_by(CheckVersionRow.code, CheckVersionRow.number)
    if code is not None:
        query = query.where(CheckVersionRow.code == code)
    return list(await session.scalars(query))


async def add_version(session: Session, values: dict[str, Any]) -> bool:
    """Store a published version; False when somebody else published the same number meanwhile."""
    statement = upsert(CheckVersionRow).values(values).on_conflict_do_nothing().returning(CheckVersionRow.id)
    return await session.scalar(statement) is not None


async def newest_judged(
    session: Session, *, people: Collection[uuid.UUID] | None, limit: int
) -> list[tuple[uuid.UUID, dt.date]]:
    """The newest judged recordings of these people (None = everybody) with their days."""
    query = select(JudgementRow.recording_id, JudgementRow.day).where(
        *_within(JudgementRow, people, None, None)
    )
    query = query.order_by(JudgementRow.day.desc(), JudgementRow.recording_id).limit(limit)
    return [(recording_id, day) for recording_id, day in await session.execute(query)]


async def recordings_judged_from(session: Session, first: dt.date) -> list[uuid.UUID]:
    """Judged recordings of calls on or after a day."""
    query = select(JudgementRow.recording_id).where(JudgementRow.day >= first)
    return list(await session.scalars(query.order_by(JudgementRow.day, JudgementRow.recording_id)))


def _within(
    table: type[HitRow | JudgementRow],
    people: Collection[uuid.UUID] | None,
    first: dt.date | None,
    last: dt.date | None,
) -> list[ColumnElement[bool]]:
    """Conditions for rows of these people (None = everybody) and company days, both ends included."""
    found: list[ColumnElement[bool]] = []
    if people is not None:
        found.append(table.person_id.in_(people))
    if first is not None:
        found.append(table.day >= first)
    if last is not None:
        found.append(table.day <= last)
    return found


def hit_row(hit: CheckHit) -> dict[str, object]:
    """A hit as it is stored."""
    return {
        "id": hit.id,
        "recording_id": hit.recording_id,
        "attempt_id": hit.call_id,
        "person_id": hit.person_id,
        "day": hit.day,
        "check_code": hit.check,
        "rule_version": hit.rule_version,
        "family": str(hit.family),
        "kind": str(hit.kind),
        "title_zh": hit.title.zh,
        "title_en": hit.title.en,
        "speaker": str(hit.speaker),
        "position": hit.turn,
        "start_ms": round(hit.start * 1000),
        "end_ms": round(hit.end * 1000),
        "quote": hit.quote,
        "better_zh": hit.better.zh if hit.better else None,
        "better_en": hit.better.en if hit.better else None,
        "judge": hit.judge,
    }


def _hit(row: HitRow, verdict: Verdict | None) -> CheckHit:
    better = Text(row.better_zh, row.better_en or row.better_zh) if row.better_zh else None
    return CheckHit(
        id=row.id,
        recording_id=row.recording_id,
        call_id=row.attempt_id,
        person_id=row.person_id,
        day=row.day,
        check=row.check_code,
        rule_version=row.rule_version,
        family=Family(row.family),
        kind=Kind(row.kind),
        title=Text(row.title_zh, row.title_en),
        speaker=Speaker(row.speaker),
        turn=row.position,
        start=row.start_ms / 1000,
        end=row.end_ms / 1000,
        quote=row.quote,
        better=better,
        verdict=verdict,
        judge=row.judge,
    )
