"""All that is known of numbers, in one statement: it is asked before every dial."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from callwright.platform.db import Session

_STANDING = text("""
SELECT found.* FROM unnest(CAST(:numbers AS text[]), CAST(:contacts AS uuid[])) WITH ORDINALITY
  AS asked (e164, contact, place) CROSS JOIN LATERAL (
  WITH RECURSIVE carriers AS (
    SELECT n.contact_id AS id, n.health FROM contacts.number n WHERE n.e164 = asked.e164
  ), tree AS (
    SELECT c.id, c.merged_into, 0 AS depth FROM contacts.contact c
    WHERE c.id IN (SELECT id FROM carriers) AND (asked.contact IS NULL OR c.id = asked.contact)
    UNION ALL
    SELECT c.id, c.merged_into, tree.depth + 1
    FROM tree JOIN contacts.contact c ON c.id = tree.merged_into WHERE tree.depth < 32
  ), known AS (
    SELECT DISTINCT ON (c.id) c.id, c.company, c.province, c.city, c.created_at
    FROM contacts.contact c JOIN tree ON tree.id = c.id WHERE c.merged_into IS NULL
  ), family AS (
    SELECT id FROM known
    UNION
    SELECT c.id FROM family JOIN contacts.contact c ON c.merged_into = family.id
  ), said_no AS (
    SELECT r.at, r.reason FROM contacts.refusal r WHERE r.e164 = asked.e164
    UNION ALL
    SELECT r.at, r.reason FROM contacts.number n JOIN contacts.refusal r ON r.e164 = n.e164
    WHERE n.contact_id IN (SELECT id FROM family)
  )
  SELECT
    ARRAY(SELECT family.id FROM family LEFT JOIN known USING (id) ORDER BY known.created_at, family.id) AS contact_ids,
    ARRAY(SELECT company FROM known ORDER BY created_at, id) AS companies,
    (SELECT concat_ws(', ', nullif(city, ''), nullif(province, '')) FROM known ORDER BY created_at, id LIMIT 1)
      AS address,
    (SELECT max(health) FROM carriers WHERE health <> 'unknown') AS health,
    (SELECT min(at) FROM said_no) AS refused_at,
    (SELECT reason FROM said_no ORDER BY at LIMIT 1) AS refusal,
    (SELECT array_agg(ROW(c.id, c.contact_id, c.form, c.words, c.source, c.proof_key, c.given_at, c.ends_at,
       c.withdrawn_at, c.last_used_at, c.recorded_by, c.recorded_at) ORDER BY c.id)
     FROM contacts.consent c WHERE c.e164 = asked.e164) AS consents,
    (SELECT array_agg(ROW(s.register, s.version_at, s.listed)) FROM contacts.scrub s WHERE s.e164 = asked.e164)
      AS scrubs
) found ORDER BY asked.place
""")


async def standings(session: Session, asked: Sequence[tuple[str, UUID | None]]) -> Sequence[Any]:
    """A row for each number, in their order: contacts, refusal, consents, stamps; of one contact alone when given."""
    values = {"numbers": [e164 for e164, _ in asked], "contacts": [contact for _, contact in asked]}
    return (await session.execute(_STANDING, values)).all()
