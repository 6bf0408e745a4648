"""A list in parts is a list at once: by the real job, whatever the cut, at once or one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import count, pairwise
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.db.flow.lists.conftest import Desk
from tests.factories.dirty_lists import HARD, NORMAL, Dirt, make, write_csv

from callwright.platform.db import Database
from callwright.platform.runtime import Runtime

ROWS = 260
_runs = count()


async def clean_slate(database: Database) -> None:
    """Forget everything that was imported: only a test may do that."""
    async with database.transaction() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        for table in (
            "moved_row",
            "pair",
            "row",
            "step",
            "original_file",
            "fit",
            "judgement",
            "batch",
            "source",
        ):
            await session.execute(text(f"DELETE FROM lists.{table}"))
        for table in ("history", "number", "name_index", "name_backlog", "contact"):
            await session.execute(text(f"DELETE FROM contacts.{table}"))


class Ledger:
    """What the database says after some imports."""

    def __init__(
        self, rows: Sequence[tuple[str, UUID | None]], contacts: set[tuple[UUID, frozenset[str]]]
    ) -> None:
        self.entities = {content: entity for content, entity in rows}  # noqa: C416 - rows are not pairs to dict()
        self.contacts = contacts

    def partition(self) -> set[frozenset[str]]:
        """Which rows are one contact."""
        groups: dict[UUID | None, set[str]] = {}
        for content, entity in self.entities.items():
            groups.setdefault(entity, set()).add(content)
        return {frozenset(group) for group in groups.values()}


async def ledger(desk: Desk) -> Ledger:
    """Rows by their content and place, with their contact; living contacts with their numbers."""
    async with desk.runtime.database.transaction() as session:
        rows = await session.execute(
            text(
                "SELECT r.original::text || '#' || row_number() OVER (PARTITION BY r.original::text"
                " ORDER BY b.first_row_id, r.row) AS content, r.entity"
                " FROM lists.row r JOIN lists.batch b ON b.id = r.batch_id"
            )
        )
        found = [(row.content, row.entity) for row in rows]
        numbers = await session.execute(
            text(
                "SELECT c.id, array_remove(array_agg(n.e164), NULL) AS numbers FROM contacts.contact c"
                " LEFT JOIN contacts.number n ON n.contact_id = c.id WHERE c.merged_into IS NULL GROUP BY c.id"
            )
        )
        contacts = {(row.id, frozenset(row.numbers)) for row in numbers}
    return Ledger(found, contacts)


def written(desk: Desk, seed: int, dirt: Dirt) -> tuple[bytes, list[bytes]]:
    """A dirty list as header and lines."""
    path = desk.runtime.data_folder / f"list-{seed}.csv"
    write_csv(make(ROWS, seed, dirt), path)
    header, *lines = path.read_bytes().splitlines(keepends=True)
    return header, lines


async def bring(desk: Desk, header: bytes, parts: Sequence[Sequence[bytes]]) -> Ledger:
    """Import the parts one after the other into an empty company."""
    await clean_slate(desk.runtime.database)
    for part in parts:
        await desk.import_(desk.keep(header + b"".join(part), "part.csv"), source=f"部分{next(_runs)}")
    return await ledger(desk)


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


async def moved_rows(desk: Desk) -> int:
    async with desk.runtime.database.transaction() as session:
        return await session.scalar(text("SELECT count(*) FROM lists.moved_row")) or 0


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
