"""Trunks, lines and caller numbers: what calls go through, kept by people (product §4.1)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from callwright.flow.calls.contracts.wallboard import LineNow, OwnNumber, TrunkNow
from callwright.flow.calls.decide.numbers import read_number
from callwright.flow.calls.errors import NumberUnreadable, TrunkNameReserved, UnknownTrunk
from callwright.flow.calls.ports import Trunk
from callwright.flow.calls.repository import callable as stored
from callwright.flow.calls.repository import desk, trunks
from callwright.flow.calls.repository import lines as taking
from callwright.flow.calls.repository.trunks import KeptTrunk
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.platform.push import push
from callwright.rules.practice.profiles import TRUNK


async def lines(session: Session, *, at: datetime, calendar: CompanyCalendar) -> list[LineNow]:
    """Every line with what is used of its limits at `at`."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    return await trunks.lines(session, hour=hour, day=calendar.bounds(calendar.day_of(at))[0])


async def all_trunks(session: Session) -> list[TrunkNow]:
    """Every trunk, without secrets."""
    return await trunks.trunks(session)


async def trunks_of_node(session: Session, node: str) -> list[Trunk]:
    """For the dialer: what the switch of a node has to know."""
    return await trunks.trunks_of_node(session, node)


async def only_simulated(session: Session) -> bool:
    """Whether calls reach simulated customers alone: every enabled trunk says so, and there is one."""
    return await stored.only_simulated(session)


async def keep_trunk(
    session: Session,
    *,
    name: str,
    node: str,
    address: str,
    at: datetime,
    transport: str = "udp",
    username: str = "",
    secret: str | None = None,
    registers: bool = False,
    calls_per_second: int = 5,
    enabled: bool = True,
    simulated: bool = False,
) -> None:
    """Write a trunk; the dialer tells the switch within a second. `secret` None keeps the stored one.

    `simulated`: only programs of this machine are behind it. No request of a person sets it, and whoever changes the
    trunk takes it away: while no other trunk is enabled, the hours at the called place bar nobody (product §4.6).
    Raises TrunkNameReserved.
    """
    if name == TRUNK:
        raise TrunkNameReserved(trunk=name)
    kept = KeptTrunk(
        name, node, address, transport, username, registers, calls_per_second, enabled, secret, simulated
    )
    await trunks.keep_trunk(session, kept, at)
    await desk.wake_dialer(session, "trunks")


async def keep_line(
    session: Session,
    *,
    name: str,
    trunk: str,
    capacity: int,
    hourly_budget: int | None = None,
    daily_budget: int | None = None,
    enabled: bool = True,
    numbers: Sequence[OwnNumber] = (),
) -> uuid.UUID:
    """Write a line with its budgets and caller numbers. Errors: UnknownTrunk, NumberUnreadable."""
    if trunk not in {one.name for one in await trunks.trunks(session)}:
        raise UnknownTrunk(trunk=trunk)
    read = []
    for one in numbers:
        e164 = read_number(one.number)
        if e164 is None:
            raise NumberUnreadable
        read.append(OwnNumber(e164, one.health, one.resting_until, one.note))
    line_id = derive_id("calls.line", name)
    await trunks.keep_line(
        session,
        line_id=line_id,
        name=name,
        trunk=trunk,
        capacity=capacity,
        hourly_budget=hourly_budget,
        daily_budget=daily_budget,
        enabled=enabled,
        numbers=read,
    )
    return line_id


async def resting_trunks(session: Session, node: str) -> list[str]:
    """Trunks of a node that were in trouble when they were used last."""
    return [one.name for one in await trunks.trunks(session) if one.node == node and one.troubled_since]


async def note_trunk(session: Session, *, trunk: str, troubled_at: datetime | None) -> None:
    """A trunk failed at this moment and rests from now on, or (None) works again."""
    await taking.note_trunk(session, trunk=trunk, troubled_at=troubled_at)
    await push(session, "wallboard", permission="floor.board")
