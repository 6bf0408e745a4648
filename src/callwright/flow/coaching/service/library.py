"""The shared library of scripts, objection answers and product facts: knowledge does not leave with a person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import INTEREST_OUTCOMES, Outcome
from callwright.flow.coaching import repository
from callwright.flow.coaching.contracts.library import CardKind, CardUse, LibraryCard
from callwright.flow.coaching.errors import CardChanged, CardUnknown, NoPerson
from callwright.flow.coaching.models import CardRow
from callwright.kernel.ids import derive_id, new_id
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session


async def write_card(
    session: Session,
    *,
    key: UUID | None,
    version: int,
    kind: CardKind,
    title: str,
    text: str,
    campaign: str,
    step: str,
    product: str,
    retired: bool,
    principal: Principal,
    now: dt.datetime,
) -> LibraryCard:
    """A new card, or the version after `version` of a known one; older versions are kept.

    CardUnknown (404); CardChanged (409) when somebody wrote a newer version meanwhile.
    """
    if key is not None:
        known = await repository.newest_cards(session, key=key)
        if not known:
            raise CardUnknown
        if known[0].version != version:
            raise CardChanged
    card_key = key or new_id()
    written = {
        "id": derive_id("coaching.card", card_key, version + 1 if key else 1),
        "key": card_key,
        "version": version + 1 if key else 1,
        "kind": str(kind),
        "title": title,
        "text": text,
        "campaign_code": campaign,
        "step": step,
        "product_code": product,
        "retired": retired,
        "written_at": now,
        "written_by": principal.name,
    }
    if not await repository.add_card(session, written):
        raise CardChanged
    await record(session, principal, action="library.write", object=f"card:{card_key}", details={})
    return (await _read(session, await repository.newest_cards(session, key=card_key)))[0]


async def cards(session: Session, *, kind: CardKind | None = None, words: str = "") -> list[LibraryCard]:
    """The cards in use by kind and title, with what became of the calls they were used in."""
    found = await repository.newest_cards(session, kind=str(kind) if kind else None, words=words)
    return await _read(session, found)


async def use_card(
    session: Session, *, key: UUID, attempt_id: UUID | None, principal: Principal, now: dt.datetime
) -> LibraryCard:
    """Mark that the asker used a card, in an own call when one is named; the same call counts once.

    CardUnknown, AttemptNotFound (404); NoPerson (422).
    """
    known = await repository.newest_cards(session, key=key)
    if not known:
        raise CardUnknown
    if principal.person_id is None:
        raise NoPerson
    if attempt_id is not None:
        await calls.attempt(session, attempt_id, visible_people=frozenset({principal.person_id}))
    natural = (attempt_id, key) if attempt_id else (principal.person_id, key, now.isoformat())
    await repository.add_use(
        session,
        {
            "id": derive_id("coaching.card_use", *natural),
            "card_key": key,
            "card_id": known[0].id,
            "person_id": principal.person_id,
            "attempt_id": attempt_id,
            "used_at": now,
        },
    )
    return (await _read(session, known))[0]


async def _read(session: Session, rows: Sequence[CardRow]) -> list[LibraryCard]:
    used = await repository.uses(session, [row.key for row in rows])
    attempts = await calls.attempts(session, {call for _, call, _ in used if call is not None})
    by_key: dict[UUID, list[tuple[UUID | None, UUID]]] = defaultdict(list)
    for key, call, person in used:
        by_key[key].append((call, person))
    found = []
    for row in rows:
        known = [attempts[call] for call, _ in by_key[row.key] if call is not None and call in attempts]
        use = CardUse(
            uses=len(by_key[row.key]),
            people=len({person for _, person in by_key[row.key]}),
            calls=len(known),
            effective=sum(one.effective for one in known),
            interested=sum(one.outcome in INTEREST_OUTCOMES for one in known),
            ordered=sum(one.outcome is Outcome.ORDERED for one in known),
        )
        found.append(
            LibraryCard(
                key=row.key,
                version=row.version,
                kind=CardKind(row.kind),
                title=row.title,
                text=row.text,
                campaign=row.campaign_code,
                step=row.step,
                product=row.product_code,
                retired=row.retired,
                written_at=row.written_at,
                written_by=row.written_by,
                use=use,
            )
        )
    return found
