"""The review of doubtful pairs: look, decide, undo (product §2.2). Merges lose nothing; undoing restores."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from callwright.flow.lists.contracts import PairDecision, PairDetail, PairState, PairVerdict, PairView
from callwright.flow.lists.errors import PairDecidedOtherwise, PairNotDecided, UnknownPair
from callwright.flow.lists.models import PairRow
from callwright.flow.lists.repository import batches, moves, pairs
from callwright.flow.lists.service.explaining import explained
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.platform.principal import Principal
from callwright.registers.contacts import service as contacts

UNDECIDED: tuple[PairState, ...] = ("open", "undone")


async def pairs_page(
    session: Session,
    *,
    state: PairState | None = "open",
    batch_id: UUID | None = None,
    page: int = 1,
    size: int = 50,
) -> tuple[list[PairView], int]:
    """One page of pairs, those first whose doubt costs most, and how many match; state None means all."""
    found, total = await pairs.page(
        session, state=state, batch_id=batch_id, offset=(page - 1) * size, limit=size
    )
    return await _views(session, found), total


async def pair_counts(session: Session) -> dict[str, int]:
    """How many pairs are open, same, different, undone; every state is there."""
    found = await pairs.counts(session)
    return {state: found.get(state, 0) for state in ("open", "same", "different", "undone")}


async def find_pair(session: Session, reference: str) -> UUID:
    """The pair of an id or of its unique beginning; UnknownPair (404) for none or several."""
    wanted = reference.strip().lower()
    found = await pairs.ids_beginning(session, wanted) if wanted else []
    if len(found) != 1:
        raise UnknownPair(pair=reference)
    return found[0]


async def pair(session: Session, pair_id: UUID) -> PairDetail:
    """One pair with both sides and why the model doubts; UnknownPair (404)."""
    found = await pairs.get(session, pair_id)
    if found is None:
        raise UnknownPair(pair=pair_id)
    [view] = await _views(session, [found])
    explanation = None
    if found.left_side and found.right_side:
        explanation = await asyncio.to_thread(explained, found.left_side, found.right_side)
    return PairDetail(view, explanation)


async def decide_pair(
    session: Session,
    principal: Principal,
    *,
    pair_id: UUID,
    decision: PairDecision,
    at: datetime,
    reason: str = "",
) -> PairVerdict:
    """Decide that both rows are the same contact (merged into the one imported first) or are different ones.

    The decision holds for every later import. The same decision again changes nothing, also at the same time.
    Raises UnknownPair (404), PairDecidedOtherwise (409), NotAllowed (403).
    """
    principal.demand("lists.write")
    standing = await _locked(session, pair_id)
    if standing.state == decision:
        return PairVerdict(await _view(session, pair_id), changed=False)
    if standing.state not in UNDECIDED:
        raise PairDecidedOtherwise(decided_by=standing.decided_by)
    keep, absorbed = await _merge(session, standing, at) if decision == "same" else (None, None)
    await pairs.move(
        session, pair_id, of=UNDECIDED, to=decision, decided_by=principal.name, decided_at=at,
        reason=reason.strip(), keep_id=keep, absorbed_id=absorbed,
    )  # fmt: skip
    await _told(session, principal, "decide", pair_id, decision=decision, reason=reason.strip())
    return PairVerdict(await _view(session, pair_id), changed=True)


async def undo_pair(
    session: Session, principal: Principal, *, pair_id: UUID, at: datetime, reason: str = ""
) -> PairVerdict:
    """Take a decision back: a merge it made is undone, later imports weigh the pair anew.

    Undoing twice changes nothing. Raises UnknownPair (404), PairNotDecided (409), NotAllowed (403).
    """
    principal.demand("lists.write")
    standing = await _locked(session, pair_id)
    if standing.state == "undone":
        return PairVerdict(await _view(session, pair_id), changed=False)
    if standing.state == "open":
        raise PairNotDecided
    if standing.keep_id is not None and standing.absorbed_id is not None:
        keep, absorbed = standing.keep_id, standing.absorbed_id
        if await contacts.undo_merge_if_standing(
            session, keep=keep, absorbed=absorbed, source=_source(pair_id), at=at
        ):
            await moves.move_back(session, of=keep, to=absorbed, pair_id=pair_id, at=at)
    was = standing.state
    await pairs.move(
        session, pair_id, of=("same", "different"), to="undone", decided_by=principal.name, decided_at=at,
        reason=reason.strip(), keep_id=None, absorbed_id=None,
    )  # fmt: skip
    await _told(session, principal, "undo", pair_id, undone=was, reason=reason.strip())
    return PairVerdict(await _view(session, pair_id), changed=True)


async def _locked(session: Session, pair_id: UUID) -> PairRow:
    """The pair under lock. No batch is published meanwhile: it would be matched without this decision."""
    await batches.lock(session, "lists.publish")
    standing = await pairs.get(session, pair_id, for_update=True)
    if standing is None:
        raise UnknownPair(pair=pair_id)
    return standing


async def _merge(session: Session, standing: PairRow, at: datetime) -> tuple[UUID | None, UUID | None]:
    """Merge the contacts of both rows into the one imported first and give it the rows; (None, None) without need."""
    [view] = await _views(session, [standing])
    both = [one for one in (view.left.contact_id, view.right.contact_id) if one is not None]
    known = await contacts.contacts(session, both)
    if view.same_contact or len(known) < 2:
        return None, None
    first = {one: await moves.first_row(session, one) for one in both}
    keep, absorbed = sorted(both, key=lambda one: first[one])
    await contacts.merge_contacts(session, keep=keep, absorbed=absorbed, source=_source(standing.id), at=at)
    await moves.move_contact(session, of=absorbed, to=keep, pair_id=standing.id, at=at)
    return keep, absorbed


async def _told(session: Session, principal: Principal, act: str, pair_id: UUID, **details: object) -> None:
    """The audit trail knows, and whoever is matching right now must match again."""
    await contacts.raise_known_revision(session)
    await record(
        session, principal, action=f"lists.pair.{act}", object=f"lists.pair:{pair_id}", details=details
    )


def _source(pair_id: UUID) -> str:
    return f"lists.pair:{pair_id}"


async def _view(session: Session, pair_id: UUID) -> PairView:
    found = await pairs.get(session, pair_id)
    if found is None:
        raise UnknownPair(pair=pair_id)
    return (await _views(session, [found]))[0]


async def _views(session: Session, found: Sequence[PairRow]) -> list[PairView]:
    """Pairs with both sides; each side says which contact stands for it now."""
    sides = await pairs.sides(session, found)
    living = await contacts.living(session, [one.contact_id for one in sides.values() if one.contact_id])
    standing = {
        place: replace(side, contact_id=living.get(side.contact_id) if side.contact_id else None)
        for place, side in sides.items()
    }
    return [
        pairs.view_of(
            one, standing[one.left_batch_id, one.left_row], standing[one.right_batch_id, one.right_row]
        )
        for one in found
    ]
