"""Named roundings. A rule says which one it uses; nothing is rounded silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

CENT = Decimal("0.01")


def half_up_cents(amount: Decimal) -> Decimal:
    """To two places, halves away from zero: 0.005 → 0.01, -0.005 → -0.01."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def down_cents(amount: Decimal) -> Decimal:
    """To two places towards zero."""
    return amount.quantize(CENT, rounding=ROUND_DOWN)


ROUNDINGS: dict[str, Callable[[Decimal], Decimal]] = {
    "half_up_cents": half_up_cents,
    "down_cents": down_cents,
}

EXACT_DIGITS = 80
"""Digits kept while a formula divides; far more than any amount has."""


def settle(number: Decimal, places: int = 40) -> Decimal:
    """Remove the trace of a division: 3 × (1 ÷ 3) is 1 again, and 59.999999999999 stays what it is.

    Comparisons with a threshold are made on settled numbers, before any rounding of a statement.
    """
    with localcontext(prec=EXACT_DIGITS):
        return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


@contextmanager
def exact_division() -> Iterator[None]:
    """Within it, decimals are divided with `EXACT_DIGITS` digits."""
    with localcontext(prec=EXACT_DIGITS):
        yield
