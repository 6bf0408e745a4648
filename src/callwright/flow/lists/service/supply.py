"""Sources beside each other: quality, price, what came of them (product §2.8)."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from callwright.flow.lists.decide.supply import BatchSupply, Claim, SourceComparison, claim_of, compare
from callwright.flow.lists.errors import UnknownBatch, UnknownSource
from callwright.flow.lists.repository import supply
from callwright.platform.db import Session


async def source_comparison(session: Session) -> list[SourceComparison]:
    """Every source that delivered a cleaned batch, by name."""
    found = await supply.supplies(session)
    return [compare(list(several)) for _, several in groupby(found, key=lambda one: one.source_id)]


async def source_supply(session: Session, source_id: UUID) -> list[BatchSupply]:
    """The cleaned batches of a source, oldest first; UnknownSource (404) when it delivered none."""
    found = await supply.supplies(session, source_id=source_id)
    if not found:
        raise UnknownSource(source=source_id)
    return found


async def batch_supply(session: Session, batch_id: UUID) -> BatchSupply:
    """One cleaned batch; UnknownBatch (404)."""
    found = await supply.supplies(session, batch_id=batch_id)
    if not found:
        raise UnknownBatch(batch=batch_id)
    return found[0]


async def batch_claim(session: Session, batch_id: UUID) -> Claim:
    """What may be claimed back from the supplier for a batch; UnknownBatch (404)."""
    return claim_of(await batch_supply(session, batch_id))
