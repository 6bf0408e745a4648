"""Reading the audit trail about one thing."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from callwright.platform.audit.models import AuditEntry
from callwright.platform.db import Session


@dataclass(frozen=True)
class Act:
    """One entry of the trail; `at` is aware UTC."""

    at: datetime
    account_id: uuid.UUID | None
    actor: str
    action: str
    details: dict[str, Any]


async def acts_on(
    session: Session, thing: str, *, actions: Collection[str], offset: int = 0, limit: int = 50
) -> tuple[list[Act], int]:
    """What was done to an object, newest first, and how many entries there are in all."""
    query = select(AuditEntry).where(AuditEntry.object == thing, AuditEntry.action.in_(actions))
    total = await session.scalar(select(func.count()).select_from(query.subquery()))
    rows = await session.scalars(query.order_by(AuditEntry.id.desc()).offset(offset).limit(limit))
    return [Act(row.at, row.account_id, row.actor, row.action, row.details) for row in rows], total or 0
