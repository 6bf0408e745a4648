"""A released batch becomes leads of its campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.events import LeadsCreated
from callwright.flow.leads.repository import leads
from callwright.flow.leads.service.holding import held_as, reasons_of
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import ContactFit, Suppression
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.campaigns import service as campaigns
from callwright.registers.campaigns.contracts import Campaign
from callwright.registers.campaigns.errors import TargetMissing
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Contact
from callwright.rules.leads.values import lead_parameters

CHUNK = 2000


async def create_from_batch(
    session: Session, *, batch_id: UUID, campaign_code: str, at: dt.datetime, day: dt.date
) -> int:
    """Create one lead per contact of a released batch; returns how many were new. An unreleased batch gives none.

    A contact that already is a lead of the campaign stays as it is: owner, state and creation time are kept. Refused
    contacts become barred leads at once, others that must not be called now are held (product §2.5).
    CampaignNotFound; TargetMissing: a campaign without a target cannot start (product §2.6).
    """
    campaign = await campaigns.campaign(session, campaign_code)
    if not campaign.has_target:
        raise TargetMissing(campaign=campaign_code)
    ids = await lists.released_contacts(session, batch_id)
    available_from = at + dt.timedelta(hours=lead_parameters(day).new_data_delay_hours)
    screened = False
    created = 0
    for start in range(0, len(ids), CHUNK):
        found = await _without_lead(session, ids[start : start + CHUNK], campaign.id)
        fits = await lists.fits(session, campaign_code=campaign.code, contact_ids=[one.id for one in found])
        if not screened and len(fits) < len(found):
            await lists.screen(session, batch_id=batch_id, at=at, campaign_code=campaign.code)
            fits = await lists.fits(
                session, campaign_code=campaign.code, contact_ids=[one.id for one in found]
            )
        screened = True
        suppressed = await reasons_of(
            session, [one.id for one in found], at=at, outside_campaign=campaign.code
        )
        rows = [
            {
                **_lead_values(
                    one,
                    campaign,
                    fits.get(one.id) or lists.fit_of(campaign.target, one),
                    suppressed.get(one.id, ()),
                ),
                "batch_id": batch_id,
                "available_from": available_from,
                "created_at": at,
            }
            for one in found
        ]
        created += await leads.insert_leads(session, rows)
    if created:
        await publish(session, LeadsCreated(batch_id, campaign.code, created), subject=str(batch_id))
    return created


async def _without_lead(session: Session, ids: Sequence[UUID], campaign_id: UUID) -> list[Contact]:
    """The contacts that stand for these, without those that have a lead of the campaign under a merged id."""
    found = {one.id: one for one in (await contacts.standing(session, ids)).values()}
    families = await contacts.families(session, list(found))
    members = set().union(*families.values())
    taken = await leads.contacts_with_lead(session, members, campaign_id=campaign_id)
    return [one for one in found.values() if not taken & (families[one.id] - {one.id})]


def _lead_values(
    contact: Contact, campaign: Campaign, fit: ContactFit, suppressed: Sequence[Suppression]
) -> dict[str, Any]:
    why = lists.weightiest(suppressed)
    return {
        "id": derive_id("leads.lead", contact.id, campaign.id),
        "contact_id": contact.id,
        "campaign_id": campaign.id,
        "campaign_code": campaign.code,
        "company": contact.company,
        "person": contact.person,
        "region": contact.place,
        "score": fit.score,
        "fit_parts": list(fit.parts),
        "state": str(LeadState.BARRED if why is not None and why.final else LeadState.NEW),
        "barred_reason": why.kind if why is not None and why.final else None,
        **held_as(why),
    }
