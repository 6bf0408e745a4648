"""The ledger of who must not be called: told, asked, ended. Final refusals live in the contacts register."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.lists.models import SuppressionRow
from callwright.platform.db import Session, containing

CHUNK = 2_000


async def tell(session: Session, records: Sequence[dict[str, Any]]) -> int:
    """Write lines; a known one (kind, subject, source) takes the new values and is open again.

    Returns how many lines are new.
    """
    new = 0
    for start in range(0, len(records), CHUNK):
        statement: Any = insert(SuppressionRow).values(list(records[start : start + CHUNK]))
        taken = {
            name: statement.excluded[name]
            for name in (
                "campaign_code",
                "person_id",
                "name",
                "reason",
                "until",
                "recorded_by",
                "recorded_at",
            )
        }
        told: Any = statement.on_conflict_do_update(
            index_elements=[
                SuppressionRow.kind,
                SuppressionRow.subject_kind,
                SuppressionRow.subject,
                SuppressionRow.source,
            ],
            set_={**taken, "ended_at": None, "ended_by": "", "ended_reason": ""},
        ).returning(literal_column("xmax = 0"))
        new += sum((await session.execute(told)).scalars())
    return new


def _open(at: datetime) -> ColumnElement[bool]:
    return and_(
        SuppressionRow.ended_at.is_(None), or_(SuppressionRow.until.is_(None), SuppressionRow.until > at)
    )


async def lines_of(
    session: Session, subject_kind: str, subjects: Collection[str], *, at: datetime
) -> list[SuppressionRow]:
    """The lines in force about these subjects."""
    if not subjects:
        return []
    statement = select(SuppressionRow).where(
        SuppressionRow.subject_kind == subject_kind,
        SuppressionRow.subject == func.any(list(subjects)),
        _open(at),
    )
    found = await session.execute(statement.execution_options(populate_existing=True))
    return list(found.scalars())


_AGAINST = text(
    "SELECT asked.place, line.kind, line.until, line.reason, line.source, line.person_id, line.campaign_code"
    " FROM unnest(CAST(:places AS int[]), CAST(:kinds AS text[]), CAST(:subjects AS text[]))"
    " AS asked (place, kind, subject)"
    " JOIN lists.suppression line ON line.subject_kind = asked.kind AND line.subject = asked.subject"
    " WHERE line.ended_at IS NULL AND (line.until IS NULL OR line.until > :at)"
)


async def lines_against(
    session: Session, asked: Sequence[tuple[int, str, str]], *, at: datetime
) -> Sequence[Any]:
    """The lines in force about subjects, each asked as (place, kind of subject, subject) and told with its place."""
    places, kinds, subjects = zip(*asked, strict=True) if asked else ((), (), ())
    values = {"at": at, "places": list(places), "kinds": list(kinds), "subjects": list(subjects)}
    return (await session.execute(_AGAINST, values)).all()


async def has_lines(session: Session, subject_kind: str, *, at: datetime) -> bool:
    """Whether any line about this kind of subject is in force: most companies keep no list of competitors."""
    statement = (
        select(SuppressionRow.id).where(SuppressionRow.subject_kind == subject_kind, _open(at)).limit(1)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def end_by_source(
    session: Session, sources: Collection[str], *, at: datetime, by: str, why: str
) -> int:
    """End every open line that follows from these sources."""
    if not sources:
        return 0
    statement = (
        update(SuppressionRow)
        .where(SuppressionRow.source == func.any(list(sources)), SuppressionRow.ended_at.is_(None))
        .values(ended_at=at, ended_by=by, ended_reason=why)
    )
    return len((await session.execute(statement.returning(SuppressionRow.id))).all())


async def get(session: Session, entry_id: int) -> SuppressionRow | None:
    """One line, locked."""
    statement = select(SuppressionRow).where(SuppressionRow.id == entry_id).with_for_update()
    return (await session.execute(statement.execution_options(populate_existing=True))).scalar_one_or_none()


async def end(session: Session, entry_id: int, *, at: datetime, by: str, why: str) -> None:
    """End one line."""
    statement = update(SuppressionRow).where(SuppressionRow.id == entry_id)
    await session.execute(statement.values(ended_at=at, ended_by=by, ended_reason=why))


async def page(
    session: Session, *, kind: str | None, q: str, at: datetime, only_open: bool, offset: int, limit: int
) -> tuple[list[SuppressionRow], int]:
    """One page of the ledger, newest first, and how many lines match."""
    statement = select(SuppressionRow)
    if kind:
        statement = statement.where(SuppressionRow.kind == kind)
    if only_open:
        statement = statement.where(_open(at))
    if q:
        pattern = containing(q)
        statement = statement.where(
            or_(SuppressionRow.subject.like(pattern), SuppressionRow.name.ilike(pattern))
        )
    total = await session.scalar(select(func.count()).select_from(statement.subquery()))
    ordered = statement.order_by(SuppressionRow.id.desc()).offset(offset).limit(limit)
    return list((await session.execute(ordered)).scalars()), total or 0


async def counts(session: Session, *, at: datetime) -> dict[str, int]:
    """Lines in force per kind."""
    statement = (
        select(SuppressionRow.kind, func.count().label("number"))
        .where(_open(at))
        .group_by(SuppressionRow.kind)
    )
    found = await session.execute(statement)
    return {row.kind: row.number for row in found}


async def customers(session: Session, contact_ids: Collection[UUID]) -> set[UUID]:
    """Which of these contacts have an order."""
    statement = select(SuppressionRow.subject).where(
        SuppressionRow.kind == "existing_customer",
        SuppressionRow.subject_kind == "contact",
        SuppressionRow.subject == func.any([str(one) for one in contact_ids]),
        SuppressionRow.ended_at.is_(None),
    )
    return {UUID(found) for found in (await session.execute(statement)).scalars()}
