"""What a company knows after some imports, in a form that can be compared with another company's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from uuid import UUID

from sqlalchemy import text
from tests.db.flow.lists.conftest import Desk
from tests.factories.dirty_lists import Dirt, make, write_csv

from callwright.app.doctor.invariants import INVARIANTS
from callwright.platform.db import Database

ROWS = 260
WATCHED = ("lists.rows_add_up", "lists.rows_have_batch_and_contact", "contacts.nothing_dangles")
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
        for invariant in INVARIANTS:
            if invariant.code in WATCHED:
                broken = (await session.execute(text(invariant.query))).all()
                assert not broken, f"{invariant.code}: {broken[:3]}"
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


async def moved_rows(desk: Desk) -> int:
    """How often a row went to another contact."""
    async with desk.runtime.database.transaction() as session:
        return await session.scalar(text("SELECT count(*) FROM lists.moved_row")) or 0
