"""A killed import goes on where it was and ends like one that was never killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.db.flow.lists.conftest import HEADER, Desk, lines

from callwright.flow.lists.jobs import import_list
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.jobs import JobContext
from callwright.platform.runtime import Runtime

TRANSACTIONS = 8
"""How many transactions an import takes; the tests die before and after each of them."""


class Death(BaseException):
    """The process is gone."""


class MortalContext(JobContext):
    """A job context whose process dies at its n-th transaction, before or after the commit."""

    def __init__(self, runtime: Runtime, *, at: int, after_commit: bool) -> None:
        super().__init__(runtime, None)
        self._left = at
        self._after_commit = after_commit

    @asynccontextmanager
    async def _mortal(self) -> AsyncIterator[Session]:
        self._left -= 1
        async with super().transaction() as session:
            yield session
            if self._left == 0 and not self._after_commit:
                raise Death
        if self._left == 0:
            raise Death

    def transaction(self) -> Any:
        return self._mortal()


async def state_of(desk: Desk, source: str) -> dict[str, Any]:
    """Everything an import leaves behind, without ids of files and times."""
    async with desk.runtime.database.transaction() as session:
        batch = (
            await session.execute(
                text(
                    "SELECT b.id, b.state, b.rows, b.accepted, b.merged, b.rejected, b.rejected_by_code "
                    "FROM lists.batch b JOIN lists.source s ON s.id = b.source_id WHERE s.name = :source"
                ),
                {"source": source},
            )
        ).one()
        rows = await session.execute(
            text(
                "SELECT row, status, code, numbers, merged_into FROM lists.row WHERE batch_id = :id ORDER BY row"
            ),
            {"id": batch.id},
        )
        numbers = await session.execute(
            text(
                "SELECT c.company, array_agg(n.e164 ORDER BY n.e164) FROM contacts.contact c "
                "JOIN contacts.number n ON n.contact_id = c.id WHERE c.source = :source GROUP BY c.id ORDER BY 1, 2"
            ),
            {"source": source},
        )
        return {
            "batch": tuple(batch)[1:],
            "rows": [tuple(row) for row in rows],
            "contacts": [tuple(row) for row in numbers],
        }


def a_list(desk: Desk, first: int) -> StoredFile:
    return desk.keep(HEADER + lines(first, 12) + lines(first, 2) + "坏号公司,李四,12345,\n", f"{first}.csv")


def shape(state: dict[str, Any]) -> tuple[object, ...]:
    """What must be the same for lists of the same make: ends of rows, numbers per contact."""
    return (
        state["batch"],
        [(row[0], row[1], row[2], len(row[3]), row[4]) for row in state["rows"]],
        sorted(len(contact[1]) for contact in state["contacts"]),
    )


@pytest.fixture
async def unharmed(desk: Desk) -> tuple[object, ...]:
    ticket = await desk.hand_in(a_list(desk, 9000), source="无恙")
    if not ticket.already_imported:
        await desk.work(ticket)
    return shape(await state_of(desk, "无恙"))


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize("at", range(1, TRANSACTIONS + 1))
async def test_an_import_that_dies_at_any_step_is_finished_by_the_next_run(
    desk: Desk, unharmed: tuple[object, ...], at: int, after_commit: bool
) -> None:
    source = f"中断 {at} {after_commit}"
    ticket = await desk.hand_in(a_list(desk, 10_000 + 100 * at + 50 * after_commit), source=source)
    with pytest.raises(Death):
        await import_list(
            MortalContext(desk.runtime, at=at, after_commit=after_commit), batch_id=str(ticket.batch_id)
        )
    result = await import_list(desk.context(), batch_id=str(ticket.batch_id))
    assert result["rows"] == 15
    assert shape(await state_of(desk, source)) == unharmed
    assert not (desk.runtime.data_folder / "work" / "lists" / str(ticket.batch_id)).exists()


async def test_the_number_of_transactions_is_known(desk: Desk) -> None:
    ticket = await desk.hand_in(a_list(desk, 20_000), source="计数")
    context = MortalContext(desk.runtime, at=10_000, after_commit=True)
    await import_list(context, batch_id=str(ticket.batch_id))
    assert 10_000 - context._left == TRANSACTIONS


@pytest.mark.parametrize("delay", [0.2, 0.5, 0.8, 1.2])
async def test_a_process_killed_by_the_system_loses_and_doubles_nothing(
    desk: Desk, unharmed: tuple[object, ...], delay: float
) -> None:
    source = f"杀死 {delay}"
    ticket = await desk.hand_in(a_list(desk, 30_000 + int(delay * 1000)), source=source)
    worker = Path(__file__).with_name("doomed_worker.py")
    arguments = (desk.runtime.database.url, str(desk.runtime.data_folder), str(ticket.batch_id))
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(worker), *arguments, stdout=asyncio.subprocess.PIPE, env=dict(os.environ)
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).strip() == b"begins"
    try:
        await asyncio.wait_for(process.wait(), delay)
    except TimeoutError:
        process.send_signal(signal.SIGKILL)
        await process.wait()
    result = await import_list(desk.context(), batch_id=str(ticket.batch_id))
    assert result["rows"] == 15
    assert shape(await state_of(desk, source)) == unharmed
