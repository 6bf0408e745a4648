"""Known rows that new evidence takes to other contacts: merged, taken apart, and back again, with nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pyarrow as pa
from sqlalchemy import text
from tests.db.flow.lists.conftest import HEADER, Desk, lines

from callwright.flow.lists.clean.tables import write_table
from callwright.flow.lists.repository import moves
from callwright.flow.lists.service.regrouping import regroup
from callwright.kernel.ids import derive_id
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Contact

_first = iter(range(200_000, 300_000, 100))


@dataclass
class Rows:
    """An imported batch: its rows, their contacts and numbers."""

    desk: Desk
    batch: UUID
    base: int
    entities: list[UUID]
    numbers: list[str]

    async def move(self, because_of: UUID, to: Sequence[tuple[int, UUID]], folder: Path) -> None:
        """Apply a matching that takes these rows (row, entity) to other contacts."""
        now = await self.now()
        table = pa.table(
            {
                "row_id": pa.array([self.base + row for row, _ in to], pa.int64()),
                "contact_id": pa.array([now[row].bytes for row, _ in to], pa.binary(16)),
                "entity": pa.array([entity.bytes for _, entity in to], pa.binary(16)),
            }
        )
        write_table(table, folder / "moved.arrow")
        async with self.desk.runtime.database.transaction() as session:
            count = await regroup(session, because_of, folder / "moved.arrow", at=self.desk.now)
        assert count == len(to)

    async def now(self) -> list[UUID]:
        """The contact of each row as it stands."""
        async with self.desk.runtime.database.transaction() as session:
            found = await session.scalars(
                text("SELECT entity FROM lists.row WHERE batch_id = :id ORDER BY row"), {"id": self.batch}
            )
            return list(found)

    async def contact(self, contact_id: UUID) -> Contact:
        async with self.desk.runtime.database.transaction() as session:
            return await contacts.contact(session, contact_id)

    async def history(self, contact_id: UUID) -> list[str]:
        async with self.desk.runtime.database.transaction() as session:
            return [entry.field for entry in await contacts.history(session, contact_id)]


async def imported(desk: Desk, content: str) -> Rows:
    result = await desk.import_(desk.keep(HEADER + content), source=f"分{next(_first)}")
    batch = UUID(str(result["batch_id"]))
    async with desk.runtime.database.transaction() as session:
        base = await session.scalar(
            text("SELECT first_row_id FROM lists.batch WHERE id = :id"), {"id": batch}
        )
        found = await session.execute(
            text("SELECT entity, numbers[1] AS number FROM lists.row WHERE batch_id = :id ORDER BY row"),
            {"id": batch},
        )
        rows = [(row.entity, row.number) for row in found]
    return Rows(desk, batch, base or 0, [row[0] for row in rows], [row[1] for row in rows])


async def later(desk: Desk) -> UUID:
    """A later import, on whose evidence something moves."""
    batch = derive_id("test.batch", next(_first))
    async with desk.runtime.database.transaction() as session:
        await session.execute(
            text(
                "INSERT INTO lists.batch (id, source_id, name, created_at)"
                " SELECT :id, id, 'later', :at FROM lists.source LIMIT 1"
            ),
            {"id": batch, "at": desk.now},
        )
    return batch


def numbers_of(contact: Contact) -> set[str]:
    return {number.e164 for number in contact.numbers}


async def test_two_contacts_bridged_by_new_evidence_become_one_and_part_again(
    desk: Desk, tmp_path: Path
) -> None:
    rows = await imported(desk, lines(next(_first), 3))
    first, second, third = rows.entities
    before = await rows.contact(second)
    await rows.move(await later(desk), [(1, first)], tmp_path)
    assert await rows.now() == [first, first, third]
    assert await rows.contact(second) == await rows.contact(first)
    assert numbers_of(await rows.contact(first)) == set(rows.numbers[:2])
    assert await rows.history(first) == ["rows_received", "merged"]
    await rows.move(await later(desk), [(1, second)], tmp_path)
    assert await rows.now() == [first, second, third]
    assert await rows.contact(second) == before
    assert numbers_of(await rows.contact(first)) == {rows.numbers[0]}


async def test_rows_taken_apart_become_a_contact_with_their_own_number(desk: Desk, tmp_path: Path) -> None:
    start = next(_first)
    one = lines(start, 1).split(",")
    other = ",".join([one[0], "", "13912340001", one[3]])
    rows = await imported(desk, lines(start, 1) + other + lines(start + 1, 1))
    assert rows.entities[0] == rows.entities[1], "the two rows are one company"
    apart = derive_id("test.entity", str(rows.batch))
    await rows.move(await later(desk), [(1, apart)], tmp_path)
    assert await rows.now() == [rows.entities[0], apart, rows.entities[2]]
    stays, goes = await rows.contact(rows.entities[0]), await rows.contact(apart)
    assert numbers_of(stays) == {rows.numbers[0]}
    assert numbers_of(goes) == {"+8613912340001"}
    assert goes.company == stays.company
    assert goes.numbers[0].type == "mobile"
    assert await rows.history(rows.entities[0]) == ["rows_moved"]
    assert await rows.history(apart) == ["rows_received"]
    async with desk.runtime.database.transaction() as session:
        assert (rows.base + 1, str(apart)) in await moves.latest(session)


async def test_a_contact_whose_rows_go_to_two_is_merged_into_that_of_its_first(
    desk: Desk, tmp_path: Path
) -> None:
    start = next(_first)
    one = lines(start + 1, 1).split(",")
    rows = await imported(desk, lines(start, 2) + ",".join([one[0], "", "13912340002", one[3]]))
    assert rows.entities[1] == rows.entities[2]
    apart = derive_id("test.entity", str(rows.batch))
    await rows.move(await later(desk), [(1, rows.entities[0]), (2, apart)], tmp_path)
    assert numbers_of(await rows.contact(rows.entities[0])) == set(rows.numbers[:2])
    assert numbers_of(await rows.contact(apart)) == {rows.numbers[2]}
    assert (await rows.contact(rows.entities[1])).id == rows.entities[0]


async def test_what_was_moved_before_does_not_move_again(desk: Desk, tmp_path: Path) -> None:
    rows = await imported(desk, lines(next(_first), 2))
    import_ = await later(desk)
    await rows.move(import_, [(1, rows.entities[0])], tmp_path)
    before = await rows.history(rows.entities[0])
    async with desk.runtime.database.transaction() as session:
        await regroup(session, import_, tmp_path / "moved.arrow", at=desk.now)
        count = await session.scalar(
            text("SELECT count(*) FROM lists.moved_row WHERE batch_id = :id"), {"id": rows.batch}
        )
    assert count == 1
    assert await rows.history(rows.entities[0]) == before
