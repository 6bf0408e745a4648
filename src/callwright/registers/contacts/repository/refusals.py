"""The refusal ledger's SQL: insert and read, nothing else exists."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import Refusal
from callwright.registers.contacts.models import Refusal as RefusalRow


async def add_refusals(session: Session, refusals: Sequence[Refusal]) -> int:
    """Write refusals; a number that already refused keeps its first entry. Returns how many are new."""
    if not refusals:
        return 0
    values = [{"e164": r.e164, "reason": r.reason, "source": r.source, "at": r.at} for r in refusals]
    statement = insert(RefusalRow).values(values).on_conflict_do_nothing(index_elements=[RefusalRow.e164])
    return len((await session.execute(statement.returning(RefusalRow.e164))).all())


async def load_refusals(session: Session, e164s: Sequence[str]) -> list[Refusal]:
    """The refusals among these numbers."""
    statement = select(RefusalRow).where(RefusalRow.e164 == func.any(list(e164s)))
    rows = (await session.execute(statement)).scalars()
    return [Refusal(row.e164, row.reason, row.source, row.at) for row in rows]
