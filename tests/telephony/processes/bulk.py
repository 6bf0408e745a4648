"""Many leads at once, made by SQL as the stages before would leave them: each with one number, planned and free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text

from callwright.platform.db import Session

_CAMPAIGN = """
INSERT INTO campaigns.campaign (id, code, name, dialing_mode, target, minimum_effective_talk_seconds, state)
VALUES (md5(:code)::uuid, :code, :code, 'predictive', '{}', 30, 'running') ON CONFLICT DO NOTHING
"""
_CONTACTS = """
INSERT INTO contacts.contact (id, company, created_at)
SELECT md5('c' || e164)::uuid, '公司' || e164, CAST(:before AS timestamptz) FROM unnest(CAST(:numbers AS text[])) e164
"""
_NUMBERS = """
INSERT INTO contacts.number (contact_id, e164, type, first_seen_at)
SELECT md5('c' || e164)::uuid, e164, 'mobile', CAST(:before AS timestamptz) FROM unnest(CAST(:numbers AS text[])) e164
"""
_LEADS = """
INSERT INTO leads.lead (id, contact_id, campaign_id, campaign_code, company, person, region, score, state,
  available_from, created_at)
SELECT md5('l' || e164)::uuid, md5('c' || e164)::uuid, md5(:code)::uuid, :code, '公司' || e164, '', '', 0.5, 'new',
  CAST(:before AS timestamptz), CAST(:before AS timestamptz) FROM unnest(CAST(:numbers AS text[])) e164
"""
_PLANS = """
INSERT INTO calls.lead_plan (lead_id, campaign_code, contact_id, e164, segment, stage, score, attempts, tried, numbers,
  next_callable_at, updated_at)
SELECT md5('l' || e164)::uuid, :code, md5('c' || e164)::uuid, e164, 'cn||Asia/Shanghai#0', 'new', 0.5, 0, '[]',
  jsonb_build_array(jsonb_build_array(e164, 'cn||Asia/Shanghai#0')), CAST(:before AS timestamptz),
  CAST(:before AS timestamptz)
FROM unnest(CAST(:numbers AS text[])) e164
"""


async def many_leads(session: Session, code: str, numbers: Sequence[str], *, at: datetime) -> None:
    """Leads of a running campaign, for each number one."""
    values = {"code": code, "numbers": list(numbers), "before": at - timedelta(days=9)}
    for statement in (_CAMPAIGN, _CONTACTS, _NUMBERS, _LEADS, _PLANS):
        wanted = {name: values[name] for name in values if f":{name}" in statement}
        await session.execute(text(statement), wanted)
