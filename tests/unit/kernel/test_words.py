"""The small types every room speaks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import CallwrightError
from callwright.kernel.ids import derive_id
from callwright.kernel.money import Money
from callwright.kernel.period import Month
from callwright.kernel.phone import PhoneNumber
from callwright.kernel.text import Text

SHANGHAI = CompanyCalendar("Asia/Shanghai")


@pytest.mark.parametrize("written", ["2026-10", "202610", "2026/10", "2026年10月", "2026-10-01", " 2026-10 "])
def test_a_month_is_read_however_people_write_it(written: str):
    assert Month.parse(written) == Month(2026, 10)


@pytest.mark.parametrize("written", ["2026-13", "2026", "October", "2026-10-05", ""])
def test_what_is_not_a_month_is_refused(written: str):
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(written)


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_months_follow_each_other_without_gap(year: int, month: int):
    this = Month(year, month)
    assert this.next().previous() == this
    assert this.end == this.next().start
    assert this in this.quarter.months()


def test_a_company_day_begins_and_ends_on_the_company_clock():
    start, end = SHANGHAI.bounds(date(2026, 10, 1))
    assert start == datetime(2026, 9, 30, 16, tzinfo=UTC)
    assert (end - start).total_seconds() == 24 * 3600
    assert SHANGHAI.day_of(datetime(2026, 9, 30, 16, 30, tzinfo=UTC)) == date(2026, 10, 1)
    assert SHANGHAI.at(date(2026, 10, 1), time(9)) == datetime(2026, 10, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-10-01 09:00:00",
        "2026-10-01 09:00",
        "2026/10/1 9:00",
        "2026-10-01T09:00:00+08:00",
        "20261001090000",
    ],
)
def test_date_times_are_read_on_the_company_clock(written: str):
    assert SHANGHAI.parse_local(written) == datetime(2026, 10, 1, 1, tzinfo=UTC)


def test_a_number_never_prints_itself():
    number = PhoneNumber("+8613800138000")
    assert str(number) == "138****8000"
    assert "1380013" not in f"{number!r} {number}"
    assert PhoneNumber("+861082899855").masked == "010****9855"
    assert PhoneNumber("+864001234567").masked == "400****4567"


def test_money_is_exact_and_rounds_halves_away_from_zero():
    assert (Money(Decimal("0.1")) + Money(Decimal("0.2"))).amount == Decimal("0.3")
    assert Money(Decimal("2.345")).round_half_up().amount == Decimal("2.35")
    assert Money(Decimal("-2.345")).round_half_up().amount == Decimal("-2.35")
    with pytest.raises(ValueError, match="cannot mix"):
        Money(Decimal(1), "CNY") + Money(Decimal(1), "USD")


def test_the_same_facts_have_the_same_id_and_joined_parts_do_not_collide():
    assert derive_id("call", "a", 1) == derive_id("call", "a", 1)
    assert derive_id("call", "a", 1) == uuid5(UUID("6f1d2c52-6d0b-5b5e-9d39-0c5a3c1f7e11"), "call\x1fa\x1f1")
    assert derive_id("call", "a", "b") != derive_id("call", "ab")
    assert derive_id("call", "a") != derive_id("recording", "a")


def test_an_error_speaks_both_languages_and_keeps_its_details():
    class Missing(CallwrightError):
        code = "test.missing"
        text = Text("缺少 {name}。", "{name} is missing.")

    error = Missing(name="x")
    assert (error.message("zh"), error.message("en")) == ("缺少 x。", "x is missing.")
    assert error.details == {"name": "x"}
