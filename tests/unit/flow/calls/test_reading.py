"""Rows of call records are read as they were written, or rejected with a reason."""

import uuid
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from callwright.flow.calls.contracts import CallMapping, Direction, Outcome
from callwright.flow.calls.decide.mapping import find_columns, read_mapping
from callwright.flow.calls.decide.reading import CallRecord, Reader
from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text
from callwright.platform.tables import TableRow

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 10, 9, tzinfo=UTC)
ANNA = uuid.UUID(int=7)
HEADERS = ["流水号", "坐席", "号码", "方向", "开始时间", "接听时间", "结束时间", "结果", "录音文件"]
ROW = {
    "流水号": "1",
    "坐席": "E001",
    "号码": "13800138000",
    "方向": "呼出",
    "开始时间": "2026-10-08 09:00:00",
    "接听时间": "2026-10-08 09:00:10",
    "结束时间": "2026-10-08 09:01:10",
    "结果": "有意向",
    "录音文件": "a.wav",
}


def find_person(reference):
    return ANNA if reference == "E001" else Text("没有", "nobody")


def reader(headers=HEADERS, mapping=None):
    rules = read_mapping(mapping)
    return Reader(
        columns=find_columns(headers, rules),
        mapping=rules,
        find_person=find_person,
        company_zone=ZONE,
        now=NOW,
    )


def read(mapping=None, **changes: str):
    cells = {**ROW, **changes}
    return reader(list(cells), mapping).read(TableRow(2, cells))


def test_a_whole_row_becomes_a_call():
    record = read()
    assert isinstance(record, CallRecord)
    assert (record.person_id, record.e164, record.direction) == (ANNA, "+8613800138000", Direction.OUTBOUND)
    assert record.started_at == datetime(2026, 10, 8, 1, tzinfo=UTC)
    assert (record.ended_at - record.answered_at).total_seconds() == 60
    assert (record.outcome, record.recording_name) == (Outcome.INTERESTED, "a.wav")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"坐席": "E999"}, "calls.unknown_agent"),
        ({"号码": "138****8000"}, "calls.unusable_number"),
        ({"号码": "1.38E+10"}, "calls.unusable_number"),
        ({"号码": ""}, "calls.unusable_number"),
        ({"结束时间": "2026-10-08 08:59:00", "接听时间": ""}, "calls.end_before_start"),
        ({"接听时间": "2026-10-08 08:59:00"}, "calls.answer_outside_call"),
        ({"接听时间": "2026-10-08 09:02:00"}, "calls.answer_outside_call"),
        ({"开始时间": "yesterday"}, "calls.bad_time"),
        ({"开始时间": ""}, "calls.bad_time"),
        ({"结束时间": ""}, "calls.no_end"),
        ({"结束时间": "2026-10-11 09:00:00"}, "calls.in_the_future"),
        ({"开始时间": "2026-10-06 09:00:00"}, "calls.too_long"),
    ],
)
def test_a_row_that_cannot_be_is_rejected_with_its_reason(changes, code):
    rejection = read(**changes)
    assert isinstance(rejection, Rejection)
    assert (rejection.code, rejection.line) == (code, 2)
    assert rejection.text.zh
    assert rejection.text.en
    assert rejection.original["流水号"] == "1"


def test_an_unanswered_attempt_has_no_talk_whatever_blank_the_system_writes():
    for blank in ("", "-", "0000-00-00 00:00:00", "NULL"):
        record = read(接听时间=blank, 结果="无人接听")
        assert isinstance(record, CallRecord)
        assert (record.answered_at, record.outcome) == (None, Outcome.NO_ANSWER)


def test_durations_stand_in_for_missing_times():
    cells = {
        "Agent": "E001",
        "Phone": "+86 138-0013-8000",
        "calldate": "1791421200",
        "billsec": "65",
        "duration": "75",
    }
    record = reader(list(cells)).read(TableRow(2, cells))
    assert isinstance(record, CallRecord)
    assert (record.ended_at - record.started_at).total_seconds() == 75
    assert (record.ended_at - record.answered_at).total_seconds() == 65
    missed = reader(list(cells)).read(TableRow(3, {**cells, "billsec": "0"}))
    assert missed.answered_at is None


def test_without_answer_times_the_outcome_tells_who_answered():
    cells = {
        "坐席": "E001",
        "号码": "010-62345678",
        "开始时间": "2026/10/8 9:00",
        "总时长": "00:01:05",
        "结果": "成交",
    }
    answered = reader(list(cells)).read(TableRow(2, cells))
    assert (answered.answered_at, answered.e164) == (answered.started_at, "+861062345678")
    assert reader(list(cells)).read(TableRow(2, {**cells, "结果": "占线"})).answered_at is None


def test_caller_and_callee_columns_are_told_apart_by_direction():
    cells = {
        "坐席": "E001",
        "主叫号码": "02088886666",
        "被叫号码": "13800138000",
        "开始时间": "2026-10-08 09:00",
    }
    outbound = reader([*cells, "方向"]).read(TableRow(2, {**cells, "方向": "呼出"}))
    inbound = reader([*cells, "方向"]).read(TableRow(2, {**cells, "方向": "呼入"}))
    assert (outbound.e164, inbound.e164) == ("+8613800138000", "+862088886666")


def test_own_words_of_a_phone_system_are_mapped():
    mapping = {
        "columns": {
            "agent": "坐席",
            "number": "号码",
            "start": "开始时间",
            "end": "结束时间",
            "outcome": "结果",
        },
        "values": {"outcome": {"A+": "ordered"}, "direction": {"7": "inbound"}},
        "timezone": "UTC",
        "system": "old pbx",
    }
    record = read(mapping, 结果="A+", 方向="7", 接听时间="2026-10-08 09:00:00")
    assert (record.outcome, record.direction) == (Outcome.ORDERED, Direction.INBOUND)
    assert record.started_at.hour == 9


def test_an_unknown_outcome_is_kept_as_written_and_counted():
    one = reader()
    record = one.read(TableRow(2, {**ROW, "结果": "客户在开车"}))
    assert (record.outcome, record.raw_outcome) == (Outcome.ANSWERED, "客户在开车")
    assert one.unknown_outcomes == {"客户在开车": 1}


def test_the_same_record_is_known_again_and_a_changed_one_is_noticed():
    assert read().id == read(录音文件="b.wav").id
    assert read().content != read(录音文件="b.wav").content
    without_id = {name: cell for name, cell in ROW.items() if name != "流水号"}
    first = reader(list(without_id)).read(TableRow(2, without_id))
    again = reader(list(without_id)).read(TableRow(9, without_id))
    later = reader(list(without_id)).read(TableRow(9, {**without_id, "开始时间": "2026-10-08 09:00:01"}))
    assert first.id == again.id != later.id


def test_two_phone_systems_may_use_the_same_record_ids():
    assert read({"system": "a"}).id != read({"system": "b"}).id


def test_a_flat_mapping_and_the_sectioned_one_mean_the_same():
    flat = read_mapping({"agent": "坐席", "number": "号码", "start": "开始时间"})
    assert (
        flat.columns
        == read_mapping({"columns": {"agent": "坐席", "number": "号码", "start": "开始时间"}}).columns
    )
    assert read_mapping(None) == CallMapping()
