"""What the contacts of a batch are for a campaign: facts read from the rows, suppression and fit stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.lists.contracts import ContactFit
from callwright.flow.lists.models import FitRow, JudgementRow, ListRow, SuppressedContactRow
from callwright.platform.db import Session, copy_records

_FACTS = """
SELECT r.entity AS contact_id, max(r.company) AS company, max(r.person) AS person, max(r.industry) AS industry,
       max(r.remark) AS remark, max(r.province) AS province, max(r.city) AS city, max(r.district) AS district,
       array_remove(array_agg(DISTINCT n.e164), NULL) AS numbers
FROM lists.row r
LEFT JOIN LATERAL unnest(r.numbers) AS n(e164) ON true
WHERE r.status <> 'rejected'
  AND r.entity IN (SELECT entity FROM lists.row WHERE batch_id = :batch_id AND status <> 'rejected')
GROUP BY r.entity
ORDER BY r.entity
"""


async def facts(session: Session, batch_id: UUID, *, chunk: int) -> AsyncIterator[Sequence[Any]]:
    """What all rows of each contact of a batch say together, `chunk` contacts at a time.

    Fields: contact_id, company, person, industry, remark, province, city, district, numbers (E.164).
    """
    result = await session.stream(
        text(_FACTS), {"batch_id": batch_id}, execution_options={"yield_per": chunk}
    )
    async for rows in result.partitions(chunk):
        yield rows


async def replace(
    session: Session,
    judgement: dict[str, Any],
    suppressed: Iterable[Sequence[object]],
    fits: Iterable[Sequence[object]],
) -> None:
    """Store the judgement of a batch for a campaign in place of an earlier one, all by COPY."""
    batch_id, campaign_code = judgement["batch_id"], judgement["campaign_code"]
    for table in (SuppressedContactRow, FitRow):
        await session.execute(
            delete(table).where(table.batch_id == batch_id, table.campaign_code == campaign_code)
        )
    statement = insert(JudgementRow).values(**judgement)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[JudgementRow.batch_id, JudgementRow.campaign_code],
            set_={
                name: statement.excluded[name]
                for name in judgement
                if name not in ("batch_id", "campaign_code")
            },
        )
    )
    columns = ("batch_id", "campaign_code", "contact_id", "kind", "until", "reason", "source")
    await copy_records(session, SuppressedContactRow.__table__, columns, suppressed)
    await copy_records(
        session, FitRow.__table__, ("batch_id", "campaign_code", "contact_id", "score", "parts"), fits
    )


async def judgement(session: Session, batch_id: UUID, campaign_code: str) -> JudgementRow | None:
    """The stored judgement, if it was made."""
    statement = select(JudgementRow).where(
        JudgementRow.batch_id == batch_id, JudgementRow.campaign_code == campaign_code
    )
    return (
        await session.execute(statement, execution_options={"populate_existing": True})
    ).scalar_one_or_none()


async def fits_of(
    session: Session, campaign_code: str, contact_ids: Collection[UUID]
) -> dict[UUID, ContactFit]:
    """The newest stored fit of these contacts for a campaign."""
    statement = (
        select(FitRow.contact_id, FitRow.score, FitRow.parts)
        .join(
            JudgementRow,
            (JudgementRow.batch_id == FitRow.batch_id) & (JudgementRow.campaign_code == FitRow.campaign_code),
        )
        .where(FitRow.campaign_code == campaign_code, FitRow.contact_id == func.any(list(contact_ids)))
        .order_by(JudgementRow.at)
    )
    return {
        contact_id: ContactFit(score, tuple(parts))
        for contact_id, score, parts in await session.execute(statement)
    }


def _suppressed_rows(batch_id: UUID, campaign_code: str, kind: str | None) -> Any:
    statement = (
        select(
            SuppressedContactRow.contact_id,
            SuppressedContactRow.kind,
            SuppressedContactRow.until,
            SuppressedContactRow.reason,
            SuppressedContactRow.source,
            func.max(ListRow.company).label("company"),
            func.max(ListRow.person).label("person"),
            func.min(ListRow.row).label("row"),
            func.array_agg(ListRow.numbers[1].distinct()).label("numbers"),
        )
        .join(
            ListRow,
            (ListRow.batch_id == SuppressedContactRow.batch_id)
            & (ListRow.entity == SuppressedContactRow.contact_id),
        )
        .where(
            SuppressedContactRow.batch_id == batch_id,
            SuppressedContactRow.campaign_code == campaign_code,
            ListRow.status != "rejected",
        )
        .group_by(
            SuppressedContactRow.contact_id,
            SuppressedContactRow.kind,
            SuppressedContactRow.until,
            SuppressedContactRow.reason,
            SuppressedContactRow.source,
        )
    )
    return statement.where(SuppressedContactRow.kind == kind) if kind else statement


async def suppressed_page(
    session: Session, batch_id: UUID, campaign_code: str, *, kind: str | None, offset: int, limit: int | None
) -> tuple[list[Any], int]:
    """Suppressed contacts with a line per kind in file order, and how many there are."""
    statement = _suppressed_rows(batch_id, campaign_code, kind)
    total = await session.scalar(select(func.count()).select_from(statement.subquery()))
    ordered = statement.order_by(func.min(ListRow.row), SuppressedContactRow.kind).offset(offset).limit(limit)
    return list(await session.execute(ordered)), total or 0


async def fit_page(
    session: Session, batch_id: UUID, campaign_code: str, *, best: bool, offset: int, limit: int
) -> tuple[list[Any], int]:
    """Contacts with score and parts, best (or worst) fit first, and how many there are."""
    statement = select(
        FitRow.contact_id,
        FitRow.score,
        FitRow.parts,
        func.max(ListRow.company).label("company"),
        func.max(ListRow.person).label("person"),
    ).join(ListRow, (ListRow.batch_id == FitRow.batch_id) & (ListRow.entity == FitRow.contact_id))
    statement = statement.where(FitRow.batch_id == batch_id, FitRow.campaign_code == campaign_code)
    grouped = statement.group_by(FitRow.contact_id, FitRow.score, FitRow.parts)
    total = await session.scalar(
        select(func.count())
        .select_from(FitRow)
        .where(FitRow.batch_id == batch_id, FitRow.campaign_code == campaign_code)
    )
    order = FitRow.score.desc().nulls_last() if best else FitRow.score.asc().nulls_last()
    found = await session.execute(grouped.order_by(order, FitRow.contact_id).offset(offset).limit(limit))
    return list(found), total or 0
