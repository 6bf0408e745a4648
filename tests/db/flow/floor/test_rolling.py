"""Counted days say exactly what counting anew says, whatever came in, and when."""

import random
import time
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from tests.db.flow.floor.floor_people import hire

from callwright.app.doctor.examine import examine
from callwright.flow.floor import service
from callwright.flow.floor.contracts import Phase, State
from callwright.flow.floor.jobs import roll_up
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.files import StoredFile
from callwright.platform.jobs import JobContext
from callwright.platform.tables import Table, TableRow
from callwright.registers.staff import service as staff

CALENDAR = CompanyCalendar()
FIRST = date(2026, 10, 1)
STATES = ["就绪", "小休", "用餐", "会议", "培训", "离线", "查资料"]
HEADERS = ["坐席", "状态", "开始", "结束", "原因"]
PARTS = (State.DIALING, State.RINGING, State.TALKING, State.HOLD, State.WRAP_UP)


def states_file(rows: list[list[str]]) -> tuple[Table, StoredFile]:
    cells = [dict(zip(HEADERS, row, strict=True)) for row in rows]
    name = str(uuid.uuid4())
    table = Table(HEADERS, [TableRow(line, one) for line, one in enumerate(cells, start=2)], "utf-8")
    return table, StoredFile(key=name, sha256=name, size=1, name=name)


def random_rows(chance: random.Random, people: int, days: int) -> list[list[str]]:
    """States of random people on random days, some over midnight, now and then a declared (night) shift."""
    rows = []
    for _ in range(people * days * 3):
        start = CALENDAR.bounds(FIRST + timedelta(days=chance.randrange(days)))[0]
        begin = start + timedelta(minutes=chance.randrange(0, 24 * 60))
        end = begin + timedelta(minutes=chance.randrange(1, 400))
        state = "班次" if chance.random() < 0.1 else chance.choice(STATES)
        cells = [f"{CALENDAR.local(moment):%Y-%m-%d %H:%M:%S}" for moment in (begin, end)]
        rows.append([f"E{chance.randrange(people) + 1:03}", state, *cells, ""])
    return rows


def random_phases(chance: random.Random, ids: list[uuid.UUID], days: int) -> list[Phase]:
    found = []
    for number in range(len(ids) * days * 20):
        start = CALENDAR.bounds(FIRST)[0] + timedelta(seconds=chance.randrange(days * 86_400))
        for part in PARTS:
            end = start + timedelta(seconds=chance.randrange(0, 600))
            found.append(Phase(chance.choice(ids[:-1]), part, start, end, "calls", f"{number}"))
            start = end
    return found


async def fill(session, chance: random.Random, ids: list[uuid.UUID], days: int) -> None:
    table, stored = states_file(random_rows(chance, len(ids) - 1, days))
    await service.import_states(
        session, table=table, source_file=stored, now=datetime(2026, 12, 1, tzinfo=UTC)
    )
    await service.record_phases(session, random_phases(chance, ids, days))


async def month(session, days: int, *, afresh: bool = False):
    if afresh:
        await session.execute(text("DELETE FROM floor.person_day"))
    return await service.day_figures(session, first_day=FIRST, last_day=FIRST + timedelta(days=days))


async def roll_all(session, now: datetime) -> int:
    written = 0
    for days in await service.pending_days(session, now=now):
        written += await service.roll_up(session, days=days, now=now)
    return written


@pytest.mark.parametrize("seed", range(4))
async def test_counted_days_equal_days_counted_anew(session, seed):
    chance = random.Random(seed)
    ids, days, now = await hire(session, 5), 9, datetime(2026, 11, 1, tzinfo=UTC)
    await fill(session, chance, ids, days)
    fresh = await month(session, days)
    assert await roll_all(session, now) >= 5 * days
    assert await month(session, days) == fresh
    assert await roll_all(session, now) == 0
    await fill(session, chance, ids, days)
    late = await month(session, days)
    assert late == await month(session, days, afresh=True)
    assert late != fresh


async def test_a_range_of_days_says_what_its_days_say_one_by_one(session):
    ids, chance, days = await hire(session, 4), random.Random(11), 6
    await session.execute(text("DELETE FROM floor.person_day"))
    await session.execute(
        text("UPDATE staff.person SET shift_start='20:00', shift_end='05:00' WHERE id = :p"), {"p": ids[0]}
    )
    await fill(session, chance, ids, days)
    together = await month(session, days)
    single = [
        figures
        for offset in range(days + 1)
        for figures in await service.day_figures(
            session, first_day=FIRST + timedelta(days=offset), last_day=FIRST + timedelta(days=offset)
        )
    ]
    assert together == single
    night = [one for one in together if one.person_id == ids[0]]
    assert any(one.talk_seconds for one in night)


async def test_a_day_that_still_runs_and_one_just_over_are_not_counted(session):
    ids, chance = await hire(session, 2), random.Random(7)
    await fill(session, chance, ids, 3)
    noon = CALENDAR.bounds(FIRST + timedelta(days=2))[0] + timedelta(hours=12)
    assert await service.roll_up(session, days=[FIRST + timedelta(days=2)], now=noon) == 0
    await roll_all(session, noon)
    known = await session.scalar(text("SELECT max(day) FROM floor.person_day"))
    assert known == FIRST + timedelta(days=1)


async def test_another_shift_on_the_roster_counts_old_days_anew(session):
    ids, chance = await hire(session, 3), random.Random(3)
    await fill(session, chance, ids, 3)
    await roll_all(session, datetime(2026, 11, 1, tzinfo=UTC))
    await session.execute(text("UPDATE staff.person SET shift_end = '17:00'"))
    assert (await staff.people(session))[0].shift_end.hour == 17
    assert await month(session, 3) == await month(session, 3, afresh=True)
    assert await roll_all(session, datetime(2026, 11, 1, tzinfo=UTC)) > 0
    bases = await session.scalars(text("SELECT DISTINCT basis FROM floor.person_day"))
    assert bases.all() == ["1 09:00-17:00/60 Asia/Shanghai"]


async def test_an_event_hours_late_voids_the_days_it_changes(session):
    (anna,) = await hire(session, 1)
    start = CALENDAR.bounds(FIRST)[0] + timedelta(hours=10)
    await service.enter(session, person_id=anna, state=State.READY, at=start)
    await roll_all(session, start + timedelta(days=3))
    before = await month(session, 0)
    await service.enter(session, person_id=anna, state=State.MEETING, at=start + timedelta(hours=1))
    after = await month(session, 0)
    assert (before[0].lost["meeting"], after[0].lost["meeting"]) == (0, 7 * 3600)
    assert after == await month(session, 0, afresh=True)


async def test_nobody_counts_while_facts_change_and_the_job_catches_up(database, runtime):
    async with database.transaction() as session:
        ids = await hire(session, 2)
    chance, now = random.Random(5), runtime.clock.now()
    async with database.transaction() as changing:
        await fill(changing, chance, ids, 2)
        async with database.transaction() as counting:
            assert await service.roll_up(counting, days=[FIRST], now=now) == 0
    result = await roll_up(JobContext(runtime, None))
    assert result["person_days"] >= 4
    assert (await roll_up(JobContext(runtime, None)))["person_days"] == 0


COUNTED = """
INSERT INTO floor.person_day
SELECT id, DATE '2026-10-01' + day, '1 09:00-18:00/60 Asia/Shanghai', true, 28800, 30000, 9000, 0,
  jsonb_build_object('dialing', 1, 'ringing', 2, 'waiting', 3, 'wrap_up', 4, 'break', 5, 'looking_up', 6,
    'wrong_data', 7, 'no_leads', 8, 'phone_trouble', 9, 'meeting', 10, 'training', 11, 'unexplained', 12)
FROM staff.person CROSS JOIN generate_series(0, 29) AS day
"""


async def test_a_month_of_two_hundred_people_is_read_in_less_than_a_second_of_cpu(session):
    await hire(session, 200)
    await session.execute(text("DELETE FROM floor.person_day"))
    await session.execute(text(COUNTED))
    begun = time.process_time()
    found = await month(session, 29)
    spent = time.process_time() - begun
    assert len(found) == 6000
    assert found[0].lost["unexplained"] == 12
    assert spent < 1.0


async def test_the_doctor_finds_a_day_that_was_counted_wrongly(session):
    ids, chance = await hire(session, 2), random.Random(9)
    await session.execute(text("DELETE FROM floor.person_day"))
    await fill(session, chance, ids, 2)
    await roll_all(session, datetime(2026, 11, 1, tzinfo=UTC))
    assert await service.miscounted_days(session, sample=500) == []
    wrong = (ids[0], FIRST)
    await session.execute(
        text("UPDATE floor.person_day SET talk_seconds = talk_seconds + 1 WHERE person_id = :p AND day = :d"),
        {"p": wrong[0], "d": wrong[1]},
    )
    assert await service.miscounted_days(session, sample=500) == [wrong]
    await session.execute(text("DELETE FROM floor.person_day WHERE day <> :d"), {"d": FIRST})
    found = await examine(session, calendar=CALENDAR, today=date(2026, 11, 1))
    told = {one.code: one.broken for one in found}
    assert (told["floor.counted_days_hold"], told["floor.lives_in_one_piece"]) == (1, 0)


async def test_the_doctor_finds_a_life_that_overlaps(session):
    (anna,) = await hire(session, 1)
    start = CALENDAR.bounds(FIRST)[0]
    for hour, state in enumerate([State.READY, State.MEETING, State.READY]):
        await service.enter(session, person_id=anna, state=state, at=start + timedelta(hours=hour))
    longer = "UPDATE floor.state_interval SET ended_at = ended_at + interval '1 hour' WHERE state = 'ready'"
    await session.execute(text(longer))
    found = await examine(session, calendar=CALENDAR, today=date(2026, 11, 1))
    (life,) = (one for one in found if one.code == "floor.lives_in_one_piece")
    assert life.broken == 1
