"""Who must not be called: asked at the moment of use, so that it counts at once (product §2.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.repository import leads, tasks
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import Suppression, SuppressionSubject
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts

CHUNK = 2_000
REFUSED = Text(zh="客户已拒绝联系。", en="The customer refused to be contacted.")


async def reasons_of(
    session: Session,
    contact_ids: Collection[UUID],
    *,
    at: dt.datetime,
    for_person: UUID | None = None,
    outside_campaign: str | None = None,
) -> dict[UUID, list[Suppression]]:
    """Why these contacts must not be called, with all that is known about the contacts that are one with them."""
    ids = list(set(contact_ids))
    known = await contacts.standing(session, ids)
    families = await contacts.families(session, ids)
    subjects = {
        member: SuppressionSubject(member, one.company, tuple(number.e164 for number in one.numbers))
        for asked, one in known.items()
        for member in families.get(asked, {asked})
    }
    found = await lists.suppressions_of(
        session,
        subjects=list(subjects.values()),
        at=at,
        for_person=for_person,
        outside_campaign=outside_campaign,
    )
    return {one: [why for member in families.get(one, {one}) for why in found.get(member, ())] for one in ids}


async def suppressed_leads(
    session: Session, rows: Sequence[LeadRow], *, at: dt.datetime, for_person: UUID | None = None
) -> dict[UUID, Suppression]:
    """The weightiest reason per lead why its contact must not be called; its own protection is none."""
    reasons = await reasons_of(session, [row.contact_id for row in rows], at=at, for_person=for_person)
    found: dict[UUID, Suppression] = {}
    for row in rows:
        others = [why for why in reasons[row.contact_id] if why.source != f"lead:{row.id}"]
        first = lists.weightiest(others)
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
        for name, value in held_as(found.get(row.id)).items():
            setattr(row, name, value)
    await bar(session, barred, found, at=at)
    return found


def held_as(why: Suppression | None) -> dict[str, Any]:
    """`held_kind` and `held_until` of a lead with this reason; a final one bars the lead and holds nothing."""
    if why is None or why.final:
        return {"held_kind": None, "held_until": None}
    return {"held_kind": why.kind, "held_until": why.until}


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
