"""What campaigns set for the floor."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.floor.models import WrapUpSetting
from callwright.platform.db import Session


async def wrap_up_of(session: Session, campaign: str) -> tuple[int, str] | None:
    """Seconds and what follows, as the campaign set them; None when it did not."""
    query = select(WrapUpSetting.seconds, WrapUpSetting.then).where(WrapUpSetting.campaign == campaign)
    row = (await session.execute(query)).one_or_none()
    return None if row is None else (row.seconds, row.then)


async def save_wrap_up(session: Session, campaign: str, seconds: int, then: str) -> None:
    """Set or change a campaign's wrap-up."""
    values = {"seconds": seconds, "then": then}
    statement = insert(WrapUpSetting).values(campaign=campaign, **values)
    await session.execute(
        statement.on_conflict_do_update(index_elements=[WrapUpSetting.campaign], set_=values)
    )
