"""Matching a published batch again with another model: rows move as by an import, nothing is lost, twice is once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.db.flow.lists.conftest import AGENT, OWNER, Desk
from tests.factories.dirty_lists import HARD, make, write_csv

from callwright.flow.lists import service
from callwright.flow.lists.clean.match_artefact import artefact, use_artefact
from callwright.flow.lists.contracts import ImportTicket
from callwright.flow.lists.errors import NotPublishedYet
from callwright.kernel.clock import FixedClock
from callwright.platform.principal import NotAllowed


@pytest.fixture(autouse=True)
def _shipped_model() -> Iterator[None]:
    yield
    use_artefact(None)


async def contacts_of(desk: Desk, batch: UUID) -> list[UUID]:
    async with desk.runtime.database.transaction() as session:
        query = text("SELECT entity FROM lists.row WHERE batch_id = :id ORDER BY row")
        return list(await session.scalars(query, {"id": batch}))


async def moves_of(desk: Desk) -> int:
    async with desk.runtime.database.transaction() as session:
        return int(await session.scalar(text("SELECT count(*) FROM lists.moved_row")) or 0)


async def rematch(desk: Desk, batch: UUID) -> dict[str, object]:
    """Match again, a minute after whatever was before."""
    desk.runtime = replace(desk.runtime, clock=FixedClock(desk.now + timedelta(minutes=1)))
    async with desk.runtime.database.transaction() as session:
        job = await service.rematch(session, OWNER, batch_id=batch)
    return await desk.work(ImportTicket(batch, job, already_imported=False))


def groups(entities: list[UUID]) -> set[frozenset[int]]:
    found: dict[UUID, set[int]] = {}
    for row, entity in enumerate(entities):
        found.setdefault(entity, set()).add(row)
    return {frozenset(rows) for rows in found.values()}


async def test_another_model_moves_rows_and_the_old_one_takes_them_back(desk: Desk, tmp_path: Path) -> None:
    write_csv(make(500, 4107, HARD), tmp_path / "list.csv")
    imported = await desk.import_(desk.keep((tmp_path / "list.csv").read_bytes()), source="模型")
    batch = UUID(str(imported["batch_id"]))
    before = await contacts_of(desk, batch)
    shipped = artefact()

    same = await rematch(desk, batch)
    assert (same["moved"], same["looked_at"]) == (0, len(before))
    assert await contacts_of(desk, batch) == before

    use_artefact({**shipped, "version": "wary", "threshold": 1.1})
    wary = await rematch(desk, batch)
    apart = await contacts_of(desk, batch)
    assert int(str(wary["moved"])) > 0
    assert wary["model"] == "wary"
    assert len(set(apart)) > len(set(before)), "a model that is never sure leaves what the rules alone link"
    assert await moves_of(desk) == wary["moved"]
    assert (await rematch(desk, batch))["moved"] == 0, "what was matched again moves no second time"

    use_artefact(None)
    back = await rematch(desk, batch)
    assert groups(await contacts_of(desk, batch)) == groups(before)
    assert await contacts_of(desk, batch) == before
    assert await moves_of(desk) == int(str(wary["moved"])) + int(str(back["moved"])), "every move is kept"


async def test_what_people_decided_outweighs_the_new_model(desk: Desk, tmp_path: Path) -> None:
    write_csv(make(500, 4108, HARD), tmp_path / "list.csv")
    imported = await desk.import_(desk.keep((tmp_path / "list.csv").read_bytes()), source="判定")
    batch = UUID(str(imported["batch_id"]))
    use_artefact({**artefact(), "version": "warier", "threshold": 1.1})
    assert int(str((await rematch(desk, batch))["doubtful_pairs"])) > 0, "nothing is sure to this model"
    async with desk.runtime.database.transaction() as session:
        [pair, *_], _ = await service.pairs_page(session, batch_id=batch)
        assert not pair.same_contact
        await service.decide_pair(session, OWNER, pair_id=pair.id, decision="same", at=desk.now)
    await rematch(desk, batch)
    now = await contacts_of(desk, batch)
    assert now[pair.left.row] == now[pair.right.row]


async def test_only_a_steward_matches_again_and_only_what_is_imported(desk: Desk) -> None:
    ticket = await desk.hand_in(desk.keep("公司名称,电话\n北京华信科技有限公司,13812340001\n"), source="未完")
    async with desk.runtime.database.transaction() as session:
        with pytest.raises(NotPublishedYet):
            await service.rematch(session, OWNER, batch_id=ticket.batch_id)
        with pytest.raises(NotAllowed):
            await service.rematch(session, AGENT, batch_id=ticket.batch_id)
