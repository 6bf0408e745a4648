"""The judge outside the house: what was set, and what its opinions did to hits and judgements."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from callwright.flow.insights.contracts import CheckHit
from callwright.flow.insights.contracts.outside import OutsideUse
from callwright.flow.insights.models import HitRow, JudgementRow, OutsideSettingRow
from callwright.flow.insights.repository.checking import hit_row
from callwright.platform.db import Session


async def newest_setting(session: Session) -> OutsideSettingRow | None:
    """What holds; None when nobody ever set anything."""
    query = select(OutsideSettingRow).order_by(OutsideSettingRow.set_at.desc())
    return await session.scalar(query.limit(1))


async def add_setting(session: Session, values: dict[str, Any]) -> None:
    """Store a new setting; the earlier ones stay."""
    await session.execute(insert(OutsideSettingRow), values)


async def judged_by(session: Session, recording_id: uuid.UUID) -> str | None:
    """The fingerprint of the checks a call was judged by; None when it was not (or was erased). Locks the judgement."""
    query = select(JudgementRow.rules).where(JudgementRow.recording_id == recording_id)
    return await session.scalar(query.with_for_update())


async def replace_hits(
    session: Session, recording_id: uuid.UUID, *, checks: Collection[str], hits: Sequence[CheckHit]
) -> None:
    """Put hits in place of those of these checks."""
    theirs = (HitRow.recording_id == recording_id, HitRow.check_code.in_(checks))
    await session.execute(delete(HitRow).where(*theirs))
    if hits:
        await session.execute(insert(HitRow), [hit_row(hit) for hit in hits])


async def note(
    session: Session, recording_id: uuid.UUID, *, judge: str = "", refused: int = 0, trouble: str = ""
) -> None:
    """Note beside a judgement whose opinion was taken, or why none was."""
    values = {"judge": judge, "refused": refused, "trouble": trouble}
    await session.execute(
        update(JudgementRow).where(JudgementRow.recording_id == recording_id).values(**values)
    )


async def use(session: Session) -> OutsideUse:
    """How often the model judged, how often the rules had to, and how many of its hits were refused."""
    totals = await session.execute(
        select(
            func.count().filter(JudgementRow.judge != ""),
            func.count().filter(JudgementRow.trouble != ""),
            func.coalesce(func.sum(JudgementRow.refused), 0),
        )
    )
    model, fell_back, refused = totals.one()
    query = select(JudgementRow.trouble, func.count()).where(JudgementRow.trouble != "")
    found = await session.execute(query.group_by(JudgementRow.trouble).order_by(JudgementRow.trouble))
    return OutsideUse(model, fell_back, refused, tuple((code, number) for code, number in found))
