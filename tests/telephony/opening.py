"""Opening a call centre: roster, campaign, leads with their plans, a trunk with one line and its number."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from tests.db.flow.leads.world import BATCH, CALENDAR, PEOPLE, STORED, _release, table

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts.wallboard import OwnNumber
from callwright.flow.calls.ports import Trunk
from callwright.flow.calls.service.retry import plan_leads
from callwright.flow.leads import service as leads_door
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactNumber, ContactRecord
from callwright.registers.staff import service as staff

CAMPAIGN = "C1"
TEN = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Ten in the morning in China, on a Monday: calling is lawful."""
SHOWN = "+864008001234"
SHOWN_TOO = "+864008005678"


def number(place: int, ending: str) -> str:
    """The mobile number of the customer at this place; the last two digits say how it behaves."""
    return f"+86138{place:06}{ending}"


async def company(session: Session) -> None:
    """Two agents, E001 and E002, and a running campaign."""
    await staff.import_roster(session, table=table(PEOPLE), source_file=STORED, today=TEN.date())
    campaign = f"- {{code: {CAMPAIGN}, target: {{cities: [上海]}}}}".encode()
    await campaigns.import_campaigns(session, content=campaign, source_file=STORED)


async def people(session: Session) -> dict[str, uuid.UUID]:
    """The agents by employee number."""
    resolver = await staff.resolver(session)
    found = {name: resolver.find(name) for name in ("E001", "E002")}
    return {name: one.id for name, one in found.items() if one is not None}


async def leads(session: Session, numbers: Sequence[str], *, at: datetime) -> list[uuid.UUID]:
    """One lead for each number, planned and ready to be called; their ids in the same order."""
    records = [
        ContactRecord(
            id=uuid.uuid4(), company=f"公司{place}", city="上海市", numbers=(ContactNumber(one, "mobile"),)
        )
        for place, one in enumerate(numbers)
    ]
    await contacts.save_contacts(session, records, source="t", at=at)
    await _release(session, records)
    await leads_door.create_from_batch(
        session, batch_id=BATCH, campaign_code=CAMPAIGN, at=at - timedelta(days=9), day=TEN.date()
    )
    await plan_leads(session, campaign_code=CAMPAIGN, at=at, calendar=CALENDAR)
    found, _ = await leads_door.leads_page(session, visible_people=None, limit=1000)
    by_number = {one.numbers[0]: one.id for one in found}
    return [by_number[one] for one in numbers]


async def line(
    session: Session,
    node: str,
    *,
    trunk: Trunk,
    capacity: int = 50,
    hourly: int | None = None,
    daily: int | None = None,
) -> None:
    """A trunk of this node with one line on it, which shows one number."""
    line_id = uuid.uuid4()
    await session.execute(
        text(
            "INSERT INTO calls.trunk (name, node, address, transport, calls_per_second)"
            " VALUES (:name, :node, :address, 'udp', 100)"
        ),
        {"name": trunk.name, "node": node, "address": trunk.address},
    )
    await session.execute(
        text(
            "INSERT INTO calls.line (id, name, trunk, capacity, hourly_budget, daily_budget)"
            " VALUES (:id, 'L1', :trunk, :capacity, :hourly, :daily)"
        ),
        {"id": line_id, "trunk": trunk.name, "capacity": capacity, "hourly": hourly, "daily": daily},
    )
    await session.execute(
        text("INSERT INTO calls.caller_number (e164, line_id) VALUES (:e164, :line)"),
        {"e164": SHOWN, "line": line_id},
    )


async def second_line(
    session: Session, node: str, *, trunk: str, line: str, address: str, transport: str
) -> None:
    """Another trunk with a line of its own, kept as an administrator would; the dialer tells the switch of it."""
    await calls.keep_trunk(
        session,
        name=trunk,
        node=node,
        address=address,
        transport=transport,
        calls_per_second=100,
        at=TEN,
    )
    numbers = [OwnNumber(SHOWN_TOO, "good", None, "")]
    await calls.keep_line(session, name=line, trunk=trunk, capacity=50, numbers=numbers)
