"""Claims, costs per unit, and what number-status words make of a row (product §2.7, §2.8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.lists.decide.number_status import verdict_of_numbers
from callwright.flow.lists.decide.supply import BatchSupply, claim_of, compare
from callwright.rules.quality.number_status import MEANINGS, form, status_providers

DAY = date(2026, 11, 20)
BATCH = BatchSupply(
    batch_id=UUID(int=1), source_id=UUID(int=9), source="甲供应商", name="a.csv",
    created_at=datetime(2026, 11, 1, tzinfo=UTC), price=Decimal(1000), rows=1000, accepted=800, merged=120,
    duplicates=50, rejected=80, rejected_by_code={"number_impossible": 80}, sampled=200, verified=200, good=180,
    judged_calls=40, good_calls=30, effective=20, orders=4, lost_seconds=150, monthly_decay=0.02,
    decay_from="rule", reclean_on=None, released=True, flagged=False,
)  # fmt: skip


def test_a_claim_names_each_ground_at_the_price_of_a_row() -> None:
    claim = claim_of(BATCH)
    assert [(line.code, line.rows, line.amount, line.estimated) for line in claim.lines] == [
        ("rejected", 80, Decimal("80.00"), False),
        ("duplicate", 50, Decimal("50.00"), False),
        ("inaccurate", Decimal("80.00"), Decimal("80.00"), True),
    ]
    assert (claim.unit_price, claim.total) == (Decimal("1.0000"), Decimal("210.00"))


def test_nothing_is_projected_from_half_a_sample_and_nothing_claimed_without_a_price() -> None:
    half = claim_of(replace(BATCH, verified=199))
    assert [line.code for line in half.lines] == ["rejected", "duplicate"]
    assert claim_of(replace(BATCH, price=None)).lines == ()
    assert claim_of(replace(BATCH, rows=0, accepted=0)).total == 0


@given(
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(0, 100),
    st.decimals(0, 10**6, places=2),
)
def test_a_claim_never_exceeds_the_price(
    rejected: int, repeated: int, accepted: int, good: int, price: Decimal
) -> None:
    batch = replace(
        BATCH, rows=rejected + repeated + accepted, rejected=rejected, duplicates=repeated, accepted=accepted,
        sampled=100, verified=100, good=good, price=price,
    )  # fmt: skip
    claim = claim_of(batch)
    assert 0 <= claim.total <= price + Decimal("0.02")
    assert claim.total == sum(line.amount for line in claim.lines)


def test_a_source_is_compared_by_unit_costs() -> None:
    unpriced = replace(BATCH, batch_id=UUID(int=2), price=None, sampled=0, verified=0, good=0, orders=1)
    one = compare([unpriced, BATCH])
    assert (one.batches, one.rows, one.sampled, one.good, one.accuracy) == (2, 2000, 200, 180, 0.9)
    assert one.accuracy_lower == pytest.approx(0.8506, abs=1e-4)
    assert one.accuracy_upper is not None
    assert one.accuracy_upper > 0.9
    assert one.cost_per_accurate_row == Decimal("1.3889")
    assert (one.cost_per_effective_contact, one.cost_per_order) == (Decimal(50), Decimal(250))
    assert (one.orders, one.lost_minutes, one.claimable) == (5, 5, Decimal("210.00"))
    assert compare([unpriced]).cost_per_order is None
    assert compare([unpriced]).accuracy is None


@pytest.mark.parametrize(
    ("meanings", "verdict"),
    [
        (["invalid_number", "good"], "good"),
        (["invalid_number", None], None),
        (["invalid_number", "unknown"], None),
        (["invalid_number", "unreachable"], "unreachable"),
        (["invalid_number"], "invalid_number"),
        ([], None),
    ],
)
def test_a_row_is_judged_by_all_its_numbers(meanings: list[str | None], verdict: str | None) -> None:
    assert verdict_of_numbers(meanings) == verdict


def test_words_of_services_are_read_in_any_spelling() -> None:
    generic = status_providers(DAY)["generic"]
    assert {generic.meaning(word) for word in ("实号", " 实号 ", "活跃", "１", "1.0")} == {"good"}
    assert generic.meaning("空号") == "invalid_number"
    assert generic.meaning("停机") == generic.meaning("沉默号") == "unreachable"
    assert generic.meaning("库无") == "unknown"
    assert generic.meaning("没听说过") is None
    assert status_providers(DAY)["letters"].meaning("a") == "good"
    assert form("ａ b") == "AB"
    for provider in status_providers(DAY).values():
        assert set(provider.meanings.values()) <= MEANINGS
        assert provider.title.zh
        assert provider.title.en


def test_no_service_is_known_before_its_table_begins() -> None:
    assert status_providers(date(2025, 12, 31)) == {}
