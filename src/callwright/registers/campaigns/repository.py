"""The only SQL of the campaigns register."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.platform.db import Session
from callwright.registers.campaigns.contracts import Campaign, CampaignState, DialingMode, ScriptStep
from callwright.registers.campaigns.models import CampaignRow


async def campaigns(session: Session, *, code: str | None = None) -> list[Campaign]:
    """Campaigns by code; with `code` only that one."""
    query = select(CampaignRow).order_by(CampaignRow.code).execution_options(populate_existing=True)
    if code is not None:
        query = query.where(CampaignRow.code == code)
    return [_campaign(row) for row in (await session.execute(query)).scalars()]


def _campaign(row: CampaignRow) -> Campaign:
    return Campaign(
        id=row.id,
        code=row.code,
        name=row.name,
        product_code=row.product_code,
        dialing_mode=DialingMode(row.dialing_mode),
        target=row.target,
        minimum_effective_talk_seconds=row.minimum_effective_talk_seconds,
        state=CampaignState(row.state),
        script=tuple(ScriptStep(**step) for step in row.script),
    )


async def save_campaign(session: Session, values: dict[str, Any]) -> None:
    """Create or overwrite one campaign by code."""
    changed = {name: value for name, value in values.items() if name not in ("id", "code")}
    await session.execute(
        insert(CampaignRow)
        .values(**values)
        .on_conflict_do_update(
            index_elements=[CampaignRow.code], set_=changed | {"updated_at": func.clock_timestamp()}
        )
    )


async def set_state(session: Session, *, campaign_id: UUID, state: CampaignState) -> None:
    """Move a campaign to another state."""
    await session.execute(update(CampaignRow).where(CampaignRow.id == campaign_id).values(state=str(state)))
