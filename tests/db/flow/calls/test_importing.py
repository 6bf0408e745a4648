"""Call records on a real database: nothing doubled, nothing lost, everybody who must know is told."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from callwright.flow.calls import service
from callwright.flow.calls.contracts import Outcome
from callwright.flow.calls.errors import AttemptNotFound
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.flow.floor.errors import PersonNotVisible
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import SuppressionSubject
from callwright.kernel.ids import derive_id
from callwright.platform.files import StoredFile
from callwright.platform.tables import Table, TableRow
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactNumber, ContactRecord
from callwright.registers.staff import service as staff
from callwright.rules.quality.values import quality_parameters

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
HEADERS = ["流水号", "坐席", "号码", "方向", "开始时间", "接听时间", "结束时间", "结果", "录音文件"]
DAY = date(2026, 11, 18)


def table(headers, *rows: list[str]):
    cells = [dict(zip(headers, row, strict=True)) for row in rows]
    return Table(headers, [TableRow(line, one) for line, one in enumerate(cells, start=2)], "utf-8")


def stored(name):
    return StoredFile(key=name, sha256=name, size=1, name=name)


def call(number, agent, phone, start, answer, end, outcome="有效", recording=""):
    clock = [f"2026-11-18 {moment}" if moment else "" for moment in (start, answer, end)]
    return [number, agent, phone, "呼出", *clock, outcome, recording]


@pytest.fixture
async def people(session):
    headers = ["工号", "姓名", "部门", "小组", "角色", "职级", "入职日期"]
    roster = table(
        headers,
        ["E001", "张三", "一部", "A组", "电销代表", "初级", "2026-01-01"],
        ["E002", "李四", "一部", "B组", "电销代表", "初级", "2026-01-01"],
    )
    await staff.import_roster(session, table=roster, source_file=stored("roster"), today=date(2026, 11, 20))
    resolver = await staff.resolver(session)
    return resolver.find("E001"), resolver.find("E002")


CALLS = [
    call("1", "E001", "13800138000", "09:00:00", "09:00:10", "09:01:10", "有意向", "a.wav"),
    call("2", "E001", "13800138001", "09:02:00", "", "09:02:30", "无人接听"),
    call("3", "张三", "13800138002", "09:01:00", "09:01:05", "09:01:45", "不要再打"),
    call("4", "E002", "13800138003", "10:00:00", "10:00:05", "10:00:15", "成交"),
    call("5", "E999", "13800138003", "10:00:00", "10:00:05", "10:00:15", "成交"),
    call("6", "E002", "13800138003", "11:00:00", "", "10:00:15", "占线"),
]


async def take(session, rows, name="calls", headers=HEADERS):
    return await service.import_call_records(
        session, table=table(headers, *rows), source_file=stored(name), now=NOW
    )


async def test_rows_add_up_and_the_same_file_twice_doubles_nothing(session, people):
    report = await take(session, CALLS)
    assert (report.rows, report.accepted, report.unchanged, len(report.rejected)) == (6, 4, 0, 2)
    assert [(one.line, one.code) for one in report.rejected] == [
        (6, "calls.unknown_agent"),
        (7, "calls.end_before_start"),
    ]
    again = await take(session, CALLS)
    assert (again.accepted, again.unchanged, len(again.rejected), again.already_imported) == (0, 4, 2, True)
    _, total = await service.attempts_page(session)
    assert total == 4


async def test_activity_counts_each_step_and_overlapping_talk_once(session, people):
    anna, bert = people
    report = await take(session, CALLS)
    assert any("重叠" in note.zh for note in report.notes)
    start, end = datetime(2026, 11, 17, 16, tzinfo=UTC), datetime(2026, 11, 18, 16, tzinfo=UTC)
    by_person = {one.person_id: one for one in await service.activity(session, start=start, end=end)}
    mine = by_person[anna.id]
    assert (mine.dials, mine.connected, mine.effective, mine.interested, mine.ordered) == (3, 2, 1, 1, 0)
    assert mine.talk_seconds == 60 + 40 - 5
    theirs = by_person[bert.id]
    assert (theirs.connected, theirs.effective, theirs.ordered, theirs.talk_seconds) == (1, 0, 1, 10)
    attempts, _ = await service.attempts_page(session, person_id=anna.id)
    assert {one.record_id for one in attempts if one.overlapping} == {"1", "3"}
    only_bert = await service.activity(session, start=start, end=end, visible_people=frozenset({bert.id}))
    assert [one.person_id for one in only_bert] == [bert.id]
    days = await service.activity_by_day(session, first_day=DAY, last_day=DAY)
    assert {one.day for one in days} == {DAY}
    assert sum(one.talk_seconds for one in days) == 105
    steps = await service.ladder(session, start=start, end=end)
    assert [step.count for step in steps] == [4, 3, 1, 2, 1]


async def test_a_refusal_said_on_the_phone_is_in_the_ledger_at_once(session, people):
    await take(session, CALLS)
    assert await contacts.refused(session, ["+8613800138002", "+8613800138000"]) == {"+8613800138002"}


async def test_a_refusal_in_a_record_that_was_known_before_is_not_lost(session, people):
    await take(session, CALLS[:1])
    report = await take(
        session, [call("1", "E001", "13800138000", "09:00:00", "09:00:10", "09:01:10", "投诉")], "later"
    )
    assert [one.code for one in report.rejected] == ["calls.changed_record"]
    assert await contacts.refused(session, ["+8613800138000"]) == {"+8613800138000"}
    attempts, total = await service.attempts_page(session)
    assert (total, attempts[0].outcome) == (1, Outcome.INTERESTED)


async def test_calls_reach_the_floor_as_phases(session, people):
    anna, bert = people
    await take(session, CALLS)
    await take(session, CALLS)
    day = await floor.timeline(session, person_id=anna.id, day=DAY)
    assert sum(one.seconds for one in day.segments if one.state is State.TALKING) == 95
    assert day.figures.talk_seconds == 95
    assert day.figures.lost["dialing"] == 10 + 30
    assert len(day.overlaps) == 1
    assert (anna.shift_start, day.figures.work_seconds) == (time(9), 8 * 3600)
    figures = await floor.day_figures(session, first_day=DAY, last_day=DAY)
    assert [(one.person_id, one.talk_seconds) for one in figures] == [(anna.id, 95), (bert.id, 10)]
    with pytest.raises(PersonNotVisible):
        await floor.timeline(session, person_id=anna.id, day=DAY, visible_people=frozenset({bert.id}))


async def test_attempts_find_their_contact_now_or_when_the_list_comes_later(session, people):
    now = NOW
    number = ContactNumber("+8613800138000", "mobile")
    known = ContactRecord(id=derive_id("test", 1), company="甲公司", numbers=(number,))
    await contacts.save_contacts(session, [known], source="test", at=now)
    await take(session, CALLS)
    page, _ = await service.attempts_page(session, person_id=people[0].id)
    assert {one.record_id: one.contact_id for one in page} == {"1": known.id, "2": None, "3": None}
    late = ContactRecord(
        id=derive_id("test", 2), company="乙公司", numbers=(ContactNumber("+8613800138001", "mobile"),)
    )
    await contacts.save_contacts(session, [late], source="test", at=now)
    assert await service.link_contacts(session) == 1
    outcomes = await service.newest_outcomes(session, contact_ids=[known.id, late.id])
    assert {one.contact_id: one.outcome for one in outcomes} == {
        known.id: Outcome.INTERESTED,
        late.id: Outcome.NO_ANSWER,
    }
    view = (await service.describe(session, page))[-1]
    assert (view.company, view.number, view.person) == ("甲公司", "138****8000", "张三")


async def test_someone_elses_call_does_not_exist(session, people):
    anna, bert = people
    await take(session, CALLS)
    (mine, *_), _ = await service.attempts_page(session, person_id=anna.id)
    assert (await service.attempt(session, mine.id)).id == mine.id
    with pytest.raises(AttemptNotFound):
        await service.attempt(session, mine.id, visible_people=frozenset({bert.id}))


async def test_unknown_words_are_listed_and_the_rows_are_kept(session, people):
    report = await take(
        session, [call("1", "E001", "13800138000", "09:00:00", "09:00:10", "09:01:10", "客户开车")]
    )
    assert report.accepted == 1
    assert any("客户开车" in note.zh and "客户开车" in note.en for note in report.notes)


async def test_the_same_row_twice_in_one_file_is_one_call(session, people):
    headers = HEADERS[1:]
    row = CALLS[0][1:]
    report = await take(session, [row, row], headers=headers)
    assert (report.accepted, report.unchanged, report.rejected) == (1, 1, [])


async def test_a_no_that_is_not_final_lets_the_number_rest_until_a_newer_answer(session, people):
    number = ContactNumber("+8613800138009", "mobile")
    known = ContactRecord(id=derive_id("test", 9), company="丙公司", numbers=(number,))
    await contacts.save_contacts(session, [known], source="test", at=NOW)
    await take(session, [call("9", "E001", "13800138009", "09:00:00", "09:00:10", "09:01:10", "拒绝")])
    subject = SuppressionSubject(known.id, "", ("+8613800138009",))
    rest = timedelta(days=quality_parameters(DAY).refusal_rest_days)
    found = await lists.suppressions_of(session, subjects=[subject], at=NOW)
    [attempt] = (await service.attempts_page(session))[0]
    assert [(one.kind, one.until) for one in found[known.id]] == [("cool_down", attempt.ended_at + rest)]
    later = attempt.ended_at + rest
    assert await lists.suppressions_of(session, subjects=[subject], at=later) == {}
    assert await contacts.refused(session, ["+8613800138009"]) == set()
