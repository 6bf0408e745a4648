"""People of a small company, for tests of the live floor."""

from __future__ import annotations

import uuid
from datetime import date

from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import Table, TableRow
from callwright.registers.campaigns import service as campaigns
from callwright.registers.staff import service as staff

HEADERS = ["工号", "姓名", "部门", "小组", "角色", "职级", "入职日期"]


async def hire(session: Session, count: int) -> list[uuid.UUID]:
    """Agents E001 … of one team, by employee number."""
    numbers = [f"E{number:03}" for number in range(1, count + 1)]
    rows = [[number, f"员工{number}", "一部", "甲组", "电销代表", "初级", "2026-01-01"] for number in numbers]
    cells = [dict(zip(HEADERS, row, strict=True)) for row in rows]
    table = Table(HEADERS, [TableRow(line, one) for line, one in enumerate(cells, start=2)], "utf-8")
    name = f"roster-{uuid.uuid4()}"
    stored = StoredFile(key=name, sha256=name, size=1, name=name)
    await staff.import_roster(session, table=table, source_file=stored, today=date(2026, 11, 20))
    resolver = await staff.resolver(session)
    return [person.id for number in numbers if (person := resolver.find(number)) is not None]


async def open_campaign(session: Session, code: str) -> None:
    """A campaign of this code, with the least definition it needs."""
    definition = f'[{{"code": "{code}", "name": "{code}", "dialing_mode": "preview", "target": {{}}}}]'
    stored = StoredFile(key=code, sha256=code, size=1, name=code)
    await campaigns.import_campaigns(session, content=definition.encode(), source_file=stored)
    await campaigns.campaign(session, code)
