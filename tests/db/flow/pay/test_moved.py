"""Somebody moves to another department in the middle of a month; amounts worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from tests.db.flow.pay.test_closing_pay import close, lines
from tests.db.flow.scores.company import (
    CALENDAR,
    NOVEMBER,
    NOW,
    OCTOBER,
    a_full_october,
    close_scores,
    stored,
    table,
    take_orders,
)

from callwright.flow.pay import service as pay
from callwright.flow.scores import service as scores
from callwright.platform.db import Session
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.registers.staff import service as staff

MOVED = """工号,姓名,部门,角色,职级,入职日期,部门生效日期
E001,张三,二部,电销代表,初级,2026-01-05,2026-10-11"""


async def moved_october(session: Session) -> dict[str, UUID]:
    """E001 sold all of the 60,000 in 一部 and belongs to 二部 from the 11th on."""
    ids = await a_full_october(session)
    report = await staff.import_roster(
        session, table=table(MOVED), source_file=stored("moved"), today=NOW.date()
    )
    assert report.accepted == 1
    await close_scores(session)
    return ids


async def test_what_was_sold_before_the_move_counts_for_the_department_of_that_day(session: Session):
    await moved_october(session)
    names = {each.id: each.name for each in await staff.departments(session)}
    results = {
        names[each.department_id]: each.revenue for each in await scores.departments(session, month=OCTOBER)
    }
    assert results == {"一部": Decimal(126_000), "二部": Decimal(27_000)}


async def test_each_day_counts_under_the_gate_of_its_department(session: Session):
    ids = await moved_october(session)
    await close(session)
    assert await lines(session, ids["E001"]) == {
        "base_pay": Decimal(4000),
        "commission": Decimal(1500),
        "performance_bonus": Decimal(675),
        "gate.performance_bonus": Decimal("-457.26"),  # 二部 is below its gate: 675 × 21 ÷ 31
    }
    found = await pay.statement(session, person_id=ids["E001"], month=OCTOBER)
    gate = next(line for line in found.lines if line.code.startswith("gate."))
    assert [
        (child["label"]["zh"], child["value"], len(child["children"])) for child in gate.reason["children"]
    ] == [
        ("已挣得", "675", 0),
        ("在“一部”的天数", "10", 1),
        ("在“二部”的天数", "21", 1),
    ]
    assert await pay.differing_statements(session, OCTOBER) == (4, [])


async def test_a_manager_is_measured_by_who_was_in_the_department_on_the_day(session: Session):
    ids = await moved_october(session)
    found = {each.person_id: each for each in await scores.scores(session, month=OCTOBER)}
    assert found[ids["M001"]].revenue == 126_000
    assert found[ids["E001"]].department_id != found[ids["M001"]].department_id


async def test_the_month_after_the_move_knows_one_department_only(session: Session):
    ids = await moved_october(session)
    await close(session)
    await take_orders(session, "N1,E001,子公司,云呼,9000,2026-11-05 10:00,2026-11-05 15:00,,", "november")
    stays = await staff.stays(session, first_day=NOVEMBER.start, last_day=NOVEMBER.end)
    assert [stay.department_id for stay in stays[ids["E001"]]] == [
        person.department_id for person in await staff.people(session) if person.id == ids["E001"]
    ]


async def test_the_distance_to_the_gate_counts_the_days_of_the_department(session: Session):
    """E001 is in 二部 today; what was sold in 一部 is no part of the way to the gate of 二部."""
    ids = await moved_october(session)
    found = await pay.outlook(
        session,
        person_id=ids["E001"],
        month=OCTOBER,
        principal=LOCAL_OPERATOR,
        at=NOW,
        calendar=CALENDAR,
    )
    gate = next(each for each in found.distances if each.what == "department_gate")
    assert (gate.now, gate.at) == (Decimal(27_000), Decimal(28_000))  # 70 % of 40,000


async def test_the_day_of_a_move_is_corrected_by_another_roster_and_back_again(session: Session):
    ids = await moved_october(session)
    for place, day in enumerate((20, 11, 25, 5, 11)):
        again = MOVED.replace("2026-10-11", f"2026-10-{day:02}")
        report = await staff.import_roster(
            session, table=table(again), source_file=stored(f"again {place}"), today=NOW.date()
        )
        assert (report.accepted, report.unchanged) == (1, 0)
        stays = await staff.stays(session, first_day=OCTOBER.start, last_day=NOVEMBER.start)
        assert [stay.first_day.day for stay in stays[ids["E001"]]] == [1, day]
