"""State files on a real database."""

from datetime import UTC, date, datetime

import pytest

from callwright.flow.floor import service
from callwright.flow.floor.contracts import Cause
from callwright.flow.floor.errors import MissingColumns
from callwright.platform.files import StoredFile
from callwright.platform.tables import Table, TableRow
from callwright.registers.staff import service as staff

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
DAY = date(2026, 11, 18)
HEADERS = ["坐席", "状态", "开始", "结束", "原因"]


def table(headers, *rows: list[str]):
    cells = [dict(zip(headers, row, strict=True)) for row in rows]
    return Table(headers, [TableRow(line, one) for line, one in enumerate(cells, start=2)], "utf-8")


def stored(name):
    return StoredFile(key=name, sha256=name, size=1, name=name)


@pytest.fixture
async def anna(session):
    headers = ["工号", "姓名", "部门", "角色", "职级", "入职日期"]
    roster = table(headers, ["E001", "张三", "一部", "电销代表", "初级", "2026-01-01"])
    await staff.import_roster(session, table=roster, source_file=stored("roster"), today=date(2026, 11, 20))
    return (await staff.resolver(session)).find("E001")


ROWS = [
    ["E001", "登录", "2026-11-18 08:55:00", "2026-11-18 18:05:00", ""],
    ["E001", "就绪", "2026-11-18 09:00:00", "2026-11-18 12:00:00", ""],
    ["E001", "用餐", "2026-11-18 12:00:00", "2026-11-18 13:00:00", ""],
    ["E001", "会议", "2026-11-18 13:00:00", "2026-11-18 14:30:00", "周会"],
    ["E001", "小休", "2026-11-18 14:00:00", "2026-11-18 14:10:00", ""],
    ["E002", "就绪", "2026-11-18 09:00:00", "2026-11-18 12:00:00", ""],
]


async def test_a_day_is_explained_by_its_states_and_bad_rows_are_listed(session, anna):
    report = await service.import_states(
        session, table=table(HEADERS, *ROWS), source_file=stored("s"), now=NOW
    )
    assert (report.rows, report.accepted) == (6, 4)
    assert [(one.line, one.code) for one in report.rejected] == [
        (6, "floor.overlapping_states"),
        (7, "floor.unknown_agent"),
    ]
    (day,) = await service.day_figures(session, first_day=DAY, last_day=DAY)
    assert (day.work_seconds, day.talk_seconds, day.logged_in_seconds) == (8 * 3600, 0, 33_000)
    assert day.lost[Cause.WAITING] == 3 * 3600
    assert day.lost[Cause.MEETING] == 5400
    assert day.lost[Cause.UNEXPLAINED] == 8 * 3600 - 3 * 3600 - 5400
    timeline = await service.timeline(session, person_id=anna.id, day=DAY)
    assert [one.end for one in timeline.segments[:-1]] == [one.start for one in timeline.segments[1:]]
    again = await service.import_states(
        session, table=table(HEADERS, *ROWS), source_file=stored("s"), now=NOW
    )
    assert (again.accepted, again.unchanged, len(again.rejected), again.already_imported) == (0, 4, 2, True)


async def test_a_day_without_any_trace_of_the_person_has_no_figures(session, anna):
    shift = ["E001", "班次", "2026-11-18 09:00:00", "2026-11-18 18:00:00", ""]
    await service.import_states(session, table=table(HEADERS, shift), source_file=stored("s"), now=NOW)
    assert await service.day_figures(session, first_day=DAY, last_day=DAY) == []
    timeline = await service.timeline(session, person_id=anna.id, day=DAY)
    assert (timeline.figures, [one.cause for one in timeline.segments]) == (None, [Cause.UNEXPLAINED])


async def test_a_file_without_the_needed_columns_is_refused_by_name(session, anna):
    with pytest.raises(MissingColumns) as error:
        await service.import_states(session, table=table(["坐席", "备注"]), source_file=stored("s"), now=NOW)
    assert "状态" in error.value.message("zh")
