"""Hand-over of a person's leads: to a colleague, or to the pool (product §3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from callwright.flow.leads.contracts import HandOver
from callwright.flow.leads.errors import HandOverToSelf
from callwright.flow.leads.repository import leads, ownership
from callwright.flow.leads.service.holding import hold_suppressed
from callwright.flow.leads.service.owning import give_up, own
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.rules.leads.values import lead_parameters


async def hand_over(
    session: Session,
    *,
    person_id: UUID,
    to: UUID | None,
    at: dt.datetime,
    day: dt.date,
    lead_ids: Collection[UUID] | None = None,
) -> HandOver:
    """Give the open leads of a person (all, or these) to another one, or to the pool (`to` None).

    Contacts that must not be called are barred or held on the way. What goes beyond the receiver's cap goes to the
    pool, so that a hand-over passes no limit. Tasks follow their lead. HandOverToSelf (422).
    """
    if to == person_id:
        raise HandOverToSelf
    await ownership.lock_people(session, [one for one in (person_id, to) if one is not None])
    rows = await leads.owned_by(session, person_id=person_id, lead_ids=lead_ids)
    rules = lead_parameters(day)
    if to is None:
        await give_up(session, rows, act="left", why=LEFT_OWNER, at=at, rules=rules)
        return HandOver(moved=0, to_pool=len(rows), barred=0)
    held = await hold_suppressed(session, rows, at=at, for_person=person_id)
    barred = [row for row in rows if row.state == "barred"]
    going = [row for row in rows if row.state != "barred"]
    callable_first = sorted(going, key=lambda row: (row.id in held, row.id))
    places = max(0, rules.owner_cap - (await ownership.open_held(session, [to])).get(to, 0))
    moved, beyond = callable_first[:places], callable_first[places:]
    await own(session, [(row, to, HANDED_OVER) for row in moved], act="hand_over", at=at, rules=rules)
    await give_up(session, beyond, act="left", why=BEYOND_CAP, at=at, rules=rules)
    await hold_suppressed(session, moved, at=at, for_person=to)
    return HandOver(moved=len(moved), to_pool=len(beyond), barred=len(barred))


LEFT_OWNER = Text(
    zh="归属人离职或调岗，退回公海。", en="The owner left or moved; returned to the public pool."
)
HANDED_OVER = Text(zh="由离职或调岗的同事移交。", en="Handed over by a colleague who left or moved.")
BEYOND_CAP = Text(
    zh="移交时接收人已达持有上限，退回公海。",
    en="The receiver of a hand-over was at the cap; returned to the pool.",
)
