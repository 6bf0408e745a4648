"""Why nobody is being called: every lead of a campaign, counted at what keeps it from being dialed (product §4.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic

from callwright.flow.calls.contracts.callable import WhyNobody
from callwright.flow.calls.decide.permission import AUTOMATIC
from callwright.flow.calls.decide.segments import opens_at
from callwright.flow.calls.decide.why import FILTERS, Counted, answer
from callwright.flow.calls.repository import callable as stored
from callwright.flow.calls.repository import why as counts
from callwright.flow.lists import service as lists
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.registers.campaigns.contracts import CampaignState
from callwright.rules.compliance.judging import REFUSED
from callwright.rules.compliance.laws import UnknownLaw, law
from callwright.rules.engine.parameters import parameter

COMPANY = CompanyCalendar()
QUICK_SECONDS = 0.25
STANDS_TIMES = 20
_LATELY: dict[tuple[str, str], tuple[WhyNobody, datetime]] = {}


async def why(
    session: Session, campaign_code: str, at: datetime, *, calendar: CompanyCalendar = COMPANY
) -> WhyNobody:
    """For each filter how many leads it removed and when the next becomes callable; sums exactly to all leads.

    Owned leads count as callable in modes in which people dial, because their owners may. CampaignNotFound (404).
    """
    campaign = await campaigns.campaign(session, campaign_code)
    dialing = await counts.dialing(session, campaign_code)
    automatic = (dialing[1] if dialing else str(campaign.dialing_mode)) in AUTOMATIC
    settings, simulated = await stored.settings(session), await stored.only_simulated(session)
    day = calendar.day_of(at)
    rows = await counts.counted(session, campaign_code, at=at, automatic=automatic)
    stopped_by = "" if campaign.state is CampaignState.RUNNING else "campaign_stopped"
    if not stopped_by and automatic and dialing is not None and dialing[0] == "paused":
        stopped_by = "dialing_paused"

    def title_of(rule: str) -> Text:
        if rule == REFUSED:
            return FILTERS["refused"]
        kind = rule.removeprefix("suppression.")
        if kind != rule:
            return lists.kind_name(kind)
        if rule.startswith("quota."):
            return parameter(f"calling.{rule.replace('.', '_')}", on=day).title
        try:
            return law(rule, on=day).title
        except UnknownLaw:
            return Text(rule, rule)

    found = answer(
        [Counted(row.filter, row.segment, row.barred_by, row.leads, row.next_at) for row in rows],
        campaign_code=campaign_code,
        at=at,
        opens_at=lambda segment, moment: opens_at(
            segment, moment, on=day, settings=settings, simulated=simulated
        ),
        title_of=title_of,
        stopped_by=stopped_by,
    )
    return replace(found, simulated=simulated)


async def why_lately(
    session: Session, campaign_code: str, at: datetime, *, calendar: CompanyCalendar = COMPANY
) -> WhyNobody:
    """The same for boards that ask again and again: a count that took long stands for a while, a quick one never.

    With a million leads the count takes seconds; it then stands for twenty times as long. No dial hangs on it.
    """
    key = (str(session.get_bind().engine.url), campaign_code)
    standing = _LATELY.get(key)
    if standing is not None and standing[0].at <= at < standing[1]:
        return standing[0]
    begun = monotonic()
    found = await why(session, campaign_code, at, calendar=calendar)
    took = monotonic() - begun
    _LATELY.pop(key, None)
    if took > QUICK_SECONDS:
        _LATELY[key] = (found, at + timedelta(seconds=took * STANDS_TIMES))
    return found
