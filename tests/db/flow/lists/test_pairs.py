"""Doubtful pairs: the queue, decisions that hold, undoing that restores, and nothing done twice."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.db.flow.lists.conftest import AGENT, HEADER, OWNER, STEWARD, Desk, lines

from callwright.flow.lists import service
from callwright.flow.lists.contracts import PairDecision, PairVerdict, PairView
from callwright.flow.lists.errors import PairDecidedOtherwise, PairNotDecided, UnknownPair
from callwright.flow.lists.repository import pairs
from callwright.flow.lists.repository.pairs import FoundPair
from callwright.kernel.ids import derive_id
from callwright.platform.principal import NotAllowed, Principal
from callwright.registers.contacts import service as contacts

_first = iter(range(50_000, 90_000, 100))


async def doubtful(desk: Desk, *probabilities: float) -> list[PairView]:
    """A fresh batch whose rows 2n and 2n+1 are doubtful with the n-th probability; the dearest pair first."""
    first = next(_first)
    result = await desk.import_(
        desk.keep(HEADER + lines(first, 2 * len(probabilities)), f"{first}.csv"), source=f"疑{first}"
    )
    batch = UUID(str(result["batch_id"]))
    async with desk.runtime.database.transaction() as session:
        base = await session.scalar(
            text("SELECT first_row_id FROM lists.batch WHERE id = :id"), {"id": batch}
        )
        found = [
            FoundPair(base + 2 * n + 1, base + 2 * n, probability, "", "")
            for n, probability in enumerate(probabilities)
        ]
        await pairs.keep(session, batch, found, at=desk.now)
        await pairs.keep(session, batch, found, at=desk.now)
        views, total = await service.pairs_page(session, batch_id=batch)
    assert total == len(probabilities)
    return views


async def decide(desk: Desk, pair: UUID, decision: PairDecision, who: Principal = STEWARD) -> PairVerdict:
    async with desk.runtime.database.transaction() as session:
        return await service.decide_pair(
            session, who, pair_id=pair, decision=decision, at=desk.now, reason="同一栋楼"
        )


async def undo(desk: Desk, pair: UUID) -> PairVerdict:
    async with desk.runtime.database.transaction() as session:
        return await service.undo_pair(session, STEWARD, pair_id=pair, at=desk.now)


async def test_two_contacts_are_asked_about_once(desk: Desk) -> None:
    first = next(_first)
    row = lines(first, 1)
    other = row.replace("号\n", "号二楼\n")
    result = await desk.import_(desk.keep(HEADER + row + other + lines(first + 1, 1)), source=f"组{first}")
    batch = UUID(str(result["batch_id"]))
    async with desk.runtime.database.transaction() as session:
        base = await session.scalar(
            text("SELECT first_row_id FROM lists.batch WHERE id = :id"), {"id": batch}
        )
        for left, right in ((0, 2), (2, 1)):
            found = [FoundPair(base + left, base + right, 0.7, "", "")]
            await pairs.keep(session, batch, found, at=desk.now)
        [view], total = await service.pairs_page(session, batch_id=batch)
    assert (total, view.left.row, view.right.row) == (1, 0, 2)


async def test_the_dearest_doubt_comes_first_with_the_earlier_row_on_the_left(desk: Desk) -> None:
    views = await doubtful(desk, 0.85, 0.55, 0.7)
    assert [view.probability for view in views] == [0.55, 0.7, 0.85]
    assert [(view.left.row, view.right.row) for view in views] == [(2, 3), (4, 5), (0, 1)]
    assert views[0].weight == pytest.approx(0.45 * 2)
    assert views[0].left.line == 4
    assert views[0].left.original["公司名称"] == views[0].left.company
    async with desk.runtime.database.transaction() as session:
        second, total = await service.pairs_page(session, batch_id=views[0].batch_id, page=2, size=2)
    assert ([one.id for one in second], total) == ([views[2].id], 3)


async def test_the_same_merges_into_the_older_contact_and_undoing_restores_both(desk: Desk) -> None:
    [view] = await doubtful(desk, 0.8)
    left, right = view.left.contact_id, view.right.contact_id
    assert left is not None and right is not None  # noqa: PT018 - narrows both
    async with desk.runtime.database.transaction() as session:
        before = await contacts.contacts(session, [left, right])
    done = await decide(desk, view.id, "same")
    assert (done.changed, done.pair.state, done.pair.same_contact) == (True, "same", True)
    async with desk.runtime.database.transaction() as session:
        standing = await contacts.contact(session, left)
        assert standing == await contacts.contact(session, right)
    assert {one.e164 for one in standing.numbers} == {*view.left.numbers, *view.right.numbers}
    again = await decide(desk, view.id, "same", OWNER)
    assert (again.changed, again.pair.decided_by) == (False, "steward")
    with pytest.raises(PairDecidedOtherwise):
        await decide(desk, view.id, "different")
    undone = await undo(desk, view.id)
    assert (undone.changed, undone.pair.state, undone.pair.same_contact) == (True, "undone", False)
    assert (await undo(desk, view.id)).changed is False
    async with desk.runtime.database.transaction() as session:
        assert await contacts.contacts(session, [left, right]) == before
        fields = [entry.field for entry in await contacts.history(session, standing.id)]
    assert fields == ["merged", "merge_undone"]
    assert (await decide(desk, view.id, "different")).pair.state == "different"


async def test_decisions_are_written_to_the_audit_trail_and_kept_for_matching(desk: Desk) -> None:
    one, other, third, _open = await doubtful(desk, 0.5, 0.6, 0.7, 0.8)
    await decide(desk, one.id, "same")
    await decide(desk, other.id, "different")
    await decide(desk, third.id, "different")
    await undo(desk, third.id)
    async with desk.runtime.database.transaction() as session:
        base = await session.scalar(
            text("SELECT first_row_id FROM lists.batch WHERE id = :id"), {"id": one.batch_id}
        )
        decided = [found for found in await pairs.decided(session) if found[0] >= base]
        trail = await session.execute(
            text("SELECT action, details->>'decision' FROM audit.entry WHERE object = :object ORDER BY id"),
            {"object": f"lists.pair:{one.id}"},
        )
        assert [tuple(row) for row in trail] == [("lists.pair.decide", "same")]
    assert decided == [(base, base + 1, True), (base + 2, base + 3, False), (base + 4, base + 5, None)]


async def test_two_people_deciding_at_once_decide_once(desk: Desk) -> None:
    [view] = await doubtful(desk, 0.8)
    done = await asyncio.gather(*(decide(desk, view.id, "same") for _ in range(6)))
    assert sorted(one.changed for one in done) == [False] * 5 + [True]
    undone = await asyncio.gather(*(undo(desk, view.id) for _ in range(6)))
    assert sorted(one.changed for one in undone) == [False] * 5 + [True]
    decisions: list[PairDecision] = ["same", "different"] * 3
    mixed = await asyncio.gather(*(decide(desk, view.id, one) for one in decisions), return_exceptions=True)
    refused = [one for one in mixed if isinstance(one, PairDecidedOtherwise)]
    changed = [one for one in mixed if isinstance(one, PairVerdict) and one.changed]
    assert (len(refused), len(changed)) == (3, 1)


async def test_a_decision_during_an_import_makes_it_match_again(desk: Desk) -> None:
    [view] = await doubtful(desk, 0.8)
    async with desk.runtime.database.transaction() as session:
        before = await contacts.known_revision(session)
    await decide(desk, view.id, "different")
    async with desk.runtime.database.transaction() as session:
        assert await contacts.known_revision(session) > before


async def test_wrong_orders_are_refused(desk: Desk) -> None:
    [view] = await doubtful(desk, 0.8)
    with pytest.raises(NotAllowed):
        await decide(desk, view.id, "same", AGENT)
    with pytest.raises(PairNotDecided):
        await undo(desk, view.id)
    with pytest.raises(UnknownPair):
        await decide(desk, derive_id("test.pair", 1), "same")
    async with desk.runtime.database.transaction() as session:
        assert await service.find_pair(session, str(view.id)[:10]) == view.id
        for wrong in ("", "%", "zz"):
            with pytest.raises(UnknownPair):
                await service.find_pair(session, wrong)
