"""A released batch of contacts, two agents and two campaigns, as the stages before leave them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from sqlalchemy import text

from callwright.flow.leads import service
from callwright.flow.leads.contracts import Lead
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import Table, TableRow
from callwright.registers.campaigns import service as campaigns
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactNumber, ContactRecord
from callwright.registers.staff import service as staff

CALENDAR = CompanyCalendar("Asia/Shanghai")
NOW = dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 20)
BATCH = UUID(int=1)
STORED = StoredFile("k", "k", 1, "k")
PEOPLE = """工号,姓名,部门,角色,职级,入职日期
E001,张三,一部,电销代表,初级,2026-01-05
E002,李四,一部,电销代表,高级,2026-01-05"""
CAMPAIGNS = (
    "- {code: C1, target: {cities: [上海]}}\n- {code: C2}\n- {code: C3, target: {cities: [北京]}}\n".encode()
)


def table(text: str) -> Table:
    header, *lines = [line.split(",") for line in text.splitlines()]
    rows = [TableRow(n, dict(zip(header, line, strict=True))) for n, line in enumerate(lines, 2)]
    return Table(header, rows, "utf-8")


def number(place: int) -> str:
    return f"+8613800{place:06}"


async def make_world(session: Session, count: int = 30) -> list[UUID]:
    """`count` contacts of a released batch, every third in Beijing; C1 and C3 run, C2 is a draft without target."""
    await staff.import_roster(session, table=table(PEOPLE), source_file=STORED, today=TODAY)
    await campaigns.import_campaigns(session, content=CAMPAIGNS, source_file=STORED)
    records = [
        ContactRecord(
            id=uuid4(),
            company=f"公司{n}",
            city="北京市" if n % 3 == 0 else "上海市",
            numbers=(ContactNumber(number(n), "mobile"),),
        )
        for n in range(count)
    ]
    await contacts.save_contacts(session, records, source="t", at=NOW)
    await _release(session, records)
    return [record.id for record in records]


async def _release(session: Session, records: list[ContactRecord], batch: UUID = BATCH) -> None:
    """The batch as the lists stage leaves it: its rows, its gate, its release."""
    values = {"source": UUID(int=9), "batch": batch, "at": NOW, "count": len(records)}
    for statement in (
        "INSERT INTO lists.source (id, name, created_at) VALUES (:source, 't', :at) ON CONFLICT DO NOTHING",
        (
            "INSERT INTO lists.batch (id, source_id, name, state, rows, accepted, created_at, gate, released_at)"
            " VALUES (:batch, :source, 't', 'cleaned', :count, :count, :at, 'passed', :at)"
        ),
        (
            "INSERT INTO lists.release (batch_id, at, released_by, gate, measure, threshold, sampled, good,"
            " rule_version) VALUES (:batch, :at, 't', 'passed', 'point', 0.85, 1, 1, 't')"
        ),
    ):
        await session.execute(text(statement), values)
    row = text(
        "INSERT INTO lists.row (batch_id, row, file, line, original, company, city, numbers, status, entity)"
        " VALUES (:batch, :row, 'f', :row, '{}', :company, :city, ARRAY[:number], 'accepted', :entity)"
    )
    for place, one in enumerate(records):
        facts = {"company": one.company, "city": one.city, "number": one.numbers[0].e164, "entity": one.id}
        await session.execute(row, {"batch": batch, "row": place, **facts})


async def create(session: Session, campaign: str = "C1") -> int:
    return await service.create_from_batch(session, batch_id=BATCH, campaign_code=campaign, at=NOW, day=TODAY)


async def all_leads(session: Session, **more: object) -> list[Lead]:
    return (await service.leads_page(session, visible_people=None, limit=500, **more))[0]  # type: ignore[arg-type]


async def person(session: Session, number: str) -> UUID:
    found = (await staff.resolver(session)).find(number)
    assert found is not None
    return found.id
