"""What a partner is paid for, and what an order costs."""

import uuid
from decimal import Decimal

import pytest

from callwright.flow.boards.decide.partners import (
    MIXED,
    NO_TERMS,
    NOT_CLOSED,
    Work,
    own_caller,
    partner_caller,
    units_of,
)
from callwright.registers.staff.contracts import PartnerTerm, PartnerUnit

WORK = Work(
    dials=900,
    connected=300,
    effective=120,
    interested=12,
    talk_seconds=45_000,
    orders=Decimal("2.5"),
    revenue=Decimal(10_000),
)
PARTNER = uuid.UUID(int=7)


def term(per, price, currency="CNY"):
    return PartnerTerm(PARTNER, None, per, Decimal(price), currency)


@pytest.mark.parametrize(
    ("per", "units"),
    [
        (PartnerUnit.MONTH, "1"),
        (PartnerUnit.TALK_HOUR, "12.5"),
        (PartnerUnit.EFFECTIVE_CONTACT, "120"),
        (PartnerUnit.INTERESTED_LEAD, "12"),
        (PartnerUnit.ORDER, "2.5"),
    ],
)
def test_units_are_counted_as_the_term_says(per, units):
    assert units_of(WORK, per) == Decimal(units)


def test_the_cost_of_a_partner_is_the_sum_of_its_terms():
    terms = [
        term(PartnerUnit.ORDER, "100"),
        term(PartnerUnit.TALK_HOUR, "80"),
        term(PartnerUnit.MONTH, "1000"),
    ]
    found = partner_caller(PARTNER, "远景", [uuid.uuid4()], WORK, terms)
    assert (found.cost, found.cost_per_order) == (Decimal("2250.00"), Decimal("900.00"))
    assert found.cost_per_interested == Decimal("187.50")
    assert found.revenue_per_talk_hour == Decimal("800.00")


def test_more_orders_taken_back_than_sold_are_paid_as_none():
    back = Work(0, 0, 0, 0, 0, Decimal(-2), Decimal(-900))
    found = partner_caller(PARTNER, "远景", [], back, [term(PartnerUnit.ORDER, "100")])
    assert (found.cost, found.cost_per_order, found.orders) == (Decimal(0), None, Decimal(-2))


def test_what_is_not_known_is_said_and_never_zero():
    assert partner_caller(PARTNER, "远景", [], WORK, []).cost_missing == NO_TERMS
    two = [term(PartnerUnit.ORDER, "1"), term(PartnerUnit.MONTH, "1", "USD")]
    assert partner_caller(PARTNER, "远景", [], WORK, two).cost_missing == MIXED
    own = own_caller([], WORK, None)
    assert (own.cost, own.cost_missing, own.cost_per_order) == (None, NOT_CLOSED, None)
