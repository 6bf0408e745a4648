"""The only SQL of the markets register."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from callwright.platform.db import Session
from callwright.registers.markets.contracts import Market, MarketNote, MarketType, NoteTopic
from callwright.registers.markets.models import MarketNoteRow, MarketRow


async def markets(session: Session) -> list[Market]:
    """All markets by name."""
    query = select(MarketRow).order_by(MarketRow.name).execution_options(populate_existing=True)
    return [
        Market(row.id, row.name, MarketType(row.type) if row.type else None)
        for row in (await session.execute(query)).scalars()
    ]


async def save_market(session: Session, values: dict[str, Any]) -> None:
    """Create a market or change its type."""
    await session.execute(
        insert(MarketRow)
        .values(**values)
        .on_conflict_do_update(index_elements=[MarketRow.name], set_={"type": values["type"]})
    )


async def add_note(session: Session, values: dict[str, Any]) -> None:
    """Append a note; the same one twice is one."""
    await session.execute(insert(MarketNoteRow).values(**values).on_conflict_do_nothing())


async def notes(session: Session, *, first_day: dt.date, last_day: dt.date) -> list[MarketNote]:
    """Notes of all markets in a range of days (both included), oldest first."""
    query = (
        select(MarketNoteRow, MarketRow.name)
        .join(MarketRow, MarketRow.id == MarketNoteRow.market_id)
        .where(MarketNoteRow.noted_on.between(first_day, last_day))
        .order_by(MarketNoteRow.noted_on, MarketRow.name)
    )
    return [
        MarketNote(row.id, name, NoteTopic(row.topic), row.noted_on, row.text, row.source)
        for row, name in (await session.execute(query)).all()
    ]
