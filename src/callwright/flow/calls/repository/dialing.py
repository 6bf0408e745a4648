"""How campaigns are dialed, and what the pacer saw, in SQL."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from callwright.flow.calls.contracts.live import CampaignDialing, PacingSample, Room
from callwright.flow.calls.models import CampaignDialingRow, PacingSampleRow
from callwright.platform.db import Session
from callwright.registers.campaigns.contracts import DialingMode


def _dialing(row: CampaignDialingRow) -> CampaignDialing:
    return CampaignDialing(
        campaign_code=row.campaign_code,
        running=row.state == "running",
        mode=DialingMode(row.mode),
        abandonment_budget=row.abandonment_budget,
        detect_machines=row.detect_machines,
        early_media=row.early_media,
        polite_deferral=row.polite_deferral,
        learned=dict(row.learned),
        changed_by=row.changed_by,
        updated_at=row.updated_at,
    )


async def dialings(session: Session, *, running_only: bool) -> list[CampaignDialing]:
    """How each campaign is dialed, by code."""
    query = select(CampaignDialingRow).order_by(CampaignDialingRow.campaign_code)
    if running_only:
        query = query.where(CampaignDialingRow.state == "running")
    rows = await session.scalars(query.execution_options(populate_existing=True))
    return [_dialing(one) for one in rows]


async def save_dialing(
    session: Session,
    campaign_code: str,
    *,
    running: bool,
    mode: DialingMode,
    abandonment_budget: Decimal,
    detect_machines: bool,
    early_media: bool,
    polite_deferral: bool,
    changed_by: str,
    at: datetime,
) -> None:
    """Write how a campaign is dialed; what was learned stays."""
    values = {
        "state": "running" if running else "paused",
        "mode": str(mode),
        "abandonment_budget": abandonment_budget,
        "detect_machines": detect_machines,
        "early_media": early_media,
        "polite_deferral": polite_deferral,
        "changed_by": changed_by,
        "updated_at": at,
    }
    query = upsert(CampaignDialingRow).values(campaign_code=campaign_code, learned={}, **values)
    await session.execute(query.on_conflict_do_update(index_elements=["campaign_code"], set_=values))


async def save_learned(session: Session, campaign_code: str, learned: dict[str, Any]) -> None:
    """What the pacer of a campaign has learned."""
    query = update(CampaignDialingRow).where(CampaignDialingRow.campaign_code == campaign_code)
    await session.execute(query.values(learned=learned))


async def add_sample(session: Session, sample: PacingSample) -> None:
    """What the pacer saw and did."""
    await session.execute(
        insert(PacingSampleRow).values(
            campaign_code=sample.campaign_code,
            at=sample.at,
            launched=sample.launched,
            in_flight=sample.in_flight,
            because={"zh": sample.because.zh, "en": sample.because.en},
            predicted=sample.predicted,
        )
    )


async def drop_samples(session: Session, before: datetime) -> None:
    """Samples older than this are not looked at any more."""
    await session.execute(delete(PacingSampleRow).where(PacingSampleRow.at < before))


async def samples(session: Session, campaign_code: str, since: datetime) -> list[PacingSampleRow]:
    """Samples of a campaign since a moment, in order."""
    query = (
        select(PacingSampleRow)
        .where(PacingSampleRow.campaign_code == campaign_code, PacingSampleRow.at >= since)
        .order_by(PacingSampleRow.at)
    )
    return list(await session.scalars(query))


_DAYS = text("""
SELECT (answered_at AT TIME ZONE :zone)::date AS day, count(*) AS answered,
  count(*) FILTER (WHERE abandoned) AS abandoned
FROM calls.live_attempt
WHERE campaign_code = :code AND planned_at >= :since AND answered_at IS NOT NULL AND machine <> 'machine'
  AND direction = 'outbound' AND practice = ''
GROUP BY 1
""")


async def answered_by_day(
    session: Session, campaign_code: str, *, since: datetime, zone: str
) -> dict[date, tuple[int, int]]:
    """(answered by a person, abandoned) of a campaign per company day."""
    rows = await session.execute(_DAYS, {"code": campaign_code, "since": since, "zone": zone})
    return {row.day: (row.answered, row.abandoned) for row in rows}


_ROOM = text("""
SELECT coalesce(sum(greatest(line.capacity - coalesce(busy.calls, 0), 0)), 0) AS free,
  (SELECT coalesce(sum(calls_per_second), 0) FROM calls.trunk WHERE node = :node AND enabled) AS speed
FROM calls.line line JOIN calls.trunk trunk ON trunk.name = line.trunk AND trunk.node = :node AND trunk.enabled
LEFT JOIN (SELECT line_id, count(*) AS calls FROM calls.live_attempt
           WHERE state <> 'ended' AND line_id IS NOT NULL GROUP BY line_id) busy ON busy.line_id = line.id
WHERE line.enabled
""")


async def room(session: Session, node: str) -> Room:
    """What the lines of a node can still carry."""
    row = (await session.execute(_ROOM, {"node": node})).one()
    return Room(int(row.free), float(row.speed))
