"""What a supplier's lists are worth: accuracy with its interval, costs, and what may be claimed back (product §2.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from callwright.kernel.text import Text
from callwright.rules.quality.formulas import wilson_bounds

CENT, FINE = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True)
class BatchSupply:
    """What is stored about one cleaned batch: counts, its price, its sample, what calls and orders came to.

    `duplicates` are rows merged into another row of the same batch; `lost_seconds` went into dials of wrong data.
    """

    batch_id: UUID
    source_id: UUID
    source: str
    name: str
    created_at: datetime
    price: Decimal | None
    rows: int
    accepted: int
    merged: int
    duplicates: int
    rejected: int
    rejected_by_code: dict[str, int]
    sampled: int
    verified: int
    good: int
    judged_calls: int
    good_calls: int
    effective: int
    orders: int
    lost_seconds: int
    monthly_decay: float | None
    decay_from: str | None
    reclean_on: date | None
    released: bool
    flagged: bool

    @property
    def accuracy(self) -> float | None:
        """Good ÷ verified of a sample that is complete."""
        return self.good / self.verified if self.verified and self.verified == self.sampled else None


@dataclass(frozen=True)
class ClaimLine:
    """One ground of a claim: how many rows, at which price each, what they come to. `estimated` from a sample."""

    code: str
    title: Text
    rows: Decimal
    unit_price: Decimal
    amount: Decimal
    estimated: bool


@dataclass(frozen=True)
class Claim:
    """What may be claimed back for a batch; no lines when its price is not known."""

    price: Decimal | None
    unit_price: Decimal | None
    lines: tuple[ClaimLine, ...]
    total: Decimal


@dataclass(frozen=True)
class SourceComparison:
    """A source beside the others. Costs per unit in the company's currency, None while something is not known.

    Accuracy is that of all complete samples together with its Wilson interval; costs per accurate row, effective
    contact and order count only batches whose price (and for accuracy, sample) is known. `decay` is per month.
    """

    source_id: UUID
    name: str
    batches: int
    released: int
    flagged: int
    rows: int
    accepted: int
    merged: int
    rejected: int
    rejected_by_code: dict[str, int]
    sampled: int
    good: int
    accuracy: float | None
    accuracy_lower: float | None
    accuracy_upper: float | None
    price: Decimal | None
    cost_per_row: Decimal | None
    cost_per_accurate_row: Decimal | None
    effective_contacts: int
    cost_per_effective_contact: Decimal | None
    orders: int
    cost_per_order: Decimal | None
    judged_calls: int
    good_calls: int
    lost_minutes: int
    decay: float | None
    decay_from: str | None
    claimable: Decimal | None
    history: tuple[BatchSupply, ...]


REJECTED = Text("无法使用的行", "rows that could not be used")
DUPLICATE = Text("批次内重复的行", "rows that repeat another row of the batch")
BAD = Text("按抽样推算的不准确行", "inaccurate rows, projected from the sample")


def claim_of(batch: BatchSupply) -> Claim:
    """Rejected rows, repeated rows and the inaccurate share of the rest, each at price ÷ rows (product §2.8).

    The inaccurate share is projected from a complete sample only. Amounts are rounded half up to two places.
    """
    if batch.price is None or not batch.rows:
        return Claim(batch.price, None, (), Decimal(0))
    unit = batch.price / batch.rows
    grounds = [
        ("rejected", REJECTED, Decimal(batch.rejected), False),
        ("duplicate", DUPLICATE, Decimal(batch.duplicates), False),
    ]
    if batch.accuracy is not None:
        wrong = Decimal(batch.verified - batch.good) / batch.verified * batch.accepted
        grounds.append(("inaccurate", BAD, wrong.quantize(CENT, ROUND_HALF_UP), True))
    lines = tuple(
        ClaimLine(code, title, rows, unit.quantize(FINE, ROUND_HALF_UP), _money(rows * unit), estimated)
        for code, title, rows, estimated in grounds
        if rows
    )
    return Claim(
        batch.price, unit.quantize(FINE, ROUND_HALF_UP), lines, sum((one.amount for one in lines), Decimal(0))
    )


def compare(batches: Sequence[BatchSupply]) -> SourceComparison:
    """One source from its batches (at least one), which all belong to it."""
    priced = [one for one in batches if one.price is not None]
    measured = [one for one in batches if one.accuracy is not None]
    sampled, good = sum(one.verified for one in measured), sum(one.good for one in measured)
    lower, upper = wilson_bounds(good, sampled) if sampled else (None, None)
    codes: dict[str, int] = {}
    for one in batches:
        for code, count in one.rejected_by_code.items():
            codes[code] = codes.get(code, 0) + count
    newest = max(batches, key=lambda one: one.created_at)
    both = [one for one in priced if one.accuracy is not None]
    accurate = sum((Decimal(one.good) / one.verified * one.accepted for one in both), Decimal(0))
    price = sum((one.price or Decimal(0) for one in priced), Decimal(0))
    return SourceComparison(
        source_id=newest.source_id,
        name=newest.source,
        batches=len(batches),
        released=sum(one.released for one in batches),
        flagged=sum(one.flagged for one in batches),
        rows=sum(one.rows for one in batches),
        accepted=sum(one.accepted for one in batches),
        merged=sum(one.merged for one in batches),
        rejected=sum(one.rejected for one in batches),
        rejected_by_code=dict(sorted(codes.items(), key=lambda item: (-item[1], item[0]))),
        sampled=sampled,
        good=good,
        accuracy=good / sampled if sampled else None,
        accuracy_lower=lower,
        accuracy_upper=upper,
        price=price if priced else None,
        cost_per_row=_per(price, sum(one.rows for one in priced)),
        cost_per_accurate_row=_per(sum((one.price or Decimal(0) for one in both), Decimal(0)), accurate),
        effective_contacts=sum(one.effective for one in batches),
        cost_per_effective_contact=_per(price, sum(one.effective for one in priced)),
        orders=sum(one.orders for one in batches),
        cost_per_order=_per(price, sum(one.orders for one in priced)),
        judged_calls=sum(one.judged_calls for one in batches),
        good_calls=sum(one.good_calls for one in batches),
        lost_minutes=round(sum(one.lost_seconds for one in batches) / 60),
        decay=newest.monthly_decay,
        decay_from=newest.decay_from,
        claimable=sum((claim_of(one).total for one in priced), Decimal(0)) if priced else None,
        history=tuple(sorted(batches, key=lambda one: one.created_at)),
    )


def _per(price: Decimal, units: Decimal | int) -> Decimal | None:
    return (price / units).quantize(FINE, ROUND_HALF_UP) if price and units else None


def _money(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)
