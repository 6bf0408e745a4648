"""Two implementations of pay that share no code agree on random companies."""

from __future__ import annotations

import pytest
from tests.unit.rules.pay_companies import differences


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_engine_and_spreadsheet_pay_the_same(first: int) -> None:
    assert [each for seed in range(first, first + 50) for each in differences(seed)] == []
