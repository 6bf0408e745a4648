"""The rules as the owner sees them: listed, confirmed, tightened; retry rules of a campaign (product §4.5, §11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from callwright.flow.calls.contracts.rules import RuleView
from callwright.flow.calls.errors import (
    ReasonMissing,
    RetrySettingWrong,
    RuleLoosened,
    RuleUnknown,
    RuleValueWrong,
)
from callwright.flow.calls.models import RuleSettingRow
from callwright.flow.calls.repository import plans, rule_settings
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.rules.calling.values_retry import RetryRules, WrongRetrySetting, retry_rules
from callwright.rules.compliance.laws import Law, LooserThanTheLaw, UnknownLaw, all_laws, law, own_value


async def rules(session: Session, *, on: date) -> list[RuleView]:
    """Every rule of every country as it holds on a day, with source, whether it was verified, and who decided."""
    decided = await rule_settings.newest(session)
    settings = {rule: row.value for rule, row in decided.items() if row.holds}
    return [_view(one, decided.get(one.id)) for one in all_laws(on=on, settings=settings)]


async def decide_rule(
    session: Session,
    *,
    rule_id: str,
    value: Mapping[str, Any] | None,
    reason: str,
    by: str,
    at: datetime,
    on: date,
    take_back: bool = False,
) -> RuleView:
    """Confirm a rule (`value` None), set the company's own value, or take the last decision back; always with a reason.

    A verified rule can only be tightened. Counts for the next question at the gate. Errors: RuleUnknown (404),
    ReasonMissing, RuleValueWrong, RuleLoosened (422).
    """
    if not reason.strip():
        raise ReasonMissing
    try:
        checked = None if value is None or take_back else own_value(rule_id, value, on=on)
        law(rule_id, on=on)
    except UnknownLaw:
        raise RuleUnknown(rule=rule_id) from None
    except LooserThanTheLaw:
        raise RuleLoosened(rule=rule_id) from None
    except ValidationError as fault:
        raise RuleValueWrong(rule=rule_id, why=fault.errors()[0]["msg"]) from None
    await rule_settings.decide(
        session, rule_id, value=checked, holds=not take_back, reason=reason.strip(), by=by, at=at
    )
    return next(one for one in await rules(session, on=on) if one.id == rule_id)


async def retry_rules_of(session: Session, *, campaign_code: str, on: date) -> RetryRules:
    """When and how often leads of a campaign are tried again; CampaignNotFound (404)."""
    await campaigns.campaign(session, campaign_code)
    return retry_rules(on, (await plans.own_rules(session, [campaign_code])).get(campaign_code))


async def set_retry_rules(
    session: Session,
    *,
    campaign_code: str,
    settings: Mapping[str, int],
    reason: str,
    by: str,
    at: datetime,
    on: date,
) -> RetryRules:
    """Give a campaign its own numbers; those left out are the defaults. Plans follow with their next attempt.

    Errors: CampaignNotFound (404), ReasonMissing, RetrySettingWrong (422).
    """
    await campaigns.campaign(session, campaign_code)
    if not reason.strip():
        raise ReasonMissing
    try:
        found = retry_rules(on, settings)
    except WrongRetrySetting as fault:
        raise RetrySettingWrong(why=str(fault)) from None
    await rule_settings.set_retry(
        session, campaign_code, settings=settings, reason=reason.strip(), by=by, at=at
    )
    return found


def _view(one: Law, decided: RuleSettingRow | None) -> RuleView:
    holds = decided is not None and decided.holds
    return RuleView(
        id=one.id,
        country=one.country,
        regions=one.regions,
        kind=one.kind,
        title=one.title,
        value=one.value.model_dump(mode="json", by_alias=True),
        lawful=one.lawful.model_dump(mode="json", by_alias=True),
        since=one.since,
        source=one.source,
        links=one.links,
        note=one.note,
        verified=one.verified,
        confirmed=one.confirmed,
        open=one.open and not one.profile,
        standing=not one.profile or one.confirmed,
        enforced=one.enforced,
        how=one.how,
        checked_until=one.checked_until,
        decided_by=decided.decided_by if decided and holds else "",
        decided_at=decided.decided_at if decided and holds else None,
        reason=decided.reason if decided and holds else "",
    )
