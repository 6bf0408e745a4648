"""The owner's decisions about rules and about retries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert

from callwright.flow.calls.models import RetrySettingRow, RuleSettingRow
from callwright.platform.db import Session


async def newest(session: Session) -> dict[str, RuleSettingRow]:
    """The newest decision about each rule, those taken back included."""
    query = (
        select(RuleSettingRow)
        .ext(distinct_on(RuleSettingRow.rule_id))
        .order_by(RuleSettingRow.rule_id, RuleSettingRow.id.desc())
    )
    return {row.rule_id: row for row in await session.scalars(query)}


async def decide(
    session: Session,
    rule_id: str,
    *,
    value: Mapping[str, Any] | None,
    holds: bool,
    reason: str,
    by: str,
    at: datetime,
) -> None:
    """Write a decision; the ones before stay."""
    session.add(
        RuleSettingRow(
            rule_id=rule_id,
            value=None if value is None else dict(value),
            holds=holds,
            reason=reason,
            decided_by=by,
            decided_at=at,
        )
    )
    await session.flush()


async def set_retry(
    session: Session, code: str, *, settings: Mapping[str, Any], reason: str, by: str, at: datetime
) -> None:
    """A campaign's own retry numbers."""
    statement = insert(RetrySettingRow).values(
        campaign_code=code, settings=dict(settings), reason=reason, changed_by=by, updated_at=at
    )
    news = {name: statement.excluded[name] for name in ("settings", "reason", "changed_by", "updated_at")}
    await session.execute(
        statement.on_conflict_do_update(index_elements=[RetrySettingRow.campaign_code], set_=news)
    )
