"""A whole run on real tables: one department, orders that depend on one, a warehouse that blocks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest

from callwright.flow.diagnosis import service
from callwright.flow.diagnosis.errors import NothingToDiagnose
from callwright.flow.orders import service as orders
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import Table, TableRow
from callwright.registers.staff import service as staff

CALENDAR = CompanyCalendar("Asia/Shanghai")
NOW = dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC)
OCTOBER = Month(2026, 10)
PEOPLE = "工号,姓名,部门,角色,职级,入职日期\n" + "\n".join(
    [f"E00{n},员工{n},一部,电销代表,初级,2026-01-05" for n in range(1, 7)]
    + ["M1,经理,一部,销售经理,高级,2026-01-05"]
)
ORDERS = """订单号,工号,客户,金额,下单时间,核验时间,仓库时间,阻塞部门,阻塞原因,阻塞开始
D1,E001,甲,9000,2026-10-05 10:00,2026-10-05 15:00,2026-10-06 10:00,,,
D2,E002,乙,1000,2026-10-06 10:00,2026-10-06 15:00,2026-10-07 10:00,,,
D3,E003,丙,500,2026-10-26 10:00,2026-10-26 15:00,,仓库,缺货,2026-10-27 09:00"""


def table(text: str) -> Table:
    header, *lines = [line.split(",") for line in text.splitlines()]
    rows = [TableRow(n, dict(zip(header, line, strict=True))) for n, line in enumerate(lines, 2)]
    return Table(header, rows, "utf-8")


async def test_a_company_without_people_has_nothing_to_diagnose(session: Session):
    with pytest.raises(NothingToDiagnose):
        await service.diagnose(session, month=OCTOBER, now=NOW, calendar=CALENDAR, run_id=uuid4())


async def test_findings_are_kept_ranked_and_shown_within_scope(session: Session):
    stored = StoredFile("k", "k", 1, "k.csv")
    await staff.import_roster(session, table=table(PEOPLE), source_file=stored, today=NOW.date())
    await orders.import_orders(session, table=table(ORDERS), source_file=stored, now=NOW, calendar=CALENDAR)
    run_id = uuid4()
    run = await service.diagnose(session, month=OCTOBER, now=NOW, calendar=CALENDAR, run_id=run_id)
    by_code = {one.finding["code"]: one for one in run.findings}
    assert set(by_code) == {"dependence.few", "goals.missing", "department.blocked"}
    few = by_code["dependence.few"]
    assert few.rank == 1
    assert few.main
    assert Decimal(few.finding["weight"]["cost"]) == 8750  # 9,000 − median of 9000, 1000, 500, 0, 0, 0 = 250
    assert by_code["department.blocked"].finding["subject"] == "仓库"
    assert by_code["goals.missing"].finding["sample_size"] == 7
    again = await service.diagnose(session, month=OCTOBER, now=NOW, calendar=CALENDAR, run_id=run_id)
    assert again == run
    agent = (await staff.resolver(session)).find("E001")
    assert agent is not None
    own = await service.newest_run(session, visible_people=frozenset({agent.id}))
    assert own is not None
    assert [one.finding["code"] for one in own.findings] == ["department.blocked"]
