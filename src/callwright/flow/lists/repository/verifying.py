"""Samples and verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, String, cast, func, literal, select
from sqlalchemy.dialects.postgresql import distinct_on, insert

from callwright.flow.lists.contracts import SampleRow
from callwright.flow.lists.decide.gate import GateSetting
from callwright.flow.lists.models import (
    GateSettingRow,
    ListRow,
    NumberStatusRow,
    SampleRowRow,
    VerificationRow,
)
from callwright.flow.lists.repository.rows import representatives
from callwright.platform.db import Session

CHUNK = 3_000


async def population(session: Session, batch_id: UUID) -> int:
    """How many rows a sample can be drawn from: one per contact, for only contacts reach agents."""
    return await session.scalar(select(func.count()).select_from(representatives(batch_id))) or 0


async def draw(session: Session, batch_id: UUID, *, size: int, at: datetime) -> None:
    """Draw the first `size` rows of the batch's random order.

    The order comes from the batch id alone: a bigger sample contains the smaller one, and drawing again draws
    the same rows.
    """
    rows = representatives(batch_id)
    chance = func.md5(func.concat(cast(rows.c.batch_id, String), ":", cast(rows.c.row, String)))
    rank = func.row_number().over(order_by=(chance, rows.c.row)).label("rank")
    ranked = select(
        rows.c.batch_id, rows.c.row, rank, literal(at, DateTime(timezone=True)).label("at")
    ).subquery()
    drawn = select(ranked.c.batch_id, ranked.c.row, ranked.c.rank, ranked.c.at).where(ranked.c.rank <= size)
    names = ["batch_id", "row", "rank", "drawn_at"]
    await session.execute(insert(SampleRowRow).from_select(names, drawn).on_conflict_do_nothing())


async def sample_size(session: Session, batch_id: UUID) -> int:
    """Drawn rows."""
    statement = select(func.count()).select_from(SampleRowRow).where(SampleRowRow.batch_id == batch_id)
    return await session.scalar(statement) or 0


def _latest(batch_id: UUID) -> Any:
    """The newest verdict of each row."""
    return (
        select(VerificationRow.row, VerificationRow.verdict)
        .where(VerificationRow.batch_id == batch_id)
        .ext(distinct_on(VerificationRow.row))
        .order_by(VerificationRow.row, VerificationRow.id.desc())
        .subquery("latest")
    )


async def sample(session: Session, batch_id: UUID) -> list[SampleRow]:
    """The drawn rows in drawing order with their newest verdict."""
    latest = _latest(batch_id)
    statement = (
        select(ListRow.row, ListRow.company, ListRow.person, ListRow.city, ListRow.numbers, latest.c.verdict)
        .join(SampleRowRow, (SampleRowRow.batch_id == ListRow.batch_id) & (SampleRowRow.row == ListRow.row))
        .outerjoin(latest, latest.c.row == ListRow.row)
        .where(ListRow.batch_id == batch_id)
        .order_by(SampleRowRow.rank)
    )
    return [
        SampleRow(row.row, row.company, row.person, row.city, tuple(row.numbers), row.verdict)
        for row in await session.execute(statement)
    ]


async def verdicts(session: Session, batch_id: UUID) -> dict[str, int]:
    """How many sampled rows have which newest verdict."""
    latest = _latest(batch_id)
    statement = select(latest.c.verdict, func.count().label("number")).group_by(latest.c.verdict)
    return {row.verdict: row.number for row in await session.execute(statement)}


async def add_verdicts(session: Session, records: Sequence[dict[str, Any]]) -> int:
    """Append verdicts; the same file's verdict on the same row counts once. Returns how many are new."""
    if not records:
        return 0
    statement = insert(VerificationRow).values(list(records)).on_conflict_do_nothing()
    return len((await session.execute(statement.returning(VerificationRow.id))).all())


async def gate_measure(session: Session) -> str | None:
    """The company's choice of the gate's figure; None when it never chose."""
    statement = select(GateSettingRow.measure).order_by(GateSettingRow.id.desc()).limit(1)
    return (await session.execute(statement)).scalar_one_or_none()


async def add_gate_setting(session: Session, **values: Any) -> None:
    """Append a choice of the gate's figure."""
    await session.execute(insert(GateSettingRow).values(**values))


async def gate_settings(session: Session) -> list[GateSetting]:
    """Every choice of the gate's figure, newest first."""
    found = (await session.execute(select(GateSettingRow).order_by(GateSettingRow.id.desc()))).scalars()
    return [GateSetting(one.measure, one.reason, one.set_by, one.set_at) for one in found]


async def add_statuses(session: Session, records: Sequence[dict[str, Any]]) -> int:
    """Keep the lines of a number-status answer; the same file's line counts once. Returns how many are new."""
    new = 0
    for start in range(0, len(records), CHUNK):
        statement = (
            insert(NumberStatusRow).values(list(records[start : start + CHUNK])).on_conflict_do_nothing()
        )
        new += len((await session.execute(statement.returning(NumberStatusRow.line))).all())
    return new


async def number_meanings(session: Session, batch_id: UUID) -> dict[str, str]:
    """What is known about the numbers of a batch: the newest meaning of each number that has one."""
    statement = (
        select(NumberStatusRow.e164, NumberStatusRow.meaning)
        .where(NumberStatusRow.batch_id == batch_id, NumberStatusRow.meaning != "")
        .order_by(NumberStatusRow.at, NumberStatusRow.file_sha256, NumberStatusRow.line)
    )
    return {row.e164: row.meaning for row in await session.execute(statement)}
