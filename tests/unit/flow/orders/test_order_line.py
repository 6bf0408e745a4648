"""Reading an order row."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from callwright.flow.orders.contracts import Step
from callwright.flow.orders.decide.order_line import Unreadable, e164_or_none, read_order_line
from callwright.kernel.calendar import CompanyCalendar

PARSE = CompanyCalendar("Asia/Shanghai").parse_local
ROW = {
    "order_number": "D-1",
    "agent": "E001",
    "company": "沪东机械",
    "number": "138 0013 8000",
    "product": "云呼",
    "amount": "¥12,000.50",
    "margin": "3000",
    "ordered_at": "2026-10-05 10:00:00",
    "verified": "2026/10/5 16:00",
    "agent_share": "60%",
}


def test_a_row_becomes_an_order_in_utc_and_decimals():
    line = read_order_line(2, ROW, PARSE)
    assert line.amount == Decimal("12000.50")
    assert line.ordered_at == dt.datetime(2026, 10, 5, 2, tzinfo=dt.UTC)
    assert line.steps == {Step.VERIFIED: dt.datetime(2026, 10, 5, 8, tzinfo=dt.UTC)}
    assert (line.number, line.agent_share, line.quantity) == ("+8613800138000", Decimal("0.6"), Decimal(1))


def test_a_block_without_a_start_began_with_the_last_step_done():
    line = read_order_line(2, ROW | {"blocked_by": "仓库", "block_reason": "缺货"}, PARSE)
    assert line.blocked_since == dt.datetime(2026, 10, 5, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"agent": ""}, "orders.agent_missing"),
        ({"amount": "many"}, "orders.amount_unreadable"),
        ({"amount": "-5"}, "orders.amount_unreadable"),
        ({"amount": "NaN"}, "orders.amount_unreadable"),
        ({"ordered_at": "soon"}, "orders.time_unreadable"),
        ({"verified": "2026-10-04 10:00"}, "orders.before_order"),
        ({"cancelled_at": "2026-10-01 10:00"}, "orders.before_order"),
        ({"agent_share": "1.5"}, "orders.share_unreadable"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(change: dict[str, str], code: str):
    with pytest.raises(Unreadable) as caught:
        read_order_line(2, ROW | change, PARSE)
    assert caught.value.code == code


def test_numbers_that_are_none_are_left_out():
    assert e164_or_none("abc") is None
    assert e164_or_none("12") is None
    assert e164_or_none("021-5888 1234") == "+862158881234"
