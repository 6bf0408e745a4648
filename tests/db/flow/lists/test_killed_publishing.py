"""A process killed with SIGKILL at any moment of publishing leaves nothing half done, alone and beside another."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.db.flow.lists.conftest import Desk
from tests.db.flow.lists.doomed_publisher import MOMENTS
from tests.db.flow.lists.ledgers import Ledger, bring, clean_slate, ledger, moved_rows, written
from tests.factories.dirty_lists import HARD

from callwright.flow.lists.contracts import ImportTicket
from callwright.flow.lists.jobs import import_list

CUT = 200
PATIENCE = 120.0
"""Seconds in which a process reaches the moment it is killed at."""


async def kill_at(desk: Desk, moment: str, ticket: ImportTicket) -> None:
    """Let a process import until the moment, and kill it there."""
    worker = Path(__file__).with_name("doomed_publisher.py")
    arguments = (moment, desk.runtime.database.url, str(desk.runtime.data_folder), str(ticket.batch_id))
    root = Path(__file__).parents[4]
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(worker), *arguments, stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{root}:{os.environ.get('PYTHONPATH', '')}"},
    )  # fmt: skip
    assert process.stdout is not None
    said = b""
    while said.strip() != b"there":
        said = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert said, "the process ended before the moment"
    process.send_signal(signal.SIGKILL)
    await process.wait()


@pytest.fixture(scope="module")
def remembered() -> dict[str, Ledger]:
    """What imports that nobody disturbed left; made once."""
    return {}


@pytest.mark.parametrize("moment", MOMENTS)
async def test_killed_while_publishing_it_ends_as_if_it_had_not_been(
    desk: Desk, remembered: dict[str, Ledger], moment: str
) -> None:
    header, lines = written(desk, 6, HARD)
    first, second = lines[:CUT], lines[CUT:]
    if "unharmed" not in remembered:
        remembered["unharmed"] = await bring(desk, header, [first, second])
        assert await moved_rows(desk) > 0, "the second part moves no row: the test shows less than it says"
    await bring(desk, header, [first])
    before = await ledger(desk)
    ticket = await desk.hand_in(desk.keep(header + b"".join(second), "part.csv"), source=f"中断 {moment}")
    await kill_at(desk, moment, ticket)
    if moment != "published":
        now = await ledger(desk)
        assert (now.entities, now.contacts) == (before.entities, before.contacts)
    await import_list(desk.context(), batch_id=str(ticket.batch_id))
    after = await ledger(desk)
    assert after.entities == remembered["unharmed"].entities
    assert after.contacts == remembered["unharmed"].contacts
    async with desk.runtime.database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM contacts.name_backlog")) == 0


async def test_an_import_killed_while_publishing_does_not_hold_up_another(desk: Desk) -> None:
    header, lines = written(desk, 8, HARD)
    parts: Sequence[Sequence[bytes]] = (lines[:170], lines[90:])
    await clean_slate(desk.runtime.database)
    doomed, other = [
        await desk.hand_in(desk.keep(header + b"".join(part), f"{name}.csv"), source=f"同时 {name}")
        for name, part in zip("甲乙", parts, strict=True)
    ]
    await asyncio.gather(kill_at(desk, "rows stored", doomed), desk.work(other))
    await import_list(desk.context(), batch_id=str(doomed.batch_id))
    at_once = await ledger(desk)
    one_after_the_other = await bring(desk, header, [parts[1], parts[0]])
    assert at_once.entities == one_after_the_other.entities
    assert at_once.contacts == one_after_the_other.contacts
