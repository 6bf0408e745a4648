"""A list in parts is a list at once: by the real job, whatever the cut, at once or one after the other."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy import text
from tests.db.flow.lists.conftest import Desk
from tests.db.flow.lists.ledgers import ROWS, bring, clean_slate, ledger, moved_rows, written
from tests.factories.dirty_lists import HARD, NORMAL, Dirt

from callwright.platform.runtime import Runtime


@pytest.mark.parametrize(("seed", "dirt"), [(5, NORMAL), (6, HARD)])
async def test_a_list_in_two_halves_or_three_parts_gives_the_contacts_of_one_import(
    desk: Desk, seed: int, dirt: Dirt
) -> None:
    header, lines = written(desk, seed, dirt)
    whole = await bring(desk, header, [lines])
    assert len(whole.contacts) > 20
    moved = 0
    for cuts in ((ROWS // 2,), (40, 200)):
        edges = [0, *cuts, len(lines)]
        split = await bring(desk, header, [lines[start:end] for start, end in pairwise(edges)])
        assert split.entities == whole.entities
        assert split.contacts == whole.contacts
        moved += await moved_rows(desk)
    if dirt is HARD:
        assert moved > 0, "no later part ever moved an earlier row: the test shows nothing"


async def test_the_same_list_from_another_source_adds_nobody(desk: Desk) -> None:
    header, lines = written(desk, 7, NORMAL)
    once = await bring(desk, header, [lines])
    twice = await bring(desk, header, [lines, lines])
    assert twice.contacts == once.contacts
    assert {content: twice.entities[content] for content in once.entities} == once.entities
    assert set(twice.entities.values()) == set(once.entities.values())


async def test_two_imports_at_once_end_like_one_after_the_other(desk: Desk) -> None:
    header, lines = written(desk, 8, NORMAL)
    first, second = lines[:170], lines[90:]
    await clean_slate(desk.runtime.database)
    tickets = [
        await desk.hand_in(desk.keep(header + b"".join(part), f"{name}.csv"), source=name)
        for name, part in (("甲", first), ("乙", second))
    ]
    await asyncio.gather(*(desk.work(ticket) for ticket in tickets))
    at_once = await ledger(desk)
    async with desk.runtime.database.transaction() as session:
        order = list(
            await session.scalars(
                text(
                    "SELECT s.name FROM lists.batch b JOIN lists.source s ON s.id = b.source_id ORDER BY first_row_id"
                )
            )
        )
    parts = [first, second] if order == ["甲", "乙"] else [second, first]
    one_after_the_other = await bring(desk, header, parts)
    assert at_once.entities == one_after_the_other.entities
    assert at_once.contacts == one_after_the_other.contacts


async def test_what_matching_needs_is_made_anew_from_the_database_alone(desk: Desk, runtime: Runtime) -> None:
    header, lines = written(desk, 9, HARD)
    whole = await bring(desk, header, [lines[:130], lines[130:]])
    await clean_slate(desk.runtime.database)
    await desk.import_(desk.keep(header + b"".join(lines[:130]), "part.csv"), source="先")
    async with runtime.database.transaction() as session:
        await session.execute(text("UPDATE lists.batch SET features_key = NULL"))
    for file in (runtime.data_folder / "files").rglob("*.csv"):
        file.unlink()
    await desk.import_(desk.keep(header + b"".join(lines[130:]), "part.csv"), source="后")
    again = await ledger(desk)
    assert again.entities == whole.entities
    assert again.contacts == whole.contacts
