"""Who must not be called: asked at the moment of use, so that it counts at once (product §2.5)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.repository import leads, tasks
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import Suppression, SuppressionSubject
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Contact

CHUNK = 2_000
REFUSED = Text(zh="客户已拒绝联系。", en="The customer refused to be contacted.")


def subjects_of(found: Iterable[Contact]) -> list[SuppressionSubject]:
    """Contacts as the suppression ledger is asked about them."""
    return [
        SuppressionSubject(one.id, one.company, tuple(number.e164 for number in one.numbers)) for one in found
    ]


async def suppressed_leads(
    session: Session, rows: Sequence[LeadRow], *, at: dt.datetime, for_person: UUID | None = None
) -> dict[UUID, Suppression]:
    """The weightiest reason per lead why its contact must not be called; what is protected there does not count."""
    known = await contacts.standing(session, list({row.contact_id for row in rows}))
    by_campaign: defaultdict[str, list[LeadRow]] = defaultdict(list)
    for row in rows:
        by_campaign[row.campaign_code].append(row)
    found: dict[UUID, Suppression] = {}
    for campaign_code, several in by_campaign.items():
        asked = [known[row.contact_id] for row in several if row.contact_id in known]
        reasons = await lists.suppressions_of(
            session,
            subjects=subjects_of(asked),
            at=at,
            for_person=for_person,
            outside_campaign=campaign_code,
        )
        for row in several:
            first = lists.weightiest(reasons.get(row.contact_id, ()))
            if first is not None:
                found[row.id] = first
    return found


async def hold_suppressed(
    session: Session, rows: Sequence[LeadRow], *, at: dt.datetime, for_person: UUID | None = None
) -> dict[UUID, Suppression]:
    """Bar leads of refused contacts, hold the others that must not be called now, let go what may be called again.

    Returns why each held or barred lead is. The rows in hand are changed and flushed.
    """
    found = await suppressed_leads(session, rows, at=at, for_person=for_person)
    barred = [row for row in rows if row.id in found and found[row.id].final]
    for row in rows:
        why = found.get(row.id)
        row.held_kind = None if why is None or why.final else why.kind
        row.held_until = None if why is None or why.final else why.until
    await bar(session, barred, found, at=at)
    return found


async def bar(
    session: Session, rows: Sequence[LeadRow], found: dict[UUID, Suppression], *, at: dt.datetime
) -> None:
    """Refused: the lead is barred for good, nobody owns it, its tasks end, its protection ends."""
    for row in rows:
        row.state = str(LeadState.BARRED)
        row.barred_reason = row.barred_reason or found[row.id].kind
        row.owner_id = None
        row.protected_until = None
    await session.flush()
    ids = [row.id for row in rows]
    await tasks.close_of_leads(session, ids, note=REFUSED.zh, at=at)
    await lists.end_suppressions(
        session, sources=[f"lead:{one}" for one in ids], at=at, by="leads", why="barred"
    )


async def open_leads(session: Session) -> list[UUID]:
    """Every lead that may still be worked on, by id."""
    return sorted(await leads.open_ids(session))


async def refresh_holds(session: Session, *, at: dt.datetime, lead_ids: Collection[UUID]) -> int:
    """Look at these leads anew after the ledger changed; returns how many must not be called."""
    ids = sorted(lead_ids)
    held = 0
    for start in range(0, len(ids), CHUNK):
        rows = await leads.lock_leads(session, ids[start : start + CHUNK])
        held += len(await hold_suppressed(session, [row for row in rows if row.state != "barred"], at=at))
    return held
