"""The sample's files: every one parses as what it says it is."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from pathlib import Path

import openpyxl
import pytest
import yaml

from callwright.app.sample.company import Company, invent
from callwright.app.sample.files import SampleFiles, write_files
from callwright.app.sample.plan import Plan


@pytest.fixture(scope="module")
def files(company: Company, tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_files(company, tmp_path_factory.mktemp("sample"))


def rows_of(path: Path, sheet: str | None = None) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    page = book[sheet] if sheet else book.worksheets[0]
    return list(page.iter_rows(values_only=True))


def test_the_same_company_is_written_to_the_same_bytes(company, files, tmp_path):
    again = write_files(company, tmp_path)
    for one, other in (
        (files.people, again.people),
        (files.orders, again.orders),
        (files.calls[0], again.calls[0]),
    ):
        assert hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest()


def test_no_half_written_file_is_left(files):
    assert not list(files.folder.rglob(".part-*"))


def test_the_roster_has_one_line_a_person(company, files):
    rows = rows_of(files.people)
    assert rows[0][:3] == ("工号", "姓名", "部门")
    assert len(rows) == len(company.staff) + 1


def test_the_bad_list_is_gb18030_with_a_title_row(company, files):
    bad = next(path for each, path in zip(company.lists, files.lists, strict=True) if each.form == "gb18030")
    with pytest.raises(UnicodeDecodeError):
        bad.read_text("utf-8")
    lines = list(csv.reader(bad.read_text("gb18030").splitlines()))
    assert lines[0][0].startswith("速达数据")
    assert lines[1] == ["公司", "电话", "地址", "来源"]
    assert len(lines) == len(company.lists[-1].rows) + 2


def test_every_list_line_has_its_truth(company, files):
    for each, path in zip(company.lists, files.lists, strict=True):
        truth = list(csv.DictReader(path.with_name(f"{path.stem}.truth.csv").read_text("utf-8").splitlines()))
        assert len(truth) == len(each.rows)
        assert {line["verdict"] for line in truth} <= {"有效", "空号", "非本公司", "非目标"}


def test_the_mapping_names_every_column_and_word_of_the_call_records(company, files):
    mapping = yaml.safe_load(files.mapping.read_text("utf-8"))
    seen = 0
    for path in files.calls:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            records = csv.DictReader(lines)
            assert records.fieldnames == list(mapping["columns"].values())
            for record in records:
                seen += 1
                assert record["结果"] in mapping["values"]["outcome"]
    assert seen == len(company.attempts)


def test_recorded_calls_name_their_file_and_last_as_long_as_it(company):
    recorded = [attempt for attempt in company.attempts if attempt.recording]
    assert len({attempt.recording for attempt in recorded}) == len(recorded)
    assert all(
        20 <= (attempt.end - attempt.answer).total_seconds() <= 100 for attempt in recorded if attempt.answer
    )


def test_the_goal_book_of_a_closed_month_has_actual_values_and_the_running_one_has_none(company, files):
    closed, running = files.goals[company.plan.closed[0]], files.goals[company.plan.running]
    assert "实际值" in openpyxl.load_workbook(closed).sheetnames
    assert "实际值" not in openpyxl.load_workbook(running).sheetnames
    assert len(rows_of(closed, "指标目标")) > 100


def test_the_order_file_of_a_closed_month_knows_nothing_of_what_came_later(company, files):
    month = company.plan.closed[0]
    header, *rows = rows_of(files.orders_closed[month])
    closing = str(company.plan.closing(month))
    moments = [
        row[place] for row in rows for place, name in enumerate(header) if name and "时间" in str(name)
    ]
    assert max(str(moment) for moment in moments if moment) < closing
    assert len(rows_of(files.orders)) > len(rows) + 1


def test_on_the_first_days_of_a_month_no_file_is_empty(tmp_path):
    files = write_files(invent(Plan(dt.date(2026, 12, 1))), tmp_path)
    assert [path.name for path in files.calls] == ["calls-2026-10.csv", "calls-2026-11.csv"]
    for path in (*files.calls, *files.states):
        assert len(path.read_text("utf-8-sig").splitlines()) > 1
