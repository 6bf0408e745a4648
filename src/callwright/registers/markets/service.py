"""The door of the markets register."""

from __future__ import annotations

import datetime as dt

from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.registers.markets import repository
from callwright.registers.markets.contracts import Market, MarketNote, MarketType, NoteTopic
from callwright.registers.markets.errors import MarketNotFound, NoteWithoutSource


async def markets(session: Session) -> list[Market]:
    """All markets by name."""
    return await repository.markets(session)


async def save_market(session: Session, *, name: str, market_type: MarketType | None) -> Market:
    """Create a market, or change what type it is judged to be."""
    market = Market(derive_id("markets.market", name), name, market_type)
    await repository.save_market(
        session, {"id": market.id, "name": name, "type": str(market_type) if market_type else None}
    )
    return market


async def add_note(
    session: Session, *, market: str, topic: NoteTopic, noted_on: dt.date, text: str, source: str
) -> MarketNote:
    """Append a dated note; it must name its source (product §8)."""
    if not source.strip():
        raise NoteWithoutSource(market=market)
    found = next((one for one in await repository.markets(session) if one.name == market), None)
    if found is None:
        raise MarketNotFound(market=market)
    note_id = derive_id("markets.note", found.id, topic, noted_on, text, source)
    values = {"topic": str(topic), "noted_on": noted_on, "text": text, "source": source}
    await repository.add_note(session, {"id": note_id, "market_id": found.id, **values})
    return MarketNote(note_id, market, topic, noted_on, text, source)


async def notes(session: Session, *, first_day: dt.date, last_day: dt.date) -> list[MarketNote]:
    """Notes of all markets in a range of days, both included."""
    return await repository.notes(session, first_day=first_day, last_day=last_day)
