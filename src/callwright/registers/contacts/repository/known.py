"""The known contacts as matching sees them, and the number of their last change."""

from __future__ import annotations

from collections.abc import AsyncIterator

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import Contact, ContactNumber
from callwright.registers.contacts.models import Revision as RevisionRow

_KNOWN = """
SELECT c.id, c.company, c.company_key, c.person, c.industry, c.remark,
       c.province, c.city, c.district, c.address, c.created_at,
       coalesce(n.e164, '{}') AS e164, coalesce(n.type, '{}') AS type,
       coalesce(n.region, '{}') AS region, coalesce(n.health, '{}') AS health,
       coalesce(n.extension, '{}') AS extension
FROM contacts.contact c
LEFT JOIN (
  SELECT contact_id, array_agg(e164 ORDER BY first_seen_at, e164) AS e164,
         array_agg(type ORDER BY first_seen_at, e164) AS type,
         array_agg(region ORDER BY first_seen_at, e164) AS region,
         array_agg(health ORDER BY first_seen_at, e164) AS health,
         array_agg(extension ORDER BY first_seen_at, e164) AS extension
  FROM contacts.number GROUP BY contact_id
) n ON n.contact_id = c.id
WHERE c.merged_into IS NULL
ORDER BY c.created_at, c.id
"""


async def stream_known(session: Session, *, chunk: int) -> AsyncIterator[list[Contact]]:
    """Every living contact in stable order (oldest first), `chunk` at a time, from a server-side cursor."""
    result = await session.stream(text(_KNOWN), execution_options={"yield_per": chunk})
    async for rows in result.partitions(chunk):
        yield [
            Contact(
                id=row.id,
                company=row.company,
                person=row.person,
                province=row.province,
                city=row.city,
                district=row.district,
                address=row.address,
                numbers=tuple(
                    ContactNumber(*parts)
                    for parts in zip(row.e164, row.type, row.region, row.health, row.extension, strict=True)
                ),
                created_at=row.created_at,
                company_key=row.company_key,
                industry=row.industry,
                remark=row.remark,
            )
            for row in rows
        ]


async def revision(session: Session) -> int:
    """The number of bulk changes so far; 0 before the first."""
    return await session.scalar(select(RevisionRow.number).where(RevisionRow.id == 1)) or 0


async def raise_revision(session: Session) -> None:
    """One more bulk change of the known contacts."""
    statement = insert(RevisionRow).values(id=1, number=1)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[RevisionRow.id], set_={"number": RevisionRow.number + 1}
        )
    )
