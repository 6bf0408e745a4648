"""Kinds of suppression, how a company is recognised, and reading a file for the ledger (product §2.5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.lists.contracts import NewSuppression, Suppression
from callwright.flow.lists.decide.ledger_file import e164_of, entries_of
from callwright.flow.lists.decide.suppression import (
    FINAL,
    KEPT_BY_PEOPLE,
    KINDS,
    company_form,
    kind_of_refusal,
    per_kind,
    weightiest,
)
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import Rejection
from callwright.platform.tables import Table, TableRow

AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
ONE, TWO = UUID(int=1), UUID(int=2)


def reason(kind: str, *, days: int | None = None, contact: UUID = ONE) -> Suppression:
    until = None if days is None else AT + timedelta(days=days)
    return Suppression(contact, kind, until, "", "t", final=kind in FINAL)  # type: ignore[arg-type]  # test table


def test_a_refusal_weighs_more_than_anything_that_ends() -> None:
    several = [reason("protected", days=9), reason("existing_customer"), reason("complained")]
    first = weightiest(several)
    assert first is not None
    assert first.kind == "complained"
    assert weightiest([]) is None
    longest = weightiest([reason("cool_down", days=1), reason("cool_down", days=5)])
    assert longest is not None
    assert longest.until == AT + timedelta(days=5)


def test_every_contact_counts_once_per_kind() -> None:
    found = {
        ONE: [reason("cool_down", days=1), reason("cool_down", days=2), reason("competitor")],
        TWO: [reason("competitor", contact=TWO)],
    }
    assert per_kind(found) == {"competitor": 2, "cool_down": 1}
    assert list(per_kind(found)) == [kind for kind in KINDS if kind in ("competitor", "cool_down")]


def test_refusals_of_any_wording_are_final() -> None:
    assert kind_of_refusal("complaint") == "complained"
    assert kind_of_refusal("opted_out") == "opted_out"
    assert kind_of_refusal("whatever") == "do_not_call"
    assert not FINAL & KEPT_BY_PEOPLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("华信科技有限公司", "华信科技股份有限公司"),
        ("华信科技（上海）有限公司", "华信科技有限责任公司"),
        ("ＡＢＣ 贸易公司", "abc贸易"),
    ],
)
def test_a_company_is_recognised_in_other_spellings(left: str, right: str) -> None:
    assert company_form(left) == company_form(right) != ""


def test_too_short_a_name_recognises_nobody() -> None:
    assert [company_form(one) for one in ("", "  ", "甲", "（上海）", "甲公司")] == ["", "", "", "", ""]


@given(st.text(alphabet="华信科技北京()（） ·有限公司集团AbＣ", max_size=20))
def test_a_form_has_no_blanks_and_does_not_depend_on_width_or_blanks(name: str) -> None:
    form = company_form(name)
    assert len(form) != 1
    assert not set(form) & set(" ·")
    assert company_form(name.replace(" ", "").replace("Ｃ", "c")) == form


@pytest.mark.parametrize(
    ("written", "e164"),
    [
        ("138 0013 8000", "+8613800138000"),
        ("+86-138-0013-8000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("010-6512 3456", "+861065123456"),
        ("+12025550100", "+12025550100"),
        ("400-800-1000", "+864008001000"),
        ("12345", None),
        ("", None),
        ("没有号码", None),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, e164: str | None) -> None:
    assert e164_of(written) == e164


def read(kind: str, *cells: dict[str, str]) -> list[NewSuppression | Rejection]:
    columns = {"number": "号码", "company": "公司", "reason": "原因", "until": "截止"}
    rows = [
        TableRow(line, {"号码": "", "公司": "", "原因": "", "截止": ""} | one)
        for line, one in enumerate(cells, 2)
    ]
    return list(
        entries_of(
            Table(list(columns.values()), rows, "utf-8"),
            columns,
            kind=kind,  # type: ignore[arg-type]  # test table
            final=kind in FINAL,
            source="file:x",
            at=AT,
            read_day=CompanyCalendar().parse_local,
        )
    )


def test_a_row_becomes_a_line_per_number_and_one_for_its_company() -> None:
    found = read("competitor", {"号码": "13800138000, 13900139000", "公司": "对手科技有限公司"})
    assert [one.subject for one in found if isinstance(one, NewSuppression)] == [
        "+8613800138000",
        "+8613900139000",
        "对手科技有限公司",
    ]


@pytest.mark.parametrize(
    ("kind", "cells", "code"),
    [
        ("competitor", {}, "lists.nothing_named"),
        ("competitor", {"公司": "甲"}, "lists.nothing_named"),
        ("competitor", {"号码": "12345", "公司": "对手科技"}, "lists.bad_number"),
        ("do_not_call", {"公司": "对手科技"}, "lists.nothing_named"),
        ("cool_down", {"号码": "13800138000"}, "lists.bad_day"),
        ("cool_down", {"号码": "13800138000", "截止": "明天"}, "lists.bad_day"),
    ],
)
def test_what_cannot_be_read_is_listed(kind: str, cells: dict[str, str], code: str) -> None:
    [found] = read(kind, cells)
    assert isinstance(found, Rejection)
    assert (found.line, found.code) == (2, code)


def test_a_refusal_names_numbers_only() -> None:
    [found] = read("opted_out", {"号码": "13800138000", "公司": "对手科技"})
    assert isinstance(found, NewSuppression)
    assert (found.kind, found.subject_kind) == ("opted_out", "number")
