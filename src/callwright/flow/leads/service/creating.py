"""A released batch becomes leads of its campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from callwright.flow.leads import repository
from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.decide.fit import fit
from callwright.flow.leads.events import LeadsCreated
from callwright.flow.lists import service as lists
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.campaigns import service as campaigns
from callwright.registers.campaigns.contracts import Campaign
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Contact
from callwright.rules.leads.values import lead_parameters

CHUNK = 2000


async def create_from_batch(
    session: Session, *, batch_id: UUID, campaign_code: str, at: dt.datetime, day: dt.date
) -> int:
    """Create one lead per accepted contact of a released batch; returns how many were new.

    A contact that already is a lead of the campaign stays as it is: owner, state and creation time are kept.
    Refused contacts become barred leads at once. CampaignNotFound when there is no such campaign.
    """
    campaign = await campaigns.campaign(session, campaign_code)
    ids = await lists.released_contacts(session, batch_id)
    delay = dt.timedelta(hours=lead_parameters(day).new_data_delay_hours)
    created = 0
    for start in range(0, len(ids), CHUNK):
        found = (await contacts.contacts(session, ids[start : start + CHUNK])).values()
        refused = await _refused(session, list(found))
        rows = [
            _lead_values(contact, campaign, batch_id, at, at + delay, refused)
            for contact in {one.id: one for one in found}.values()
        ]
        created += await repository.insert_leads(session, rows)
    if created:
        await publish(session, LeadsCreated(batch_id, campaign.code, created), subject=str(batch_id))
    return created


async def _refused(session: Session, found: Sequence[Contact]) -> set[str]:
    numbers = [number.e164 for contact in found for number in contact.numbers]
    return await contacts.refused(session, numbers) if numbers else set()


def _lead_values(
    contact: Contact,
    campaign: Campaign,
    batch_id: UUID,
    at: dt.datetime,
    available_from: dt.datetime,
    refused: set[str],
) -> dict[str, Any]:
    barred = any(number.e164 in refused for number in contact.numbers)
    place = f"{contact.province}{contact.city}{contact.district}"
    region = place or next((number.region for number in contact.numbers if number.region), "")
    return {
        "id": derive_id("leads.lead", contact.id, campaign.id),
        "contact_id": contact.id,
        "campaign_id": campaign.id,
        "campaign_code": campaign.code,
        "batch_id": batch_id,
        "company": contact.company,
        "person": contact.person,
        "region": region,
        "score": fit(
            campaign.target,
            company=contact.company,
            industry=contact.industry,
            place=region,
            remark=contact.remark,
        ),
        "state": str(LeadState.BARRED if barred else LeadState.NEW),
        "barred_reason": "refused" if barred else None,
        "available_from": available_from,
        "created_at": at,
    }
